package nl.stelsel;

import com.sun.jna.Pointer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import nl.stelsel.StelselException.Code;

/** What stelsel gave and wants back, once. Any thread may close it. */
final class Handle implements AutoCloseable {
  private final AtomicReference<Pointer> raw;
  private final String what;
  private final Consumer<Pointer> release;
  private final Set<Handle> family;

  /** {@code family} holds what must go before its engine; may be null. */
  Handle(Pointer raw, String what, Consumer<Pointer> release, Set<Handle> family) {
    this.raw = new AtomicReference<>(raw);
    this.what = what;
    this.release = release;
    this.family = family;
    if (family != null) family.add(this);
  }

  Pointer open() {
    Pointer pointer = raw.get();
    if (pointer == null) throw closed();
    return pointer;
  }

  /** Gives up the object, which somebody else ends. */
  Pointer take() {
    Pointer pointer = raw.getAndSet(null);
    if (pointer == null) throw closed();
    if (family != null) family.remove(this);
    return pointer;
  }

  private StelselException closed() {
    return new StelselException(Code.FAILED_PRECONDITION, "the " + what + " was closed");
  }

  @Override
  public void close() {
    Pointer pointer = raw.getAndSet(null);
    if (pointer == null) return;
    if (family != null) family.remove(this);
    release.accept(pointer);
  }
}
