package nl.stelsel;

import com.sun.jna.Pointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.stelsel.StelselException.Code;

/**
 * One column of a batch. Its buffers are views of stelsel's own memory, for reading: they must not be used after the
 * batch is closed.
 */
public final class Column {
  private static final long LENGTH = 0;
  private static final long NULLS = 8;
  private static final long OFFSET = 16;
  private static final long BUFFERS = 40;
  private static final long DICTIONARY = 56;

  private final ColumnType type;
  private final Pointer raw;
  private final Batch batch;

  Column(ColumnType type, Pointer raw, Batch batch) {
    this.type = type;
    this.raw = raw;
    this.batch = batch;
  }

  public ColumnType type() {
    return type;
  }

  public int length() {
    return (int) raw(LENGTH);
  }

  private long raw(long place) {
    batch.open();
    return raw.getLong(place);
  }

  private int offset() {
    return (int) raw(OFFSET);
  }

  private ByteBuffer buffer(int index, long size) {
    batch.open();
    Pointer memory = raw.getPointer(BUFFERS).getPointer(index * 8L);
    if (memory == null || size == 0) return ByteBuffer.allocate(0);
    return memory.getByteBuffer(0, size).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  private ByteBuffer values(int width) {
    ByteBuffer all = buffer(1, (long) (offset() + length()) * width);
    return all.position(Math.min(offset() * width, all.limit())).slice().order(ByteOrder.nativeOrder());
  }

  private void mustBe(boolean fits, String what) {
    if (!fits) {
      throw new StelselException(Code.INVALID_ARGUMENT, "column " + type.name() + " (" + type.format() + ") is no " + what);
    }
  }

  /** The values of a column of integers, or of moments as microseconds since 1970. */
  public LongBuffer longs() {
    mustBe(type.format().equals("l") || type.format().equals("tsu:UTC"), "array of longs");
    return values(8).asLongBuffer();
  }

  /** The values of a column of dates, as days since 1970, or the indices into {@link #dictionary()}. */
  public IntBuffer ints() {
    mustBe(type.format().equals("i") || type.format().equals("tdD"), "array of ints");
    return values(4).asIntBuffer();
  }

  /** The values of a column of floating-point numbers, which only results have. */
  public DoubleBuffer doubles() {
    mustBe(type.format().equals("g"), "array of doubles");
    return values(8).asDoubleBuffer();
  }

  /** Of a column of decimals: two longs each, the lower first, of the number without its point. */
  public LongBuffer decimals() {
    mustBe(type.format().startsWith("d:"), "array of decimals");
    return values(16).asLongBuffer();
  }

  /** Where each text begins in {@link #bytes()}, and the end of the last. */
  public IntBuffer offsets() {
    mustBe(type.format().equals("u"), "text");
    IntBuffer all = buffer(1, (offset() + length() + 1) * 4L).asIntBuffer();
    return all.position(Math.min(offset(), all.limit())).slice();
  }

  /** The texts, in UTF-8. */
  public ByteBuffer bytes() {
    IntBuffer ends = offsets();
    return buffer(2, ends.limit() == 0 ? 0 : ends.get(ends.limit() - 1));
  }

  /** What the indices in {@link #ints()} stand for; null for a column without. */
  public Column dictionary() {
    batch.open();
    Pointer inner = raw.getPointer(DICTIONARY);
    return inner == null ? null : new Column(type.dictionary(), inner, batch);
  }

  public boolean isNull(int row) {
    batch.open();
    Pointer bits = raw.getPointer(BUFFERS).getPointer(0);
    return raw(NULLS) != 0 && bits != null && !bit(bits, offset() + row);
  }

  private static boolean bit(Pointer bits, int at) {
    return (bits.getByte(at >> 3) >> (at & 7) & 1) != 0;
  }

  /** All values as String, Long, BigDecimal, Boolean, LocalDate, Instant, Double or null. These are copies. */
  public List<Object> values() {
    List<Object> all = length() == 0 ? new ArrayList<>() : decoded();
    for (int row = 0; row < all.size(); ++row) {
      if (isNull(row)) all.set(row, null);
    }
    return all;
  }

  private List<Object> decoded() {
    if (type.dictionary() != null) return entries();
    switch (type.format()) {
      case "u":
        return texts();
      case "b":
        return booleans();
      case "l":
        return each(longs()::get);
      case "g":
        return each(doubles()::get);
      case "tdD":
        IntBuffer days = ints();
        return each(row -> LocalDate.ofEpochDay(days.get(row)));
      case "tsu:UTC":
        LongBuffer micros = longs();
        return each(row -> Instant.EPOCH.plus(micros.get(row), ChronoUnit.MICROS));
      default:
        return decimalValues();
    }
  }

  private interface At {
    Object get(int row);
  }

  private List<Object> each(At at) {
    Object[] all = new Object[length()];
    for (int row = 0; row < all.length; ++row) all[row] = at.get(row);
    return Arrays.asList(all);
  }

  private List<Object> entries() {
    List<Object> entries = batch.entries(raw.getPointer(DICTIONARY), () -> dictionary().values());
    IntBuffer indices = ints();
    return each(row -> {
      int index = indices.get(row);
      return index >= 0 && index < entries.size() ? entries.get(index) : null;
    });
  }

  private List<Object> texts() {
    IntBuffer ends = offsets();
    ByteBuffer bytes = bytes();
    return each(row -> {
      byte[] text = new byte[ends.get(row + 1) - ends.get(row)];
      bytes.get(ends.get(row), text);
      return new String(text, StandardCharsets.UTF_8);
    });
  }

  private List<Object> booleans() {
    Pointer bits = raw.getPointer(BUFFERS).getPointer(8);
    int first = offset();
    return each(row -> bit(bits, first + row));
  }

  private List<Object> decimalValues() {
    int scale = Integer.parseInt(type.format().substring(type.format().indexOf(',') + 1));
    LongBuffer halves = decimals();
    return each(row -> {
      long low = halves.get(2 * row);
      long high = halves.get(2 * row + 1);
      if (high == low >> 63) return BigDecimal.valueOf(low, scale);
      return new BigDecimal(
          BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low))), scale);
    });
  }
}
