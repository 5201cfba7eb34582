#include <cstdio>
#include <cstdlib>

#include "core/schema/embedded.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {
namespace {

std::vector<TableSchemaPtr> ReadEmbedded() {
  std::vector<TableSchemaPtr> tables;
  for (const EmbeddedFile& file : EmbeddedTables()) {
    auto table = ReadTableSchema(file.text, file.name, "core");
    if (!table.ok()) {
      // The build generates tables.hpp from these very files, so this cannot be reached by data.
      std::fprintf(stderr, "stelsel: %s\n", std::string(table.status().message()).c_str());
      std::abort();
    }
    tables.push_back(*std::move(table));
  }
  return tables;
}

}  // namespace

const std::vector<TableSchemaPtr>& CoreTables() {
  static const auto* const tables = new std::vector<TableSchemaPtr>(ReadEmbedded());
  return *tables;
}

}  // namespace stelsel::core
