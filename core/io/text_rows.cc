#include "core/io/text_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/csv_dialect.h"
#include "core/io/table_format.h"

namespace stelsel::core {
namespace {

bool IsText(std::string_view text) { return FirstInvalidUtf8(text) == std::string_view::npos; }

}  // namespace

absl::StatusOr<std::unique_ptr<TextRows>> TextRows::Open(SourceFiles& files,
                                                         const std::string& name,
                                                         const std::string& sheet,
                                                         FindingSink& sink) {
  const std::optional<NamedFormat> format = FormatOfName(name);
  const bool is_sheet = format && format->format.kind == FileKind::kWorkbook;
  if (!is_sheet && (!format || format->format.kind != FileKind::kCsv)) {
    return absl::InvalidArgumentError(
        absl::StrCat(files.Shown(name), " is no file of rows: its name must end in .csv or .xlsx"));
  }
  STELSEL_ASSIGN_OR_RETURN(OpenFile file, OpenFile::Open(files, name, format->format.gzip));
  std::unique_ptr<TextRows> rows(new TextRows(std::move(file), sink));
  STELSEL_RETURN_IF_ERROR(is_sheet ? rows->OpenSheet(sheet) : rows->OpenCsv());
  rows->ReadHead();
  return rows;
}

absl::Status TextRows::OpenCsv() {
  name_ = file_.shown();
  STELSEL_ASSIGN_OR_RETURN(text_, AsUtf8(file_.bytes(), std::nullopt, kOwnDialect.quote, 1));
  const File& bytes = text_.copy ? *text_.copy : file_.bytes();
  CsvOptions options;
  options.dialect = GuessDialect(bytes);
  records_ = std::make_unique<CsvReader>(bytes, options);
  TellDialect(options.dialect);
  return absl::OkStatus();
}

absl::Status TextRows::OpenSheet(const std::string& sheet) {
  STELSEL_ASSIGN_OR_RETURN(workbook_, Workbook::Open(file_.bytes()));
  const std::optional<size_t> index = workbook_->SheetCalled(sheet);
  if (!index) {
    return absl::InvalidArgumentError(
        absl::StrCat(file_.shown(), " has no sheet ", OneLine(sheet)));
  }
  name_ = file_.ShownSheet(workbook_->sheets()[*index]);
  STELSEL_ASSIGN_OR_RETURN(records_, workbook_->Read(*index));
  return absl::OkStatus();
}

void TextRows::TellDialect(const CsvDialect& dialect) {
  if (text_.encoding == Encoding::kWindows1252) Add("core/encoding_guessed", [](Finding&) {});
  if (dialect.delimiter == kOwnDialect.delimiter && text_.encoding == Encoding::kUtf8) return;
  Add("core/dialect", [&](Finding& finding) {
    finding.With("delimiter", DelimiterWord(dialect.delimiter));
    finding.With("encoding", std::string(NameOf(text_.encoding)));
    for (const char* form : {"labels", "numbers", "dates", "booleans"}) finding.With(form, "no");
  });
}

void TextRows::ReadHead() {
  while (ReadRecord()) {
    if (record_.fault != RecordFault::kNone || IsBlank(record_)) {
      TakeRecord();
      continue;
    }
    for (const Cell& cell : record_.cells) {
      head_.push_back(IsText(cell.text) ? std::string(cell.text) : "");
    }
    row_ = 0;
    return;
  }
  Add("core/source-error", [](Finding& finding) {
    finding.With("reason", "the file is empty: it has no line with column names");
  });
}

bool TextRows::Next() {
  while (!head_.empty() && ReadRecord()) {
    if (TakeRecord()) return true;
  }
  if (file_.HasChanged()) {
    Add("core/source-error",
        [](Finding& finding) { finding.With("reason", "the file was changed while it was read"); });
  }
  return false;
}

bool TextRows::ReadRecord() {
  const absl::StatusOr<bool> next = records_->Next(record_);
  if (!next.ok()) {
    Add("core/source-error",
        [&](Finding& finding) { finding.With("reason", std::string(next.status().message())); });
  }
  ++row_;
  return next.ok() && *next;
}

// Whether the record is a whole row, whose cells are then at hand.
bool TextRows::TakeRecord() {
  if (record_.fault != RecordFault::kNone) {
    const bool quote = record_.fault == RecordFault::kUnclosedQuote;
    AddToCell(quote ? "core/unclosed_quote" : "core/source-error", record_.cells.size(),
              [&](Finding& finding) {
                finding.line = record_.fault_line;
                finding.byte = record_.fault_byte;
                if (!quote)
                  finding.With("reason", record_.reason.empty() ? "a row is too long to be read"
                                                                : record_.reason);
              });
    return false;
  }
  if (IsBlank(record_)) return false;
  const size_t found = record_.cells.size(), expected = head_.size();
  if (found != expected) {
    const bool missing = found < expected;
    AddToCell(missing ? "core/missing-cell" : "core/extra-cell",
              missing ? found : std::max(expected, record_.beyond), [&](Finding& finding) {
                finding.With("expected", absl::StrCat(expected));
                finding.With("found", absl::StrCat(found));
              });
    return false;
  }
  cells_.assign(expected, std::nullopt);
  for (size_t i = 0; i < expected; ++i) {
    const Cell& cell = record_.cells[i];
    if (cell.unfit || !IsText(cell.text)) {
      AddToCell("core/encoding-error", i, [](Finding&) {});
    } else if (!cell.text.empty() || cell.quoted) {
      cells_[i] = cell.text;
    }
  }
  return true;
}

void TextRows::Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) {
  sink_.Add(rule, [&](Finding& finding) {
    finding.file = name_;
    fill(finding);
  });
}

void TextRows::AddToCell(std::string_view rule, size_t column,
                         absl::FunctionRef<void(Finding&)> fill) {
  Add(rule, [&](Finding& finding) {
    finding.line = record_.line;
    finding.byte = record_.byte;
    finding.row = row_;
    finding.column = static_cast<int64_t>(column) + 1;
    if (workbook_ != nullptr) finding.cell = CellName(record_.line, column);
    fill(finding);
  });
}

}  // namespace stelsel::core
