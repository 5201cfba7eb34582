// Whether a plugin keeps to the border: tests that anyone can run on a plugin, each to be run in a
// process of its own, since a plugin may do anything.
#ifndef STELSEL_CORE_CONFORMANCE_CONFORMANCE_H_
#define STELSEL_CORE_CONFORMANCE_CONFORMANCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace stelsel::core {

// The plugin that is tested, and what it needs.
struct ConformanceSubject {
  std::string folder;                       // absolute; has the plugin.json
  std::vector<std::string> plugin_folders;  // absolute; where the plugins are that it requires
  std::string data;                         // a source to run on besides made-up rows; may be empty
  std::string scratch;                      // an empty folder that a test may write in
  std::string store;                        // where its stores are, with {} in it; empty: in files
};

struct ConformanceCase {
  std::string name;        // `streams`, or `store.rollback` of a capability
  std::string capability;  // id; empty when it is for each plugin, kPack for one with data or SQL
  const char* promise;     // what is tested, as one sentence
  int seconds = 60;        // it may take so long
  // OK when the plugin keeps to it. A skipped one is Unavailable, with why.
  absl::Status (*run)(const ConformanceSubject& subject) = nullptr;
};

// What a case of plugins with data/ or rules/ has for its capability.
inline constexpr char kPack[] = "pack";

// All tests, in the order in which they are to be run. Those of a capability come behind the rest.
const std::vector<ConformanceCase>& ConformanceCases();

// The names of the tests that apply to the plugin in `folder`: those for each plugin, those of
// the capabilities in its manifest, and those of data/ and rules/ when it has them; when it has no
// manifest that can be read, all of the first.
std::vector<const ConformanceCase*> CasesFor(const std::string& folder);

// The published JSON Schema of plugin.json.
std::string_view ManifestSchema();
// OK when the text of a plugin.json is valid against it; else what is wrong, and where.
absl::Status ValidateManifest(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CONFORMANCE_CONFORMANCE_H_
