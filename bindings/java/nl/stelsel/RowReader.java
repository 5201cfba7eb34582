package nl.stelsel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.stelsel.StelselException.Code;

/** How the fields of a row are read: all rows are like the first. */
interface RowReader {
  /** What a row is called in {@link #get}. */
  List<String> names();

  Object get(Object row, int field);

  /** Throws when the row is not like the first. */
  void check(Object row);

  static RowReader of(Object first) {
    if (first instanceof Map<?, ?> map) return new Maps(map.keySet().stream().map(Object::toString).toList());
    if (first instanceof Record) return new Records(first.getClass());
    throw wrong();
  }

  private static StelselException wrong() {
    return new StelselException(Code.INVALID_ARGUMENT, "rows are records or maps, each with the same fields as the first");
  }

  /** Rows as maps. */
  record Maps(List<String> names) implements RowReader {
    @Override
    public Object get(Object row, int field) {
      return ((Map<?, ?>) row).get(names.get(field));
    }

    @Override
    public void check(Object row) {
      if (!(row instanceof Map<?, ?> map) || map.size() != names.size() || !map.keySet().containsAll(names)) {
        throw wrong();
      }
    }
  }

  /** Rows as records, with their components in the order of {@code names}. */
  record Records(Class<?> kind, List<String> names, Method[] accessors) implements RowReader {
    Records(Class<?> kind) {
      this(kind, Arrays.stream(kind.getRecordComponents()).map(Records::field).toList(),
          Arrays.stream(kind.getRecordComponents()).map(RecordComponent::getAccessor).toArray(Method[]::new));
      for (Method accessor : accessors) accessor.setAccessible(true);
    }

    /** agreementTopic is agreement_topic. */
    private static String field(RecordComponent component) {
      return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    @Override
    public Object get(Object row, int field) {
      try {
        return accessors[field].invoke(row);
      } catch (IllegalAccessException error) {
        throw new IllegalStateException(error);
      } catch (InvocationTargetException error) {
        throw new IllegalStateException(error.getCause());
      }
    }

    @Override
    public void check(Object row) {
      if (row == null || row.getClass() != kind) throw wrong();
    }
  }
}
