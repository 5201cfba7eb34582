#include "core/generate/generate.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "core/base/json.h"
#include "core/base/staged_folder.h"
#include "core/base/status.h"
#include "core/generate/breaker.h"
#include "core/generate/landscape.h"
#include "core/io/csv_writer.h"
#include "core/io/descriptor.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// The lines of a table's rows by their numbers; a cell may hold line breaks.
using Lines = std::map<int64_t, int64_t>;

// Without waiting for the disk, as FileWriter does: what a power cut takes can be made again.
absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (out) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(path, " could not be written"));
}

std::string Record(const std::vector<std::string>& cells) {
  std::string record;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) record += ',';
    if (!cells[i].empty()) AppendCell(cells[i], record);
  }
  return record + "\n";
}

std::string TextOf(const MadeTable& table, Lines& lines) {
  std::string text = Record(table.head);
  int64_t line = 2;
  for (const MadeRow& row : table.rows) {
    const std::string record = Record(row.cells);
    lines[row.number] = line;
    line += std::count(record.begin(), record.end(), '\n');
    text += record;
  }
  return text;
}

// One line of expect.ndjson, and where it belongs among the others.
struct Told {
  std::string file;
  int64_t line = 0;
  const Expected* expected = nullptr;
};

std::vector<Told> Place(const Landscape& landscape, const std::map<std::string, Lines>& lines) {
  std::vector<Told> told;
  for (const Expected& expected : landscape.expected) {
    Told one{expected.file, expected.head ? 1 : 0, &expected};
    if (one.file.empty()) one.file = expected.table + ".csv";
    if (expected.row > 0) one.line = lines.at(expected.table).at(expected.row);
    told.push_back(std::move(one));
  }
  std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
    return std::tie(a.file, a.line, a.expected->rule) < std::tie(b.file, b.line, b.expected->rule);
  });
  return told;
}

std::string LineOf(const Told& told, bool with_fault) {
  const Expected& expected = *told.expected;
  json::object object;
  if (with_fault) object["fault"] = expected.fault;
  if (with_fault) object["kind"] = expected.kind;
  object["rule"] = expected.rule;
  object["severity"] = expected.severity;
  object["file"] = told.file;
  if (told.line > 0) object["line"] = told.line;
  if (expected.column > 0) object["column"] = expected.column;
  if (!expected.field.empty()) object["field"] = expected.field;
  if (!expected.table.empty()) object["table"] = expected.table;
  return WriteJson(object, 0) + "\n";
}

absl::Status WriteAll(const std::string& path, const Landscape& landscape, bool with_faults) {
  std::map<std::string, Lines> lines;
  std::vector<TableSchemaPtr> schemas;
  for (const MadeTable& table : landscape.tables) {
    const std::string& name = table.schema->name;
    const std::string file = absl::StrCat(path, "/source/", name, ".csv");
    STELSEL_RETURN_IF_ERROR(WriteFile(file, TextOf(table, lines[name])));
    schemas.push_back(table.schema);
  }
  for (const auto& [name, text] : landscape.other_files)
    STELSEL_RETURN_IF_ERROR(WriteFile(absl::StrCat(path, "/source/", name), text));
  STELSEL_ASSIGN_OR_RETURN(const std::string descriptor, MakeDescriptor("landscape", schemas));
  STELSEL_RETURN_IF_ERROR(WriteFile(path + "/source/datapackage.json", descriptor));
  std::string all, broken;
  for (const Told& told : Place(landscape, lines)) {
    all += LineOf(told, false);
    if (told.expected->fault > 0) broken += LineOf(told, true);
  }
  STELSEL_RETURN_IF_ERROR(WriteFile(path + "/expect.ndjson", all));
  return with_faults ? WriteFile(path + "/broken.ndjson", broken) : absl::OkStatus();
}

// Of the core's own tables only: what a plugin brings is for its own tests.
Landscape EmptyLandscape(const SchemaSet& schemas) {
  Landscape landscape;
  for (const TableSchemaPtr& schema : schemas.tables()) {
    MadeTable table;
    table.schema = schema;
    for (const Field& field : schema->fields) table.head.push_back(field.name);
    landscape.tables.push_back(std::move(table));
  }
  return landscape;
}

absl::Status CheckRequest(const std::string& folder, const GenerateRequest& request) {
  if (request.regions < 1 || request.regions > GenerateRequest::kMostRegions) {
    return absl::InvalidArgumentError(
        absl::StrCat("regions must be from 1 to ", GenerateRequest::kMostRegions));
  }
  if (request.faults < 0) return absl::InvalidArgumentError("faults cannot be fewer than none");
  const std::vector<std::string> rules = RulesWithFaults();
  if (!request.rule.empty() && std::count(rules.begin(), rules.end(), request.rule) == 0) {
    return absl::NotFoundError(
        absl::StrCat("no fault can be made that `", request.rule, "` finds"));
  }
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error)) {
    return absl::FailedPreconditionError(
        absl::StrCat(folder, " is there already; it is not written over"));
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> RulesWithFaults() {
  std::set<std::string> rules;
  for (const auto* kinds : {&CellFaults(), &RowFaults(), &FileFaults(), &DomainFaults()}) {
    for (const FaultKind& kind : *kinds) rules.insert(std::string(kind.rule));
  }
  return {rules.begin(), rules.end()};
}

absl::StatusOr<Generated> Generate(const std::string& folder, const GenerateRequest& request) {
  STELSEL_RETURN_IF_ERROR(CheckRequest(folder, request));
  STELSEL_ASSIGN_OR_RETURN(const SchemaSetPtr schemas, SchemaSet::Create(CoreTables()));
  Landscape landscape = EmptyLandscape(*schemas);
  const std::vector<Leaf> leaves = MakeCountry(landscape, request.regions, request.seed);
  STELSEL_RETURN_IF_ERROR(MakeRows(landscape, leaves, request.seed));
  STELSEL_RETURN_IF_ERROR(Break(landscape, leaves, request.faults, request.rule, request.seed));
  STELSEL_ASSIGN_OR_RETURN(StagedFolder staged, StagedFolder::Create(folder));
  STELSEL_RETURN_IF_ERROR(staged.MakeFolder("source"));
  STELSEL_RETURN_IF_ERROR(WriteAll(staged.path(), landscape, request.faults > 0));
  STELSEL_RETURN_IF_ERROR(staged.Commit());
  Generated generated;
  generated.tables = static_cast<int64_t>(landscape.tables.size());
  for (const MadeTable& table : landscape.tables)
    generated.rows += static_cast<int64_t>(table.rows.size());
  generated.expected = static_cast<int64_t>(landscape.expected.size());
  return generated;
}

}  // namespace stelsel::core
