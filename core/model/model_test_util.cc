#include "core/model/model_test_util.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

// A test that cannot be set up says why and stops.
template <typename T>
T Sure(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::fprintf(stderr, "%s\n", value.status().ToString().c_str());
  std::abort();
}

int64_t ScalarOf(const Field& field, const std::string& cell) {
  switch (field.type) {
    case Type::kInteger:
      return ParseInteger(cell).value();
    case Type::kDecimal:
      return ParseScaled(cell, field.scale).value();
    case Type::kBoolean:
      return cell == "true" ? 1 : 0;
    case Type::kDate:
      return ParseDate(cell).value();
    case Type::kDateTime:
      return ParseDateTime(cell).value();
    default:
      std::abort();
  }
}

bool IsText(const Field& field) {
  return field.type == Type::kText || field.type == Type::kCode || field.type == Type::kEdtf;
}

}  // namespace

const std::string_view kEverything = R"({
  "name": "everything",
  "fields": [
    {"name": "key", "type": "string", "constraints": {"required": true}},
    {"name": "text", "type": "string"},
    {"name": "code", "type": "string", "stelsel:code": true},
    {"name": "grade", "type": "string", "constraints": {"enum": ["low", "high"]}},
    {"name": "count", "type": "integer"},
    {"name": "ratio", "type": "number", "stelsel:scale": 3},
    {"name": "amount", "type": "number", "stelsel:unit": "EUR"},
    {"name": "flag", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "about", "type": "string", "stelsel:edtf": true},
    {"name": "moment", "type": "datetime"}
  ],
  "primaryKey": ["key"]
})";

SchemaSetPtr SetOf(const std::vector<std::string_view>& schemas) {
  std::vector<TableSchemaPtr> tables;
  for (std::string_view json : schemas) {
    tables.push_back(Sure(ReadTableSchema(json, "schema of a test", "core")));
  }
  return Sure(SchemaSet::Create(std::move(tables)));
}

std::string Everything(std::string_view key,
                       const std::vector<std::pair<std::string_view, std::string>>& cells) {
  static const SchemaSetPtr schemas = SetOf({kEverything});
  const TableSchema& schema = *schemas->Find("everything");
  Lines line = absl::StrSplit(std::string(kEverythingLine), '|');
  line[0] = std::string(key);
  for (const auto& [field, cell] : cells) line[static_cast<size_t>(schema.IndexOf(field))] = cell;
  return absl::StrJoin(line, "|");
}

void BeginRow(ChunkBuilder& builder, std::string_view line) {
  const Lines cells = absl::StrSplit(std::string(line), '|');
  for (size_t i = 0; i < cells.size(); ++i) {
    const Field& field = builder.schema().fields.at(i);
    if (cells[i] == "-") {
      builder.AppendNull(i);
    } else if (IsText(field)) {
      builder.AppendText(i, cells[i]);
    } else {
      builder.AppendScalar(i, ScalarOf(field, cells[i]));
    }
  }
}

ChunkPtr ChunkOf(ChunkBuilder builder, const Lines& lines) {
  for (const std::string& line : lines) {
    BeginRow(builder, line);
    builder.EndRow();
  }
  return builder.Finish();
}

ChunkPtr ChunkFor(const SnapshotPtr& snapshot, std::string_view table, const Lines& lines) {
  return ChunkOf(Sure(Writer(snapshot).NewChunk(table)), lines);
}

SnapshotPtr SnapshotOf(const SchemaSetPtr& schemas, std::string_view table, const Lines& lines,
                       size_t rows_a_part) {
  const SnapshotPtr empty = Snapshot::Empty(schemas);
  Writer writer(empty);
  for (size_t begin = 0; begin < lines.size(); begin += rows_a_part) {
    const size_t end = std::min(begin + rows_a_part, lines.size());
    const Lines part(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                     lines.begin() + static_cast<std::ptrdiff_t>(end));
    if (!writer.Append(table, ChunkFor(empty, table, part)).ok()) std::abort();
  }
  return writer.Commit({});
}

std::string LineOf(const RowRef& row) {
  Lines cells;
  for (int i = 0; i < static_cast<int>(row.table().schema().fields.size()); ++i) {
    cells.push_back(row.IsNull(i) ? "-" : row.Format(i));
  }
  return absl::StrJoin(cells, "|");
}

Lines LinesOf(const Table& table) {
  Lines lines;
  table.ForEachRow([&](const RowRef& row) { lines.push_back(LineOf(row)); });
  return lines;
}

Lines LinesOf(const Table& table, const std::vector<RowId>& rows) {
  Lines lines;
  for (RowId id : rows) lines.push_back(LineOf(table.row(id)));
  return lines;
}

}  // namespace stelsel::core
