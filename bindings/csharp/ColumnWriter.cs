using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Stelsel
{
    /// <summary>The buffers of one column, filled value by value.</summary>
    internal abstract class ColumnWriter
    {
        const int MostRows = 65536;

        readonly string name;
        readonly byte[] valid = new byte[MostRows / 8];

        long before; // rows that were taken already

        internal int Rows { get; private set; }
        internal int Nulls { get; private set; }

        internal bool Full
        {
            get { return Rows == MostRows; }
        }

        ColumnWriter(string name)
        {
            this.name = name;
        }

        internal static ColumnWriter Of(ColumnType type)
        {
            if (type.Dictionary != null || type.Format == "u") return new Texts(type.Name);
            switch (type.Format)
            {
                case "b": return new Booleans(type.Name);
                case "l": return new Longs(type.Name, "whole number", Whole);
                case "tdD": return new Days(type.Name);
                case "tsu:UTC": return new Longs(type.Name, "moment in UTC", Micros);
                default: return new Decimals(type.Name, int.Parse(type.Format.Substring(type.Format.IndexOf(',') + 1)));
            }
        }

        internal void Add(object value)
        {
            if (value == null) ++Nulls;
            else valid[Rows >> 3] |= (byte)(1 << (Rows & 7));
            Put(Rows++, value);
        }

        /// <summary>The buffers; the first says which values there are. The writer is then empty again.</summary>
        internal List<IntPtr> Take()
        {
            var buffers = new List<IntPtr> { Nulls == 0 ? IntPtr.Zero : Copied(valid, (Rows + 7) / 8) };
            Finish(Rows, buffers);
            Array.Clear(valid, 0, valid.Length);
            before += Rows;
            Rows = Nulls = 0;
            return buffers;
        }

        protected abstract void Put(int row, object value);

        protected abstract void Finish(int rows, List<IntPtr> buffers);

        static IntPtr Copied(byte[] bytes, int count)
        {
            IntPtr memory = Marshal.AllocHGlobal(Math.Max(count, 1));
            Marshal.Copy(bytes, 0, memory, count);
            return memory;
        }

        StelselException Wrong(object value, string wanted)
        {
            string shown = Convert.ToString(value, CultureInfo.InvariantCulture);
            if (shown.Length > 40) shown = shown.Substring(0, 40) + "…";
            // The row was counted already.
            return new StelselException(Code.InvalidArgument, $"{name} in row {before + Rows}: '{shown}' is no {wanted}");
        }

        static long? Whole(object value)
        {
            if (value is ulong) return (ulong)value <= long.MaxValue ? (long?)(ulong)value : null;
            bool isWhole = value is int || value is long || value is short || value is sbyte || value is byte
                || value is uint || value is ushort;
            return isWhole ? (long?)Convert.ToInt64(value) : null;
        }

        static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        static long? Micros(object value)
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (value is DateTimeOffset) value = ((DateTimeOffset)value).UtcDateTime;
            DateTime moment;
            if (value is DateTime) moment = (DateTime)value;
            else if (!DateTime.TryParseExact(value as string, "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture, Utc,
                         out moment)) return null;
            return moment.Kind == DateTimeKind.Utc ? (long?)((moment - Epoch).Ticks / 10) : null;
        }

        sealed class Texts : ColumnWriter
        {
            readonly int[] ends = new int[MostRows + 1];
            byte[] bytes = new byte[MostRows];

            internal Texts(string name) : base(name) {}

            protected override void Put(int row, object value)
            {
                int end = ends[row];
                if (value != null)
                {
                    string text = TextOf(value);
                    int most = end + 3 * text.Length;
                    if (most > bytes.Length) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, most));
                    end += Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, end);
                }
                ends[row + 1] = end;
            }

            string TextOf(object value)
            {
                // What has no text of its own says what class it is.
                if (!(value is IConvertible || value is IFormattable)) throw Wrong(value, "text");
                try
                {
                    return Words.Checked(Convert.ToString(value, CultureInfo.InvariantCulture));
                }
                catch (StelselException)
                {
                    throw Wrong(value, "text that can be kept");
                }
            }

            protected override void Finish(int rows, List<IntPtr> buffers)
            {
                IntPtr offsets = Marshal.AllocHGlobal((rows + 1) * 4);
                Marshal.Copy(ends, 0, offsets, rows + 1);
                buffers.Add(offsets);
                buffers.Add(Copied(bytes, ends[rows]));
            }
        }

        sealed class Booleans : ColumnWriter
        {
            readonly byte[] bits = new byte[MostRows / 8];

            internal Booleans(string name) : base(name) {}

            protected override void Put(int row, object value)
            {
                if (value == null) return;
                if (!(value is bool)) throw Wrong(value, "boolean");
                if ((bool)value) bits[row >> 3] |= (byte)(1 << (row & 7));
            }

            protected override void Finish(int rows, List<IntPtr> buffers)
            {
                buffers.Add(Copied(bits, (rows + 7) / 8));
                Array.Clear(bits, 0, bits.Length);
            }
        }

        sealed class Longs : ColumnWriter
        {
            readonly long[] values = new long[MostRows];
            readonly string wanted;
            readonly Func<object, long?> convert;

            internal Longs(string name, string wanted, Func<object, long?> convert) : base(name)
            {
                this.wanted = wanted;
                this.convert = convert;
            }

            protected override void Put(int row, object value)
            {
                long? converted = value == null ? 0 : convert(value);
                if (converted == null) throw Wrong(value, wanted);
                values[row] = converted.Value;
            }

            protected override void Finish(int rows, List<IntPtr> buffers)
            {
                IntPtr memory = Marshal.AllocHGlobal(Math.Max(rows, 1) * 8);
                Marshal.Copy(values, 0, memory, rows);
                buffers.Add(memory);
            }
        }

        sealed class Days : ColumnWriter
        {
            readonly int[] values = new int[MostRows];

            internal Days(string name) : base(name) {}

            protected override void Put(int row, object value)
            {
                values[row] = 0;
                if (value == null) return;
                DateTime day;
                if (value is DateTime) day = (DateTime)value;
                else if (!DateTime.TryParseExact(value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture,
                             DateTimeStyles.None, out day)) throw Wrong(value, "date");
                values[row] = (int)((day.Date - Epoch.Date).Ticks / TimeSpan.TicksPerDay);
            }

            protected override void Finish(int rows, List<IntPtr> buffers)
            {
                IntPtr memory = Marshal.AllocHGlobal(Math.Max(rows, 1) * 4);
                Marshal.Copy(values, 0, memory, rows);
                buffers.Add(memory);
            }
        }

        sealed class Decimals : ColumnWriter
        {
            readonly long[] halves = new long[2 * MostRows];
            readonly int scale;

            internal Decimals(string name, int scale) : base(name)
            {
                this.scale = scale;
            }

            protected override void Put(int row, object value)
            {
                BigInteger scaled = value == null ? BigInteger.Zero : Scaled(value);
                halves[2 * row] = unchecked((long)(ulong)(scaled & ulong.MaxValue));
                halves[2 * row + 1] = (long)(scaled >> 64);
            }

            BigInteger Scaled(object value)
            {
                decimal number;
                if (value is decimal || Whole(value) != null) number = Convert.ToDecimal(value);
                else if (!decimal.TryParse(value as string, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                             CultureInfo.InvariantCulture, out number)) throw Wrong(value, "decimal number");
                decimal scaled;
                try
                {
                    scaled = number * (decimal)BigInteger.Pow(10, scale);
                }
                catch (OverflowException)
                {
                    throw Wrong(value, "number in range");
                }
                if (scaled != decimal.Truncate(scaled)) throw Wrong(value, $"number of at most {scale} decimals");
                return new BigInteger(scaled);
            }

            protected override void Finish(int rows, List<IntPtr> buffers)
            {
                IntPtr memory = Marshal.AllocHGlobal(Math.Max(rows, 1) * 16);
                Marshal.Copy(halves, 0, memory, 2 * rows);
                buffers.Add(memory);
            }
        }
    }
}
