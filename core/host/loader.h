// Loading a plugin's library, safely.
#ifndef STELSEL_CORE_HOST_LOADER_H_
#define STELSEL_CORE_HOST_LOADER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// The real path of `folder`, when plugins may come from it: an absolute path to a folder that
// nobody but its owner (this user, root, or the owner of the running program) can write to, and
// likewise each folder above it (one with the sticky bit, such as /tmp, may be writable). A group
// may write when it is root's or the owner's own. Otherwise PermissionDenied says what is wrong.
absl::StatusOr<std::string> TrustedFolder(const std::string& folder);

// The real path of the file at `path`, absolute, in a TrustedFolder, when nobody else can write to
// it.
absl::StatusOr<std::string> TrustedFile(const std::string& path);

// Loads the library at `path`. It must lie in a TrustedFolder, also when `path` is a symbolic link,
// and nobody else may be able to write to it. The file that is checked is the very one that is
// loaded: it is opened once. Unless `sha256` is empty, that must be its sum, in hex; without it
// nothing is summed up, which takes longer than loading. A library is loaded once in a process and
// never unloaded. Any thread.
absl::StatusOr<stelsel_plugin_entry_function> LoadLibrary(const std::string& path,
                                                          const std::string& sha256 = "");

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_LOADER_H_
