// What a datapackage.json says.
#ifndef STELSEL_CORE_IO_DESCRIPTOR_H_
#define STELSEL_CORE_IO_DESCRIPTOR_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/io/table_format.h"
#include "core/model/finding.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// A table's files.
struct Resource {
  struct Path {
    std::string name;  // relative, without `..`; may still lead out by a symbolic link
    TableFormat format = {};
  };

  TableSchemaPtr table;  // null when no table has its name: not to be read
  std::vector<Path> paths;
};

// Reads a datapackage.json, which findings call `path`. The files of a resource that is no table of
// `schemas`, or that cannot be read as it says, are returned without a table, with a finding. Fails
// when the file cannot be read, is no JSON (a text with line and column), or lists no resources.
absl::StatusOr<std::vector<Resource>> ReadDescriptor(const File& file, const std::string& path,
                                                     const SchemaSet& schemas, FindingSink& sink);

// The text of the datapackage.json of a package `name` that holds `tables`, each as NAME.csv.
absl::StatusOr<std::string> MakeDescriptor(std::string_view name,
                                           const std::vector<TableSchemaPtr>& tables);

// The tables that the datapackage.json at `path` lists; none when it is not there, and nothing when
// it is but MakeDescriptor did not make it.
std::optional<std::vector<std::string>> TablesOfOwnDescriptor(const std::string& path);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_DESCRIPTOR_H_
