package nl.stelsel;

import com.sun.jna.Pointer;
import java.util.List;
import nl.stelsel.StelselException.Code;

/** Makes the next snapshot. On one thread at a time; used up by {@link #commit}. Close it. */
public final class Writer implements AutoCloseable {
  private final Calls calls;
  private final Border.Table model;
  private final Snapshot known;
  private final boolean ownsKnown;
  private final Handle handle;

  /** {@code known} is the snapshot whose tables it may fill: {@code base}, or one of its own. */
  Writer(Calls calls, Border.Table model, Snapshot base, Snapshot known) {
    this.calls = calls;
    this.model = model;
    this.known = known;
    this.ownsKnown = known != base;
    Pointer raw = model.made("begin", calls.host(), base == null ? null : base.raw());
    this.handle = new Handle(raw, "writer", pointer -> model.run("abandon", pointer), calls.family());
  }

  /**
   * Adds rows, each replacing the row that has its key. Rows are records, whose components are called as the fields
   * ({@code agreementTopic} is agreement_topic), or maps; all of one call have the same fields. Texts are anything with
   * a toString of its own, numbers Integer, Long or BigDecimal, dates LocalDate or text, moments Instant or text.
   */
  public <T> void upsert(String table, Iterable<T> rows) {
    write("upsert", table, rows);
  }

  public void upsert(String table, ArrowStream rows) {
    calls.during(() -> model.call("upsert", handle.open(), table, rows.address()), handle);
  }

  /** Removes rows by key; only the columns of the key are looked at. */
  public <T> void erase(String table, Iterable<T> keys) {
    write("erase", table, keys);
  }

  public void erase(String table, ArrowStream keys) {
    calls.during(() -> model.call("erase", handle.open(), table, keys.address()), handle);
  }

  private void write(String call, String table, Iterable<?> rows) {
    calls.during(() -> fill(call, table, rows), handle);
  }

  private void fill(String call, String table, Iterable<?> rows) {
    Pointer raw = handle.open();
    try (RowSource source = sourceOf(types(table), rows)) {
      try {
        model.call(call, raw, table, source.address());
      } catch (StelselException error) {
        if (source.failure() instanceof StelselException own) throw own;
        if (source.failure() == null) throw error;
        throw new StelselException(Code.INVALID_ARGUMENT, error.getMessage(), source.failure());
      }
    }
  }

  /** The first row is asked for here. */
  private static RowSource sourceOf(List<ColumnType> types, Iterable<?> rows) {
    try {
      return new RowSource(types, rows);
    } catch (StelselException error) {
      throw error;
    } catch (RuntimeException error) {
      throw new StelselException(Code.INVALID_ARGUMENT, RowSource.messageOf(error), error);
    }
  }

  private List<ColumnType> types(String table) {
    try (ArrowStream stream = known.stream(table)) {
      return stream.types();
    }
  }

  /** The next snapshot. It is not stored: that is the engine's commit. */
  public Snapshot commit() {
    Snapshot next = new Snapshot(model, model.made("commit", handle.take()));
    forget();
    return next;
  }

  private void forget() {
    if (ownsKnown) known.close();
  }

  /** Throws away what was not committed. */
  @Override
  public void close() {
    handle.close();
    forget();
  }
}
