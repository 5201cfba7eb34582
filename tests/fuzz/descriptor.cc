// datapackage.json: files that are to be read stand within the package, and the characters that
// part and quote their cells are two.
#include "core/io/descriptor.h"

#include "absl/strings/str_split.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

void Check(const Resource::Path& path) {
  Require(!path.name.empty() && path.name.front() != '/', "paths are relative");
  Require(path.name.find('\0') == std::string::npos, "paths have no zero byte");
  for (const absl::string_view part : absl::StrSplit(path.name, '/')) {
    Require(part != "..", "no path goes up");
  }
  Require(!path.format.quote || path.format.quote != path.format.delimiter, "marks are two");
}

void Try(std::string_view text) {
  const MemoryFile memory(text);
  Collector findings;
  const auto resources = ReadDescriptor(memory.Open(), "datapackage.json", *Schemas(), findings);
  if (!resources.ok()) return;
  for (const Resource& resource : *resources) {
    if (resource.table == nullptr) continue;
    for (const Resource::Path& path : resource.paths) Check(path);
  }
  findings.Lines();
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try(stelsel::core::View(data, size));
  return 0;
}
