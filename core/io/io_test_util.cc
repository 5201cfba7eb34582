#include "core/io/io_test_util.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/io/csv_writer.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;

constexpr char kThing[] = R"({
  "name": "thing", "title": "Thing", "description": "A thing.",
  "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "text", "type": "string"},
    {"name": "amount", "type": "number", "stelsel:scale": 2},
    {"name": "flag", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "said", "type": "string", "stelsel:edtf": true},
    {"name": "moment", "type": "datetime"},
    {"name": "region", "type": "string"}
  ],
  "primaryKey": ["id", "number"]
})";

constexpr char kWord[] = R"({
  "name": "word", "title": "Word", "description": "A word.",
  "fields": [{"name": "word", "type": "string", "constraints": {"required": true}}],
  "primaryKey": "word"
})";

TableSchemaPtr Schema(std::string_view json) {
  auto schema = ReadTableSchema(json, "test.json", "core");
  EXPECT_TRUE(schema.ok()) << schema.status();
  return *schema;
}

}  // namespace

TempFolder::TempFolder() : path_(testing::TempDir() + "stelsel-io-XXXXXX") {
  EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TempFolder::Put(std::string_view name, std::string_view bytes) const {
  const std::string path = *this / name;
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  EXPECT_TRUE(out) << path;
  return path;
}

std::string TempFolder::Get(std::string_view name) const {
  std::ifstream in(*this / name, std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> TempFolder::List(std::string_view folder) const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(*this / folder)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void Collector::Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) {
  Finding& finding = findings.emplace_back();
  finding.rule = std::string(rule);
  fill(finding);
}

void Collector::AddRow(std::string_view rule, const RowRef& row,
                       absl::FunctionRef<void(Finding&)> fill) {
  Add(rule, [&](Finding& finding) {
    Locate(row, finding);
    fill(finding);
  });
}

std::vector<std::string> Collector::Lines() const {
  std::vector<std::string> lines;
  for (const Finding& f : findings) {
    std::string& line = lines.emplace_back(f.rule);
    if (!f.table.empty()) absl::StrAppend(&line, " ", f.table);
    if (!f.field.empty()) absl::StrAppend(&line, ".", f.field);
    if (f.line > 0) absl::StrAppend(&line, " ", f.line, ":", f.column);
    if (f.row > 0) absl::StrAppend(&line, " row ", f.row);
    for (const auto& argument : f.arguments) {
      absl::StrAppend(&line, " ", argument.name, "=",
                      argument.is_value ? absl::StrCat("<", argument.text, ">") : argument.text);
    }
  }
  return lines;
}

SchemaSetPtr TestSchemas() {
  auto schemas = SchemaSet::Create({Schema(kThing), Schema(kWord)});
  EXPECT_TRUE(schemas.ok()) << schemas.status();
  return *schemas;
}

std::vector<std::string> Rows(const Snapshot& snapshot, std::string_view table) {
  std::vector<std::string> rows;
  const TablePtr found = snapshot.table(table);
  found->ForEachRow([&](const RowRef& row) {
    std::vector<std::string> cells;
    for (int i = 0; i < static_cast<int>(found->schema().fields.size()); ++i) {
      std::string& cell = cells.emplace_back();
      if (!row.IsNull(i)) AppendCell(row.Format(i), cell);
    }
    rows.push_back(absl::StrJoin(cells, ","));
  });
  return rows;
}

SnapshotPtr Read(const std::string& path, Collector& findings) {
  auto snapshot = ReadSource(path, TestSchemas(), findings, {});
  EXPECT_TRUE(snapshot.ok()) << snapshot.status();
  return snapshot.ok() ? *snapshot : Snapshot::Empty(TestSchemas());
}

}  // namespace stelsel::core
