package nl.stelsel;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nl.stelsel.StelselException.Code;

/** Some rows of a stream. Close it when nothing looks at its columns any more; any thread may. */
public final class Batch implements AutoCloseable {
  private static final long RELEASE = 64;

  private final List<ColumnType> types;
  private final Memory raw;
  private final Map<Pointer, List<Object>> entries = new HashMap<>();
  private volatile boolean closed;

  Batch(List<ColumnType> types, Memory raw) {
    this.types = types;
    this.raw = raw;
  }

  void open() {
    if (closed) throw new StelselException(Code.FAILED_PRECONDITION, "the batch was closed");
  }

  public int length() {
    open();
    return (int) raw.getLong(0);
  }

  public List<Column> columns() {
    open();
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : types) {
      columns.add(new Column(type, raw.getPointer(48).getPointer(columns.size() * 8L), this));
    }
    return columns;
  }

  public Column column(String name) {
    return columns().stream().filter(column -> column.type().name().equals(name)).findFirst().orElseThrow(
        () -> new StelselException(Code.NOT_FOUND, "no column is called '" + name + "'"));
  }

  /** Rows by the names of their columns, in order; copies. */
  public List<Map<String, Object>> rows() {
    List<List<Object>> values = columns().stream().map(Column::values).toList();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int at = 0; at < length(); ++at) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < types.size(); ++i) row.put(types.get(i).name(), values.get(i).get(at));
      rows.add(row);
    }
    return rows;
  }

  /** The values of a dictionary, decoded once. */
  List<Object> entries(Pointer dictionary, Supplier<List<Object>> decode) {
    synchronized (entries) {
      if (!entries.containsKey(dictionary)) entries.put(dictionary, decode.get());
      return entries.get(dictionary);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    Function.getFunction(raw.getPointer(RELEASE)).invokeVoid(new Object[] {raw});
    raw.close();
  }
}
