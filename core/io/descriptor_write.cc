#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/io/descriptor.h"
#include "core/io/paths.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// By this property a package is known as our own, whose files we may remove.
constexpr std::string_view kOwnMark = "stelsel:package";

// A reference must lead to a resource of the package, so that those to tables that it lacks are
// left out.
void KeepReferencesTo(const std::vector<TableSchemaPtr>& tables, json::object& schema) {
  json::value* const keys = schema.if_contains("foreignKeys");
  if (keys == nullptr) return;
  json::array kept;
  for (const json::value& key : keys->as_array()) {
    const json::string& name = key.at("reference").at("resource").as_string();
    const bool there = std::any_of(tables.begin(), tables.end(), [&](const TableSchemaPtr& table) {
      return std::string_view(name.data(), name.size()) == table->name;
    });
    if (there) kept.push_back(key);
  }
  if (kept.empty()) {
    schema.stable_erase("foreignKeys");
  } else {
    *keys = std::move(kept);
  }
}

absl::StatusOr<json::object> DescribeTable(const TableSchema& table,
                                           const std::vector<TableSchemaPtr>& tables) {
  STELSEL_ASSIGN_OR_RETURN(json::value schema, ParseJson(table.json, table.name));
  KeepReferencesTo(tables, schema.as_object());
  json::object resource;
  resource["name"] = table.name;
  resource["path"] = absl::StrCat(table.name, std::string(kCsvEnding));
  resource["profile"] = "tabular-data-resource";
  resource["format"] = "csv";
  resource["mediatype"] = "text/csv";
  resource["encoding"] = "utf-8";
  resource["schema"] = std::move(schema);
  return resource;
}

// The table of a resource that DescribeTable may have made; empty for any other.
std::string TableOf(const json::value& resource) {
  if (!resource.is_object()) return "";
  const absl::StatusOr<std::string> name = GetString(resource.get_object(), "name");
  const absl::StatusOr<std::string> path = GetString(resource.get_object(), "path");
  const bool ours = name.ok() && path.ok() && IsId(*name) &&
                    *path == absl::StrCat(*name, std::string(kCsvEnding));
  return ours ? *name : "";
}

}  // namespace

absl::StatusOr<std::string> MakeDescriptor(std::string_view name,
                                           const std::vector<TableSchemaPtr>& tables) {
  json::array resources;
  for (const TableSchemaPtr& table : tables) {
    STELSEL_ASSIGN_OR_RETURN(json::object resource, DescribeTable(*table, tables));
    resources.push_back(std::move(resource));
  }
  json::object package;
  package["name"] = std::string(name);
  package["profile"] = "tabular-data-package";
  package[kOwnMark] = 1;
  package["resources"] = std::move(resources);
  return WriteJson(package, 2) + "\n";
}

std::optional<std::vector<std::string>> TablesOfOwnDescriptor(const std::string& path) {
  const auto text = ReadWholeFile(path, static_cast<int64_t>(kMaxJsonBytes));
  if (absl::IsNotFound(text.status())) return std::vector<std::string>();
  if (!text.ok()) return std::nullopt;
  const auto value = ParseJson(*text, path);
  if (!value.ok() || !value->is_object()) return std::nullopt;
  const json::object& package = value->get_object();
  const json::value* resources = package.if_contains("resources");
  if (!package.contains(kOwnMark) || resources == nullptr || !resources->is_array()) {
    return std::nullopt;
  }
  std::vector<std::string> tables;
  for (const json::value& resource : resources->get_array()) {
    const std::string table = TableOf(resource);
    if (!table.empty()) tables.push_back(table);
  }
  return tables;
}

}  // namespace stelsel::core
