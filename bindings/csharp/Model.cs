using System;
using System.Collections.Generic;

namespace Stelsel
{
    /// <summary>All rows at one moment; never changes. Any thread may use it, also after its engine. Dispose of it.</summary>
    public sealed class Snapshot : IDisposable
    {
        readonly Table model;

        internal Handle Handle { get; }

        internal Snapshot(Table model, IntPtr raw)
        {
            this.model = model;
            Handle = new Handle(raw, "snapshot", pointer => model.Call("release", pointer));
        }

        /// <summary>Tables that are known, each after those it refers to.</summary>
        public List<string> Tables
        {
            get
            {
                using (var scope = new Scope())
                {
                    IntPtr raw = scope.Hold(Handle);
                    var names = new List<string>();
                    long count = model.Call("table_count", raw).ToInt64();
                    for (int i = 0; i < count; ++i) names.Add(Words.Text(model.Call("table_name", raw, (IntPtr)i)));
                    return names;
                }
            }
        }

        /// <summary>The Table Schema of a table, as JSON.</summary>
        public string Schema(string table)
        {
            using (var scope = new Scope())
            {
                string found = Words.Text(model.Call("schema", scope.Hold(Handle), scope.Text(table)));
                if (found == null) throw Unknown(table);
                return found;
            }
        }

        public long RowCount(string table)
        {
            using (var scope = new Scope())
            {
                long count = model.Call("row_count", scope.Hold(Handle), scope.Text(table)).ToInt64();
                if (count < 0) throw Unknown(table);
                return count;
            }
        }

        static StelselException Unknown(string table)
        {
            return new StelselException(Code.NotFound, $"no table is called '{table}'");
        }

        /// <summary>The rows of a table: these columns in this order, or all when none is named.</summary>
        public ArrowStream Stream(string table, params string[] columns)
        {
            using (var scope = new Scope())
            {
                IntPtr names = columns.Length == 0 ? IntPtr.Zero : scope.Zeroed(columns.Length);
                for (int i = 0; i < columns.Length; ++i) Words.Put(names, i, scope.Text(columns[i]));
                return Calls.Streamed(scope, into =>
                    model.Try("stream", scope.Hold(Handle), scope.Text(table), names, (IntPtr)columns.Length, into));
            }
        }

        /// <summary>What held on that day, YYYY-MM-DD.</summary>
        public Snapshot AsOf(string day)
        {
            using (var scope = new Scope())
                return new Snapshot(model, model.Made("as_of", scope.Hold(Handle), scope.Text(day)));
        }

        /// <summary>Of the store that it was read from; 0 of anything else.</summary>
        public long Revision
        {
            get
            {
                using (var scope = new Scope()) return model.Call("revision", scope.Hold(Handle)).ToInt64();
            }
        }

        /// <summary>The rows to upsert that lead from `before` (null: nothing) to this.</summary>
        public ArrowStream UpsertsSince(Snapshot before, string table)
        {
            return Difference(before, table, true);
        }

        /// <summary>The keys to erase that lead from `before` to this.</summary>
        public ArrowStream ErasuresSince(Snapshot before, string table)
        {
            return Difference(before, table, false);
        }

        ArrowStream Difference(Snapshot before, string table, bool upserts)
        {
            using (var scope = new Scope())
            {
                return Calls.Streamed(scope, into =>
                    model.Try("diff", scope.Hold(before?.Handle), scope.Hold(Handle), scope.Text(table),
                        upserts ? into : IntPtr.Zero, upserts ? IntPtr.Zero : into));
            }
        }

        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>Makes the next snapshot. On one thread at a time; used up by Commit. Dispose of it.</summary>
    public sealed class Writer : IDisposable
    {
        readonly Table model;
        readonly Snapshot known;
        readonly bool ownsKnown;
        readonly Handle handle;

        /// <summary>`known` is the snapshot whose tables it may fill: `start`, or one of its own.</summary>
        internal Writer(Table model, Handle engine, Snapshot start, Snapshot known)
        {
            this.model = model;
            this.known = known;
            ownsKnown = known != start;
            using (var scope = new Scope())
            {
                IntPtr raw = model.Made("begin", scope.Hold(engine), scope.Hold(start?.Handle));
                handle = new Handle(raw, "writer", pointer => model.Call("abandon", pointer), engine);
            }
        }

        /// <summary>
        /// Adds rows, each replacing the row that has its key. Rows are objects, whose public properties are called as the
        /// fields (AgreementTopic is agreement_topic), or dictionaries; all of one call have the same fields. Numbers are
        /// int, long or decimal, dates DateTime or text, moments DateTime in UTC or text.
        /// </summary>
        public void Upsert<T>(string table, IEnumerable<T> rows)
        {
            Write("upsert", table, rows);
        }

        public void Upsert(string table, ArrowStream rows)
        {
            Write("upsert", table, rows);
        }

        /// <summary>Removes rows by key; only the columns of the key are looked at.</summary>
        public void Erase<T>(string table, IEnumerable<T> keys)
        {
            Write("erase", table, keys);
        }

        public void Erase(string table, ArrowStream keys)
        {
            Write("erase", table, keys);
        }

        void Write(string call, string table, ArrowStream rows)
        {
            using (var scope = new Scope())
                model.Try(call, scope.Hold(handle), scope.Text(table), scope.Hold(rows.Address));
        }

        void Write<T>(string call, string table, IEnumerable<T> rows)
        {
            using (var scope = new Scope())
            {
                IntPtr raw = scope.Hold(handle);
                handle.Count(1);
                try
                {
                    using (RowSource source = SourceOf(table, rows)) Fill(call, raw, scope.Text(table), source);
                }
                finally
                {
                    handle.Count(-1);
                }
            }
        }

        /// <summary>The first row is asked for here.</summary>
        RowSource SourceOf<T>(string table, IEnumerable<T> rows)
        {
            try
            {
                return new RowSource<T>(TypesOf(table), rows);
            }
            catch (Exception error) when (!(error is StelselException))
            {
                throw new StelselException(Code.InvalidArgument, error.Message, error);
            }
        }

        void Fill(string call, IntPtr raw, IntPtr table, RowSource source)
        {
            try
            {
                model.Try(call, raw, table, source.Address);
            }
            catch (StelselException error)
            {
                if (source.Failure == null) throw;
                throw new StelselException(error.Code, error.Message, source.Failure);
            }
        }

        IReadOnlyList<ColumnType> TypesOf(string table)
        {
            using (ArrowStream stream = known.Stream(table)) return stream.Types;
        }

        /// <summary>The next snapshot. It is not stored: that is the engine's Commit.</summary>
        public Snapshot Commit()
        {
            using (var scope = new Scope())
            {
                IntPtr next;
                handle.MustBeIdle();
                try
                {
                    next = model.Made("commit", scope.Hold(handle));
                }
                finally
                {
                    if (!handle.IsClosed) handle.Forget(); // it is used up, also when it fails
                }
                Dispose();
                return new Snapshot(model, next);
            }
        }

        /// <summary>Throws away what was not committed.</summary>
        public void Dispose()
        {
            handle.Dispose();
            if (ownsKnown) known.Dispose();
        }
    }
}
