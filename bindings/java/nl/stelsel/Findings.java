package nl.stelsel;

import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a source: those that are kept, and counts of all. While a call fills it no other may; then it is for
 * any thread. Goes before its engine. Close it.
 */
public final class Findings implements AutoCloseable, Iterable<Finding> {
  public enum Severity { FATAL, ERROR, WARNING, INFO }

  private final Calls calls;
  private final Border.Table service;
  private final Handle handle;

  Findings(Calls calls, long mostPerRule) {
    this.calls = calls;
    this.service = calls.service("host.findings/1");
    Pointer raw = service.made("make", calls.host(), mostPerRule);
    this.handle = new Handle(raw, "findings", pointer -> service.run("release", pointer), calls.family());
  }

  Pointer raw() {
    return handle.open();
  }

  Handle handle() {
    return handle;
  }

  /** How many were found, kept or not. */
  public long count(Severity severity) {
    return service.number("count", raw(), severity.ordinal() + 1);
  }

  /** Errors and fatal ones: the data is wrong, or could not be judged. */
  public long errors() {
    return count(Severity.ERROR) + count(Severity.FATAL);
  }

  /** Those that were kept, as rows. */
  public ArrowStream stream() {
    ArrowStream out = new ArrowStream();
    try {
      service.call("stream", raw(), calls.language(), out.address());
      return out;
    } catch (StelselException error) {
      out.close();
      throw error;
    }
  }

  /** Those that were kept. */
  public List<Finding> list() {
    try (ArrowStream stream = stream()) {
      return stream.rows().stream().map(Finding::of).toList();
    }
  }

  @Override
  public Iterator<Finding> iterator() {
    return list().iterator();
  }

  /** With their totals, as text, ndjson, json, sarif or junit. {@code values}: show cells instead of their shape. */
  public byte[] write(String format, boolean values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String options = new Options().put("lang", calls.language()).put("values", values).json(Map.of());
    calls.during(
        () -> calls.writing(bytes, output -> service.call("write", raw(), format, options, output)), handle);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    handle.close();
  }
}
