#include "core/io/table_reader.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/workbook.h"

namespace stelsel::core {
namespace {

// A finding is kept in memory, and a cell may be as long as a file.
constexpr size_t kMostShown = 1000;

std::string Shown(std::string_view text) {
  if (text.size() <= kMostShown) return std::string(text);
  size_t end = kMostShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(std::string(text.substr(0, end)), "…");
}

bool IsWellFormed(std::string_view text) {
  return FirstInvalidUtf8(text) == std::string_view::npos;
}

}  // namespace

TableReader::TableReader(const RecordSource& source, const TableSchema& schema, Writer& writer,
                         FindingSink& sink, const ReadOptions& options)
    : source_(source),
      schema_(schema),
      writer_(writer),
      sink_(sink),
      options_(options),
      region_(schema.IndexOf("region")),
      head_(schema),
      values_(schema, source.decimal_comma) {}

absl::Status TableReader::Read() {
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder chunk, writer_.NewChunk(schema_.name));
  chunk.SetFile(std::make_shared<const std::string>(source_.name));
  if (!source_.has_head || (Next() && ReadHead())) STELSEL_RETURN_IF_ERROR(ReadRows(chunk));
  return TellProgress();
}

// ---- Findings ----

void TableReader::AddAt(std::string_view rule, int64_t line, int64_t byte, Fill fill) {
  sink_.Add(rule, [&](Finding& finding) {
    finding.table = schema_.name;
    finding.file = source_.name;
    finding.line = line;
    finding.byte = byte;
    fill(finding);
  });
}

void TableReader::AddToSource(std::string_view rule, Fill fill) { AddAt(rule, 0, 0, fill); }

void TableReader::SourceError(std::string_view reason) {
  AddToSource("core/source-error", [&](Finding& f) { f.With("reason", std::string(reason)); });
}

// About the row in hand.
void TableReader::AddToRow(std::string_view rule, Fill fill) {
  AddAt(rule, record_.line, record_.byte, [&](Finding& finding) {
    finding.row = row_;
    finding.cell = record_.cell;
    finding.key = values_.Key();
    if (region_ >= 0 && values_.Value(region_)) {
      finding.region = FormatCell(schema_.field(region_), *values_.Value(region_));
    }
    fill(finding);
  });
}

void TableReader::AddToCell(std::string_view rule, size_t column, Fill fill) {
  AddToRow(rule, [&](Finding& finding) {
    if (source_.has_head) finding.column = static_cast<int64_t>(column) + 1;
    if (source_.is_sheet) finding.cell = CellName(record_.line, column);
    const int field = column < head_.columns().size() ? head_.columns()[column] : -1;
    if (field >= 0) finding.field = schema_.field(field).name;
    fill(finding);
  });
}

// ---- The head ----

// False at the end, also when an error, which is told, makes it.
bool TableReader::Next() {
  const absl::StatusOr<bool> next = source_.records.Next(record_);
  if (!next.ok()) SourceError(std::string(next.status().message()));
  if (next.ok() && !*next && source_.has_head && head_.columns().empty()) {
    SourceError("the file is empty: it has no line with column names");
  }
  return next.ok() && *next;
}

// False when nothing can be read by it.
bool TableReader::ReadHead() {
  if (record_.fault != RecordFault::kNone) {
    AddFault();
    return false;
  }
  std::vector<std::string_view> labels;
  for (const Cell& cell : record_.cells) labels.push_back(cell.text);
  AddLabels(labels);
  AddMissingLabels();
  if (!head_.knows_any()) {
    SourceError("none of its columns is a field of the table, so no row is read");
  }
  return true;
}

void TableReader::AddLabels(const std::vector<std::string_view>& labels) {
  for (const Head::Fault& fault : head_.Add(labels)) {
    if (source_.has_head && fault.rule == "core/blank-header") {
      nameless_.push_back(fault.column);
      continue;
    }
    AddAt(fault.rule, record_.line, record_.byte, [&](Finding& finding) {
      if (source_.has_head) finding.column = static_cast<int64_t>(fault.column) + 1;
      if (source_.is_sheet) finding.cell = CellName(record_.line, fault.column);
      if (!fault.label.empty()) finding.With("label", Shown(fault.label));
      if (fault.rule == "core/extra-label")
        finding.With("suggestion", fault.near.empty() ? "none" : absl::StrCat("near ", fault.near));
    });
  }
  values_.SetColumns(head_.columns());
  values_.SetNameless(nameless_);
  head_line_ = record_.line;
  head_byte_ = record_.byte;
}

void TableReader::AddNameless() {
  const auto filled = [&](size_t column) {
    return column < record_.cells.size() && !record_.cells[column].text.empty();
  };
  for (const size_t column : nameless_) {
    if (!filled(column)) continue;
    AddAt("core/blank-header", head_line_, head_byte_, [&](Finding& finding) {
      finding.column = static_cast<int64_t>(column) + 1;
      if (source_.is_sheet) finding.cell = CellName(head_line_, column);
    });
  }
  nameless_.erase(std::remove_if(nameless_.begin(), nameless_.end(), filled), nameless_.end());
}

void TableReader::AddMissingLabels() {
  for (size_t i = 0; i < schema_.fields.size(); ++i) {
    const Field& field = schema_.fields[i];
    if (!field.required || head_.Has(static_cast<int>(i))) continue;
    AddAt("core/missing-label", record_.line, record_.byte, [&](Finding& finding) {
      finding.field = field.name;
      finding.With("label", field.name);
    });
  }
}

// ---- Rows ----

absl::Status TableReader::ReadRows(ChunkBuilder& chunk) {
  // A list without rows is an empty table.
  if (head_.knows_any()) STELSEL_RETURN_IF_ERROR(writer_.Touch(schema_.name));
  STELSEL_RETURN_IF_ERROR(TellProgress());
  if (head_.knows_any()) STELSEL_RETURN_IF_ERROR(StartSegments());
  for (;;) {
    STELSEL_RETURN_IF_ERROR(ReadSegments());
    STELSEL_ASSIGN_OR_RETURN(const bool more, ReadOneByOne(chunk));
    if (!more) break;
  }
  if (source_.has_head || head_.knows_any()) return absl::OkStatus();
  if (row_ == 0) return writer_.Touch(schema_.name);
  SourceError("no row has a field of the table, so none is read");
  return absl::OkStatus();
}

absl::Status TableReader::StartSegments() {
  if (source_.segments == nullptr) return absl::OkStatus();
  std::vector<ChunkBuilder> builders;
  const auto file = std::make_shared<const std::string>(source_.name);
  for (size_t i = 0; i < source_.segments->threads(); ++i) {
    STELSEL_ASSIGN_OR_RETURN(ChunkBuilder builder, writer_.NewChunk(schema_.name));
    builder.SetFile(file);
    builders.push_back(std::move(builder));
  }
  source_.segments->Start(values_, std::move(builders));
  return absl::OkStatus();
}

// Rows of which nothing is to be told, on several threads, as far as there are segments of them.
absl::Status TableReader::ReadSegments() {
  if (source_.segments == nullptr || !head_.knows_any()) return absl::OkStatus();
  while (!source_.segments->LeftToCaller()) {
    absl::StatusOr<CsvSegments::Rows> rows = source_.segments->Next();
    if (!rows.ok()) return absl::OkStatus();  // the next record fails the same, and tells it
    row_ += rows->count;
    values_.AddForms(rows->forms);
    for (ChunkPtr& chunk : rows->chunks) {
      STELSEL_RETURN_IF_ERROR(writer_.Append(schema_.name, std::move(chunk)));
    }
    STELSEL_RETURN_IF_ERROR(TellProgress());
  }
  return absl::OkStatus();
}

// False at the end; else segments can be read again.
absl::StatusOr<bool> TableReader::ReadOneByOne(ChunkBuilder& chunk) {
  bool more = false;
  for (int64_t read = source_.records.bytes_read(); (more = Next());) {
    ++row_;
    STELSEL_RETURN_IF_ERROR(ReadRow(chunk));
    if (chunk.full()) STELSEL_RETURN_IF_ERROR(writer_.Append(schema_.name, chunk.Finish()));
    const bool whole = record_.fault == RecordFault::kNone;
    if (whole && source_.segments != nullptr && !source_.segments->LeftToCaller()) break;
    if (source_.records.bytes_read() == read) continue;
    read = source_.records.bytes_read();
    STELSEL_RETURN_IF_ERROR(TellProgress());
  }
  if (chunk.rows() > 0) STELSEL_RETURN_IF_ERROR(writer_.Append(schema_.name, chunk.Finish()));
  return more;
}

absl::Status TableReader::TellProgress() const {
  if (!options_.progress) return absl::OkStatus();
  const int64_t read = source_.records.bytes_read();
  if (options_.progress(source_.name, read, std::max(source_.bytes, read))) {
    return absl::OkStatus();
  }
  return absl::CancelledError(absl::StrCat("reading ", OneLine(source_.name), " was cancelled"));
}

// Columns that the record in hand is the first to have.
absl::Status TableReader::AddColumns() {
  if (record_.labels.empty()) return absl::OkStatus();
  AddLabels({record_.labels.begin(), record_.labels.end()});
  return head_.knows_any() ? writer_.Touch(schema_.name) : absl::OkStatus();
}

absl::Status TableReader::ReadRow(ChunkBuilder& chunk) {
  if (record_.fault == RecordFault::kNone && source_.has_head && IsBlank(record_)) {
    AddAt("core/blank-row", record_.line, record_.byte, [&](Finding& f) { f.row = row_; });
    return absl::OkStatus();
  }
  STELSEL_RETURN_IF_ERROR(AddColumns());
  if (!nameless_.empty()) AddNameless();
  const bool whole = values_.Parse(record_.cells);
  if (!record_.repeated.empty()) AddRepeated();
  if (record_.fault != RecordFault::kNone) {
    AddFault();
  } else if (record_.cells.size() != head_.columns().size()) {
    AddWrongCount();
  } else if (!whole) {
    AddWrongCells();
  } else if (head_.knows_any()) {
    values_.AppendTo(chunk, record_);
    return absl::OkStatus();
  }
  writer_.KeepOut(schema_.name, values_.Key());
  return absl::OkStatus();
}

void TableReader::AddFault() {
  const bool quote = record_.fault == RecordFault::kUnclosedQuote;
  AddToCell(quote ? "core/unclosed_quote" : "core/source-error", record_.cells.size(),
            [&](Finding& finding) {
              finding.line = record_.fault_line;
              finding.byte = record_.fault_byte;
              if (record_.fault == RecordFault::kBroken) finding.With("reason", record_.reason);
              if (record_.fault != RecordFault::kTooLong) return;
              finding.With(
                  "reason",
                  "a row has more bytes or cells than can be read (64 MiB, 1,048,576 cells)");
            });
}

void TableReader::AddRepeated() {
  for (const std::string& label : record_.repeated) {
    AddToRow("core/duplicate-label", [&](Finding& f) { f.With("label", Shown(label)); });
  }
}

void TableReader::AddWrongCount() {
  const size_t found = record_.cells.size();
  const size_t expected = head_.columns().size();
  const bool missing = found < expected;
  const size_t place = missing ? found : std::max(expected, record_.beyond);
  AddToCell(missing ? "core/missing-cell" : "core/extra-cell", place, [&](Finding& finding) {
    finding.With("expected", absl::StrCat(expected));
    finding.With("found", absl::StrCat(found));
  });
}

void TableReader::AddWrongCells() {
  for (size_t i = 0; i < head_.columns().size(); ++i) {
    const int field = head_.columns()[i];
    if (field < 0 || values_.Value(field)) continue;
    const std::string_view text = record_.cells[i].text;
    if (!IsWellFormed(text)) {
      AddToCell("core/encoding-error", i, [](Finding&) {});
      continue;
    }
    AddToCell("core/type-error", i, [&](Finding& finding) {
      finding.WithValue("value", Shown(text));
      finding.With("type", std::string(TypeWord(schema_.field(field).type)));
      finding.With("hint", std::string(HintFor(schema_.field(field), text)));
    });
  }
}

}  // namespace stelsel::core
