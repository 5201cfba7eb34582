// stelsel-generate: schema files in, C++ out. Used by the build and by stelsel_generate().
//
//   stelsel-generate tables OUT.hpp [--plugin ID] SCHEMA.json...
//   stelsel-generate embed OUT.cc FUNCTION FILE...
#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/schema/generate/generate.h"

namespace stelsel::core {
namespace {

constexpr int64_t kMaxBytes = 64 << 20;

std::string BaseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

absl::Status WriteFile(const std::string& path, const std::string& text) {
  STELSEL_ASSIGN_OR_RETURN(FileWriter writer, FileWriter::Create(path));
  STELSEL_RETURN_IF_ERROR(writer.Write(text));
  return writer.Commit();
}

absl::Status Tables(const std::vector<std::string>& arguments) {
  std::string plugin;
  std::vector<TableSchemaPtr> tables;
  for (size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "--plugin" && i + 1 < arguments.size()) {
      plugin = arguments[++i];
      continue;
    }
    STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(arguments[i], kMaxBytes));
    STELSEL_ASSIGN_OR_RETURN(TableSchemaPtr table,
                             ReadTableSchema(text, arguments[i], plugin.empty() ? "core" : plugin));
    tables.push_back(std::move(table));
  }
  return WriteFile(arguments[0], GenerateTables(tables, plugin));
}

absl::Status Embed(const std::vector<std::string>& arguments) {
  std::vector<std::pair<std::string, std::string>> files;
  for (size_t i = 2; i < arguments.size(); ++i) {
    STELSEL_ASSIGN_OR_RETURN(std::string text, ReadWholeFile(arguments[i], kMaxBytes));
    files.emplace_back(BaseName(arguments[i]), std::move(text));
  }
  return WriteFile(arguments[0], GenerateEmbedded(arguments[1], files));
}

absl::Status Run(const std::vector<std::string>& arguments) {
  if (arguments.size() >= 3 && arguments[0] == "tables") {
    return Tables({arguments.begin() + 1, arguments.end()});
  }
  if (arguments.size() >= 4 && arguments[0] == "embed") {
    return Embed({arguments.begin() + 1, arguments.end()});
  }
  return absl::InvalidArgumentError(
      "usage: stelsel-generate tables OUT.hpp [--plugin ID] SCHEMA.json... | "
      "stelsel-generate embed OUT.cc FUNCTION FILE...");
}

}  // namespace
}  // namespace stelsel::core

int main(int argc, char** argv) {
  const absl::Status status = stelsel::core::Run({argv + 1, argv + argc});
  if (status.ok()) return 0;
  std::fprintf(stderr, "stelsel-generate: %s\n", std::string(status.message()).c_str());
  return 2;
}
