// A file of rows whose columns no schema declares: its cells as texts, for formats of plugins.
#ifndef STELSEL_CORE_IO_TEXT_ROWS_H_
#define STELSEL_CORE_IO_TEXT_ROWS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "core/io/csv_reader.h"
#include "core/io/open_file.h"
#include "core/io/record.h"
#include "core/io/text_file.h"
#include "core/io/workbook.h"
#include "core/model/finding.h"

namespace stelsel::core {

// One thread. Findings go to the sink while rows are read; it must outlive this.
class TextRows {
 public:
  // Opens CSV, of whatever dialect and encoding, or a sheet of a workbook, by the ending of `name`;
  // each may be packed with gzip. `sheet` is a name, a number from 1, or empty: the first.
  // InvalidArgument for any other file, or when the workbook has no such sheet.
  static absl::StatusOr<std::unique_ptr<TextRows>> Open(SourceFiles& files, const std::string& name,
                                                        const std::string& sheet,
                                                        FindingSink& sink);

  // What findings call the file, with the sheet of a workbook.
  const std::string& name() const { return name_; }
  // The first row that has a value; none where the file has none, which is a finding.
  const std::vector<std::string>& head() const { return head_; }

  // Moves to the next row with as many cells as the head. Others are told and passed over, but
  // those without a value say nothing. False at the end, also when the file cannot be read further,
  // which is a finding.
  bool Next();
  int64_t line() const { return record_.line; }
  // Nothing where the cell has no value, or is no text, which is a finding. Lives until Next.
  std::optional<std::string_view> cell(size_t column) const { return cells_[column]; }

 private:
  TextRows(OpenFile file, FindingSink& sink) : file_(std::move(file)), sink_(sink) {}

  absl::Status OpenCsv();
  absl::Status OpenSheet(const std::string& sheet);
  void ReadHead();
  bool ReadRecord();
  bool TakeRecord();
  void TellDialect(const CsvDialect& dialect);
  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill);
  void AddToCell(std::string_view rule, size_t column, absl::FunctionRef<void(Finding&)> fill);

  OpenFile file_;
  FindingSink& sink_;
  Text text_;  // of CSV
  std::unique_ptr<Workbook> workbook_;
  std::unique_ptr<RecordReader> records_;
  std::string name_;  // for findings
  Record record_;
  int64_t row_ = 0;
  std::vector<std::string> head_;
  std::vector<std::optional<std::string_view>> cells_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TEXT_ROWS_H_
