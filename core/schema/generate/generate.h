// Turns schema files into C++: the row types of tables.hpp, and files put into a library.
#ifndef STELSEL_CORE_SCHEMA_GENERATE_GENERATE_H_
#define STELSEL_CORE_SCHEMA_GENERATE_GENERATE_H_

#include <string>
#include <utility>
#include <vector>

#include "core/schema/schema_set.h"

namespace stelsel::core {

// A header with one struct a table, in `namespace stelsel::tables` or, for a plugin, in
// `namespace PLUGIN::tables`, where the prefix `PLUGIN_` is left off the names.
std::string GenerateTables(const std::vector<TableSchemaPtr>& tables, const std::string& plugin);

// A source that defines `std::vector<EmbeddedFile> FUNCTION()` over (name, text) pairs.
std::string GenerateEmbedded(const std::string& function,
                             const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_SCHEMA_GENERATE_GENERATE_H_
