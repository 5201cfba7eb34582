#include "core/io/sheet_reader.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

using Node = XmlReader::Node;

// The most that Excel has.
constexpr int64_t kMostRows = 1'048'576;
constexpr size_t kMostColumns = 16'384;

// The column of a cell such as C5, from 1; 0 when it is none.
size_t ColumnOf(std::string_view cell) {
  size_t column = 0;
  size_t at = 0;
  for (; at < cell.size() && cell[at] >= 'A' && cell[at] <= 'Z' && column <= kMostColumns; ++at) {
    column = 26 * column + static_cast<size_t>(cell[at] - 'A') + 1;
  }
  const bool digits =
      at < cell.size() && std::all_of(cell.begin() + static_cast<std::ptrdiff_t>(at), cell.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
  return digits && column <= kMostColumns ? column : 0;
}

// What `_x000D_` stands for; absent when `text` does not begin so.
std::optional<char> EscapedAt(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  int code = 0;
  for (const char c : text.substr(2, 4)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return std::nullopt;
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    code = 16 * code + (lower <= '9' ? lower - '0' : lower - 'a' + 10);
  }
  return code < 0x80 ? std::optional<char>(static_cast<char>(code)) : std::nullopt;
}

std::string Unescape(std::string text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const std::optional<char> code = EscapedAt(std::string_view(text).substr(at));
    out += code ? *code : text[at];
    at += code ? size_t{7} : size_t{1};
  }
  return out;
}

}  // namespace

void SharedText::Take(const XmlReader& xml) {
  if (xml.node() == Node::kText) {
    if (in_text_ && !spoken_) text_ += xml.text();
    return;
  }
  if (xml.node() == Node::kOther) return;
  const bool inside = xml.node() == Node::kStart && !xml.empty();
  if (xml.name() == "t") in_text_ = inside;
  if (xml.name() == "rPh") spoken_ = inside;
}

std::string SharedText::Release() {
  std::string text = Unescape(std::move(text_));
  text_.clear();
  return text;
}

absl::Status SheetReader::Fail(std::string_view what) {
  status_ = absl::DataLossError(absl::StrCat("row ", row_, " is broken: ", std::string(what)));
  return status_;
}

absl::StatusOr<bool> SheetReader::Next(Record& record) {
  STELSEL_RETURN_IF_ERROR(status_);
  for (;;) {
    const absl::StatusOr<bool> more = xml_->Next();
    status_ = more.status();
    if (!more.ok() || !*more) return more;
    if (xml_->node() != Node::kStart || xml_->name() != "row") continue;
    const absl::StatusOr<bool> found = ReadRow(record);
    status_ = found.status();
    if (!found.ok() || *found) return found;
  }
}

// False when no cell of the row has a value.
absl::StatusOr<bool> SheetReader::ReadRow(Record& record) {
  const std::optional<std::string> number = xml_->Attribute("r");
  ++row_;
  if (number && !absl::SimpleAtoi(*number, &row_)) return Fail("it has no number");
  if (row_ < 1 || row_ > kMostRows) return Fail("there is no such row");
  texts_.clear();
  spans_.clear();
  column_ = 0;
  if (xml_->empty()) return false;
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml_->Next());
    if (!more) return Fail("it is not closed");
    if (xml_->node() == Node::kEnd && xml_->name() == "row") break;
    if (xml_->node() == Node::kStart && xml_->name() == "c") {
      STELSEL_RETURN_IF_ERROR(ReadCell());
    }
  }
  if (spans_.empty()) return false;
  Deliver(record);
  return true;
}

absl::Status SheetReader::ReadCell() {
  const std::optional<std::string> place = xml_->Attribute("r");
  const std::string type = xml_->Attribute("t").value_or("n");
  const std::string style = xml_->Attribute("s").value_or("");
  column_ = place ? ColumnOf(*place) : column_ + 1;
  if (column_ == 0 || column_ > kMostColumns) return Fail("it has a cell that is nowhere");
  if (xml_->empty()) return absl::OkStatus();
  STELSEL_ASSIGN_OR_RETURN(const std::string raw, ReadValue(type));
  if (!raw.empty()) AddCell(type, style, raw);
  return absl::OkStatus();
}

// What stands in a cell: its value, or the text that it does not share.
absl::StatusOr<std::string> SheetReader::ReadValue(const std::string& type) {
  std::string value;
  bool in_value = false;
  SharedText own;
  for (;;) {
    STELSEL_ASSIGN_OR_RETURN(const bool more, xml_->Next());
    if (!more) return Fail("it has a cell that is not closed");
    own.Take(*xml_);
    if (xml_->node() == Node::kText) {
      if (in_value) value += xml_->text();
      continue;
    }
    if (xml_->node() == Node::kOther) continue;
    if (xml_->name() == "v") in_value = xml_->node() == Node::kStart && !xml_->empty();
    if (xml_->node() != Node::kEnd || xml_->name() != "c") continue;
    if (type == "inlineStr") return own.Release();
    return type == "str" ? Unescape(std::move(value)) : value;
  }
}

void SheetReader::AddCell(const std::string& type, const std::string& style,
                          const std::string& raw) {
  const size_t begin = texts_.size();
  size_t number = 0;
  double value = 0;
  if (type == "s") {
    texts_ += absl::SimpleAtoi(raw, &number) ? parts_.Shared(number) : std::string_view();
  } else if (type == "b") {
    texts_ += raw == "1" ? "true" : raw == "0" ? "false" : raw;
  } else if (type == "n") {
    const bool styled = absl::SimpleAtoi(style, &number) && number < parts_.forms.size();
    const CellForm form = styled ? parts_.forms[number] : CellForm::kNumber;
    const bool day = form != CellForm::kNumber && absl::SimpleAtod(raw, &value);
    texts_ += day ? DateText(value, form, parts_.from_1904) : NumberText(raw);
  } else {
    texts_ += raw;
  }
  if (texts_.size() > begin) spans_.push_back({column_ - 1, begin, texts_.size(), type == "e"});
}

void SheetReader::Deliver(Record& record) {
  record = Record();
  record.line = row_;
  if (width_ == 0) {
    for (const Span& span : spans_) width_ = std::max(width_, span.column + 1);
  }
  record.cells.resize(width_);
  for (const Span& span : spans_) {
    const std::string_view text =
        std::string_view(texts_).substr(span.begin, span.end - span.begin);
    if (span.column < width_) {
      record.cells[span.column] = {text, false, span.unfit};
    } else {
      if (record.cells.size() == width_) record.beyond = span.column;
      record.cells.push_back({text, false, span.unfit});
    }
  }
}

}  // namespace stelsel::core
