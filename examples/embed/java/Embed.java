import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.stelsel.ArrowStream;
import nl.stelsel.Engine;
import nl.stelsel.Finding;
import nl.stelsel.Findings;
import nl.stelsel.Options;
import nl.stelsel.Snapshot;
import nl.stelsel.StelselException;
import nl.stelsel.Writer;

/**
 * stelsel in a Java program: open it, fill it from files and from objects, check, ask, report, store.
 *
 * <pre>java -cp ... Embed LANDSCAPE PLUGINS STORE</pre>
 *
 * Needs the package nl.stelsel (bindings/java), JNA and the stelsel library.
 */
public final class Embed {
  record Region(String region, String name, boolean illustratief) {}

  record Status(String region, String agreementTopic, String domain, String observedOn, int sequence, int topicVersion,
      String status, boolean illustratief) {}

  private Embed() {}

  /** 3. Fill it from your own objects: one row, and a million. */
  private static Snapshot withObjects(Engine engine, Snapshot base) {
    long start = System.nanoTime();
    try (Writer writer = engine.writer(base)) {
      writer.upsert("region", List.of(new Region("voorbeeld", "Voorbeeld", true)));
      Stream<Status> statuses = IntStream.rangeClosed(1, 1_000_000).mapToObj(
          i -> new Status("voorbeeld", "A1", "BW", "2021-10-01", i, 1, i % 2 == 1 ? "ja" : "nee", true));
      writer.upsert("agreement_status", statuses::iterator);
      Snapshot next = writer.commit();
      System.err.printf("a million rows written in %.2f s%n", (System.nanoTime() - start) / 1e9);
      return next;
    }
  }

  /** 4. Check it, and read what is wrong and where. */
  private static void check(Engine engine, Snapshot snapshot, Findings findings) {
    engine.check(snapshot, new Options().asOf("2021-12-31"), findings);
    System.out.println("errors: " + findings.errors());
    for (Finding found : findings) {
      if (!found.rule().equals("core/contradicting_observations")) continue;
      System.out.println("finding: " + found.severity() + " " + found.table() + " " + found.field() + " " + found.key());
      break;
    }
  }

  /** 5. Ask it something. A value goes in by name, never into the text. */
  private static void ask(Engine engine, Snapshot snapshot) {
    String question = "SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region";
    try (ArrowStream answer = engine.query(snapshot, question, new Options().set("region", "voorbeeld"))) {
      for (Map<String, Object> row : answer.rows()) System.out.println("query: " + row.get("n") + " " + row.get("total"));
    }
    // A table without a copy: a column is a LongBuffer over stelsel's own memory.
    long start = System.nanoTime();
    long[] total = {0};
    snapshot.stream("agreement_status", "sequence").forEachBatch(batch -> {
      LongBuffer sequences = batch.column("sequence").longs();
      while (sequences.hasRemaining()) total[0] += sequences.get();
    });
    System.err.printf("and read in %.3f s%n", (System.nanoTime() - start) / 1e9);
    System.out.println("sequence: " + total[0]);
  }

  /** 6. Report into memory, and commit to a store. */
  private static void reportAndCommit(Engine engine, Snapshot snapshot, String store) {
    byte[] page = engine.report(
        "reporting/region", snapshot, new Options().asOf("2021-12-31").set("region", "voorbeeld"));
    System.out.println("report: " + new String(page, 0, 15, StandardCharsets.UTF_8));
    Engine.Committed done =
        engine.commit(snapshot, "sqlite:" + store, new Options().message("an example").author("example"));
    System.out.println("revision: " + done.revision() + " rows: " + done.written());
  }

  public static void main(String[] arguments) {
    // 1. Open an engine. It finds plugins, and loads one when it is first needed.
    Engine.Config config = new Engine.Config().plugins(arguments[1]).language("en");
    // 2. Fill it from files: a folder of CSV files, a workbook, a store.
    try (Engine engine = new Engine(config); Engine.Reading read = engine.read(arguments[0])) {
      System.out.println("regions: " + read.snapshot().rowCount("region"));
      try (Snapshot snapshot = withObjects(engine, read.snapshot())) {
        System.out.println("statuses: " + snapshot.rowCount("agreement_status"));
        check(engine, snapshot, read.findings());
        ask(engine, snapshot);
        reportAndCommit(engine, snapshot, arguments[2]);
      }
    } catch (StelselException error) {
      System.err.println(error.getMessage());
      System.exit(1);
    }
  }
}
