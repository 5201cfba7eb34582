import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.stelsel.ArrowStream;
import nl.stelsel.Batch;
import nl.stelsel.Engine;
import nl.stelsel.Options;
import nl.stelsel.Snapshot;
import nl.stelsel.StelselException;
import nl.stelsel.Writer;

/** What goes wrong comes out as one exception, nothing crosses the border, and values come back as they were. */
public final class Edges {
  private Edges() {}

  private interface Call {
    void run() throws Exception;
  }

  private static void said(String what, boolean because, Call call) throws Exception {
    try {
      call.run();
      System.out.println(what + ": nothing");
    } catch (StelselException error) {
      System.out.println(what + ": " + name(error) + (because ? " because of " + error.getCause().getMessage() : ""));
    }
  }

  private static String name(StelselException error) {
    return error.code().name().toLowerCase().replace('_', ' ');
  }

  record Tariff(String region, String contract, String product, int sequence, Object amount, Object validFrom,
      Object validTo, String explanation, Boolean illustratief) {}

  record Key(String region, String contract, String product, int sequence) {}

  private static Tariff tariff(int sequence, Object amount, Object from, Object to, String text, Boolean made) {
    return new Tariff("ijssel_vecht", "één", "p", sequence, amount, from, to, text, made);
  }

  private static final Tariff GOOD =
      tariff(1, new BigDecimal("1234.56"), LocalDate.of(2023, 1, 1), null, "Één € 😀", true);

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> row = new LinkedHashMap<>(Map.of("region", "ijssel_vecht", "contract", "één", "product", "p",
        "sequence", 1, "amount", "1234.56"));
    row.put(field, value);
    return row;
  }

  private static Snapshot upsert(Engine engine, Snapshot base, Iterable<?> rows) {
    try (Writer writer = engine.writer(base)) {
      writer.upsert("inkoop_tariff", rows);
      return writer.commit();
    }
  }

  private static Iterator<Object> spoilt() {
    Iterator<Object> rows = Stream.generate(() -> (Object) GOOD).iterator();
    rows.next();
    return new Iterator<>() {
      private int left = 1;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Object next() {
        if (left-- == 0) throw new IllegalStateException("boom");
        return rows.next();
      }
    };
  }

  private static void refused(Engine engine, Snapshot snapshot, String landscape) throws Exception {
    said("missing source", false, () -> engine.read("/nowhere"));
    said("bad day", false, () -> engine.check(snapshot, new Options().asOf("gisteren"), engine.findings()));
    said("unknown table", false, () -> snapshot.rowCount("nowhere"));
    said("unknown column", false, () -> snapshot.stream("region", "nowhere"));
    said("unknown field", false, () -> upsert(engine, snapshot, List.of(with("nowhere", 1))));
    said("wrong date", false, () -> upsert(engine, snapshot, List.of(with("valid_from", "2023-02-30"))));
    said("wrong boolean", false, () -> upsert(engine, snapshot, List.of(with("illustratief", "false"))));
    said("too many decimals", false, () -> upsert(engine, snapshot, List.of(with("amount", "0.001"))));
    said("rows not alike", false, () -> upsert(engine, snapshot, List.of(GOOD, Map.of("region", "x"))));
    said("rows that throw", true, () -> upsert(engine, snapshot, Edges::spoilt));
    said("progress that throws", true, () -> engine.read(landscape, new Options().progress((what, done, total) -> {
      throw new IOException("boom");
    })));
  }

  private static final Options REPORT = new Options().asOf("2021-12-31").set("region", "ijssel_vecht");

  private static void used(Engine engine, Snapshot snapshot) throws Exception {
    try {
      engine.report("reporting/region", snapshot, REPORT, new OutputStream() {
        @Override
        public void write(int one) throws IOException {
          throw new IOException("boom");
        }
      });
    } catch (StelselException error) {
      System.out.println("output that throws: cancelled or failed because of " + error.getCause().getMessage());
    }
    Writer writer = engine.writer(snapshot);
    writer.commit().close();
    said("committed writer", false, () -> writer.upsert("region", List.of()));
    ArrowStream stream = snapshot.stream("region");
    stream.rows();
    said("used stream", false, stream::rows);
    try (ArrowStream rows = snapshot.stream("region")) {
      Batch batch = rows.next();
      batch.close();
      said("closed batch", false, batch::columns);
    }
  }

  private static void values(Engine engine, Snapshot snapshot) {
    System.out.println("no rows: " + upsert(engine, snapshot, List.of()).rowCount("inkoop_tariff"));
    Snapshot filled = upsert(engine, snapshot, List.of(GOOD, tariff(2, "-0.05", "0001-01-01", "9999-12-31", null, false),
        tariff(3, new BigDecimal("92233720368547758.07"), null, null, "", null)));
    String[] cells = {"sequence", "amount", "valid_from", "valid_to", "explanation", "illustratief"};
    for (Map<String, Object> row : filled.stream("inkoop_tariff").rows()) {
      System.out.println(Arrays.stream(cells).map(cell -> String.valueOf(row.get(cell))).collect(Collectors.joining(" ")));
    }
    try (Writer writer = engine.writer(filled)) {
      writer.erase("inkoop_tariff", List.of(new Key("ijssel_vecht", "één", "p", 1)));
      System.out.println("erased: " + writer.commit().rowCount("inkoop_tariff"));
    }
    boolean fewer = snapshot.asOf("2020-12-31").rowCount("agreement_status") < snapshot.rowCount("agreement_status");
    System.out.println("as of 2020-12-31: " + (fewer ? "fewer rows" : "all rows"));
  }

  /** MiB of memory in use. */
  private static long resident() throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096 >> 20;
  }

  private static void memory(Engine engine, Snapshot snapshot) throws IOException {
    List<Tariff> rows = List.of(tariff(1, 1, null, null, "x".repeat(5_000_000), true));
    upsert(engine, snapshot, rows).close();
    long before = resident();
    for (int i = 0; i < 60; ++i) upsert(engine, snapshot, rows).close();
    System.out.println("memory stays: " + (resident() - before < 200));
  }

  public static void main(String[] arguments) throws Exception {
    System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
    try {
      new Engine(new Engine.Config().library("/nowhere/libstelsel.so")).close();
    } catch (StelselException error) {
      System.out.println("no library: " + name(error) + ": " + error.getMessage().split(" \\(")[0]);
    }
    said("bad engine option", false, () -> new Engine(new Engine.Config().language("de")).close());
    Engine engine = new Engine(new Engine.Config().plugins(arguments[1]).language("en"));
    Snapshot snapshot = engine.read(arguments[0]).snapshot();
    refused(engine, snapshot, arguments[0]);
    used(engine, snapshot);
    values(engine, snapshot);
    memory(engine, snapshot);
    List<String> told = new ArrayList<>();
    engine.read(arguments[0], new Options().progress((what, done, total) -> told.add(what)));
    System.out.println("told: " + !told.isEmpty());
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    engine.report("reporting/region", snapshot, REPORT, bytes);
    System.out.println("written: " + Arrays.equals(bytes.toByteArray(), engine.report("reporting/region", snapshot, REPORT)));
    engine.close();
    said("closed engine", false, () -> engine.read(arguments[0]));
  }
}
