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

// The values of one field. Of the four stores only the one of its type is used.
struct Column {
  static constexpr int64_t kNull = std::numeric_limits<int64_t>::min();

  Type type = Type::kText;
  Bits valid;  // empty: no nulls
  int64_t null_count = 0;
  std::vector<int32_t> i32;      // codes of kCode and kEdtf, days of kDate
  std::vector<int64_t> i64;      // kInteger, kDecimal, kDateTime
  Bits bits;                     // kBoolean
  std::vector<int32_t> offsets;  // kText: rows + 1 offsets into `text`
  std::string text;

  bool IsNull(size_t row) const { return null_count > 0 && !GetBit(valid, row); }
  // The value as an integer (code, days, cents, 0 or 1), or kNull. Not for kText.
  int64_t Scalar(size_t row) const;
  // kText only; empty when null.
  std::string_view Text(size_t row) const;
};

struct Chunk {
  static constexpr size_t kMaxRows = 65536;
  // A chunk also ends when one column's texts reach this size, so that offsets fit in 32 bits.
  static constexpr size_t kMaxTextBytes = 256 << 20;

  size_t rows = 0;
  std::vector<Column> columns;
  std::shared_ptr<const std::string> file;  // of all rows; null when not from a file
  std::vector<uint32_t> lines;              // empty when not from a file
  std::vector<int64_t> bytes;

  Place place(size_t row) const;
};
using ChunkPtr = std::shared_ptr<const Chunk>;

// Fills a chunk cell by cell. For each row: append one value to every column, then EndRow; or
// DropRow at any time before EndRow to leave out the row that was begun. Several rows may be begun
// at once, column by column, and ended together.
class ChunkBuilder {
 public:
  ChunkBuilder(std::shared_ptr<const TableSchema> schema, std::vector<Dictionary*> dictionaries);

  void AppendNull(size_t field);
  void AppendScalar(size_t field, int64_t value);         // integers, days, bools, codes
  void AppendText(size_t field, std::string_view value);  // kText, kCode and kEdtf
  void EndRow() { ++chunk_->rows; }
  void EndRow(uint32_t line, int64_t byte);
  void DropRow();
  // All rows so far come from this file.
  void SetFile(std::shared_ptr<const std::string> file) { file_ = std::move(file); }

  size_t rows() const { return chunk_->rows; }
  // Of the text appended last to a kCode or kEdtf.
  int32_t LastCode(size_t field) const { return chunk_->columns[field].i32.back(); }
  bool full() const {
    return chunk_->rows >= Chunk::kMaxRows || text_bytes_ >= Chunk::kMaxTextBytes;
  }
  const TableSchema& schema() const { return *schema_; }
  // Hands out the rows so far and starts anew.
  ChunkPtr Finish();

 private:
  void Start();
  void MarkValid(Column& column, size_t row, bool valid);

  std::shared_ptr<const TableSchema> schema_;
  std::vector<Dictionary*> dictionaries_;
  std::shared_ptr<const std::string> file_;
  std::shared_ptr<Chunk> chunk_;
  std::vector<size_t> sizes_;  // values in each column, ended or not
  size_t text_bytes_ = 0;
};

// The rows of `chunk` whose bit is set, in order.
ChunkPtr Select(const Chunk& chunk, const Bits& live);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_CHUNK_H_
