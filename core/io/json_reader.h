// Cuts a JSON file into rows and values. Knows nothing of tables or types.
#ifndef STELSEL_CORE_IO_JSON_READER_H_
#define STELSEL_CORE_IO_JSON_READER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/json_row.h"
#include "core/io/record.h"

namespace stelsel::core {

struct JsonOptions {
  size_t block_bytes = size_t{1} << 20;     // read at a time; at least 1
  size_t max_row_bytes = size_t{64} << 20;  // a row that is longer by less than a block may pass
  size_t max_names = 20'000;                // different ones, in the whole file
};

// A file is a list of rows, or has a row a line (JSON Lines). A row is an object, whose members
// name their columns, or a list, of which the first is the head; all are of one kind. Strict, as
// ParseJson is, but row by row: what is wrong within a row is told, and reading goes on with the
// next one where that can be found.
//
// A text is a quoted cell, a number the digits as they stand without zeros at the end of its
// decimals, true and false those words, null an empty cell. Lists and objects within a row are no
// cells: `[…]`, `{…}`.
//
// Reads block by block; memory is a block or two, or the longest row. One thread at a time. The
// file must outlive the reader.
class JsonReader final : public RecordReader {
 public:
  JsonReader(const File& file, bool lines, JsonOptions options = {});
  ~JsonReader() override;

  // Whether the first record is a head: rows are lists. Before Next. Fails when the file is neither
  // a list of rows nor one a line.
  absl::StatusOr<bool> HasHead();

  absl::StatusOr<bool> Next(Record& record) override;
  int64_t bytes_read() const override { return offset_ + static_cast<int64_t>(size_); }

 private:
  absl::Status Start();
  bool HasByte() { return pos_ < size_ || More(); }
  bool More();
  void SkipSpace();
  std::string ToNextRow();
  void ToEndOfRow();
  void ToEndOfItem();
  void ToEndOfLine();
  static void Break(RecordFault fault, Record& record);
  int64_t ByteAt(size_t pos) const { return offset_ + static_cast<int64_t>(pos); }

  const File& file_;
  const bool lines_;
  const JsonOptions options_;
  std::unique_ptr<JsonRowParser> parser_;  // null before Start
  std::string buffer_;
  int64_t offset_ = 0;  // in the file, of the buffer's first byte
  size_t size_ = 0;     // bytes in the buffer
  size_t start_ = 0;    // of the row
  size_t pos_ = 0;      // next byte to look at
  int64_t line_ = 1;    // of pos_
  bool has_head_ = false;
  bool first_ = true;      // of a list: what follows is a row, and no comma
  bool end_ = false;       // nothing comes after the buffer
  bool ended_ = false;     // no row follows, or none that can be found
  bool too_long_ = false;  // the row reached its limit
  absl::Status status_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_JSON_READER_H_
