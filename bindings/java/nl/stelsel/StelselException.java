package nl.stelsel;

/** What stelsel could not do. Its message is one sentence; its cause, if any, is what a callback threw. */
public final class StelselException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of failure it is, with the numbers of stelsel.h. */
  public enum Code {
    CANCELLED(1), UNKNOWN(2), INVALID_ARGUMENT(3), NOT_FOUND(5), ALREADY_EXISTS(6), PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8), FAILED_PRECONDITION(9), ABORTED(10), OUT_OF_RANGE(11), UNIMPLEMENTED(12), INTERNAL(13),
    UNAVAILABLE(14), DATA_LOSS(15);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    static Code of(int number) {
      for (Code code : values()) {
        if (code.number == number) return code;
      }
      return UNKNOWN;
    }
  }

  private final Code code;

  StelselException(Code code, String message) {
    this(code, message, null);
  }

  StelselException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
