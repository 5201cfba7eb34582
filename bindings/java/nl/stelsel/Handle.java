package nl.stelsel;

import com.sun.jna.Pointer;
import java.util.Set;
import java.util.function.Consumer;
import nl.stelsel.StelselException.Code;

/** What stelsel gave and wants back, once, and not while a call uses it. Any thread may close it. */
final class Handle implements AutoCloseable {
  private Pointer raw;
  private int users;
  private final String what;
  private final Consumer<Pointer> release;
  private final Set<Handle> family;

  /** {@code family} holds what must go before its engine; may be null. */
  Handle(Pointer raw, String what, Consumer<Pointer> release, Set<Handle> family) {
    this.raw = raw;
    this.what = what;
    this.release = release;
    this.family = family;
    if (family != null) family.add(this);
  }

  synchronized Pointer open() {
    if (raw == null) throw new StelselException(Code.FAILED_PRECONDITION, "the " + what + " was closed");
    return raw;
  }

  /** A call begins to use it, and ends. */
  synchronized Pointer hold() {
    Pointer pointer = open();
    ++users;
    return pointer;
  }

  synchronized void unhold() {
    --users;
  }

  /** Gives up the object, which somebody else ends. */
  synchronized Pointer take() {
    Pointer pointer = open();
    if (users > 0) {
      throw new StelselException(Code.FAILED_PRECONDITION, "the " + what + " is in use: a call is running");
    }
    raw = null;
    if (family != null) family.remove(this);
    return pointer;
  }

  @Override
  public synchronized void close() {
    if (raw != null) release.accept(take());
  }
}
