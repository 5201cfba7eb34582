using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;

namespace Stelsel
{
    public enum Severity { Fatal = 1, Error, Warning, Info }

    /// <summary>Something that a rule found wrong, and where. What is not known is null.</summary>
    public sealed class Finding
    {
        readonly Dictionary<string, object> row;

        internal Finding(Dictionary<string, object> row)
        {
            this.row = row;
        }

        public string Rule { get { return Text("rule"); } }
        public string Severity { get { return Text("severity"); } }
        public string Message { get { return Text("message"); } }
        public string File { get { return Text("file"); } }
        public long? Line { get { return Number("line"); } }
        public long? Column { get { return Number("column"); } }
        public string Cell { get { return Text("cell"); } }
        public long? Row { get { return Number("row"); } }
        public string Field { get { return Text("field"); } }
        public string Table { get { return Text("table"); } }
        public string Key { get { return Text("key"); } }
        public string Region { get { return Text("region"); } }
        public string Revision { get { return Text("revision"); } }

        string Text(string name)
        {
            object value;
            return row.TryGetValue(name, out value) ? value as string : null;
        }

        long? Number(string name)
        {
            object value;
            return row.TryGetValue(name, out value) ? value as long? : null;
        }
    }

    /// <summary>
    /// What is wrong with a source: those that are kept, and counts of all. While a call fills it no other may; then it is
    /// for any thread. Dispose of it; its engine waits for that.
    /// </summary>
    public sealed class Findings : IDisposable, IEnumerable<Finding>
    {
        readonly Calls calls;
        readonly Table service;

        internal Handle Handle { get; }

        internal Findings(Calls calls, long mostPerRule)
        {
            this.calls = calls;
            service = calls.FindingsTable;
            using (var scope = new Scope())
            {
                IntPtr raw = service.Made("make", scope.Hold(calls.Handle), (IntPtr)mostPerRule);
                Handle = new Handle(raw, "findings", pointer => service.Call("release", pointer), calls.Handle);
            }
        }

        /// <summary>How many were found, kept or not.</summary>
        public long Count(Severity severity)
        {
            using (var scope = new Scope())
                return service.Call("count", scope.Hold(Handle), (IntPtr)(int)severity).ToInt64();
        }

        /// <summary>Errors and fatal ones: the data is wrong, or could not be judged.</summary>
        public long Errors
        {
            get { return Count(Severity.Error) + Count(Severity.Fatal); }
        }

        /// <summary>Those that were kept, as rows.</summary>
        public ArrowStream Stream()
        {
            using (var scope = new Scope())
            {
                return Calls.Streamed(scope, into =>
                    service.Try("stream", scope.Hold(Handle), scope.Text(calls.Language), into));
            }
        }

        public IEnumerator<Finding> GetEnumerator()
        {
            using (ArrowStream stream = Stream())
                return stream.Rows().ConvertAll(row => new Finding(row)).GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }

        /// <summary>With their totals, as text, ndjson, json, sarif or junit; `values`: cells instead of their shape.</summary>
        public byte[] Write(string format = "text", bool values = false)
        {
            using (var scope = new Scope())
            using (var bytes = new MemoryStream())
            {
                IntPtr options = scope.Text(Json.Object("lang", calls.Language, "values", values));
                calls.Writing(bytes, output =>
                    service.Try("write", scope.Hold(Handle), scope.Text(format), options, output));
                return bytes.ToArray();
            }
        }

        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
