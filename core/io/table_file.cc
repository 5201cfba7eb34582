#include "core/io/table_file.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/parallel.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/csv_dialect.h"
#include "core/io/csv_reader.h"
#include "core/io/csv_segments.h"
#include "core/io/json_reader.h"
#include "core/io/open_file.h"
#include "core/io/table_reader.h"
#include "core/io/text_file.h"
#include "core/io/workbook.h"

namespace stelsel::core {
namespace {

void SourceError(FindingSink& sink, const std::string& table, const std::string& file,
                 const std::string& reason) {
  sink.Add("core/source-error", [&](Finding& finding) {
    finding.table = table;
    finding.file = file;
    finding.With("reason", reason);
  });
}

// Reads the rows of one file of texts.
class TextReader {
 public:
  TextReader(const OpenFile& file, const TableFormat& format, const TableSchema& schema,
             const ReadTarget& target)
      : file_(file), format_(format), schema_(schema), target_(target) {}

  absl::Status Read() {
    absl::StatusOr<Text> text = AsUtf8(file_.bytes(), format_.encoding, quote(), threads());
    if (!text.ok()) {
      SourceError(target_.sink, schema_.name, file_.shown(), std::string(text.status().message()));
      return absl::OkStatus();
    }
    text_ = *std::move(text);
    return format_.kind == FileKind::kCsv ? ReadCsv() : ReadJson();
  }

 private:
  char quote() const { return format_.quote.value_or(kOwnDialect.quote); }
  const File& bytes() const { return text_.copy ? *text_.copy : file_.bytes(); }

  absl::Status ReadCsv() {
    CsvOptions options;
    options.dialect = DialectOf(bytes(), schema_, format_.delimiter, quote());
    options.dialect.skip_spaces = format_.skip_spaces;
    const CsvDialect& dialect = options.dialect;
    CsvReader records(bytes(), options);
    RecordSource source{records, file_.shown(), bytes().size()};
    const std::unique_ptr<CsvSegments> segments = Segments(options, records);
    source.segments = segments.get();
    // Where a comma is the decimal mark, it cannot part the cells.
    source.decimal_comma = format_.decimal_comma.value_or(dialect.delimiter == ';');
    TableReader reader(source, schema_, target_.writer, target_.sink, target_.options);
    STELSEL_RETURN_IF_ERROR(reader.Read());
    TellEncoding(reader);
    TellDialect(dialect, reader);
    return absl::OkStatus();
  }

  int threads() const {
    // As many rows as such a file has at the least.
    constexpr int64_t kRowBytes = 100;
    return ThreadsFor(target_.options.threads, file_.bytes().size() / kRowBytes);
  }

  // Null when the file is read record by record.
  std::unique_ptr<CsvSegments> Segments(const CsvOptions& options, CsvReader& records) {
    if (!CsvSegments::IsWorthIt(bytes(), threads())) return nullptr;
    if (!text_.survey) {
      // A copy, or of an encoding that was said. Reading tells what is wrong with the file.
      auto survey = SurveyText(bytes(), options.dialect.quote, threads());
      if (!survey.ok() || !survey->is_utf8) return nullptr;
      text_.survey = *std::move(survey);
    }
    return std::make_unique<CsvSegments>(bytes(), options, *std::move(text_.survey), records,
                                         threads());
  }

  absl::Status ReadJson() {
    JsonReader records(bytes(), format_.kind == FileKind::kJsonLines);
    RecordSource source{records, file_.shown(), bytes().size()};
    const absl::StatusOr<bool> has_head = records.HasHead();
    if (!has_head.ok()) {
      SourceError(target_.sink, schema_.name, file_.shown(),
                  std::string(has_head.status().message()));
      return absl::OkStatus();
    }
    source.has_head = *has_head;
    TableReader reader(source, schema_, target_.writer, target_.sink, target_.options);
    STELSEL_RETURN_IF_ERROR(reader.Read());
    TellEncoding(reader);
    return absl::OkStatus();
  }

  bool guessed() const { return !format_.encoding && text_.encoding != Encoding::kUtf8; }

  void TellEncoding(TableReader& reader) {
    if (guessed() && text_.encoding == Encoding::kWindows1252) {
      reader.AddToSource("core/encoding_guessed", [](Finding&) {});
    }
  }

  // What was found, when it is not our own way of writing and no description said so.
  void TellDialect(const CsvDialect& dialect, TableReader& reader) {
    const bool found = !format_.delimiter && dialect.delimiter != kOwnDialect.delimiter;
    const ForeignForms& forms = reader.forms();
    const bool other = found || dialect.delimiter_line || guessed() || reader.by_title() ||
                       forms.numbers || forms.dates || forms.booleans;
    if (!other) return;
    const auto said = [](bool is) { return std::string(is ? "yes" : "no"); };
    reader.AddToSource("core/dialect", [&](Finding& finding) {
      finding.With("delimiter", DelimiterWord(dialect.delimiter));
      finding.With("encoding", std::string(NameOf(text_.encoding)));
      finding.With("labels", said(reader.by_title())).With("numbers", said(forms.numbers));
      finding.With("dates", said(forms.dates)).With("booleans", said(forms.booleans));
    });
  }

  const OpenFile& file_;
  const TableFormat& format_;
  const TableSchema& schema_;
  const ReadTarget& target_;
  Text text_;
};

// ---- Workbooks ----

absl::Status ReadSheet(Workbook& workbook, size_t index, const OpenFile& file,
                       const TableSchema& schema, const ReadTarget& target) {
  const std::string name = file.ShownSheet(workbook.sheets()[index]);
  absl::StatusOr<std::unique_ptr<RecordReader>> records = workbook.Read(index);
  if (!records.ok()) {
    SourceError(target.sink, schema.name, name, std::string(records.status().message()));
    return absl::OkStatus();
  }
  RecordSource source{**records, name};
  source.is_sheet = true;
  return TableReader(source, schema, target.writer, target.sink, target.options).Read();
}

absl::Status ReadOneSheet(Workbook& workbook, const OpenFile& file, const TableFormat& format,
                          const TableSchema& schema, const ReadTarget& target) {
  const std::optional<size_t> index = workbook.SheetCalled(format.sheet);
  if (index) return ReadSheet(workbook, *index, file, schema, target);
  SourceError(target.sink, schema.name, file.shown(),
              format.sheet.empty() ? "the workbook has no sheet"
                                   : absl::StrCat("it has no sheet ", OneLine(format.sheet)));
  return absl::OkStatus();
}

absl::Status ReadEachSheet(Workbook& workbook, const OpenFile& file, const std::string& stem,
                           const ReadTarget& target) {
  for (size_t i = 0; i < workbook.sheets().size(); ++i) {
    TableSchemaPtr table = FindTable(target.schemas, workbook.sheets()[i]);
    if (table == nullptr && workbook.sheets().size() == 1) table = FindTable(target.schemas, stem);
    if (table != nullptr) {
      STELSEL_RETURN_IF_ERROR(ReadSheet(workbook, i, file, *table, target));
      continue;
    }
    target.sink.Add("core/unknown_table", [&](Finding& finding) {
      finding.file = file.ShownSheet(workbook.sheets()[i]);
      finding.With("name", OneLine(workbook.sheets()[i]));
    });
  }
  return absl::OkStatus();
}

// Opens the workbook, hands it to `read`, and tells whether it changed meanwhile.
template <typename Read>
absl::Status WithWorkbook(SourceFiles& files, const std::string& name, bool gzip,
                          const std::string& table, const ReadTarget& target, Read read) {
  const absl::StatusOr<OpenFile> file = OpenFile::Open(files, name, gzip);
  absl::StatusOr<std::unique_ptr<Workbook>> workbook =
      file.ok() ? Workbook::Open(file->bytes()) : file.status();
  if (!workbook.ok()) {
    SourceError(target.sink, table, files.Shown(name), std::string(workbook.status().message()));
    return absl::OkStatus();
  }
  STELSEL_RETURN_IF_ERROR(read(**workbook, *file));
  if (file->HasChanged()) {
    SourceError(target.sink, table, file->shown(), "the file was changed while it was read");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadTableFile(SourceFiles& files, const std::string& name, const TableFormat& format,
                           const TableSchema& schema, const ReadTarget& target) {
  if (format.kind == FileKind::kWorkbook) {
    return WithWorkbook(files, name, format.gzip, schema.name, target,
                        [&](Workbook& workbook, const OpenFile& file) {
                          return ReadOneSheet(workbook, file, format, schema, target);
                        });
  }
  const absl::StatusOr<OpenFile> file = OpenFile::Open(files, name, format.gzip);
  if (!file.ok()) {
    SourceError(target.sink, schema.name, files.Shown(name), std::string(file.status().message()));
    return absl::OkStatus();
  }
  STELSEL_RETURN_IF_ERROR(TextReader(*file, format, schema, target).Read());
  if (file->HasChanged()) {
    SourceError(target.sink, schema.name, file->shown(), "the file was changed while it was read");
  }
  return absl::OkStatus();
}

absl::Status ReadWorkbookFile(SourceFiles& files, const std::string& name,
                              const NamedFormat& format, const ReadTarget& target) {
  return WithWorkbook(files, name, format.format.gzip, "", target,
                      [&](Workbook& workbook, const OpenFile& file) {
                        return ReadEachSheet(workbook, file, format.stem, target);
                      });
}

}  // namespace stelsel::core
