// Which files plugins may consist of, as a deployer wrote them down.
#ifndef STELSEL_CORE_HOST_PLUGIN_LOCK_H_
#define STELSEL_CORE_HOST_PLUGIN_LOCK_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace stelsel::core {

// A file of lines `SHA256  PLUGIN/NAME`, as sha256sum writes them, for each file of each plugin
// that may be used: plugin.json, the library, and what stands in schema, rules and data. A plugin
// or file that does not stand in it is refused, as is one with another sum. Immutable; any thread.
class PluginLock {
 public:
  // Fails when the file is not there, can be written by others, or has a line that is none.
  static absl::StatusOr<PluginLock> Read(const std::string& path);

  // The sum that is written down for `name`, PLUGIN/NAME; PermissionDenied, about the file at
  // `path`, when there is none.
  absl::StatusOr<std::string> Sha256Of(const std::string& name, const std::string& path) const;
  // Whether `text`, read from the file at `path`, has that sum.
  absl::Status CheckText(const std::string& name, const std::string& path,
                         std::string_view text) const;

 private:
  std::string path_;
  std::map<std::string, std::string> sums_;
};

// The lines of such a file for the plugin `id` in `folder`, sorted by name.
absl::StatusOr<std::string> LockLines(const std::string& id, const std::string& folder);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGIN_LOCK_H_
