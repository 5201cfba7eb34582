package nl.stelsel;

import java.util.Map;

/** Something that a rule found wrong, and where. What is not known is null. */
public record Finding(String rule, String severity, String message, String file, Long line, Long column, String cell,
    Long row, String field, String table, String key, String region, String revision) {
  static Finding of(Map<String, Object> row) {
    return new Finding(text(row, "rule"), text(row, "severity"), text(row, "message"), text(row, "file"),
        number(row, "line"), number(row, "column"), text(row, "cell"), number(row, "row"), text(row, "field"),
        text(row, "table"), text(row, "key"), text(row, "region"), text(row, "revision"));
  }

  private static String text(Map<String, Object> row, String name) {
    return row.get(name) instanceof String text ? text : null;
  }

  private static Long number(Map<String, Object> row, String name) {
    return row.get(name) instanceof Long number ? number : null;
  }
}
