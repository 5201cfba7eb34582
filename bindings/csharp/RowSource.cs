// Rows into stelsel: an Arrow C stream that is made of objects while stelsel reads it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading;

namespace Stelsel
{
    /// <summary>How the fields of rows of one kind are read.</summary>
    internal sealed class RowReader<T>
    {
        internal readonly List<string> Names = new List<string>();
        readonly List<Func<T, object>> getters = new List<Func<T, object>>();
        readonly bool maps;
        /// <summary>Of all rows: what is declared, or when that is no more than object, what the first one is.</summary>
        readonly Type kind = typeof(T);

        internal RowReader(T first)
        {
            if (first == null) throw new StelselException(Code.InvalidArgument, "a row is null");
            if (kind == typeof(object)) kind = first.GetType();
            var map = first as IDictionary<string, object>;
            maps = map != null;
            if (maps)
            {
                foreach (string key in map.Keys) AddField(key, row => ((IDictionary<string, object>)row)[key]);
                return;
            }
            foreach (PropertyInfo property in kind.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                if (property.CanRead && property.GetIndexParameters().Length == 0) AddField(FieldOf(property), Getter(property));
            if (Names.Count == 0)
                throw new StelselException(Code.InvalidArgument, $"a row is an object with properties or a dictionary, not {kind.Name}");
        }

        void AddField(string name, Func<T, object> getter)
        {
            Names.Add(name);
            getters.Add(getter);
        }

        /// <summary>AgreementTopic is agreement_topic.</summary>
        static string FieldOf(PropertyInfo property)
        {
            return Regex.Replace(property.Name, "([a-z0-9])([A-Z])", "$1_$2").ToLowerInvariant();
        }

        Func<T, object> Getter(PropertyInfo property)
        {
            ParameterExpression row = Expression.Parameter(typeof(T));
            Expression own = kind == typeof(T) ? (Expression)row : Expression.Convert(row, kind);
            Expression value = Expression.Convert(Expression.Property(own, property), typeof(object));
            return Expression.Lambda<Func<T, object>>(value, row).Compile();
        }

        internal void AddTo(List<ColumnWriter> columns, T row)
        {
            bool alike = row != null && (maps ? IsLikeTheFirst(row as IDictionary<string, object>) : kind.IsInstanceOfType(row));
            if (!alike) throw new StelselException(Code.InvalidArgument, "each row needs the same fields as the first");
            for (int i = 0; i < columns.Count; ++i) columns[i].Add(getters[i](row));
        }

        bool IsLikeTheFirst(IDictionary<string, object> row)
        {
            return row != null && row.Count == Names.Count && Names.TrueForAll(row.ContainsKey);
        }
    }

    /// <summary>The stream; what it is made of is in the class below.</summary>
    internal abstract class RowSource : IDisposable
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate int Fill(IntPtr stream, IntPtr into);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate IntPtr LastError(IntPtr stream);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate void Release(IntPtr raw);

        const int Invalid = 22; // EINVAL
        const long Nullable = 2;

        static readonly ConcurrentDictionary<long, RowSource> Sources = new ConcurrentDictionary<long, RowSource>();
        /// <summary>The memory of structs that stelsel has, by the number in private_data.</summary>
        static readonly ConcurrentDictionary<long, List<IntPtr>> Held = new ConcurrentDictionary<long, List<IntPtr>>();
        static long numbers;

        // Made once, and never collected: stelsel may call them as long as the process lives.
        static readonly Fill GetSchema = (stream, into) => Of(stream).Guarded(source => source.FillSchema(into));
        static readonly Fill GetNext = (stream, into) => Of(stream).Guarded(source => source.FillNext(into));
        static readonly LastError GetLastError = stream => Of(stream).message;
        static readonly Release ReleaseStream = stream => Words.Put(stream, 3, 0);
        static readonly Release ReleaseSchema = schema => Drop(schema, 7, 5);
        static readonly Release ReleaseArray = array => Drop(array, 8, 6);

        readonly long number = Interlocked.Increment(ref numbers);
        readonly Scope scope = new Scope();
        readonly List<ColumnType> types = new List<ColumnType>();
        IntPtr message;

        protected readonly List<ColumnWriter> Columns = new List<ColumnWriter>();

        internal IntPtr Address { get; }

        /// <summary>What the rows threw; null when nothing went wrong with them.</summary>
        internal Exception Failure { get; private set; }

        protected RowSource()
        {
            Address = scope.Zeroed(5);
            Words.Put(Address, 0, Marshal.GetFunctionPointerForDelegate(GetSchema));
            Words.Put(Address, 1, Marshal.GetFunctionPointerForDelegate(GetNext));
            Words.Put(Address, 2, Marshal.GetFunctionPointerForDelegate(GetLastError));
            Words.Put(Address, 3, Marshal.GetFunctionPointerForDelegate(ReleaseStream));
            Words.Put(Address, 4, number);
            Sources[number] = this;
        }

        protected void AddColumns(IReadOnlyList<ColumnType> known, List<string> names)
        {
            foreach (string name in names)
            {
                ColumnType found = null;
                foreach (ColumnType type in known) if (type.Name == name) found = type;
                if (found == null) throw new StelselException(Code.InvalidArgument, $"the table has no field '{name}'");
                types.Add(found);
                Columns.Add(ColumnWriter.Of(found));
            }
        }

        /// <summary>Fills the columns with the next rows; none at the end.</summary>
        protected abstract void ReadRows();

        static RowSource Of(IntPtr stream)
        {
            return Sources[Words.Number(stream, 4)];
        }

        /// <summary>No exception crosses the border: it is told as an error, and kept to be its cause.</summary>
        int Guarded(Action<RowSource> fill)
        {
            try
            {
                fill(this);
                return 0;
            }
            catch (Exception error)
            {
                Failure = error;
                message = scope.Take(Words.NewText(error.Message.Replace('\0', ' ')));
                return Invalid;
            }
        }

        static void Hold(IntPtr raw, int privateData, List<IntPtr> kept)
        {
            long held = Interlocked.Increment(ref numbers);
            Held[held] = kept;
            Words.Put(raw, privateData, held);
        }

        /// <summary>`release` and `children` are words of the struct. Children go with it, unless they were moved.</summary>
        static void Drop(IntPtr raw, int release, int children)
        {
            for (int i = 0; i < Words.Number(raw, 4); ++i)
            {
                IntPtr child = Words.At(Words.At(raw, children), i);
                if (Words.At(child, release) != IntPtr.Zero) Drop(child, release, children);
            }
            List<IntPtr> kept;
            if (Held.TryRemove(Words.Number(raw, release + 1), out kept)) kept.ForEach(Marshal.FreeHGlobal);
            Words.Put(raw, release, 0);
        }

        static IntPtr Pointers(List<IntPtr> to)
        {
            IntPtr all = Words.Zeroed(Math.Max(to.Count, 1) * Words.Size);
            for (int i = 0; i < to.Count; ++i) Words.Put(all, i, to[i]);
            return all;
        }

        void FillSchema(IntPtr into)
        {
            List<IntPtr> children = types.ConvertAll(type =>
            {
                IntPtr child = Words.Zeroed(9 * Words.Size);
                FillSchema(child, type.Name, type.Dictionary == null ? type.Format : "u", new List<IntPtr>());
                return child;
            });
            FillSchema(into, "", "+s", children);
        }

        static void FillSchema(IntPtr into, string name, string format, List<IntPtr> children)
        {
            var own = new List<IntPtr> { Words.NewText(format), Words.NewText(name), Pointers(children) };
            Marshal.Copy(new byte[9 * Words.Size], 0, into, 9 * Words.Size);
            Words.Put(into, 0, own[0]);
            Words.Put(into, 1, own[1]);
            Words.Put(into, 3, Nullable);
            Words.Put(into, 4, children.Count);
            Words.Put(into, 5, own[2]);
            Words.Put(into, 7, Marshal.GetFunctionPointerForDelegate(ReleaseSchema));
            own.AddRange(children);
            Hold(into, 8, own);
        }

        void FillNext(IntPtr into)
        {
            Marshal.Copy(new byte[10 * Words.Size], 0, into, 10 * Words.Size);
            ReadRows();
            int rows = Columns[0].Rows;
            if (rows == 0) return;
            List<IntPtr> children = Columns.ConvertAll(column =>
            {
                IntPtr child = Words.Zeroed(10 * Words.Size);
                int nulls = column.Nulls;
                FillArray(child, rows, nulls, column.Take(), new List<IntPtr>());
                return child;
            });
            FillArray(into, rows, 0, new List<IntPtr> { IntPtr.Zero }, children);
        }

        static void FillArray(IntPtr into, int length, int nulls, List<IntPtr> buffers, List<IntPtr> children)
        {
            var own = new List<IntPtr> { Pointers(buffers), Pointers(children) };
            Words.Put(into, 0, length);
            Words.Put(into, 1, nulls);
            Words.Put(into, 3, buffers.Count);
            Words.Put(into, 4, children.Count);
            Words.Put(into, 5, own[0]);
            Words.Put(into, 6, own[1]);
            Words.Put(into, 8, Marshal.GetFunctionPointerForDelegate(ReleaseArray));
            own.AddRange(buffers);
            own.AddRange(children);
            Hold(into, 9, own);
        }

        /// <summary>After the call that read it.</summary>
        public virtual void Dispose()
        {
            RowSource gone;
            Sources.TryRemove(number, out gone);
            scope.Dispose();
        }
    }

    internal sealed class RowSource<T> : RowSource
    {
        readonly IEnumerator<T> rows;
        readonly RowReader<T> reader;
        bool more;

        internal RowSource(IReadOnlyList<ColumnType> known, IEnumerable<T> given)
        {
            rows = given.GetEnumerator();
            try
            {
                more = rows.MoveNext();
                if (more) reader = new RowReader<T>(rows.Current);
                AddColumns(known, more ? reader.Names : known.Select(type => type.Name).ToList());
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        protected override void ReadRows()
        {
            while (more && !Columns[0].Full)
            {
                reader.AddTo(Columns, rows.Current);
                more = rows.MoveNext();
            }
        }

        public override void Dispose()
        {
            rows.Dispose();
            base.Dispose();
        }
    }
}
