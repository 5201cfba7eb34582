package nl.stelsel;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a column and its type as Arrow writes it: u (text), l (integer), b (boolean), d:19,S (decimal), tdD (date),
 * tsu:UTC (moment), g (floating point), or i with what the indices stand for.
 */
public record ColumnType(String name, String format, ColumnType dictionary) {
  /** The types of the children of a schema. */
  static List<ColumnType> childrenOf(Pointer schema) {
    List<ColumnType> types = new ArrayList<>();
    for (long i = 0; i < schema.getLong(32); ++i) types.add(of(schema.getPointer(40).getPointer(i * 8)));
    return types;
  }

  private static ColumnType of(Pointer schema) {
    Pointer inner = schema.getPointer(48);
    return new ColumnType(schema.getPointer(8).getString(0, "UTF-8"), schema.getPointer(0).getString(0, "UTF-8"),
        inner == null ? null : of(inner));
  }
}
