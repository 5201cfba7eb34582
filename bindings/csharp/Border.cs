// The border of stelsel (stelsel.h) by P/Invoke: the library, its tables of functions, memory and errors.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Stelsel
{
    /// <summary>The functions that the library exports. It is never unloaded, since streams may outlive engines.</summary>
    internal sealed class Library
    {
        const int VersionMajor = 1;
        const int Now = 2; // RTLD_NOW

        [DllImport("libdl.so.2")]
        static extern IntPtr dlopen(byte[] path, int flags);

        [DllImport("libdl.so.2")]
        static extern IntPtr dlsym(IntPtr library, byte[] name);

        [DllImport("libdl.so.2")]
        static extern IntPtr dlerror();

        readonly IntPtr library;

        /// <summary>The library at `path`; else at $STELSEL_LIBRARY; else where the system finds it.</summary>
        internal Library(string path)
        {
            string named = Environment.GetEnvironmentVariable("STELSEL_LIBRARY");
            if (path != null) library = Load("as asked for", path);
            else if (!string.IsNullOrEmpty(named)) library = Load("from STELSEL_LIBRARY", named);
            else library = Load("where the system looks", "libstelsel.so.1", "libstelsel.so");
            if ((uint)(int)Words.Call(Symbol("stelsel_version")) >> 16 != VersionMajor)
                throw new StelselException(Code.FailedPrecondition, "this libstelsel has another major version of the border");
        }

        static IntPtr Load(string from, params string[] names)
        {
            var refused = new List<string>();
            foreach (string name in names)
            {
                IntPtr loaded = dlopen(Words.Bytes(name), Now);
                if (loaded != IntPtr.Zero) return loaded;
                refused.Add(Words.Text(dlerror()));
            }
            throw new StelselException(Code.NotFound,
                $"the stelsel library was not found: tried {string.Join(" and ", names)}, {from} "
                + $"({string.Join("; ", refused)}); set STELSEL_LIBRARY to its path");
        }

        IntPtr Symbol(string name)
        {
            IntPtr found = dlsym(library, Words.Bytes(name));
            if (found == IntPtr.Zero)
                throw new StelselException(Code.FailedPrecondition, "what was loaded is no stelsel library: it has no " + name);
            return found;
        }

        internal IntPtr Open(string options)
        {
            using (var scope = new Scope())
            {
                IntPtr error = scope.Error();
                IntPtr host = Words.Call(Symbol("stelsel_open"), scope.Text(options), error);
                if (host == IntPtr.Zero) throw Scope.Thrown(error);
                return host;
            }
        }

        internal void Close(IntPtr host)
        {
            Words.Call(Symbol("stelsel_close"), host);
        }

        internal Table Service(IntPtr host, string id, string members)
        {
            using (var scope = new Scope())
            {
                IntPtr table = Words.Call(Symbol("stelsel_service"), host, scope.Text(id));
                if (table == IntPtr.Zero) throw new StelselException(Code.Unimplemented, "this stelsel has no " + id);
                return new Table(table, members.Split(' '));
            }
        }
    }

    /// <summary>
    /// Calls of functions in C. On the systems that stelsel is made for each of its arguments and results is passed as
    /// one 64-bit word, so that a delegate for each number of arguments does.
    /// </summary>
    internal static class Words
    {
        internal const int Size = 8;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr F0();
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr F1(IntPtr a);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr F2(IntPtr a, IntPtr b);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr F3(IntPtr a, IntPtr b, IntPtr c);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)] delegate IntPtr F4(IntPtr a, IntPtr b, IntPtr c, IntPtr d);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate IntPtr F5(IntPtr a, IntPtr b, IntPtr c, IntPtr d, IntPtr e);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate IntPtr F6(IntPtr a, IntPtr b, IntPtr c, IntPtr d, IntPtr e, IntPtr f);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate IntPtr F7(IntPtr a, IntPtr b, IntPtr c, IntPtr d, IntPtr e, IntPtr f, IntPtr g);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        delegate IntPtr F8(IntPtr a, IntPtr b, IntPtr c, IntPtr d, IntPtr e, IntPtr f, IntPtr g, IntPtr h);

        static T To<T>(IntPtr function)
        {
            return Marshal.GetDelegateForFunctionPointer<T>(function);
        }

        /// <summary>The result as a word, of which an int32 fills the lower half only.</summary>
        internal static IntPtr Call(IntPtr function, params IntPtr[] a)
        {
            switch (a.Length)
            {
                case 0: return To<F0>(function)();
                case 1: return To<F1>(function)(a[0]);
                case 2: return To<F2>(function)(a[0], a[1]);
                case 3: return To<F3>(function)(a[0], a[1], a[2]);
                case 4: return To<F4>(function)(a[0], a[1], a[2], a[3]);
                case 5: return To<F5>(function)(a[0], a[1], a[2], a[3], a[4]);
                case 6: return To<F6>(function)(a[0], a[1], a[2], a[3], a[4], a[5]);
                case 7: return To<F7>(function)(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
                case 8: return To<F8>(function)(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
                default: throw new ArgumentException("more arguments than any function of the border has");
            }
        }

        internal static int Lower(IntPtr word)
        {
            return unchecked((int)word.ToInt64());
        }

        internal static IntPtr At(IntPtr address, int word)
        {
            return Marshal.ReadIntPtr(address, word * Size);
        }

        internal static long Number(IntPtr address, int word)
        {
            return Marshal.ReadInt64(address, word * Size);
        }

        internal static void Put(IntPtr address, int word, IntPtr value)
        {
            Marshal.WriteIntPtr(address, word * Size, value);
        }

        internal static void Put(IntPtr address, int word, long value)
        {
            Marshal.WriteInt64(address, word * Size, value);
        }

        /// <summary>Memory that is all zero.</summary>
        internal static IntPtr Zeroed(int bytes)
        {
            IntPtr memory = Marshal.AllocHGlobal(bytes);
            Marshal.Copy(new byte[bytes], 0, memory, bytes);
            return memory;
        }

        /// <summary>A text that the library reads to its end, and as it is.</summary>
        internal static string Checked(string text)
        {
            if (text.IndexOf('\0') >= 0) throw new StelselException(Code.InvalidArgument, "a text with a NUL character was given");
            for (int i = 0; i < text.Length; ++i)
            {
                if (!char.IsSurrogate(text[i])) continue;
                if (!char.IsSurrogatePair(text, i))
                    throw new StelselException(Code.InvalidArgument, "a text with half a character (a lone surrogate) was given");
                ++i;
            }
            return text;
        }

        internal static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text + "\0");
        }

        internal static IntPtr NewText(string text)
        {
            byte[] bytes = Bytes(text);
            IntPtr memory = Marshal.AllocHGlobal(bytes.Length);
            Marshal.Copy(bytes, 0, memory, bytes.Length);
            return memory;
        }

        /// <summary>A text of C; null for NULL.</summary>
        internal static string Text(IntPtr text)
        {
            if (text == IntPtr.Zero) return null;
            int length = 0;
            while (Marshal.ReadByte(text, length) != 0) ++length;
            var bytes = new byte[length];
            Marshal.Copy(text, bytes, 0, length);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>What is lent for one call, and freed after it.</summary>
    internal sealed class Scope : IDisposable
    {
        const int ErrorSize = 4096;

        readonly List<IntPtr> memory = new List<IntPtr>();
        readonly List<SafeHandle> handles = new List<SafeHandle>();

        internal IntPtr Take(IntPtr allocated)
        {
            memory.Add(allocated);
            return allocated;
        }

        internal IntPtr Text(string text)
        {
            return text == null ? IntPtr.Zero : Take(Words.NewText(Words.Checked(text)));
        }

        internal IntPtr Zeroed(int words)
        {
            return Take(Words.Zeroed(words * Words.Size));
        }

        /// <summary>The object of a handle, which lives at least as long as the call.</summary>
        internal IntPtr Hold(SafeHandle handle)
        {
            if (handle == null) return IntPtr.Zero;
            bool held = false;
            try
            {
                handle.DangerousAddRef(ref held);
            }
            catch (ObjectDisposedException)
            {
                throw new StelselException(Code.FailedPrecondition, $"the {handle} was closed");
            }
            handles.Add(handle);
            return handle.DangerousGetHandle();
        }

        internal IntPtr Error()
        {
            IntPtr error = Take(Words.Zeroed(ErrorSize));
            Marshal.WriteInt32(error, ErrorSize);
            return error;
        }

        internal static StelselException Thrown(IntPtr error)
        {
            return new StelselException((Code)Marshal.ReadInt32(error, 4), Words.Text(error + Words.Size));
        }

        public void Dispose()
        {
            foreach (SafeHandle handle in handles) handle.DangerousRelease();
            foreach (IntPtr one in memory) Marshal.FreeHGlobal(one);
        }
    }

    /// <summary>A table of functions.</summary>
    internal sealed class Table
    {
        readonly Dictionary<string, IntPtr> functions = new Dictionary<string, IntPtr>();

        internal Table(IntPtr address, string[] names)
        {
            int size = Marshal.ReadInt32(address);
            for (int place = 1; place <= names.Length && (place + 1) * Words.Size <= size; ++place)
                functions[names[place - 1]] = Words.At(address, place);
        }

        internal IntPtr Call(string name, params IntPtr[] given)
        {
            IntPtr function;
            if (!functions.TryGetValue(name, out function) || function == IntPtr.Zero)
                throw new StelselException(Code.Unimplemented, $"this stelsel has no {name}: its library is older");
            return Words.Call(function, given);
        }

        /// <summary>Calls a function that can fail; its last argument, the error, is left out.</summary>
        internal void Try(string name, params IntPtr[] given)
        {
            using (var scope = new Scope())
            {
                var all = new IntPtr[given.Length + 1];
                given.CopyTo(all, 0);
                all[given.Length] = scope.Error();
                if (Words.Lower(Call(name, all)) != 0) throw Scope.Thrown(all[given.Length]);
            }
        }

        /// <summary>The same for one whose pointer before the error is filled in.</summary>
        internal IntPtr Made(string name, params IntPtr[] given)
        {
            using (var scope = new Scope())
            {
                var all = new IntPtr[given.Length + 1];
                given.CopyTo(all, 0);
                all[given.Length] = scope.Zeroed(1);
                Try(name, all);
                return Words.At(all[given.Length], 0);
            }
        }
    }

    /// <summary>
    /// What stelsel gave and wants back. It keeps what it belongs to, so that an engine ends after its findings and
    /// writers, whatever the order in which they are disposed of or forgotten.
    /// </summary>
    internal sealed class Handle : SafeHandle
    {
        readonly string what;
        readonly Action<IntPtr> release;
        readonly SafeHandle parent;

        internal Handle(IntPtr raw, string what, Action<IntPtr> release, SafeHandle parent = null)
            : base(IntPtr.Zero, true)
        {
            this.what = what;
            this.release = release;
            bool held = false;
            parent?.DangerousAddRef(ref held);
            this.parent = parent;
            SetHandle(raw);
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        int calls;

        /// <summary>A call begins that may run code of the caller, and ends.</summary>
        internal void Count(int change)
        {
            Interlocked.Add(ref calls, change);
        }

        internal void MustBeIdle()
        {
            if (Volatile.Read(ref calls) > 0)
                throw new StelselException(Code.FailedPrecondition, $"the {what} is in use: a call is running");
        }

        /// <summary>Gives up the object, which somebody else ends.</summary>
        internal void Forget()
        {
            SetHandleAsInvalid();
            parent?.DangerousRelease();
        }

        protected override bool ReleaseHandle()
        {
            release(handle);
            parent?.DangerousRelease();
            return true;
        }

        public override string ToString()
        {
            return what;
        }
    }
}
