// Part of stelsel.hpp: reading rows from an Arrow C stream.
#ifndef STELSEL_DETAIL_ROWS_HPP_
#define STELSEL_DETAIL_ROWS_HPP_

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/detail/error.hpp"

namespace stelsel {

/// What the values of a column are. integer() gives integers, scaled decimals, 0 or 1, days since
/// 1970 and microseconds since 1970; text() gives texts, real() floating-point numbers, which only
/// results of calculations and queries have.
enum class Kind { text, integer, decimal, boolean, date, datetime, real };

/// A column of a stream.
struct ColumnType {
  std::string name;
  Kind kind = Kind::text;
  int scale = 0;  ///< decimals, of a decimal
};

/// An Arrow C stream that is released when it goes. Works once, on one thread at a time.
class Stream {
 public:
  Stream() = default;
  explicit Stream(ArrowArrayStream raw) : raw_(raw) {}
  Stream(Stream&& other) noexcept : raw_(std::exchange(other.raw_, {})) {}
  Stream& operator=(Stream&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Stream() {
    if (raw_.release != nullptr) raw_.release(&raw_);
  }
  /// For calls that fill a stream or take one; a taken stream is empty afterwards.
  ArrowArrayStream* raw() { return &raw_; }
  explicit operator bool() const { return raw_.release != nullptr; }

 private:
  ArrowArrayStream raw_{};
};

/// Reads a stream batch by batch, without copying.
///
///     for (Rows rows(std::move(stream)); rows.next();)
///       for (std::size_t i = 0; i < rows.size(); ++i) use(rows.text(i, 0), rows.integer(i, 1));
///
/// Texts live until the next call of next(). Throws Error when the stream fails or has a type that
/// is not of the border, and when a column is not there or its values are of another kind than is
/// asked for: what a query gives depends on its data. Rows are not counted: they are 0 to size().
class Rows {
 public:
  explicit Rows(Stream stream) : stream_(std::move(stream)) {
    ArrowSchema schema{};
    if (!stream_) throw Error(STELSEL_FAILED_PRECONDITION, "the stream was used already");
    check(stream_.raw()->get_schema(stream_.raw(), &schema));
    try {
      for (std::int64_t i = 0; i < schema.n_children; ++i) add(*schema.children[i]);
    } catch (...) {
      schema.release(&schema);
      throw;
    }
    schema.release(&schema);
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { drop(); }

  const std::vector<ColumnType>& columns() const { return columns_; }
  /// Place of the column, or -1.
  int column(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].name == name) return static_cast<int>(i);
    }
    return -1;
  }

  /// Moves to the next batch; false at the end.
  bool next() {
    drop();
    check(stream_.raw()->get_next(stream_.raw(), &batch_));
    return batch_.release != nullptr;
  }
  /// Rows in this batch.
  std::size_t size() const { return static_cast<std::size_t>(batch_.length); }

  bool is_null(std::size_t row, std::size_t column) const {
    if (column >= columns_.size()) no_column();
    const ArrowArray& array = child(column);
    return array.buffers[0] != nullptr && !bit(array.buffers[0], at(array, row));
  }

  std::string_view text(std::size_t row, std::size_t column) const {
    if (kind_of(column) != Kind::text) wrong_kind(column, "a text");
    const ArrowArray* array = &child(column);
    std::size_t place = at(*array, row);
    if (coded_[column]) {
      place = static_cast<std::size_t>(load<std::int32_t>(array->buffers[1], place));
      array = array->dictionary;
      place += static_cast<std::size_t>(array->offset);
    }
    const auto from = load<std::int32_t>(array->buffers[1], place);
    const auto to = load<std::int32_t>(array->buffers[1], place + 1);
    return {static_cast<const char*>(array->buffers[2]) + from,
            static_cast<std::size_t>(to - from)};
  }

  std::int64_t integer(std::size_t row, std::size_t column) const {
    const Kind kind = kind_of(column);
    if (kind == Kind::text || kind == Kind::real) wrong_kind(column, "an integer");
    const ArrowArray& array = child(column);
    switch (kind) {
      case Kind::boolean:
        return bit(array.buffers[1], at(array, row)) ? 1 : 0;
      case Kind::date:
        return load<std::int32_t>(array.buffers[1], at(array, row));
      case Kind::decimal:  // the low half of 128 bits: all values of the border fit in it
        return load<std::int64_t>(array.buffers[1], 2 * at(array, row));
      default:
        return load<std::int64_t>(array.buffers[1], at(array, row));
    }
  }

  /// Of a column of kind real.
  double real(std::size_t row, std::size_t column) const {
    if (kind_of(column) != Kind::real) wrong_kind(column, "a floating-point number");
    const ArrowArray& array = child(column);
    return load<double>(array.buffers[1], at(array, row));
  }

 private:
  Kind kind_of(std::size_t column) const {
    if (column >= columns_.size()) no_column();
    return columns_[column].kind;
  }
  [[noreturn]] static void no_column() {
    throw Error(STELSEL_INVALID_ARGUMENT, "the rows have no such column");
  }
  [[noreturn]] void wrong_kind(std::size_t column, const char* asked) const {
    throw Error(STELSEL_INVALID_ARGUMENT, "column `" + columns_[column].name + "` is not " + asked);
  }
  void check(int code) {
    if (code == 0) return;
    const char* text = stream_.raw()->get_last_error(stream_.raw());
    throw Error(detail::from_errno(code), text != nullptr ? text : "a stream of rows failed");
  }

  void add(const ArrowSchema& schema) {
    const std::string_view format = schema.format;
    ColumnType type{schema.name, Kind::text, 0};
    const bool coded = schema.dictionary != nullptr;
    if (format == "l") {
      type.kind = Kind::integer;
    } else if (format == "g") {
      type.kind = Kind::real;
    } else if (format == "b") {
      type.kind = Kind::boolean;
    } else if (format == "tdD") {
      type.kind = Kind::date;
    } else if (format.substr(0, 4) == "tsu:") {
      type.kind = Kind::datetime;
    } else if (format.substr(0, 2) == "d:") {
      type.kind = Kind::decimal;
      const std::string_view scale = format.substr(format.find(',') + 1);
      for (std::size_t i = 0; i < scale.size() && scale[i] != ','; ++i) {
        type.scale = type.scale * 10 + (scale[i] - '0');
      }
    } else if (!(coded ? format == "i" && std::string_view(schema.dictionary->format) == "u"
                       : format == "u")) {
      throw Error(STELSEL_INVALID_ARGUMENT,
                  "column `" + type.name + "` has an Arrow type that is not of the border");
    }
    columns_.push_back(std::move(type));
    coded_.push_back(coded);
  }

  const ArrowArray& child(std::size_t column) const { return *batch_.children[column]; }
  std::size_t at(const ArrowArray& array, std::size_t row) const {
    return row + static_cast<std::size_t>(array.offset + batch_.offset);
  }
  static bool bit(const void* bits, std::size_t i) {
    return (static_cast<const std::uint8_t*>(bits)[i >> 3] >> (i & 7) & 1) != 0;
  }
  template <typename T>
  static T load(const void* data, std::size_t i) {
    T value;
    std::memcpy(&value, static_cast<const char*>(data) + i * sizeof(T), sizeof(T));
    return value;
  }
  void drop() {
    if (batch_.release != nullptr) batch_.release(&batch_);
    batch_ = {};
  }

  Stream stream_;
  std::vector<ColumnType> columns_;
  std::vector<bool> coded_;
  ArrowArray batch_{};
};

}  // namespace stelsel

#endif  // STELSEL_DETAIL_ROWS_HPP_
