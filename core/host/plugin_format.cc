#include "core/host/plugin_format.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/border.h"
#include "core/host/progress.h"
#include "core/io/package.h"
#include "core/io/paths.h"
#include "core/io/record.h"
#include "core/io/source_files.h"
#include "core/io/table_reader.h"
#include "core/io/text_rows.h"
#include "core/model/arrow.h"
#include "core/model/chunk.h"
#include "core/model/stream_cells.h"
#include "core/model/writer.h"

// Where a plugin puts what it reads: one file, for one call.
struct stelsel_reading {
  const stelsel::core::Manifest& manifest;
  const stelsel::core::SchemaSet& schemas;
  const std::string& path;
  std::string shown;  // what rows and findings are of: the path, or what was last asked as texts
  stelsel::core::Writer writer;
  stelsel::core::FindingSink& findings;
  stelsel::core::ReadOptions options;
};

namespace stelsel::core {
namespace {

namespace json = boost::json;

constexpr char kLineColumn[] = "stelsel:line";
constexpr char kCellColumn[] = "stelsel:cell";

// The rows of a stream as records, so that they are read as those of any other file.
class StreamRecords : public RecordReader {
 public:
  explicit StreamRecords(StreamCells cells)
      : cells_(std::move(cells)),
        line_(cells_.IndexOf(kLineColumn)),
        cell_(cells_.IndexOf(kCellColumn)) {
    for (int i = 0; i < static_cast<int>(cells_.columns().size()); ++i) {
      if (i != line_ && i != cell_) wanted_.push_back(static_cast<size_t>(i));
    }
    texts_.resize(wanted_.size());
  }

  absl::StatusOr<bool> Next(Record& record) override {
    STELSEL_ASSIGN_OR_RETURN(const bool more, cells_.Next());
    record = {};
    if (!more) return false;
    if (rows_++ == 0) {
      for (const size_t column : wanted_) record.labels.push_back(cells_.columns()[column].name);
    }
    for (size_t i = 0; i < wanted_.size(); ++i) {
      STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(wanted_[i]));
      texts_[i] = text != nullptr ? *text : std::string();
      record.cells.push_back({texts_[i], text != nullptr, false});
    }
    return ReadPlace(record);
  }
  int64_t bytes_read() const override { return rows_; }

 private:
  absl::StatusOr<bool> ReadPlace(Record& record) {
    if (line_ >= 0) {
      STELSEL_ASSIGN_OR_RETURN(const std::string* const text,
                               cells_.Text(static_cast<size_t>(line_)));
      if (text != nullptr && (!absl::SimpleAtoi(*text, &record.line) || record.line < 0))
        return absl::InvalidArgumentError(absl::StrCat("`", kLineColumn, "` must be an integer"));
    }
    if (cell_ >= 0) {
      STELSEL_ASSIGN_OR_RETURN(const std::string* const text,
                               cells_.Text(static_cast<size_t>(cell_)));
      if (text != nullptr) record.cell = OneLine(*text);
    }
    return true;
  }

  StreamCells cells_;
  const int line_, cell_;
  std::vector<size_t> wanted_;
  std::vector<std::string> texts_;
  int64_t rows_ = 0;
};

absl::Status AddRows(stelsel_reading& reading, const std::string& table, ArrowArrayStream* rows) {
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(rows));
  const TableSchemaPtr schema = reading.schemas.Find(table);
  if (schema == nullptr)
    return absl::NotFoundError(absl::StrCat("no table is called `", OneLine(table), "`"));
  StreamRecords records(std::move(cells));
  RecordSource source{records, reading.shown};
  source.has_head = false;
  STELSEL_RETURN_IF_ERROR(reading.writer.Touch(table));
  return TableReader(source, *schema, reading.writer, reading.findings, reading.options).Read();
}

// ---- Rows of a file as texts ----

// The folder and the name below it of a file that the format may read: the path that was given, or
// what stands below that folder and is not led out of it.
absl::StatusOr<std::unique_ptr<TextRows>> OpenTexts(stelsel_reading& reading,
                                                    const std::string& path,
                                                    const std::string& sheet) {
  const std::string& given = reading.path;
  const bool is_given = path == given;
  const std::string root = is_given ? std::string(FolderOf(path)) : given;
  const std::string below = JoinPath(root, "");
  const std::string name = path.substr(std::min(path.size(), below.size()));
  const std::unique_ptr<SourceFiles> files = FilesOfFolder(root);
  if (!is_given && (JoinPath(root, name) != path || name.empty() || absl::StrContains(name, "..") ||
                    files->LeadsOut(name))) {
    return absl::InvalidArgumentError(
        absl::StrCat(OneLine(path), " is not what is read, nor does it stand below it"));
  }
  return TextRows::Open(*files, name, sheet, reading.findings);
}

// Makes chunks of rows; the first field is the line.
class TextChunks {
 public:
  explicit TextChunks(std::unique_ptr<TextRows> rows)
      : rows_(std::move(rows)), schema_(SchemaOf(rows_->head())), chunk_(schema_, Dictionaries()) {}

  const TableSchemaPtr& schema() const { return schema_; }
  std::vector<Dictionary*> Dictionaries() const {
    return std::vector<Dictionary*>(schema_->fields.size(), nullptr);
  }
  ChunkPtr Next() {
    while (!chunk_.full() && rows_->Next()) {
      chunk_.AppendScalar(0, rows_->line());
      for (size_t i = 0; i < rows_->head().size(); ++i) {
        const std::optional<std::string_view> text = rows_->cell(i);
        text ? chunk_.AppendText(i + 1, *text) : chunk_.AppendNull(i + 1);
      }
      chunk_.EndRow();
    }
    return chunk_.rows() > 0 ? chunk_.Finish() : nullptr;
  }

 private:
  static TableSchemaPtr SchemaOf(const std::vector<std::string>& head) {
    TableSchema schema;
    schema.name = "texts";
    Field& line = schema.fields.emplace_back();
    line.name = kLineColumn;
    line.type = Type::kInteger;
    for (const std::string& name : head) schema.fields.emplace_back().name = name;
    return std::make_shared<const TableSchema>(std::move(schema));
  }

  const std::unique_ptr<TextRows> rows_;
  const TableSchemaPtr schema_;
  ChunkBuilder chunk_;
};

absl::Status ReadTexts(stelsel_reading& reading, const std::string& path, const std::string& sheet,
                       ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(std::unique_ptr<TextRows> rows, OpenTexts(reading, path, sheet));
  reading.shown = rows->name();
  const auto chunks = std::make_shared<TextChunks>(std::move(rows));
  ExportMadeChunks(
      chunks->schema(), chunks->Dictionaries(), [chunks] { return chunks->Next(); }, chunks, out);
  return absl::OkStatus();
}

// The members of `object` that are texts, as arguments of a finding.
absl::Status AddArguments(const json::object& object, bool are_values, Finding& finding) {
  for (const auto& [key, value] : object) {
    const std::string name(key.data(), key.size());
    if (!are_values && name == "values" && value.is_object()) {
      STELSEL_RETURN_IF_ERROR(AddArguments(value.get_object(), true, finding));
      continue;
    }
    if (!value.is_string())
      return absl::InvalidArgumentError(absl::StrCat("argument `", name, "` must be a text"));
    const std::string text(value.get_string().data(), value.get_string().size());
    finding.arguments.push_back({name, text, are_values});
  }
  return absl::OkStatus();
}

absl::Status AddFinding(stelsel_reading& reading, const std::string& name,
                        const stelsel_place* place, const char* arguments) {
  const std::string rule = absl::StrCat(reading.manifest.id, "/", name);
  if (reading.manifest.FindRule(rule) == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("the manifest of plugin ", reading.manifest.id, " has no rule `", name, "`"));
  }
  Finding given;
  if (arguments != nullptr) {
    STELSEL_ASSIGN_OR_RETURN(const json::value value, ParseJson(arguments, "arguments"));
    if (!value.is_object()) return absl::InvalidArgumentError("arguments must be a JSON object");
    STELSEL_RETURN_IF_ERROR(AddArguments(value.get_object(), false, given));
  }
  const auto text = [](const char* from) { return std::string(from != nullptr ? from : ""); };
  if (place != nullptr) {
    given.table = text(place->table);
    given.field = text(place->field);
    given.cell = text(place->cell);
    given.line = place->line;
  }
  reading.findings.Add(rule, [&](Finding& finding) {
    const std::string id = finding.rule;
    finding = given;
    finding.rule = id;
    finding.file = reading.shown;
  });
  return absl::OkStatus();
}

const stelsel_reading_v1 kReading = {
    sizeof(stelsel_reading_v1),
    [](stelsel_reading* reading, const char* table, ArrowArrayStream* rows, stelsel_error* error) {
      const int32_t code =
          Guard(error, [&] { return AddRows(*reading, table != nullptr ? table : "", rows); });
      if (rows->release != nullptr) rows->release(rows);  // taken, also on failure
      return code;
    },
    [](stelsel_reading* reading, const char* rule, const stelsel_place* place,
       const char* arguments, stelsel_error* error) {
      return Guard(error, [&] {
        return AddFinding(*reading, rule != nullptr ? rule : "", place, arguments);
      });
    },
    [](stelsel_reading* reading, const char* path, const char* sheet, ArrowArrayStream* out,
       stelsel_error* error) {
      return Guard(error, [&] {
        return ReadTexts(*reading, path != nullptr ? path : "", sheet != nullptr ? sheet : "", out);
      });
    },
};

absl::Status CheckFile(const std::string& path) {
  struct stat info;
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return absl::NotFoundError(absl::StrCat("there is no file or folder ", OneLine(path)));
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", OneLine(path)));
  }
  if (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(OneLine(path), " is neither a file nor a folder"));
}

}  // namespace

const stelsel_reading_v1* ReadingService() { return &kReading; }

absl::StatusOr<SnapshotPtr> ReadFormat(const Offered& offered, const std::string& path,
                                       const SchemaSetPtr& schemas, const RunRequest& request,
                                       FindingSink& findings) {
  STELSEL_RETURN_IF_ERROR(CheckFile(path));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_FORMAT));
  const auto& functions = *static_cast<const stelsel_format_v1*>(table);
  const std::string& id = offered.offer->id;
  stelsel_reading reading{offered.plugin->manifest(),
                          *schemas,
                          path,
                          path,
                          Writer(Snapshot::Empty(schemas)),
                          findings,
                          {ProgressFunction(request.progress)}};
  STELSEL_RETURN_IF_ERROR(CallRun(offered, absl::StrCat(id, ":", path), request,
                                  [&](const stelsel_run& run, stelsel_error* error) {
                                    return functions.read(functions.self, id.c_str(), path.c_str(),
                                                          &run, &reading, error);
                                  }));
  return reading.writer.Commit({path, ""});
}

absl::Status WriteFormat(const Offered& offered, const RunRequest& request, Output& output,
                         const std::string& target) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_FORMAT));
  const auto& functions = *static_cast<const stelsel_format_v1*>(table);
  const std::string& id = offered.offer->id;
  if (!STELSEL_HAS(&functions, write)) {
    return absl::UnimplementedError(absl::StrCat("format ", id, " is read, not written"));
  }
  stelsel_output lent{&output, nullptr};
  return CallRun(offered, absl::StrCat("format ", id), request,
                 [&](const stelsel_run& given, stelsel_error* error) {
                   stelsel_run run = given;
                   if (!target.empty()) run.source = target.c_str();
                   return functions.write(functions.self, id.c_str(), &run, &lent, error);
                 });
}

}  // namespace stelsel::core
