// The rows of one sheet of a workbook.
#ifndef STELSEL_CORE_IO_SHEET_READER_H_
#define STELSEL_CORE_IO_SHEET_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/io/record.h"
#include "core/io/workbook.h"
#include "core/io/xml_reader.h"

namespace stelsel::core {

// The text of an element that holds texts (`t`), without how it is pronounced (`rPh`).
class SharedText {
 public:
  // Looks at the node that `xml` is at.
  void Take(const XmlReader& xml);
  // The text so far, of which Excel's `_x000D_` are the characters they stand for; then it is
  // empty.
  std::string Release();

 private:
  std::string text_;
  bool in_text_ = false;
  bool spoken_ = false;
};

// What Workbook::Read gives.
class SheetReader final : public RecordReader {
 public:
  SheetReader(std::unique_ptr<XmlReader> xml, const WorkbookParts& parts)
      : xml_(std::move(xml)), parts_(parts) {}

  absl::StatusOr<bool> Next(Record& record) override;
  int64_t bytes_read() const override { return xml_->bytes_read(); }

 private:
  // A cell, as offsets into the texts of the row.
  struct Span {
    size_t column;
    size_t begin;
    size_t end;
    bool unfit;
  };

  absl::StatusOr<bool> ReadRow(Record& record);
  absl::Status ReadCell();
  absl::StatusOr<std::string> ReadValue(const std::string& type);
  void AddCell(const std::string& type, const std::string& style, const std::string& raw);
  void Deliver(Record& record);
  absl::Status Fail(std::string_view what);

  std::unique_ptr<XmlReader> xml_;
  const WorkbookParts& parts_;
  int64_t row_ = 0;
  size_t column_ = 0;  // of the cell in hand, from 1
  size_t width_ = 0;   // of the head; 0 before it
  std::string texts_;
  std::vector<Span> spans_;
  absl::Status status_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_SHEET_READER_H_
