// Writes CSV in our own dialect, each record in the only form it has.
#ifndef STELSEL_CORE_IO_CSV_WRITER_H_
#define STELSEL_CORE_IO_CSV_WRITER_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "core/base/file.h"

namespace stelsel::core {

// Appends `text` as a cell: in quotes when it is empty (so that it differs from no value), holds a
// delimiter, a quote or a line break, or starts or ends with a space.
void AppendCell(std::string_view text, std::string& out);

// One thread at a time. `out` stays the caller's, who commits it.
class CsvWriter {
 public:
  explicit CsvWriter(FileWriter& out) : out_(out) {}

  void AddNull() { AddDelimiter(); }
  void AddCell(std::string_view text) {
    AddDelimiter();
    AppendCell(text, record_);
  }
  // Writes the record, which must have a cell, and an LF.
  absl::Status EndRecord();

 private:
  void AddDelimiter();

  FileWriter& out_;
  std::string record_;
  bool first_ = true;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_WRITER_H_
