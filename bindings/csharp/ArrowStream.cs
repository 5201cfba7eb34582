// Rows out of stelsel, as an Arrow C stream: read batch by batch, without copying.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Stelsel
{
    /// <summary>
    /// The name of a column and its type as Arrow writes it: u (text), l (integer), b (boolean), d:19,S (decimal), tdD
    /// (date), tsu:UTC (moment), g (floating point), or i with what the indices stand for.
    /// </summary>
    public sealed class ColumnType
    {
        public string Name { get; }
        public string Format { get; }
        public ColumnType Dictionary { get; }

        ColumnType(IntPtr schema)
        {
            Format = Words.Text(Words.At(schema, 0));
            Name = Words.Text(Words.At(schema, 1));
            IntPtr inner = Words.At(schema, 6);
            if (inner != IntPtr.Zero) Dictionary = new ColumnType(inner);
        }

        internal static List<ColumnType> ChildrenOf(IntPtr schema)
        {
            var types = new List<ColumnType>();
            for (int i = 0; i < Words.Number(schema, 4); ++i) types.Add(new ColumnType(Words.At(Words.At(schema, 5), i)));
            return types;
        }
    }

    /// <summary>
    /// Rows of a table, a query, a calculation or findings. Works once, on one thread at a time; may outlive its engine.
    /// Dispose of it.
    /// </summary>
    public sealed class ArrowStream : IDisposable
    {
        const int GetSchema = 0, GetNext = 1, LastError = 2, Release = 3, StreamWords = 5;
        const int SchemaRelease = 7, SchemaWords = 9, ArrayRelease = 8, ArrayWords = 10;

        readonly Handle handle;
        List<ColumnType> types;

        internal ArrowStream()
        {
            handle = new Handle(Words.Zeroed(StreamWords * Words.Size), "stream", raw => Free(raw, Release));
        }

        /// <summary>Releases the struct, unless somebody took or ended it, and its memory.</summary>
        static void Free(IntPtr raw, int release)
        {
            if (Words.At(raw, release) != IntPtr.Zero) Words.Call(Words.At(raw, release), raw);
            Marshal.FreeHGlobal(raw);
        }

        /// <summary>Where the ArrowArrayStream stands, for calls that fill it or take it.</summary>
        public SafeHandle Address
        {
            get { return handle; }
        }

        public IReadOnlyList<ColumnType> Types
        {
            get
            {
                if (types != null) return types;
                using (var scope = new Scope())
                {
                    IntPtr schema = scope.Zeroed(SchemaWords);
                    Read(scope, GetSchema, schema);
                    types = ColumnType.ChildrenOf(schema);
                    Words.Call(Words.At(schema, SchemaRelease), schema);
                    return types;
                }
            }
        }

        void Read(Scope scope, int function, IntPtr into)
        {
            IntPtr raw = scope.Hold(handle);
            if (Words.At(raw, Release) == IntPtr.Zero)
                throw new StelselException(Code.FailedPrecondition, "the stream was used already");
            int failed = Words.Lower(Words.Call(Words.At(raw, function), raw, into));
            if (failed == 0) return;
            string text = Words.Text(Words.Call(Words.At(raw, LastError), raw));
            throw new StelselException(CodeOf(failed), text ?? "a stream of rows failed");
        }

        /// <summary>Which code an errno stands for.</summary>
        static Code CodeOf(int errno)
        {
            switch (errno)
            {
                case 11: return Code.Unavailable;
                case 12: return Code.ResourceExhausted;
                case 13: return Code.PermissionDenied;
                case 22: return Code.InvalidArgument;
                case 38: return Code.Unimplemented;
                case 74: return Code.DataLoss;
                case 125: return Code.Cancelled;
                default: return Code.Unknown;
            }
        }

        /// <summary>The next batch, which is yours to dispose of; null at the end.</summary>
        public Batch Next()
        {
            IReadOnlyList<ColumnType> known = Types;
            using (var scope = new Scope())
            {
                var array = new Handle(Words.Zeroed(ArrayWords * Words.Size), "batch", raw => Free(raw, ArrayRelease));
                try
                {
                    Read(scope, GetNext, array.DangerousGetHandle());
                    if (Words.At(array.DangerousGetHandle(), ArrayRelease) != IntPtr.Zero) return new Batch(known, array);
                }
                catch
                {
                    array.Dispose();
                    throw;
                }
                array.Dispose();
                return null;
            }
        }

        /// <summary>The batches, each disposed of when the next is asked for; then the stream is used up.</summary>
        public IEnumerable<Batch> Batches()
        {
            using (this)
            {
                for (Batch batch = Next(); batch != null; batch = Next())
                {
                    using (batch) yield return batch;
                }
            }
        }

        /// <summary>All rows by the names of their columns; then the stream is used up.</summary>
        public List<Dictionary<string, object>> Rows()
        {
            var rows = new List<Dictionary<string, object>>();
            foreach (Batch batch in Batches()) rows.AddRange(batch.Rows());
            return rows;
        }

        public void Dispose()
        {
            handle.Dispose();
        }
    }

    /// <summary>Some rows of a stream. Dispose of it when nothing looks at its columns any more; any thread may.</summary>
    public sealed class Batch : IDisposable
    {
        readonly IReadOnlyList<ColumnType> types;
        readonly Handle handle;
        readonly Dictionary<IntPtr, object[]> entries = new Dictionary<IntPtr, object[]>();

        internal Batch(IReadOnlyList<ColumnType> types, Handle handle)
        {
            this.types = types;
            this.handle = handle;
        }

        internal IntPtr Raw
        {
            get
            {
                if (handle.IsClosed) throw new StelselException(Code.FailedPrecondition, "the batch was closed");
                return handle.DangerousGetHandle();
            }
        }

        public int Length
        {
            get { return (int)Words.Number(Raw, 0); }
        }

        public List<Column> Columns
        {
            get
            {
                var columns = new List<Column>();
                foreach (ColumnType type in types)
                    columns.Add(new Column(type, Words.At(Words.At(Raw, 6), columns.Count), this));
                return columns;
            }
        }

        public Column this[string name]
        {
            get
            {
                Column found = Columns.Find(column => column.Type.Name == name);
                if (found == null) throw new StelselException(Code.NotFound, $"no column is called '{name}'");
                return found;
            }
        }

        /// <summary>Rows by the names of their columns; copies.</summary>
        public List<Dictionary<string, object>> Rows()
        {
            List<object[]> values = Columns.ConvertAll(column => column.Values());
            var rows = new List<Dictionary<string, object>>();
            for (int at = 0; at < Length; ++at)
            {
                var row = new Dictionary<string, object>();
                for (int i = 0; i < types.Count; ++i) row[types[i].Name] = values[i][at];
                rows.Add(row);
            }
            return rows;
        }

        /// <summary>The values of a dictionary, decoded once.</summary>
        internal object[] Entries(IntPtr dictionary, Func<object[]> decode)
        {
            lock (entries)
            {
                if (!entries.ContainsKey(dictionary)) entries[dictionary] = decode();
                return entries[dictionary];
            }
        }

        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
