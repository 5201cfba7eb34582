// Cuts a CSV file into records and cells. Knows nothing of tables, types or encodings.
#ifndef STELSEL_CORE_IO_CSV_READER_H_
#define STELSEL_CORE_IO_CSV_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/csv_dialect.h"
#include "core/io/mark_finder.h"
#include "core/io/record.h"

namespace stelsel::core {

// Where a record starts: a byte from 0 and a line from 1.
struct CsvPlace {
  int64_t byte = 0;
  int64_t line = 1;
  friend bool operator==(const CsvPlace&, const CsvPlace&) = default;
};

struct CsvOptions {
  size_t block_bytes = size_t{1} << 20;  // read at a time; at least 1
  size_t max_record_bytes = size_t{64}
                            << 20;  // a record that is longer by less than a block may pass
  size_t max_record_cells = size_t{1} << 20;
  CsvDialect dialect = {};
};

// Reads block by block; memory is a block or two, or the longest record. One thread at
// a time. The file must outlive the reader.
//
// What is not CSV is kept as text rather than refused, for the checks of type to judge: a quote
// within a cell that does not start with one, what follows a closing quote, a CR without LF, zero
// bytes. After a record with a fault reading goes on: after one that is too long, with the line
// behind it; after a quote that is not closed, with the line behind the quote, since then no later
// cell is quoted and the lines are what they seem.
class CsvReader final : public RecordReader {
 public:
  explicit CsvReader(const File& file, CsvOptions options = {});
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  absl::StatusOr<bool> Next(Record& record) override;

  // Where the next record starts, or the file ends; not known after a fault.
  CsvPlace place() const { return {ByteAt(pos_), line_}; }
  // Goes on with the record that starts there.
  void Seek(CsvPlace place);

  int64_t bytes_read() const override { return offset_ + static_cast<int64_t>(size_); }

 private:
  // A cell, as offsets from the start of the record: a record may move when the buffer is filled.
  struct Span {
    size_t begin;
    size_t end;
    bool quoted;
  };

  bool ReadPlainRecord(Record& record);
  bool AddPlainCell(Record& record, size_t& at, int64_t& lines);
  bool HasByte() { return pos_ < size_ || More(); }
  bool More();
  void MakeRoom(size_t wanted);
  void SkipBom();
  void MoveTo(int64_t byte, int64_t line);
  void Resume();
  bool ReadCell();
  bool ReadQuoted(size_t& end);
  void CopyUpToQuote(size_t& end);
  void SkipPlain();
  bool AddCell(Span span, size_t tail);
  bool FailUnclosed();
  bool FailTooLong();
  void Deliver(Record& record) const;
  int64_t ByteAt(size_t pos) const { return offset_ + static_cast<int64_t>(pos); }

  const File& file_;
  const CsvOptions options_;
  const char delimiter_;
  const char quote_;
  std::string buffer_;  // and MarkFinder::kSlack bytes
  MarkFinder marks_;    // in the buffer
  int64_t offset_ = 0;  // in the file, of the buffer's first byte
  size_t size_ = 0;     // bytes in the buffer
  size_t start_ = 0;    // of the record
  size_t pos_ = 0;      // next byte to look at
  int64_t line_ = 1;    // of pos_
  int64_t record_line_ = 1;
  bool begun_ = false;
  bool end_ = false;       // nothing comes after the buffer
  bool too_long_ = false;  // the record reached its limit
  absl::Status status_;
  std::vector<Span> spans_;
  int64_t quote_line_ = 0;  // of the quote that opened last
  int64_t quote_byte_ = 0;
  RecordFault fault_ = RecordFault::kNone;
  int64_t fault_line_ = 0;
  int64_t fault_byte_ = 0;
  int64_t resume_line_ = 0;   // of the byte below
  int64_t resume_byte_ = -1;  // its line is skipped before the next record; -1: none is
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_READER_H_
