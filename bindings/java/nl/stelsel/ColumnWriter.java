package nl.stelsel;

import com.sun.jna.Memory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.stelsel.StelselException.Code;

/** The buffers of one column, filled value by value. */
abstract class ColumnWriter {
  private static final int ROWS = 65536;

  final String name;
  private final byte[] valid = new byte[ROWS / 8];
  private int rows;
  private int nulls;
  private long before; // rows that were taken already

  private ColumnWriter(String name) {
    this.name = name;
  }

  static ColumnWriter of(ColumnType type) {
    if (type.dictionary() != null || type.format().equals("u")) return new Texts(type.name());
    switch (type.format()) {
      case "b":
        return new Booleans(type.name());
      case "tdD":
        return new Words(type.name(), 4, ColumnWriter::days);
      case "tsu:UTC":
        return new Words(type.name(), 8, ColumnWriter::micros);
      case "l":
        return new Words(type.name(), 8, ColumnWriter::whole);
      default:
        return new Decimals(type.name(), Integer.parseInt(type.format().substring(type.format().indexOf(',') + 1)));
    }
  }

  boolean full() {
    return rows == ROWS;
  }

  int rows() {
    return rows;
  }

  int nulls() {
    return nulls;
  }

  final void add(Object value) {
    if (value == null) {
      ++nulls;
    } else {
      valid[rows >> 3] |= (byte) (1 << (rows & 7));
    }
    put(rows++, value);
  }

  /** The buffers; the first says which values there are. The writer is then empty again. */
  final List<Memory> take() {
    List<Memory> buffers = new ArrayList<>();
    buffers.add(nulls == 0 ? null : copied(valid, (rows + 7) / 8));
    buffers.addAll(finish(rows));
    Arrays.fill(valid, (byte) 0);
    before += rows;
    rows = 0;
    nulls = 0;
    return buffers;
  }

  abstract void put(int row, Object value);

  abstract List<Memory> finish(int count);

  static Memory copied(byte[] bytes, int count) {
    Memory memory = new Memory(Math.max(count, 1));
    memory.write(0, bytes, 0, count);
    return memory;
  }

  private StelselException wrong(Object value, String wanted) {
    String shown = String.valueOf(value);
    String head = shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    // The row was counted already.
    return new StelselException(
        Code.INVALID_ARGUMENT, name + " in row " + (before + rows) + ": '" + head + "' is no " + wanted);
  }

  private static long whole(Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("whole number");
  }

  private static long days(Object value) {
    try {
      LocalDate day = value instanceof LocalDate given ? given : LocalDate.parse(value.toString());
      if (day.getYear() < 1 || day.getYear() > 9999) throw new IllegalArgumentException("date of the years 1 to 9999");
      return day.toEpochDay();
    } catch (DateTimeException error) {
      throw new IllegalArgumentException("date", error);
    }
  }

  private static long micros(Object value) {
    try {
      Instant moment = value instanceof Instant instant ? instant : Instant.parse(value.toString());
      return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    } catch (DateTimeException | ArithmeticException error) {
      throw new IllegalArgumentException("moment in UTC", error);
    }
  }

  private static final class Texts extends ColumnWriter {
    /** Whether a class says what its objects are, as an array does not. */
    private static final ClassValue<Boolean> SPEAKS = new ClassValue<>() {
      @Override
      protected Boolean computeValue(Class<?> type) {
        try {
          return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException error) {
          return false;
        }
      }
    };

    private final int[] ends = new int[ROWS + 1];
    private byte[] bytes = new byte[ROWS];

    Texts(String name) {
      super(name);
    }

    @Override
    void put(int row, Object value) {
      ends[row + 1] = ends[row];
      if (value == null) return;
      if (!SPEAKS.get(value.getClass())) throw super.wrong(value.getClass().getSimpleName(), "text");
      byte[] text = whole(value.toString()).getBytes(StandardCharsets.UTF_8);
      if (ends[row] + text.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, ends[row] + text.length));
      }
      System.arraycopy(text, 0, bytes, ends[row], text.length);
      ends[row + 1] += text.length;
    }

    private String whole(String text) {
      try {
        return Border.checked(text);
      } catch (StelselException error) {
        throw super.wrong(text, "text that can be kept");
      }
    }

    @Override
    List<Memory> finish(int count) {
      Memory offsets = new Memory((count + 1) * 4L);
      offsets.write(0, ends, 0, count + 1);
      return List.of(offsets, copied(bytes, ends[count]));
    }
  }

  private static final class Booleans extends ColumnWriter {
    private final byte[] bits = new byte[ROWS / 8];

    Booleans(String name) {
      super(name);
    }

    @Override
    void put(int row, Object value) {
      if (value == null) return;
      if (!(value instanceof Boolean is)) throw super.wrong(value, "boolean");
      if (is) bits[row >> 3] |= (byte) (1 << (row & 7));
    }

    @Override
    List<Memory> finish(int count) {
      Memory copy = copied(bits, (count + 7) / 8);
      Arrays.fill(bits, (byte) 0);
      return List.of(copy);
    }
  }

  private interface Convert {
    long of(Object value);
  }

  /** Numbers of 4 or 8 bytes. */
  private static final class Words extends ColumnWriter {
    private final long[] values = new long[ROWS];
    private final int width;
    private final Convert convert;

    Words(String name, int width, Convert convert) {
      super(name);
      this.width = width;
      this.convert = convert;
    }

    @Override
    void put(int row, Object value) {
      try {
        values[row] = value == null ? 0 : convert.of(value);
      } catch (IllegalArgumentException error) {
        throw super.wrong(value, error.getMessage());
      }
    }

    @Override
    List<Memory> finish(int count) {
      Memory memory = new Memory((long) Math.max(count, 1) * width);
      if (width == 8) {
        memory.write(0, values, 0, count);
      } else {
        for (int row = 0; row < count; ++row) memory.setInt(row * 4L, (int) values[row]);
      }
      return List.of(memory);
    }
  }

  private static final class Decimals extends ColumnWriter {
    /** More than any number of stelsel has, and few enough to be written out. */
    private static final int MOST_DIGITS = 25;

    private final long[] halves = new long[2 * ROWS];
    private final int scale;

    Decimals(String name, int scale) {
      super(name);
      this.scale = scale;
    }

    @Override
    void put(int row, Object value) {
      BigInteger scaled = value == null ? BigInteger.ZERO : scaled(value);
      halves[2 * row] = scaled.longValue();
      halves[2 * row + 1] = scaled.shiftRight(64).longValue();
    }

    private BigInteger scaled(Object value) {
      try {
        BigDecimal number = new BigDecimal(value.toString());
        if (number.signum() == 0) return BigInteger.ZERO;
        if ((long) number.precision() - number.scale() > MOST_DIGITS) throw super.wrong(value, "number in range");
        if (number.stripTrailingZeros().scale() > scale) {
          throw super.wrong(value, "number of at most " + scale + " decimals");
        }
        BigInteger scaled = number.setScale(scale).unscaledValue();
        if (scaled.bitLength() > 63) throw super.wrong(value, "number in range");
        return scaled;
      } catch (NumberFormatException error) {
        throw super.wrong(value, "decimal number");
      }
    }

    @Override
    List<Memory> finish(int count) {
      Memory memory = new Memory(Math.max(count, 1) * 16L);
      memory.write(0, halves, 0, 2 * count);
      return List.of(memory);
    }
  }
}
