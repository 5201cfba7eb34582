using System;
using System.Numerics;
using System.Text;

namespace Stelsel
{
    /// <summary>
    /// One column of a batch. Its pointers lead into stelsel's own memory, for reading: they must not be used after the
    /// batch is disposed of, nor when nothing refers to it any more.
    /// </summary>
    public sealed unsafe class Column
    {
        static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        readonly IntPtr raw;
        readonly Batch batch;

        public ColumnType Type { get; }

        internal Column(ColumnType type, IntPtr raw, Batch batch)
        {
            Type = type;
            this.raw = raw;
            this.batch = batch;
        }

        IntPtr Raw
        {
            get { return batch.Raw == IntPtr.Zero ? IntPtr.Zero : raw; }
        }

        public int Length
        {
            get { return (int)Words.Number(Raw, 0); }
        }

        int Offset
        {
            get { return (int)Words.Number(Raw, 2); }
        }

        byte* Buffer(int index)
        {
            return (byte*)Words.At(Words.At(Raw, 5), index);
        }

        void MustBe(bool fits, string what)
        {
            if (!fits)
                throw new StelselException(Code.InvalidArgument, $"column {Type.Name} ({Type.Format}) is no {what}");
        }

        /// <summary>Length values of a column of integers, or of moments as microseconds since 1970.</summary>
        public long* Longs
        {
            get
            {
                MustBe(Type.Format == "l" || Type.Format == "tsu:UTC", "array of longs");
                return (long*)Buffer(1) + Offset;
            }
        }

        /// <summary>Length values of a column of dates, as days since 1970, or indices into Dictionary.</summary>
        public int* Ints
        {
            get
            {
                MustBe(Type.Format == "i" || Type.Format == "tdD", "array of ints");
                return (int*)Buffer(1) + Offset;
            }
        }

        /// <summary>Length values of a column of floating-point numbers, which only results have.</summary>
        public double* Doubles
        {
            get
            {
                MustBe(Type.Format == "g", "array of doubles");
                return (double*)Buffer(1) + Offset;
            }
        }

        /// <summary>Of a column of decimals: two longs each, the lower first, of the number without its point.</summary>
        public long* Decimals
        {
            get
            {
                MustBe(Type.Format.StartsWith("d:", StringComparison.Ordinal), "array of decimals");
                return (long*)Buffer(1) + 2 * Offset;
            }
        }

        /// <summary>Where each text begins in Bytes, and the end of the last: Length + 1 values.</summary>
        public int* Offsets
        {
            get
            {
                MustBe(Type.Format == "u", "text");
                return (int*)Buffer(1) + Offset;
            }
        }

        /// <summary>The texts, in UTF-8.</summary>
        public byte* Bytes
        {
            get
            {
                MustBe(Type.Format == "u", "text");
                return Buffer(2);
            }
        }

        /// <summary>What the indices in Ints stand for; null for a column without.</summary>
        public Column Dictionary
        {
            get
            {
                IntPtr inner = Words.At(Raw, 7);
                return inner == IntPtr.Zero ? null : new Column(Type.Dictionary, inner, batch);
            }
        }

        public bool IsNull(int row)
        {
            if (row < 0 || row >= Length) throw new ArgumentOutOfRangeException(nameof(row));
            byte* bits = Words.Number(Raw, 1) == 0 ? null : Buffer(0);
            return bits != null && !Bit(bits, Offset + row);
        }

        static bool Bit(byte* bits, int at)
        {
            return (bits[at >> 3] >> (at & 7) & 1) != 0;
        }

        /// <summary>
        /// All values as string, long, decimal, bool, DateTime (a date, or a moment in UTC), double or null. These are
        /// copies.
        /// </summary>
        public object[] Values()
        {
            var all = new object[Length];
            if (all.Length == 0) return all;
            Func<int, object> at = Reader();
            for (int row = 0; row < all.Length; ++row) all[row] = IsNull(row) ? null : at(row);
            GC.KeepAlive(batch);
            return all;
        }

        Func<int, object> Reader()
        {
            if (Type.Dictionary != null) return EntryReader();
            switch (Type.Format)
            {
                case "u":
                    return TextReader();
                case "b":
                    byte* bits = Buffer(1);
                    int first = Offset;
                    return row => Bit(bits, first + row);
                case "l":
                    long* longs = Longs;
                    return row => longs[row];
                case "g":
                    double* doubles = Doubles;
                    return row => doubles[row];
                case "tdD":
                    int* days = Ints;
                    return row => DateTime.SpecifyKind(Epoch, DateTimeKind.Unspecified).AddDays(days[row]);
                case "tsu:UTC":
                    long* micros = Longs;
                    return row => Epoch.AddTicks(micros[row] * 10);
                default:
                    return DecimalReader();
            }
        }

        Func<int, object> EntryReader()
        {
            object[] entries = batch.Entries(Words.At(Raw, 7), () => Dictionary.Values());
            int* indices = Ints;
            return row => indices[row] >= 0 && indices[row] < entries.Length ? entries[indices[row]] : null;
        }

        Func<int, object> TextReader()
        {
            int* offsets = Offsets;
            byte* bytes = Bytes;
            return row =>
            {
                int length = offsets[row + 1] - offsets[row];
                return length == 0 ? "" : Encoding.UTF8.GetString(bytes + offsets[row], length);
            };
        }

        Func<int, object> DecimalReader()
        {
            int scale = int.Parse(Type.Format.Substring(Type.Format.IndexOf(',') + 1));
            long* halves = Decimals;
            return row =>
            {
                BigInteger number = (new BigInteger(halves[2 * row + 1]) << 64) + (ulong)halves[2 * row];
                var digits = (ulong)(number.Sign < 0 ? -number : number); // of stelsel there are 19 at most
                return new decimal((int)(uint)digits, (int)(uint)(digits >> 32), 0, number.Sign < 0, (byte)scale);
            };
        }
    }
}
