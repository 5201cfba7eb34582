#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/cli/describe.h"

namespace stelsel::core {
namespace {

std::string Quote(const std::string& id) { return absl::StrCat("\"", id, "\""); }
std::string Literal(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

std::string SqlType(const Field& field) {
  switch (field.type) {
    case Type::kInteger:
      return "bigint";
    case Type::kDecimal:
      return absl::StrCat("numeric(19, ", field.scale, ")");
    case Type::kBoolean:
      return "boolean";
    case Type::kDate:
      return "date";
    case Type::kDateTime:
      return "timestamptz";
    default:
      return "text";
  }
}

std::string QuotedNames(const std::vector<std::string>& names) {
  return absl::StrJoin(names, ", ", [](std::string* to, const std::string& name) {
    absl::StrAppend(to, Quote(name));
  });
}

std::string SqlColumn(const Field& field) {
  std::string out =
      absl::StrCat("  ", Quote(field.name), " ", SqlType(field), field.required ? " NOT NULL" : "");
  if (!field.codes.empty()) {
    absl::StrAppend(&out, " CHECK (", Quote(field.name), " IN (",
                    absl::StrJoin(field.codes, ", ",
                                  [](std::string* to, const std::string& code) {
                                    absl::StrAppend(to, Literal(code));
                                  }),
                    "))");
  }
  if (field.type == Type::kEdtf) {
    absl::StrAppend(&out, ",\n  ", Quote(field.name + "_earliest"), " date,\n  ",
                    Quote(field.name + "_latest"), " date");
  }
  return out;
}

std::string SqlOf(const TableSchema& table) {
  std::vector<std::string> parts;
  for (const Field& field : table.fields) parts.push_back(SqlColumn(field));
  parts.push_back(
      absl::StrCat("  PRIMARY KEY (", QuotedNames(table.NamesOf(table.primary_key)), ")"));
  for (const ForeignKey& key : table.foreign_keys) {
    parts.push_back(absl::StrCat(
        "  FOREIGN KEY (", QuotedNames(table.NamesOf(key.fields)), ") REFERENCES ",
        Quote(key.table), " (", QuotedNames(key.target_fields), ") DEFERRABLE INITIALLY DEFERRED"));
  }
  std::string out = absl::StrCat("CREATE TABLE ", Quote(table.name), " (\n",
                                 absl::StrJoin(parts, ",\n"), "\n);\n");
  absl::StrAppend(&out, "COMMENT ON TABLE ", Quote(table.name), " IS ",
                  Literal(table.description.nl), ";\n");
  for (const Field& field : table.fields) {
    absl::StrAppend(&out, "COMMENT ON COLUMN ", Quote(table.name), ".", Quote(field.name), " IS ",
                    Literal(field.description.nl), ";\n");
  }
  return out;
}

}  // namespace

std::string SqlOf(const std::vector<TableSchemaPtr>& tables) {
  return absl::StrJoin(tables, "\n", [](std::string* to, const TableSchemaPtr& table) {
    absl::StrAppend(to, SqlOf(*table));
  });
}

}  // namespace stelsel::core
