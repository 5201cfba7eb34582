// Up to 64k rows of a table, column by column, with the place in a file each row came from.
#ifndef STELSEL_CORE_MODEL_CHUNK_H_
#define STELSEL_CORE_MODEL_CHUNK_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/dictionary.h"
#include "core/model/packed.h"
#include "core/model/recent_texts.h"
#include "core/schema/schema.h"

namespace stelsel::core {

// Where a row stands in a file. `line` counts from 1, 0 is unknown; `byte` from 0.
struct Place {
  std::shared_ptr<const std::string> file;  // as the caller named it; null when not from a file
  uint32_t line = 0;
  int64_t byte = 0;
};

// One bit a row, lowest bit first, as Arrow has it.
using Bits = std::vector<uint8_t>;
inline bool GetBit(const Bits& bits, size_t i) { return (bits[i >> 3] >> (i & 7) & 1) != 0; }

// The values of one field.
struct Column {
  static constexpr int64_t kNull = std::numeric_limits<int64_t>::min();

  Type type = Type::kText;
  int64_t null_count = 0;
  Bits valid;  // empty: no nulls, or nothing else
  // Codes of kCode and kEdtf, days, numbers, 0 and 1; of a kText which of `texts`. Nulls have
  // anything here.
  Packed values;
  // kText: the texts of this chunk, one after the other, each from its offset to the next one.
  // Those that come again are mostly there once.
  std::vector<int32_t> offsets;
  std::string text;

  bool IsNull(size_t row) const { return null_count > 0 && (valid.empty() || !GetBit(valid, row)); }
  // Whether no row has a value, though there are rows.
  bool HasOnlyNulls() const { return null_count > 0 && valid.empty(); }
  // The value as an integer (code, days, cents, 0 or 1), or kNull. Not for kText.
  int64_t Scalar(size_t row) const {
    return IsNull(row) || type == Type::kText ? kNull : values[row];
  }
  // kText only; empty when null.
  std::string_view Text(size_t row) const {
    return IsNull(row) ? std::string_view() : TextAt(static_cast<size_t>(values[row]));
  }
  // kText only: how many texts there are, and the one with this number.
  size_t text_count() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::string_view TextAt(size_t number) const {
    const auto from = static_cast<size_t>(offsets[number]);
    return {text.data() + from, static_cast<size_t>(offsets[number + 1]) - from};
  }
};

struct Chunk {
  static constexpr size_t kMaxRows = 65536;
  // A chunk also ends when one column's texts, each repetition counted, reach this size, so that
  // offsets fit in 32 bits.
  static constexpr size_t kMaxTextBytes = 256 << 20;

  size_t rows = 0;
  std::vector<Column> columns;
  std::shared_ptr<const std::string> file;    // of all rows; null when not from a file
  std::shared_ptr<const std::string> plugin;  // whose data/ all rows are of; null for a source's
  bool has_places = false;                    // whether the next two say anything
  Packed lines;
  Packed bytes;

  Place place(size_t row) const;
};
using ChunkPtr = std::shared_ptr<const Chunk>;

// Fills a chunk cell by cell. For each row: append one value to every column, then EndRow; or
// DropRow at any time before EndRow to leave out the row that was begun. Several rows may be begun
// at once, column by column, and ended together. One thread at a time; several builders may fill
// chunks of one table at once, since dictionaries may be used from any thread.
class ChunkBuilder {
 public:
  ChunkBuilder(std::shared_ptr<const TableSchema> schema, std::vector<Dictionary*> dictionaries);

  void AppendNull(size_t field);
  void AppendScalar(size_t field, int64_t value);         // integers, days, bools, codes
  void AppendText(size_t field, std::string_view value);  // kText, kCode and kEdtf
  // The same for a kCode or kEdtf when this builder met the text lately; else false, with nothing
  // appended.
  bool AppendRecent(size_t field, std::string_view value);
  void EndRow() { ++rows_; }
  void EndRow(uint32_t line, int64_t byte);
  void DropRow();
  // All rows so far come from this file.
  void SetFile(std::shared_ptr<const std::string> file) { file_ = std::move(file); }
  // All rows, of this and further chunks, are those of the plugin's data/.
  void SetPlugin(std::shared_ptr<const std::string> plugin) { plugin_ = std::move(plugin); }

  size_t rows() const { return rows_; }
  // Of the text appended last to a kCode or kEdtf.
  int32_t LastCode(size_t field) const { return columns_[field].small.back(); }
  bool full() const { return rows_ >= Chunk::kMaxRows || text_bytes_ >= Chunk::kMaxTextBytes; }
  const TableSchema& schema() const { return *schema_; }
  const std::shared_ptr<const TableSchema>& schema_ptr() const { return schema_; }
  const std::vector<Dictionary*>& dictionaries() const { return dictionaries_; }
  // Hands out the rows so far and starts anew.
  ChunkPtr Finish();

 private:
  // A column while it grows, a value a row; its memory serves chunk after chunk.
  struct Growing {
    std::vector<int32_t> small;  // codes, days, 0 and 1, numbers of texts
    std::vector<int64_t> large;  // kInteger, kDecimal, kDateTime
    Bits valid;                  // empty: no nulls
    size_t nulls = 0;
    size_t size = 0;  // values, ended or not
    std::vector<int32_t> offsets;
    std::vector<uint32_t> first_rows;  // of each text the first row that has it
    std::string text;
    size_t text_bytes = 0;  // repetitions counted
    RecentTexts recent;
  };
  // The bitmap only comes into being with the first null.
  static void MarkValid(Growing& column, bool valid) {
    if (valid && column.valid.empty()) {
      ++column.size;
    } else {
      MarkInBitmap(column, valid);
    }
  }
  static void MarkInBitmap(Growing& column, bool valid);
  static int32_t AddText(Growing& column, std::string_view value);
  static void Cut(Growing& column, size_t rows);
  static void FillNulls(Growing& column);
  Column FinishColumn(size_t field);

  std::shared_ptr<const TableSchema> schema_;
  std::vector<Dictionary*> dictionaries_;
  std::shared_ptr<const std::string> file_;
  std::shared_ptr<const std::string> plugin_;
  std::vector<Growing> columns_;
  std::vector<int64_t> lines_, bytes_;
  size_t rows_ = 0;
  size_t text_bytes_ = 0;  // of the column that has most
};

// The rows of `chunk` whose bit is set, in order.
ChunkPtr Select(const Chunk& chunk, const Bits& live);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_CHUNK_H_
