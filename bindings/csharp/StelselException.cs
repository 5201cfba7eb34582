using System;

namespace Stelsel
{
    /// <summary>What kind of failure it is, with the numbers of stelsel.h.</summary>
    public enum Code
    {
        Cancelled = 1, Unknown = 2, InvalidArgument = 3, NotFound = 5, AlreadyExists = 6, PermissionDenied = 7,
        ResourceExhausted = 8, FailedPrecondition = 9, Aborted = 10, OutOfRange = 11, Unimplemented = 12, Internal = 13,
        Unavailable = 14, DataLoss = 15
    }

    /// <summary>What stelsel could not do, in one sentence. The inner exception is what a callback threw.</summary>
    public sealed class StelselException : Exception
    {
        public Code Code { get; }

        internal StelselException(Code code, string message, Exception inner = null) : base(message, inner)
        {
            Code = code;
        }
    }
}
