package nl.stelsel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.stelsel.StelselException.Code;

/** All rows at one moment; never changes. Any thread may use it, also after its engine. Close it. */
public final class Snapshot implements AutoCloseable {
  /** What leads from one snapshot to another: rows to upsert, and keys to erase. */
  public record Difference(ArrowStream upserts, ArrowStream erasures) implements AutoCloseable {
    @Override
    public void close() {
      upserts.close();
      erasures.close();
    }
  }

  private final Border.Table model;
  private final Handle handle;

  Snapshot(Border.Table model, Pointer raw) {
    this.model = model;
    this.handle = new Handle(raw, "snapshot", pointer -> model.run("release", pointer), null);
  }

  Pointer raw() {
    return handle.open();
  }

  Handle handle() {
    return handle;
  }

  /** Tables that are known, each after those it refers to. */
  public List<String> tables() {
    List<String> names = new ArrayList<>();
    for (long i = 0; i < model.number("table_count", raw()); ++i) names.add(model.text("table_name", raw(), i));
    return names;
  }

  /** The Table Schema of a table, as JSON. */
  public String schema(String table) {
    String found = model.text("schema", raw(), table);
    if (found == null) throw unknown(table);
    return found;
  }

  public long rowCount(String table) {
    long count = model.number("row_count", raw(), table);
    if (count < 0) throw unknown(table);
    return count;
  }

  private static StelselException unknown(String table) {
    return new StelselException(Code.NOT_FOUND, "no table is called '" + table + "'");
  }

  /** The rows of a table: these columns in this order, or all when none is named. */
  public ArrowStream stream(String table, String... columns) {
    ArrowStream out = new ArrowStream();
    List<Memory> names = new ArrayList<>();
    try (Memory pointers = Border.zeroed(8L * Math.max(columns.length, 1))) {
      for (String column : columns) {
        names.add(text(Border.checked(column)));
        pointers.setPointer((names.size() - 1) * 8L, names.get(names.size() - 1));
      }
      model.call("stream", raw(), table, columns.length == 0 ? null : pointers, (long) columns.length, out.address());
      return out;
    } catch (StelselException error) {
      out.close();
      throw error;
    } finally {
      names.forEach(Memory::close);
    }
  }

  static Memory text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = Border.zeroed(bytes.length + 1);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  /** What held on that day, YYYY-MM-DD. */
  public Snapshot asOf(String day) {
    return new Snapshot(model, model.made("as_of", raw(), day));
  }

  /** Of the store that it was read from; 0 of anything else. */
  public long revision() {
    return model.number("revision", raw());
  }

  /** What leads from {@code before} (null: nothing) to this. */
  public Difference since(Snapshot before, String table) {
    Difference out = new Difference(new ArrowStream(), new ArrowStream());
    try {
      model.call("diff", before == null ? null : before.raw(), raw(), table, out.upserts().address(),
          out.erasures().address());
      return out;
    } catch (StelselException error) {
      out.close();
      throw error;
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
