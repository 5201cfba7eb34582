import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.stelsel.Engine;
import nl.stelsel.Findings;
import nl.stelsel.Options;
import nl.stelsel.Snapshot;
import nl.stelsel.StelselException;
import nl.stelsel.Writer;

/** What nobody should do ends in an exception that says so, and not in a crash or in other numbers. */
public final class Misuse {
  private Misuse() {}

  private interface Call {
    void run() throws Exception;
  }

  private static void refuses(String saying, Call call) throws Exception {
    try {
      call.run();
    } catch (StelselException error) {
      if (error.getMessage().contains(saying)) return;
      throw error;
    }
    throw new AssertionError("not refused: " + saying);
  }

  private static Map<String, Object> tariff(String field, Object value) {
    Map<String, Object> row = new LinkedHashMap<>(Map.of("region", "ijssel_vecht", "contract", "a", "product", "p",
        "sequence", 1, "amount", "1", "illustratief", true));
    row.put(field, value);
    return row;
  }

  private static void store(Engine engine, String field, Object value) {
    try (Writer writer = engine.writer(null)) {
      writer.upsert("inkoop_tariff", List.of(tariff(field, value)));
    }
  }

  /** One row, before which something is done. */
  private static Iterable<Map<String, Object>> rowAfter(Call call) {
    Map<String, Object> row = Map.of("region", "a", "name", "A", "illustratief", true);
    return () -> new Iterator<>() {
      private boolean due = true;

      @Override
      public boolean hasNext() {
        return due;
      }

      @Override
      public Map<String, Object> next() {
        due = false;
        try {
          call.run();
        } catch (RuntimeException error) {
          throw error;
        } catch (Exception error) {
          throw new IllegalStateException(error);
        }
        return row;
      }
    };
  }

  public static void main(String[] arguments) throws Exception {
    Engine engine = new Engine(new Engine.Config().plugins(arguments[1]).language("en"));
    Engine.Reading reading = engine.read(arguments[0]);
    Snapshot snapshot = reading.snapshot();
    Findings findings = reading.findings();

    // A text that the library would cut or change.
    refuses("NUL", () -> snapshot.rowCount("region\0x"));
    refuses("NUL", () -> engine.commit(snapshot, "sqlite:nul.sqlite\0.bak", new Options()));
    refuses("surrogate", () -> snapshot.stream("region", "\ud800"));
    refuses("surrogate", () -> engine.query(snapshot, "SELECT :t", new Options().set("t", "\udc00")));

    // Values that stelsel cannot keep as they are.
    refuses("in range", () -> store(engine, "amount", new BigDecimal("1E+200")));
    refuses("in range", () -> store(engine, "amount", "1E+99999999"));
    refuses("in range", () -> store(engine, "amount", BigDecimal.valueOf(2).pow(128).add(BigDecimal.ONE)));
    refuses("at most 2 decimals", () -> store(engine, "amount", "1E-99999999"));
    refuses("valid_from in row 1", () -> store(engine, "valid_from", LocalDate.ofEpochDay((1L << 32) + 18628)));
    refuses("explanation in row 1: 'int[]' is no text", () -> store(engine, "explanation", new int[] {1}));
    refuses("is no text that can be kept", () -> store(engine, "explanation", "ja\ud800"));
    refuses("illustratief in row 1: 'ja' is no boolean", () -> store(engine, "illustratief", "ja"));
    refuses("no place in JSON", () -> engine.query(snapshot, "SELECT :n", new Options().set("n", Double.NaN)));

    // Parameters keep their type.
    Options typed = new Options().set("n", 1).set("t", "1");
    try (var rows = engine.query(snapshot, "SELECT 5 > :n AS a, typeof(:t) AS b", typed)) {
      Map<String, Object> row = rows.rows().get(0);
      if (!row.toString().equals("{a=1, b=text}")) throw new AssertionError(row);
    }

    // Nothing ends what a call uses.
    Writer writer = engine.writer(null);
    writer.upsert("region", rowAfter(() -> refuses("in use", writer::close)));
    writer.upsert("region", rowAfter(() -> refuses("in use", writer::commit)));
    writer.upsert("region", rowAfter(() -> refuses("a call is running", engine::close)));
    if (writer.commit().rowCount("region") != 1) throw new AssertionError("a row is lost");
    engine.check(snapshot, new Options().progress((what, done, total) -> {
      refuses("in use", findings::close);
      refuses("in use", snapshot::close);
      refuses("a call is running", engine::close);
    }), findings);

    // What has no message has a name.
    refuses("IllegalStateException", () -> engine.writer(null).upsert("region", rowAfter(() -> {
      throw new IllegalStateException();
    })));
    try {
      engine.report("reporting/national", snapshot, new Options().asOf("2021-12-31"), new OutputStream() {
        @Override
        public void write(int unit) {
          throw new IllegalStateException("full");
        }
      });
      throw new AssertionError("not refused: full");
    } catch (StelselException error) {
      if (!error.getCause().getMessage().equals("full")) throw error;
    }
    engine.close();
    System.out.println("misuse is refused");
  }
}
