// The beginning of a new plugin: a folder that builds outside the tree, with a test that passes.
// Its files are templates in core/cli/scaffold, which the build puts into the program.
#ifndef STELSEL_CORE_CLI_PLUGIN_NEW_H_
#define STELSEL_CORE_CLI_PLUGIN_NEW_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace stelsel::core {

struct PluginRequest {
  std::string kind;      // one of PluginKinds
  std::string name;      // its id
  std::string language;  // c++ or c
  std::string folder;    // that is made
};

// pack, checks and so on.
std::vector<std::string> PluginKinds();

// Makes the folder, whole or not at all; one that is there already stays as it is. What is wrong
// with the request is one sentence that says what there is. One thread at a time.
absl::Status NewPlugin(const PluginRequest& request);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_PLUGIN_NEW_H_
