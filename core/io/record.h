// A row of a file, before anybody knows what its cells mean.
#ifndef STELSEL_CORE_IO_RECORD_H_
#define STELSEL_CORE_IO_RECORD_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace stelsel::core {

struct Cell {
  std::string_view text;  // as a CSV file would have it, without quotes around it
  bool quoted = false;    // a text even when it is empty, which else is no value
  bool unfit = false;     // what no field can hold: a list within JSON, the error of a formula
};

// Why a record is not whole.
enum class RecordFault {
  kNone,
  kUnclosedQuote,  // a quote that nothing closes before the end of the file, or the limit
  kTooLong,        // more bytes or cells than the limits, and no quote to blame
  kBroken,         // not written by the rules of its format, as `reason` says
};

// In CSV a line, or several when line breaks stand in quotes; a blank line is a record with one
// empty cell that is not quoted. In JSON an object or list, in a sheet a row.
struct Record {
  // Borrowed from the reader until its next Next; with a fault, those before it.
  std::vector<Cell> cells;
  // Names of the columns that this record is the first to have, behind those of earlier records.
  // Only where each row names its cells; else the first record is the head.
  std::vector<std::string> labels;
  // Of `labels`, or of cells before; named twice in this record, which keeps the first.
  std::vector<std::string> repeated;
  // Of a sheet: the column, from 0, of the first cell beyond the head; such cells stand behind the
  // others.
  size_t beyond = 0;
  std::string cell;  // where it stands, such as C5, when the reader says so of the whole record
  int64_t line = 0;  // it starts on, from 1; of a sheet the row
  int64_t byte = 0;  // it starts at, from 0; 0 of a sheet
  RecordFault fault = RecordFault::kNone;
  int64_t fault_line = 0;  // where the fault is: the quote that is not closed, say
  int64_t fault_byte = 0;
  std::string reason;  // of kBroken: a sentence without its full stop
};

// Whether it has no value at all.
inline bool IsBlank(const Record& record) {
  return std::all_of(record.cells.begin(), record.cells.end(),
                     [](const Cell& cell) { return cell.text.empty() && !cell.quoted; });
}

// Reads in one pass. One thread at a time.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // Puts the next record into `record`; false at the end of the file. After an error, which comes
  // from reading the file, it fails the same from then on. After a record with a fault it goes on
  // where the next record is to be expected.
  virtual absl::StatusOr<bool> Next(Record& record) = 0;

  // How far the file has been read, in bytes.
  virtual int64_t bytes_read() const = 0;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_RECORD_H_
