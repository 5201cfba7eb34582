package nl.stelsel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * stelsel in this process. Several may be open at once; its calls are for any thread. Closing it, when no call is
 * running, closes the findings and writers that are still open; snapshots and streams stay good.
 */
public final class Engine implements AutoCloseable {
  /** How an engine is opened. */
  public static final class Config {
    private final Options options = new Options();
    private String language = "nl";
    private String library;

    /** Folders that hold folders of plugins. */
    public Config plugins(String... folders) {
      options.put("plugins", absolute(folders));
      return this;
    }

    /** Folders of one plugin each. */
    public Config packs(String... folders) {
      options.put("packs", absolute(folders));
      return this;
    }

    /** A file of sha256 sums: nothing else is loaded. */
    public Config lock(String file) {
      options.put("lock", absolute(file).get(0));
      return this;
    }

    /** nl (the default) or en. */
    public Config language(String nlOrEn) {
      language = nlOrEn;
      return this;
    }

    /** What goes to standard error: off (the default), error, warning, info or debug. */
    public Config log(String level) {
      options.put("log", level);
      return this;
    }

    /** Where libstelsel is; without it $STELSEL_LIBRARY, or where the system finds it. */
    public Config library(String path) {
      library = path;
      return this;
    }

    private static List<String> absolute(String... paths) {
      return List.of(paths).stream().map(path -> Path.of(path).toAbsolutePath().toString()).toList();
    }
  }

  public enum Level { DEBUG, INFO, WARNING, ERROR }

  /** What was read, and what is wrong with it. */
  public record Reading(Snapshot snapshot, Findings findings) implements AutoCloseable {
    @Override
    public void close() {
      snapshot.close();
      findings.close();
    }
  }

  /** What a commit did; {@code revision} is the newest one now. */
  public record Committed(long written, long erased, long revision) {}

  private final Calls calls;
  private final Border.Table engine;
  private final Border.Table model;

  public Engine(Config config) {
    String options = config.options.put("language", config.language).json(Map.of());
    calls = new Calls(new Border(config.library), options, config.language);
    engine = calls.service("host.engine/1");
    model = calls.service("host.model/1");
  }

  /** Reads {@code [FORMAT:]PATH[@REVISION]}. What is wrong with the data is in the findings. */
  public Reading read(String source) {
    return read(source, new Options());
  }

  public Reading read(String source, Options options) {
    Findings findings = findings();
    try {
      return new Reading(calls.during(options.progress(), progress -> new Snapshot(model,
          engine.made("read", calls.host(), source, options.json(Map.of()), findings.raw(), progress)), findings.handle()), findings);
    } catch (StelselException error) {
      findings.close();
      throw error;
    }
  }

  public Findings findings() {
    return new Findings(calls, 0);
  }

  /** Writes on {@code base}, or from nothing when that is null. */
  public Writer writer(Snapshot base) {
    return new Writer(calls, model, base, base == null ? empty() : base);
  }

  /** Its tables are known, and have no rows. */
  private Snapshot empty() {
    return new Snapshot(model, model.made("commit", model.made("begin", calls.host(), null)));
  }

  /** Runs the rules, and those of packs that are named; adds to {@code findings}. */
  public void check(Snapshot snapshot, Options options, Findings findings) {
    calls.during(options.progress(), progress -> {
      engine.call("check", calls.host(), snapshot.raw(), options.json(Map.of()), findings.raw(), progress);
      return null;
    }, snapshot.handle(), findings.handle());
  }

  /** The answer to a question in SQL; {@code set} binds the query's {@code :name}. */
  public ArrowStream query(Snapshot snapshot, String text, Options options) {
    return query("sql", snapshot, text, options);
  }

  public ArrowStream query(String language, Snapshot snapshot, String text, Options options) {
    return streamed(options, (progress, out) -> engine.call("query", calls.host(), language, snapshot.raw(), text,
        options.json(inLanguage()), progress, out), snapshot.handle());
  }

  /** The table that calculation {@code PLUGIN/NAME} works out. */
  public ArrowStream calculate(String id, Snapshot snapshot, Options options) {
    return streamed(options, (progress, out) -> engine.call("calculate", calls.host(), id, snapshot.raw(),
        options.json(inLanguage()), progress, out), snapshot.handle());
  }

  private Map<String, String> inLanguage() {
    return Map.of("lang", calls.language());
  }

  /** Report {@code PLUGIN/NAME} as html, or as the options say, of which as_of must be there. */
  public byte[] report(String id, Snapshot snapshot, Options options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report(id, snapshot, options, bytes);
    return bytes.toByteArray();
  }

  /** The same, into a stream, which is not closed. */
  public void report(String id, Snapshot snapshot, Options options, OutputStream into) {
    rendered(id, snapshot, options, fill -> calls.writing(into, fill));
  }

  /** The same, into a file that is there whole or not at all. */
  public void report(String id, Snapshot snapshot, Options options, Path file) {
    rendered(id, snapshot, options, fill -> calls.toFile(file.toString(), fill));
  }

  private void rendered(String id, Snapshot snapshot, Options options, Consumer<Consumer<Pointer>> into) {
    String json = options.json(Map.of("lang", calls.language(), "format", "html"));
    calls.during(options.progress(), progress -> {
      into.accept(output -> engine.call("run", calls.host(), id, snapshot.raw(), json, output, progress));
      return null;
    }, snapshot.handle());
  }

  /** Makes {@code target} hold what the snapshot holds: whole, or not at all. */
  public Committed commit(Snapshot snapshot, String target, Options options) {
    try (Memory done = Border.zeroed(32)) {
      done.setInt(0, (int) done.size());
      calls.during(options.progress(), progress -> {
        engine.call("commit_with", calls.host(), snapshot.raw(), target, options.json(Map.of()), progress, done);
        return null;
      }, snapshot.handle());
      return new Committed(done.getLong(8), done.getLong(16), done.getLong(24));
    }
  }

  /** The revisions of a store, the oldest first. */
  public ArrowStream history(String source) {
    return streamed(new Options(), (progress, out) -> engine.call("history", calls.host(), source, out));
  }

  /** Goes through a whole store; throws when something is damaged. */
  public void verify(String source, Options options) {
    calls.during(options.progress(), progress -> {
      engine.call("verify", calls.host(), source, progress);
      return null;
    });
  }

  /** Copies a store with all its revisions. */
  public void backup(String source, String path, Options options) {
    calls.during(options.progress(), progress -> {
      engine.call("backup", calls.host(), source, path, progress);
      return null;
    });
  }

  /** Puts a line into stelsel's log; no cell values or personal data. */
  public void log(Level level, String line) {
    calls.service("host.log/1").run("log", calls.host(), level.ordinal() + 1, line);
  }

  private interface Streamed {
    void fill(Pointer progress, Pointer out);
  }

  private ArrowStream streamed(Options options, Streamed call, Handle... used) {
    ArrowStream out = new ArrowStream();
    try {
      return calls.during(options.progress(), progress -> {
        call.fill(progress, out.address());
        return out;
      }, used);
    } catch (StelselException error) {
      out.close();
      throw error;
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
