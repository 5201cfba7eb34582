using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace Stelsel
{
    public enum Level { Debug = 1, Info, Warning, Error }

    /// <summary>What a commit did; Revision is the newest one now.</summary>
    public struct Committed
    {
        public long Written, Erased, Revision;
    }

    /// <summary>
    /// stelsel in this process. Several may be open at once; calls are for any thread. It ends when it, its findings and
    /// its writers have been disposed of and no call is running; snapshots and streams stay good.
    /// </summary>
    public sealed class Engine : IDisposable
    {
        readonly Calls calls;
        readonly Table engine;
        readonly Table model;

        public Engine(EngineOptions options)
        {
            calls = new Calls(new Library(options.Library), options);
            engine = calls.Engine;
            model = calls.Model;
        }

        /// <summary>
        /// Reads [FORMAT:]PATH[@REVISION]. What is wrong with the data is added to `findings`, which goes into
        /// the check as well.
        /// </summary>
        public Snapshot Read(string source, Findings findings, Options options = null)
        {
            using (var scope = new Scope())
            {
                return calls.During(options, progress => new Snapshot(model, engine.Made("read", scope.Hold(calls.Handle),
                    scope.Text(source), scope.Text((options ?? new Options()).Json()), scope.Hold(findings.Handle), progress)));
            }
        }

        public Findings NewFindings(long mostPerRule = 0)
        {
            return new Findings(calls, mostPerRule);
        }

        /// <summary>Writes on `start`, or from nothing.</summary>
        public Writer NewWriter(Snapshot start = null)
        {
            return new Writer(model, calls.Handle, start, start ?? Empty());
        }

        /// <summary>Its tables are known, and have no rows.</summary>
        Snapshot Empty()
        {
            using (var scope = new Scope())
                return new Snapshot(model, model.Made("commit", model.Made("begin", scope.Hold(calls.Handle), IntPtr.Zero)));
        }

        /// <summary>Runs the rules, and those of packs that are named; adds to `findings`.</summary>
        public void Check(Snapshot snapshot, Findings findings, Options options = null)
        {
            using (var scope = new Scope())
            {
                calls.During(options, progress =>
                {
                    engine.Try("check", scope.Hold(calls.Handle), scope.Hold(snapshot.Handle),
                        scope.Text((options ?? new Options()).Json()), scope.Hold(findings.Handle), progress);
                    return true;
                });
            }
        }

        /// <summary>The answer to a question; Set binds the query's :name.</summary>
        public ArrowStream Query(Snapshot snapshot, string text, Options options = null, string language = "sql")
        {
            return Streamed(options, (scope, json, progress, into) => engine.Try("query", scope.Hold(calls.Handle),
                scope.Text(language), scope.Hold(snapshot.Handle), scope.Text(text), json, progress, into));
        }

        /// <summary>The table that calculation PLUGIN/NAME works out.</summary>
        public ArrowStream Calculate(string id, Snapshot snapshot, Options options)
        {
            return Streamed(options, (scope, json, progress, into) => engine.Try("calculate", scope.Hold(calls.Handle),
                scope.Text(id), scope.Hold(snapshot.Handle), json, progress, into));
        }

        /// <summary>Report PLUGIN/NAME as html, or as the options say, of which AsOf must be there.</summary>
        public byte[] Report(string id, Snapshot snapshot, Options options)
        {
            using (var bytes = new MemoryStream())
            {
                Report(id, snapshot, options, bytes);
                return bytes.ToArray();
            }
        }

        /// <summary>The same, into a stream.</summary>
        public void Report(string id, Snapshot snapshot, Options options, Stream into)
        {
            Render(id, snapshot, options, fill => calls.Writing(into, fill));
        }

        /// <summary>The same, into a file that is there whole or not at all.</summary>
        public void Report(string id, Snapshot snapshot, Options options, FileInfo file)
        {
            Render(id, snapshot, options, fill => calls.ToFile(file.FullName, fill));
        }

        void Render(string id, Snapshot snapshot, Options options, Action<Action<IntPtr>> into)
        {
            using (var scope = new Scope())
            {
                IntPtr json = scope.Text(options.Json(calls.Language, "html"));
                calls.During(options, progress =>
                {
                    into(output => engine.Try("run", scope.Hold(calls.Handle), scope.Text(id), scope.Hold(snapshot.Handle),
                        json, output, progress));
                    return true;
                });
            }
        }

        /// <summary>Makes `target` hold what the snapshot holds: whole, or not at all.</summary>
        public Committed Commit(Snapshot snapshot, string target, Options options = null)
        {
            using (var scope = new Scope())
            {
                IntPtr done = scope.Zeroed(4);
                Marshal.WriteInt32(done, 4 * Words.Size);
                calls.During(options, progress =>
                {
                    engine.Try("commit_with", scope.Hold(calls.Handle), scope.Hold(snapshot.Handle), scope.Text(target),
                        scope.Text((options ?? new Options()).Json()), progress, done);
                    return true;
                });
                return new Committed
                {
                    Written = Words.Number(done, 1), Erased = Words.Number(done, 2), Revision = Words.Number(done, 3)
                };
            }
        }

        /// <summary>The revisions of a store, the oldest first.</summary>
        public ArrowStream History(string source)
        {
            return Streamed(null, (scope, json, progress, into) =>
                engine.Try("history", scope.Hold(calls.Handle), scope.Text(source), into));
        }

        /// <summary>Goes through a whole store; throws when something is damaged.</summary>
        public void Verify(string source, Options options = null)
        {
            using (var scope = new Scope())
            {
                calls.During(options, progress =>
                {
                    engine.Try("verify", scope.Hold(calls.Handle), scope.Text(source), progress);
                    return true;
                });
            }
        }

        /// <summary>Copies a store with all its revisions.</summary>
        public void Backup(string source, string path, Options options = null)
        {
            using (var scope = new Scope())
            {
                calls.During(options, progress =>
                {
                    engine.Try("backup", scope.Hold(calls.Handle), scope.Text(source), scope.Text(path), progress);
                    return true;
                });
            }
        }

        /// <summary>Puts a line into stelsel's log; no cell values or personal data.</summary>
        public void Log(Level level, string line)
        {
            using (var scope = new Scope())
                calls.LogTable.Call("log", scope.Hold(calls.Handle), (IntPtr)(int)level, scope.Text(line));
        }

        ArrowStream Streamed(Options options, Action<Scope, IntPtr, IntPtr, IntPtr> call)
        {
            using (var scope = new Scope())
            {
                IntPtr json = scope.Text((options ?? new Options()).Json(calls.Language));
                return calls.During(options, progress =>
                    Calls.Streamed(scope, into => call(scope, json, progress, into)));
            }
        }

        public void Dispose()
        {
            calls.Handle.Dispose();
        }
    }

    /// <summary>An open engine as its calls see it: its services, and what it lends to calls.</summary>
    internal sealed class Calls
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate int Write(IntPtr context, IntPtr bytes, IntPtr count);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate void Told(IntPtr context, IntPtr what, long done, long total);

        readonly Table output;
        readonly Table progressTable;

        internal Table Engine { get; }
        internal Table Model { get; }
        internal Table FindingsTable { get; }
        internal Table LogTable { get; }
        internal Handle Handle { get; }
        internal string Language { get; }

        /// <summary>The tables' functions in the order of stelsel.h.</summary>
        internal Calls(Library library, EngineOptions options)
        {
            Language = options.Language;
            IntPtr host = library.Open(options.Json());
            Handle = new Handle(host, "engine", library.Close);
            Engine = library.Service(host, "host.engine/1",
                "read check run commit calculate query commit_with history verify backup");
            Model = library.Service(host, "host.model/1",
                "retain release table_count table_name schema row_count stream as_of begin upsert erase commit abandon diff"
                + " keep revision");
            FindingsTable = library.Service(host, "host.findings/1", "make release count stream write");
            output = library.Service(host, "host.output/1", "write to_file to_function commit release");
            LogTable = library.Service(host, "host.log/1", "log");
            progressTable = library.Service(host, "host.progress/1", "advance cancelled make cancel release");
        }

        /// <summary>A stream that `fill` fills.</summary>
        internal static ArrowStream Streamed(Scope scope, Action<IntPtr> fill)
        {
            var into = new ArrowStream();
            try
            {
                fill(scope.Hold(into.Address));
                return into;
            }
            catch
            {
                into.Dispose();
                throw;
            }
        }

        /// <summary>Runs a call with a progress that tells the options' Progress, if there is one.</summary>
        internal T During<T>(Options options, Func<IntPtr, T> call)
        {
            Action<string, long, long> tell = options?.Progress;
            if (tell == null) return call(IntPtr.Zero);
            IntPtr progress = IntPtr.Zero;
            Exception thrown = null;
            Told told = (context, what, done, total) =>
            {
                if (thrown != null) return;
                try
                {
                    tell(Words.Text(what), done, total);
                }
                catch (Exception error) // nothing crosses the border
                {
                    thrown = error;
                    progressTable.Call("cancel", progress);
                }
            };
            try
            {
                using (var scope = new Scope())
                {
                    progress = progressTable.Made("make", scope.Hold(Handle), Marshal.GetFunctionPointerForDelegate(told),
                        IntPtr.Zero);
                }
                return call(progress);
            }
            catch (StelselException error)
            {
                if (thrown == null) throw;
                throw new StelselException(error.Code, error.Message, thrown);
            }
            finally
            {
                if (progress != IntPtr.Zero) progressTable.Call("release", progress);
                GC.KeepAlive(told);
            }
        }

        /// <summary>Hands what `fill` writes into an output to `stream`, piece by piece.</summary>
        internal void Writing(Stream stream, Action<IntPtr> fill)
        {
            Exception thrown = null;
            Write write = (context, bytes, count) =>
            {
                try
                {
                    var copy = new byte[count.ToInt64()];
                    Marshal.Copy(bytes, copy, 0, copy.Length);
                    stream.Write(copy, 0, copy.Length);
                    return 0;
                }
                catch (Exception error) // nothing crosses the border
                {
                    thrown = error;
                    return 1;
                }
            };
            try
            {
                using (var scope = new Scope())
                    Filling(output.Made("to_function", scope.Hold(Handle), Marshal.GetFunctionPointerForDelegate(write),
                        IntPtr.Zero), fill);
            }
            catch (StelselException error)
            {
                if (thrown == null) throw;
                throw new StelselException(error.Code, error.Message, thrown);
            }
            finally
            {
                GC.KeepAlive(write);
            }
        }

        internal void ToFile(string path, Action<IntPtr> fill)
        {
            using (var scope = new Scope()) Filling(output.Made("to_file", scope.Hold(Handle), scope.Text(path)), fill);
        }

        void Filling(IntPtr raw, Action<IntPtr> fill)
        {
            try
            {
                fill(raw);
                output.Try("commit", raw);
            }
            finally
            {
                output.Call("release", raw);
            }
        }
    }
}
