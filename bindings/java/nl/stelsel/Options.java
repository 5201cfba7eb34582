package nl.stelsel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a call may be told: {@code new Options().asOf("2021-12-31").set("region", "voorbeeld")}. A call refuses what it
 * does not know. Not for several threads at once.
 */
public final class Options {
  /** Told how far a call is, of which unit; 0 of {@code total} is not known. What it throws cancels the call. */
  @FunctionalInterface
  public interface Progress {
    void tell(String what, long done, long total) throws Exception;
  }

  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, Object> set = new LinkedHashMap<>();
  private Progress progress;

  /** The day about which is asked: YYYY-MM-DD. */
  public Options asOf(String day) {
    return put("as_of", day);
  }

  public Options asOf(LocalDate day) {
    return put("as_of", day.toString());
  }

  /** A parameter of a report, a calculation, a rule or a query's {@code :name}: text, number or boolean. */
  public Options set(String name, Object value) {
    set.put(name, value);
    return put("set", set);
  }

  /** Plugins whose rules are to run as well. */
  public Options packs(String... ids) {
    return put("packs", List.of(ids));
  }

  /** Of a report: html (the default), md, csv, json, xlsx, ... */
  public Options format(String format) {
    return put("format", format);
  }

  /** Of a commit: why, and who; best a function or an organisation. */
  public Options message(String message) {
    return put("message", message);
  }

  public Options author(String author) {
    return put("author", author);
  }

  public Options threads(int threads) {
    return put("threads", threads);
  }

  public Options progress(Progress tell) {
    progress = tell;
    return this;
  }

  Progress progress() {
    return progress;
  }

  Options put(String name, Object value) {
    if (value != null) members.put(name, value);
    return this;
  }

  /** As JSON, with {@code defaults} for what was not said. */
  String json(Map<String, ?> defaults) {
    Map<String, Object> all = new LinkedHashMap<>(defaults);
    all.putAll(members);
    return write(all);
  }

  private static String write(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(entry -> quote(entry.getKey().toString()) + ":" + write(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Options::write).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof BigDecimal decimal) return decimal.toPlainString();
    boolean isFloating = value instanceof Double || value instanceof Float;
    if (isFloating && !Double.isFinite(((Number) value).doubleValue())) {
      throw new StelselException(StelselException.Code.INVALID_ARGUMENT, value + " has no place in JSON");
    }
    if (value == null || value instanceof Number || value instanceof Boolean) return String.valueOf(value);
    return quote(value.toString());
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char unit : Border.checked(text).toCharArray()) {
      if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else if (unit < ' ') {
        out.append(String.format("\\u%04x", (int) unit));
      } else {
        out.append(unit);
      }
    }
    return out.append('"').toString();
  }
}
