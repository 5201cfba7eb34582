// A text file that the build put into the library.
#ifndef STELSEL_CORE_SCHEMA_EMBEDDED_H_
#define STELSEL_CORE_SCHEMA_EMBEDDED_H_

#include <string_view>
#include <vector>

namespace stelsel::core {

struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

// The schema files of the core's tables. Generated at build.
std::vector<EmbeddedFile> EmbeddedTables();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_SCHEMA_EMBEDDED_H_
