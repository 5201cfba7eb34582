// Workbooks of Excel (Office Open XML, ISO/IEC 29500), read as sheets of texts.
#ifndef STELSEL_CORE_IO_WORKBOOK_H_
#define STELSEL_CORE_IO_WORKBOOK_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/record.h"
#include "core/io/unpack.h"

namespace stelsel::core {

// How a number in a cell is to be taken, by the format that its style has.
enum class CellForm { kNumber, kDay, kMonth, kYear };

// What the cells of a workbook share. Immutable once read.
struct WorkbookParts {
  // The text with a number, empty when there is none.
  std::string_view Shared(size_t number) const;

  std::string texts;            // the shared ones, behind each other
  std::vector<size_t> ends;     // of each shared text
  std::vector<CellForm> forms;  // by style
  bool from_1904 = false;       // days count from 1904-01-01
};

// One thread at a time, and one sheet at a time.
class Workbook {
 public:
  // Fails when the file is no workbook, or is damaged.
  static absl::StatusOr<std::unique_ptr<Workbook>> Open(const File& file);

  // Their names, in the order of the workbook.
  const std::vector<std::string>& sheets() const { return names_; }
  // The one that is meant by a name, a number from 1, or nothing: the first.
  std::optional<size_t> SheetCalled(const std::string& called) const;

  // The rows of a sheet that have a value; the first of them is the head. A cell is the text that
  // our own files would have: a number with at most 15 digits, as Excel shows; a date, as precise
  // as its format shows it, when its style says that the number is one; true and false; the result
  // of a formula. A row is as long as the head, or longer by the cells that stand beyond it. A
  // formula's error is no value. The workbook must outlive the reader.
  absl::StatusOr<std::unique_ptr<RecordReader>> Read(size_t sheet);

 private:
  explicit Workbook(std::unique_ptr<ZipArchive> archive) : archive_(std::move(archive)) {}
  absl::Status ReadParts();

  std::unique_ptr<ZipArchive> archive_;
  std::vector<std::string> names_;
  std::vector<std::string> paths_;  // of the sheets, in the archive
  WorkbookParts parts_;
};

// As spreadsheets call the cells of a row: C5 is the third of the fifth. Columns count from 0.
std::string CellName(int64_t row, size_t column);

// How Excel's format code for numbers, such as `dd-mm-yyyy`, shows a number.
CellForm FormOfCode(std::string_view code);

// A day number as the text of a date; the number itself when it is no day that there is.
std::string DateText(double number, CellForm form, bool from_1904);

// A number with the 15 digits that Excel keeps, without an exponent where that can be.
std::string NumberText(std::string_view raw);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_WORKBOOK_H_
