package nl.stelsel;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import nl.stelsel.StelselException.Code;

/** An Arrow C stream of rows, made while stelsel reads it. */
final class RowSource implements AutoCloseable {
  interface Fill extends Callback {
    int invoke(Pointer stream, Pointer out);
  }

  interface LastError extends Callback {
    Pointer invoke(Pointer stream);
  }

  interface Release extends Callback {
    void invoke(Pointer struct);
  }

  private static final int EINVAL = 22;
  private static final long NULLABLE = 2;
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Map<Long, RowSource> SOURCES = new ConcurrentHashMap<>();
  /** The memory of structs that stelsel has, by the number in private_data. */
  private static final Map<Long, List<Memory>> HELD = new ConcurrentHashMap<>();

  // Made once: stelsel may call them as long as the process lives.
  private static final Fill GET_SCHEMA = (stream, out) -> of(stream).guarded(() -> of(stream).fillSchema(out));
  private static final Fill GET_NEXT = (stream, out) -> of(stream).guarded(() -> of(stream).fillNext(out));
  private static final LastError LAST_ERROR = stream -> of(stream).message;
  private static final Release RELEASE_STREAM = stream -> stream.setPointer(24, null);
  private static final Release RELEASE_SCHEMA = schema -> drop(schema, 56, 40);
  private static final Release RELEASE_ARRAY = array -> drop(array, 64, 48);

  private final long number = NUMBERS.incrementAndGet();
  private final Memory raw = Border.zeroed(40);
  private final List<ColumnWriter> columns = new ArrayList<>();
  private final List<ColumnType> types = new ArrayList<>();
  private final Iterator<?> rows;
  private final Object first;
  private final RowReader reader;
  private boolean firstIsDue;
  private Memory message;
  private Throwable failure;

  RowSource(List<ColumnType> known, Iterable<?> given) {
    rows = given.iterator();
    firstIsDue = rows.hasNext();
    first = firstIsDue ? rows.next() : null;
    reader = firstIsDue ? RowReader.of(first) : new RowReader.Maps(known.stream().map(ColumnType::name).toList());
    for (String name : reader.names()) {
      types.add(known.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow(
          () -> new StelselException(Code.INVALID_ARGUMENT, "the table has no field '" + name + "'")));
      columns.add(ColumnWriter.of(types.get(types.size() - 1)));
    }
    SOURCES.put(number, this);
    raw.setPointer(0, CallbackReference.getFunctionPointer(GET_SCHEMA));
    raw.setPointer(8, CallbackReference.getFunctionPointer(GET_NEXT));
    raw.setPointer(16, CallbackReference.getFunctionPointer(LAST_ERROR));
    raw.setPointer(24, CallbackReference.getFunctionPointer(RELEASE_STREAM));
    raw.setLong(32, number);
  }

  private static RowSource of(Pointer stream) {
    return SOURCES.get(stream.getLong(32));
  }

  Pointer address() {
    return raw;
  }

  /** What the rows threw; null when nothing went wrong with them. */
  Throwable failure() {
    return failure;
  }

  /** No exception crosses the border: it is told as an error, and kept to be its cause. */
  private int guarded(Runnable fill) {
    try {
      fill.run();
      return 0;
    } catch (Throwable error) { // whatever it is
      failure = error;
      message = Snapshot.text(messageOf(error).replace('\0', ' '));
      return EINVAL;
    }
  }

  static String messageOf(Throwable error) {
    return error.getMessage() != null ? error.getMessage() : error.getClass().getSimpleName();
  }

  private static void hold(Pointer struct, long privateData, List<Memory> kept) {
    long held = NUMBERS.incrementAndGet();
    HELD.put(held, kept);
    struct.setLong(privateData, held);
  }

  /** {@code release} and {@code children} are places in the struct. Children go with it, unless they were moved. */
  private static void drop(Pointer struct, long release, long children) {
    for (long i = 0; i < struct.getLong(32); ++i) {
      Pointer child = struct.getPointer(children).getPointer(i * 8);
      if (child.getPointer(release) != null) drop(child, release, children);
    }
    List<Memory> kept = HELD.remove(struct.getLong(release + 8));
    struct.setPointer(release, null);
    if (kept != null) kept.forEach(memory -> {
      if (memory != null) memory.close();
    });
  }

  private static Memory pointers(List<? extends Pointer> to) {
    Memory all = Border.zeroed(Math.max(to.size(), 1) * 8L);
    for (int i = 0; i < to.size(); ++i) all.setPointer(i * 8L, to.get(i));
    return all;
  }

  private void fillSchema(Pointer out) {
    List<Memory> children = new ArrayList<>();
    for (ColumnType type : types) {
      Memory child = new Memory(72);
      fillSchema(child, type.name(), type.dictionary() == null ? type.format() : "u", List.of());
      children.add(child);
    }
    fillSchema(out, "", "+s", children);
  }

  private static void fillSchema(Pointer out, String name, String format, List<Memory> children) {
    List<Memory> kept = new ArrayList<>(children);
    kept.addAll(List.of(Snapshot.text(format), Snapshot.text(name), pointers(children)));
    int at = children.size();
    out.clear(72);
    out.setPointer(0, kept.get(at));
    out.setPointer(8, kept.get(at + 1));
    out.setLong(24, NULLABLE);
    out.setLong(32, children.size());
    out.setPointer(40, kept.get(at + 2));
    out.setPointer(56, CallbackReference.getFunctionPointer(RELEASE_SCHEMA));
    hold(out, 64, kept);
  }

  private void fillNext(Pointer out) {
    out.clear(80);
    int count = readRows();
    if (count == 0) return;
    List<Memory> children = new ArrayList<>();
    for (ColumnWriter column : columns) {
      Memory child = new Memory(80);
      int nulls = column.nulls();
      fillArray(child, count, nulls, column.take(), List.of());
      children.add(child);
    }
    List<Memory> none = new ArrayList<>();
    none.add(null);
    fillArray(out, count, 0, none, children);
  }

  private int readRows() {
    while (!columns.get(0).full() && (firstIsDue || rows.hasNext())) {
      Object row = firstIsDue ? first : rows.next();
      firstIsDue = false;
      reader.check(row);
      for (int i = 0; i < columns.size(); ++i) columns.get(i).add(reader.get(row, i));
    }
    return columns.get(0).rows();
  }

  private static void fillArray(Pointer out, int length, int nulls, List<Memory> buffers, List<Memory> children) {
    List<Memory> kept = new ArrayList<>(children);
    kept.addAll(buffers);
    Memory toBuffers = pointers(buffers);
    Memory toChildren = pointers(children);
    kept.add(toBuffers);
    kept.add(toChildren);
    out.clear(80);
    out.setLong(0, length);
    out.setLong(8, nulls);
    out.setLong(24, buffers.size());
    out.setLong(32, children.size());
    out.setPointer(40, toBuffers);
    out.setPointer(48, toChildren);
    out.setPointer(64, CallbackReference.getFunctionPointer(RELEASE_ARRAY));
    hold(out, 72, kept);
  }

  /** After the call that read it. */
  @Override
  public void close() {
    SOURCES.remove(number);
    if (message != null) message.close();
    raw.close();
  }
}
