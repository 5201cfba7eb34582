// The values of one field in all rows of a table, as the host's Arrow batches hold them, and read
// by row number. No rows are copied, but for dates as the source gives them, which become codes of
// few different texts; the texts behind codes are, each once, so that they end with NUL.
#ifndef STELSEL_PLUGINS_SQL_COLUMN_H_
#define STELSEL_PLUGINS_SQL_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stelsel/edtf.hpp"
#include "stelsel/stelsel.hpp"

namespace sql {

// A text as a number, for a hash.
inline std::int64_t hash_of(std::string_view text) {
  return static_cast<std::int64_t>(std::hash<std::string_view>()(text));
}

// A row: the batch it is in and its place there.
struct Spot {
  std::size_t batch = 0;
  std::size_t row = 0;
};

// Immutable once read; any thread.
class Column {
 public:
  static constexpr std::int64_t kNull = std::numeric_limits<std::int64_t>::min();
  enum class Store {
    codes,   // int32 numbers of texts
    texts,   // UTF-8, each row its own
    narrow,  // int32: days
    wide,    // int64
    pairs,   // int128, of which the low half counts
    bits
  };

  // Reads the only column of `stream` to its end. With `edtf` its texts become codes.
  Column(stelsel::Stream stream, bool edtf);
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;
  ~Column();

  Store store() const { return store_; }
  std::size_t batches() const { return batches_.size(); }
  std::size_t length(std::size_t batch) const { return batches_[batch].length; }

  bool is_null(Spot at) const {
    const Batch& batch = batches_[at.batch];
    return batch.valid != nullptr && !bit(batch.valid, batch.valid_offset + at.row);
  }
  // Code, days, number, 0 or 1; kNull where there is none. Not of Store::texts.
  std::int64_t number(Spot at) const;
  // Of codes and texts, of a row that has a value.
  std::string_view text(Spot at) const {
    if (store_ == Store::codes) return text_of(static_cast<std::size_t>(code(at)));
    const Batch& batch = batches_[at.batch];
    return slice(batch.values, batch.texts, batch.offset + at.row);
  }

  // How many different values there are, for the planner: counted of codes, else judged by a
  // sample.
  double different() const;

  // ---- Of codes ----
  std::size_t code_count() const { return starts_.size() - 1; }
  std::string_view text_of(std::size_t code) const {
    return {bytes_.data() + starts_[code], starts_[code + 1] - starts_[code] - 1};
  }
  // Whether no text has a NUL in it, so that each ends at its first.
  bool ends_with_nul() const { return ends_with_nul_; }
  // The code of a text; absent when no row has it.
  std::optional<std::int64_t> code_of(std::string_view text) const;
  // Place of each code in the order of the texts, and the codes in that order.
  const std::vector<std::int32_t>& ranks() const { return order().ranks; }
  const std::vector<std::int32_t>& sorted() const { return order().sorted; }
  // How many rows have each code.
  const std::vector<std::uint32_t>& counts() const;
  // The bounds of a date text; both absent where it is none. Of edtf only.
  const stelsel::DateBounds& bounds(std::size_t code) const { return bounds_[code]; }

 private:
  struct Batch {
    std::size_t length = 0;
    std::size_t offset = 0;               // of the first value
    const std::uint8_t* valid = nullptr;  // null: all are
    std::size_t valid_offset = 0;
    const void* values = nullptr;  // of texts: offsets
    const char* texts = nullptr;
  };
  struct Order {
    std::vector<std::int32_t> ranks, sorted;
  };

  static bool bit(const void* bits, std::size_t i) {
    return (static_cast<const std::uint8_t*>(bits)[i >> 3] >> (i & 7) & 1) != 0;
  }
  template <typename T>
  static T load(const void* data, std::size_t i) {
    return static_cast<const T*>(data)[i];
  }
  static std::string_view slice(const void* offsets, const char* bytes, std::size_t i) {
    const auto from = load<std::int32_t>(offsets, i);
    return {bytes + from, static_cast<std::size_t>(load<std::int32_t>(offsets, i + 1) - from)};
  }
  std::int32_t code(Spot at) const {
    const Batch& batch = batches_[at.batch];
    return load<std::int32_t>(batch.values, batch.offset + at.row);
  }

  void read_type(ArrowArrayStream& stream, bool edtf);
  void read_batches(ArrowArrayStream& stream);
  void add_batch(const ArrowArray& parent, const ArrowArray& child);
  void take_dictionary(const ArrowArray& dictionary);
  void add_text(std::string_view text);
  void make_codes();
  void read_bounds();
  const Order& order() const;
  double sample() const;

  Store store_ = Store::texts;
  std::vector<ArrowArray> held_;  // what the batches point into
  std::vector<Batch> batches_;
  const void* dictionary_ = nullptr;       // the one that was taken
  std::vector<std::size_t> starts_ = {0};  // of each text behind a code, and one past the last
  std::string bytes_;
  bool ends_with_nul_ = true;
  std::vector<std::unique_ptr<std::int32_t[]>> own_codes_;  // of texts that were made codes here
  std::vector<stelsel::DateBounds> bounds_;
  struct Lazy;
  std::unique_ptr<Lazy> lazy_;  // made when it is first asked for
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_COLUMN_H_
