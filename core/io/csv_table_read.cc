#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/cell.h"
#include "core/io/csv_reader.h"
#include "core/io/csv_table.h"
#include "core/io/foreign_cell.h"
#include "core/io/labels.h"

namespace stelsel::core {
namespace {

using Fill = absl::FunctionRef<void(Finding&)>;

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

// Reads one file. The head says which column is which field; each record then goes through
// ParseRecord into `values_`, and from there to the chunk or to the rows kept out.
class TableFile {
 public:
  TableFile(const TextFile& text, const CsvFormat& format, const TableSchema& schema,
            ChunkBuilder chunk, Writer& writer, FindingSink& sink, const ReadOptions& options)
      : text_(text),
        file_(text.file),
        schema_(schema),
        chunk_(std::move(chunk)),
        writer_(writer),
        sink_(sink),
        options_(options),
        format_(format),
        dialect_(DialectOf(text.file, schema, format.delimiter)),
        // Where a comma is the decimal mark, it cannot part the cells.
        decimal_comma_(format.decimal_comma.value_or(dialect_.delimiter == ';')),
        csv_(text.file, OptionsOf(dialect_, format)),
        region_(schema.IndexOf("region")) {
    values_.assign(schema.fields.size(), CellValue{});
    own_.resize(schema.fields.size());
    chunk_.SetFile(std::make_shared<const std::string>(file_.path()));
  }

  absl::Status Read() {
    if (Next() && ReadHead()) {
      STELSEL_RETURN_IF_ERROR(ReadRows());
    }
    STELSEL_RETURN_IF_ERROR(TellProgress());
    TellDialect();
    if (text_.HasChanged()) SourceError("the file was changed while it was read");
    return absl::OkStatus();
  }

 private:
  // ---- Findings ----

  void AddAt(std::string_view rule, int64_t line, int64_t byte, Fill fill) {
    sink_.Add(rule, [&](Finding& finding) {
      finding.table = schema_.name;
      finding.file = file_.path();
      finding.line = line;
      finding.byte = byte;
      fill(finding);
    });
  }

  void SourceError(std::string_view reason) {
    AddAt("core/source-error", 0, 0, [&](Finding& f) { f.With("reason", std::string(reason)); });
  }

  // About the column `index` of the head.
  void AddLabel(std::string_view rule, size_t index, std::string_view label) {
    AddAt(rule, record_.line, record_.byte, [&](Finding& finding) {
      finding.column = static_cast<int64_t>(index) + 1;
      if (!label.empty()) finding.With("label", Shown(label));
    });
  }

  // About the row in hand.
  void AddToRow(std::string_view rule, Fill fill) {
    AddAt(rule, record_.line, record_.byte, [&](Finding& finding) {
      finding.row = row_;
      finding.key = Key();
      if (region_ >= 0 && Value(region_)) {
        finding.region = FormatCell(schema_.field(region_), *Value(region_));
      }
      fill(finding);
    });
  }

  void AddToCell(std::string_view rule, size_t column, Fill fill) {
    AddToRow(rule, [&](Finding& finding) {
      finding.column = static_cast<int64_t>(column) + 1;
      const int field = column < columns_.size() ? columns_[column] : -1;
      if (field >= 0) finding.field = schema_.field(field).name;
      fill(finding);
    });
  }

  // ---- The dialect ----

  static CsvOptions OptionsOf(const CsvDialect& dialect, const CsvFormat& format) {
    CsvOptions options;
    options.dialect = dialect;
    if (format.quote) options.dialect.quote = *format.quote;
    return options;
  }

  // What was found, when it is not our own way of writing and no description said so.
  void TellDialect() {
    const bool guessed = !format_.encoding && text_.encoding != Encoding::kUtf8;
    if (guessed && text_.encoding == Encoding::kWindows1252) {
      AddAt("core/encoding_guessed", 0, 0, [](Finding&) {});
    }
    const bool found = !format_.delimiter && dialect_.delimiter != kOwnDialect.delimiter;
    const bool other = found || dialect_.delimiter_line || guessed || other_labels_ ||
                       forms_.numbers || forms_.dates || forms_.booleans;
    if (!other) return;
    const auto said = [](bool is) { return std::string(is ? "yes" : "no"); };
    AddAt("core/dialect", 0, 0, [&](Finding& finding) {
      finding.With("delimiter", DelimiterWord());
      finding.With("encoding", std::string(NameOf(text_.encoding)));
      finding.With("labels", said(other_labels_)).With("numbers", said(forms_.numbers));
      finding.With("dates", said(forms_.dates)).With("booleans", said(forms_.booleans));
    });
  }

  std::string DelimiterWord() const {
    switch (dialect_.delimiter) {
      case ',':
        return "comma";
      case ';':
        return "semicolon";
      case '\t':
        return "tab";
      default:
        return std::string(1, dialect_.delimiter);
    }
  }

  // ---- The head ----

  // False at the end, also when an error, which is told, makes it.
  bool Next() {
    const absl::StatusOr<bool> next = csv_.Next(record_);
    if (!next.ok()) SourceError(std::string(next.status().message()));
    if (next.ok() && !*next && columns_.empty()) {
      SourceError("the file is empty: it has no line with column names");
    }
    return next.ok() && *next;
  }

  // False when nothing can be read by it.
  bool ReadHead() {
    if (record_.fault != CsvFault::kNone) {
      AddFault();
      return false;
    }
    Head head = core::ReadHead(record_.cells, schema_);
    for (const Head::Fault& fault : head.faults) AddLabel(fault.rule, fault.column, fault.label);
    columns_ = std::move(head.columns);
    other_labels_ = head.by_title;
    for (size_t i = 0; i < schema_.fields.size(); ++i) {
      const bool there =
          std::find(columns_.begin(), columns_.end(), static_cast<int>(i)) != columns_.end();
      if (schema_.fields[i].required && !there) AddMissingLabel(schema_.fields[i]);
    }
    known_ = std::any_of(columns_.begin(), columns_.end(), [](int field) { return field >= 0; });
    if (!known_) SourceError("none of its columns is a field of the table, so no row is read");
    return true;
  }

  void AddMissingLabel(const Field& field) {
    AddAt("core/missing-label", record_.line, record_.byte, [&](Finding& finding) {
      finding.field = field.name;
      finding.With("label", field.name);
    });
  }

  // ---- Rows ----

  absl::Status ReadRows() {
    if (known_) STELSEL_RETURN_IF_ERROR(writer_.Touch(schema_.name));
    STELSEL_RETURN_IF_ERROR(TellProgress());
    for (int64_t read = csv_.bytes_read(); Next();) {
      ++row_;
      ReadRow();
      if (chunk_.full()) STELSEL_RETURN_IF_ERROR(writer_.Append(schema_.name, chunk_.Finish()));
      if (csv_.bytes_read() == read) continue;
      read = csv_.bytes_read();
      STELSEL_RETURN_IF_ERROR(TellProgress());
    }
    if (chunk_.rows() == 0) return absl::OkStatus();
    return writer_.Append(schema_.name, chunk_.Finish());
  }

  absl::Status TellProgress() const {
    if (!options_.progress) return absl::OkStatus();
    const int64_t total = std::max(file_.size(), csv_.bytes_read());
    if (options_.progress(file_.path(), csv_.bytes_read(), total)) return absl::OkStatus();
    return absl::CancelledError(absl::StrCat("reading ", OneLine(file_.path()), " was cancelled"));
  }

  void ReadRow() {
    if (record_.fault == CsvFault::kNone && IsBlank()) {
      AddAt("core/blank-row", record_.line, record_.byte, [&](Finding& f) { f.row = row_; });
      return;
    }
    const bool whole = ParseRecord();
    if (record_.fault != CsvFault::kNone) {
      AddFault();
    } else if (record_.cells.size() != columns_.size()) {
      AddWrongCount();
    } else if (!whole) {
      AddWrongCells();
    } else if (known_) {
      AppendRow();
      return;
    }
    writer_.KeepOut(schema_.name, Key());
  }

  bool IsBlank() const {
    return std::all_of(record_.cells.begin(), record_.cells.end(),
                       [](const CsvCell& cell) { return cell.text.empty() && !cell.quoted; });
  }

  // Parses the cells that there are; false when a value is missing or is none of its type.
  bool ParseRecord() {
    bool whole = true;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] < 0) continue;
      auto& value = values_[static_cast<size_t>(columns_[i])];
      value = i < record_.cells.size() ? Parse(columns_[i], record_.cells[i]) : std::nullopt;
      whole = whole && value;
    }
    return whole;
  }

  std::optional<CellValue> Parse(int index, const CsvCell& cell) {
    const Field& field = schema_.field(index);
    const bool other = decimal_comma_ && MayBeThousands(field, cell.text);
    std::optional<CellValue> value;
    if (!other) value = ParseCell(field, cell.text, cell.quoted);
    if (!value) value = ParseForeign(index, cell);
    if (!value || value->kind != CellValue::Kind::kText || IsWellFormed(value->text)) return value;
    return std::nullopt;
  }

  std::optional<CellValue> ParseForeign(int index, const CsvCell& cell) {
    const Field& field = schema_.field(index);
    CellText& own = own_[static_cast<size_t>(index)];
    const auto value = ParseForeignCell(field, cell.text, decimal_comma_, own, forms_);
    // A point may be a decimal one where a comma is the rule, when it cannot be anything else.
    return value || !decimal_comma_ ? value : ParseCell(field, cell.text, cell.quoted);
  }

  void AppendRow() {
    for (size_t i = 0; i < values_.size(); ++i) {
      if (values_[i]->kind == CellValue::Kind::kNull) {
        chunk_.AppendNull(i);
      } else if (values_[i]->kind == CellValue::Kind::kText) {
        chunk_.AppendText(i, values_[i]->text);
      } else {
        chunk_.AppendScalar(i, values_[i]->scalar);
      }
    }
    constexpr int64_t kMostLines = std::numeric_limits<uint32_t>::max();
    chunk_.EndRow(static_cast<uint32_t>(std::min(record_.line, kMostLines)), record_.byte);
  }

  void AddFault() {
    if (record_.fault == CsvFault::kUnclosedQuote) {
      AddToRowAt("core/unclosed_quote", [](Finding&) {});
    } else {
      AddToRowAt("core/source-error", [](Finding& finding) {
        finding.With("reason",
                     "a row has more bytes or cells than can be read (64 MiB, 1,048,576 cells)");
      });
    }
  }

  void AddToRowAt(std::string_view rule, Fill fill) {
    AddToCell(rule, record_.cells.size(), [&](Finding& finding) {
      finding.line = record_.fault_line;
      finding.byte = record_.fault_byte;
      fill(finding);
    });
  }

  void AddWrongCount() {
    const size_t found = record_.cells.size();
    const bool missing = found < columns_.size();
    AddToCell(missing ? "core/missing-cell" : "core/extra-cell", missing ? found : columns_.size(),
              [&](Finding& finding) {
                finding.With("expected", absl::StrCat(columns_.size()));
                finding.With("found", absl::StrCat(found));
              });
  }

  void AddWrongCells() {
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] < 0 || Value(columns_[i])) continue;
      const std::string_view text = record_.cells[i].text;
      if (!IsWellFormed(text)) {
        AddToCell("core/encoding-error", i, [](Finding&) {});
        continue;
      }
      AddToCell("core/type-error", i, [&](Finding& finding) {
        finding.WithValue("value", Shown(text));
        finding.With("type", std::string(TypeWord(schema_.field(columns_[i]).type)));
        finding.With("hint", std::string(HintFor(schema_.field(columns_[i]), text)));
      });
    }
  }

  const std::optional<CellValue>& Value(int field) const {
    return values_[static_cast<size_t>(field)];
  }

  // The key of the row in hand; empty when not all of it can be read.
  std::vector<std::string> Key() const {
    std::vector<std::string> key;
    for (const int field : schema_.primary_key) {
      const std::optional<CellValue>& value = Value(field);
      if (!value || value->kind == CellValue::Kind::kNull) return {};
      key.push_back(FormatCell(schema_.field(field), *value));
    }
    return key;
  }

  const TextFile& text_;
  const File& file_;
  const TableSchema& schema_;
  ChunkBuilder chunk_;
  Writer& writer_;
  FindingSink& sink_;
  const ReadOptions& options_;
  const CsvFormat& format_;
  const CsvDialect dialect_;
  const bool decimal_comma_;
  CsvReader csv_;
  CsvRecord record_;
  const int region_;          // field, or -1
  std::vector<int> columns_;  // the field of each column, or -1; empty before the head
  bool known_ = false;        // some column is a field
  int64_t row_ = 0;           // of the record in hand, from 1; 0 is the head
  // Of the record in hand, by field; absent when not readable. Fields without a column stay null.
  std::vector<std::optional<CellValue>> values_;
  std::vector<CellText> own_;  // by field, texts that values borrow
  ForeignForms forms_;
  bool other_labels_ = false;  // a head that is not the field's name
};

}  // namespace

absl::Status ReadCsvTable(const std::string& path, const CsvFormat& format,
                          const TableSchema& schema, Writer& writer, FindingSink& sink,
                          const ReadOptions& options) {
  const absl::StatusOr<TextFile> file = OpenText(path, format.encoding);
  if (!file.ok()) {
    sink.Add("core/source-error", [&](Finding& finding) {
      finding.table = schema.name;
      finding.file = path;
      finding.With("reason", std::string(file.status().message()));
    });
    return absl::OkStatus();
  }
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder chunk, writer.NewChunk(schema.name));
  return TableFile(*file, format, schema, std::move(chunk), writer, sink, options).Read();
}

}  // namespace stelsel::core
