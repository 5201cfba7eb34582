// stelsel plugin check: the conformance tests of a plugin, each in a process of its own.
#ifndef STELSEL_CORE_CLI_PLUGIN_CHECK_H_
#define STELSEL_CORE_CLI_PLUGIN_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/cli/command.h"

namespace stelsel::core {

struct PluginCheck {
  std::string folder;                       // absolute
  std::vector<std::string> plugin_folders;  // absolute: where the plugins are that it requires
  std::string data;                         // a source to run on as well, or empty
  std::string known;                        // file of known deviations, or empty
  std::string only;                         // one test, or empty: all that apply
  std::string format;                       // text, json or junit
  std::string store;                        // where its stores are, with {} in it, or empty: files
};
inline constexpr const char* kCheckFormats[] = {"text", "json", "junit"};

// Runs all tests that apply and writes what came of them. 1 when one failed that is no known
// deviation.
absl::StatusOr<int> CheckPlugin(const PluginCheck& check, Results& results);

// Runs the `only` test in this process, for CheckPlugin: what is wrong goes to standard output.
int RunOneCase(const PluginCheck& check, const std::string& scratch);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_PLUGIN_CHECK_H_
