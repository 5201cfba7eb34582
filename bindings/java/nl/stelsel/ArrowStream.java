package nl.stelsel;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nl.stelsel.StelselException.Code;

/**
 * Rows of a table, a query, a calculation or findings, as an Arrow C stream. Works once, on one thread at a time; may
 * outlive its engine. Close it.
 */
public final class ArrowStream implements AutoCloseable {
  private static final long GET_SCHEMA = 0;
  private static final long GET_NEXT = 8;
  private static final long LAST_ERROR = 16;
  private static final long RELEASE = 24;
  private static final long SCHEMA_RELEASE = 56;
  private static final long ARRAY_RELEASE = 64;
  /** Which code an errno stands for. */
  private static final Map<Integer, Integer> CODES = Map.of(11, 14, 12, 8, 13, 7, 22, 3, 38, 12, 74, 15, 125, 1);

  private final Memory raw = Border.zeroed(40);
  private boolean closed;
  private List<ColumnType> types;

  ArrowStream() {}

  /** Where the ArrowArrayStream stands, for calls that fill it or take it. */
  public Pointer address() {
    if (closed) throw used();
    return raw;
  }

  private void mustBeUnused() {
    if (closed || raw.getPointer(RELEASE) == null) throw used();
  }

  private static StelselException used() {
    return new StelselException(Code.FAILED_PRECONDITION, "the stream was used already");
  }

  private void call(long place, Memory out) {
    int code = Function.getFunction(raw.getPointer(place)).invokeInt(new Object[] {raw, out});
    if (code == 0) return;
    Pointer text = Function.getFunction(raw.getPointer(LAST_ERROR)).invokePointer(new Object[] {raw});
    throw new StelselException(Code.of(CODES.getOrDefault(code, 2)),
        text == null ? "a stream of rows failed" : text.getString(0, "UTF-8"));
  }

  public List<ColumnType> types() {
    mustBeUnused();
    if (types == null) {
      try (Memory schema = Border.zeroed(72)) {
        call(GET_SCHEMA, schema);
        types = ColumnType.childrenOf(schema);
        Function.getFunction(schema.getPointer(SCHEMA_RELEASE)).invokeVoid(new Object[] {schema});
      }
    }
    return types;
  }

  /** The next batch, which is yours to close; null at the end. */
  public Batch next() {
    List<ColumnType> known = types();
    Memory array = Border.zeroed(80);
    try {
      call(GET_NEXT, array);
    } catch (StelselException error) {
      array.close();
      throw error;
    }
    if (array.getPointer(ARRAY_RELEASE) != null) return new Batch(known, array);
    array.close();
    return null;
  }

  /** Hands out each batch, and closes it; then the stream is used up. */
  public void forEachBatch(Consumer<? super Batch> take) {
    try (this) {
      while (take(take)) {}
    }
  }

  private boolean take(Consumer<? super Batch> take) {
    try (Batch batch = next()) {
      if (batch == null) return false;
      take.accept(batch);
      return true;
    }
  }

  /** All rows by the names of their columns; then the stream is used up. */
  public List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    forEachBatch(batch -> rows.addAll(batch.rows()));
    return rows;
  }

  @Override
  public void close() {
    if (closed) return;
    closed = true;
    Pointer release = raw.getPointer(RELEASE);
    if (release != null) Function.getFunction(release).invokeVoid(new Object[] {raw});
    raw.close();
  }
}
