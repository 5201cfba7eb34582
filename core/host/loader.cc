#include "core/host/loader.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/status.h"

namespace stelsel::core {
namespace {

absl::Status Denied(const std::string& path, std::string_view why) {
  return absl::PermissionDeniedError(absl::StrCat(path, " ", std::string(why)));
}

// Root, this user, and whoever owns the program that is running, who decides what it does anyhow.
// So root may run a checkout of somebody else, with its plugins.
bool IsTrusted(uid_t user) {
  if (user == 0 || user == geteuid()) return true;
  struct stat program;
  return stat("/proc/self/exe", &program) == 0 && user == program.st_uid;
}

// Nobody else may be able to swap what stands at `path`.
absl::Status CheckOwner(const std::string& path, const struct stat& info, bool sticky_is_fine) {
  if (!IsTrusted(info.st_uid)) {
    return Denied(
        path,
        "belongs to another user; plugins load only from folders of this user, of root, or "
        "of the owner of the program");
  }
  if (sticky_is_fine && (info.st_mode & S_ISVTX) != 0) return absl::OkStatus();
  if ((info.st_mode & S_IWOTH) != 0) {
    return Denied(path, "can be written by any user; plugins do not load from there");
  }
  // Root's group, and the group that Debian gives each user under the user's number, hold nobody
  // else.
  const bool own_group = info.st_gid == 0 || info.st_gid == info.st_uid;
  if ((info.st_mode & S_IWGRP) != 0 && !own_group) {
    return Denied(path, "can be written by a group; plugins do not load from there");
  }
  return absl::OkStatus();
}

struct FreeText {
  void operator()(char* text) const { std::free(text); }
};

// A library that this process has loaded, by the file it came from. Its descriptor stays open: the
// dynamic linker remembers it by the name /proc/self/fd/N, which must not come to mean another
// file, and the file's number must not be given to another. To be held: loaded_mutex.
using FileId = std::pair<dev_t, ino_t>;
struct Loaded {
  stelsel_plugin_entry_function entry = nullptr;
  // When its bytes last changed: a file that was overwritten has another one.
  int64_t seconds = 0;
  int64_t nanoseconds = 0;
};
std::mutex loaded_mutex;

std::map<FileId, Loaded>& AllLoaded() {
  static auto* const loaded = new std::map<FileId, Loaded>();
  return *loaded;
}

// Keeps `fd` open when the library was loaded.
absl::StatusOr<stelsel_plugin_entry_function> OpenLibrary(int fd, const std::string& path) {
  void* const library = dlopen(absl::StrCat("/proc/self/fd/", fd).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    close(fd);
    const char* const why = dlerror();
    return absl::FailedPreconditionError(
        absl::StrCat(path, " could not be loaded: ", why != nullptr ? why : "no reason given"));
  }
  void* const symbol = dlsym(library, STELSEL_PLUGIN_ENTRY);
  if (symbol == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " is no plugin: it does not export ", STELSEL_PLUGIN_ENTRY));
  }
  return reinterpret_cast<stelsel_plugin_entry_function>(symbol);
}

}  // namespace

absl::StatusOr<std::string> TrustedFolder(const std::string& folder) {
  if (folder.empty() || folder[0] != '/') {
    return Denied(folder.empty() ? "\"\"" : folder, "is not an absolute path; plugins need one");
  }
  const std::unique_ptr<char, FreeText> real(realpath(folder.c_str(), nullptr));
  if (real == nullptr) {
    return absl::NotFoundError(absl::StrCat(folder, ": ", std::strerror(errno)));
  }
  const std::string path = real.get();
  for (std::string at = path;; at = at.substr(0, std::max<size_t>(at.rfind('/'), 1))) {
    struct stat info;
    if (stat(at.c_str(), &info) != 0)
      return absl::NotFoundError(absl::StrCat(at, ": ", std::strerror(errno)));
    if (!S_ISDIR(info.st_mode)) return Denied(at, "is not a folder");
    STELSEL_RETURN_IF_ERROR(CheckOwner(at, info, at != path));
    if (at == "/") return path;
  }
}

absl::StatusOr<std::string> TrustedFile(const std::string& path) {
  if (path.empty() || path[0] != '/') {
    return Denied(path.empty() ? "\"\"" : path, "is not an absolute path");
  }
  const std::unique_ptr<char, FreeText> real(realpath(path.c_str(), nullptr));
  if (real == nullptr) return absl::NotFoundError(absl::StrCat(path, ": ", std::strerror(errno)));
  const std::string file = real.get();
  STELSEL_RETURN_IF_ERROR(
      TrustedFolder(file.substr(0, std::max<size_t>(file.rfind('/'), 1))).status());
  struct stat info;
  if (stat(file.c_str(), &info) != 0)
    return absl::NotFoundError(absl::StrCat(path, ": ", std::strerror(errno)));
  STELSEL_RETURN_IF_ERROR(CheckOwner(file, info, false));
  return file;
}

absl::StatusOr<stelsel_plugin_entry_function> LoadLibrary(const std::string& path,
                                                          const std::string& locked) {
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFile(path));
  STELSEL_ASSIGN_OR_RETURN(File file, File::OpenForReading(real));
  struct stat info;
  if (fstat(file.fd(), &info) != 0)
    return absl::UnknownError(absl::StrCat(path, ": ", std::strerror(errno)));
  STELSEL_RETURN_IF_ERROR(CheckOwner(path, info, false));
  if (!locked.empty()) {
    STELSEL_ASSIGN_OR_RETURN(const std::string sum, Sha256OfFile(file));
    if (sum != locked)
      return Denied(path, absl::StrCat("has sha256 ", sum, ", and the lock file says ", locked));
  }
  const std::lock_guard<std::mutex> lock(loaded_mutex);
  const FileId key = {info.st_dev, info.st_ino};
  const auto known = AllLoaded().find(key);
  if (known != AllLoaded().end()) {
    const Loaded& loaded = known->second;
    if (loaded.seconds == info.st_mtim.tv_sec && loaded.nanoseconds == info.st_mtim.tv_nsec)
      return loaded.entry;
    return absl::FailedPreconditionError(
        absl::StrCat(path, " was overwritten after this process had loaded it"));
  }
  const int kept = fcntl(file.fd(), F_DUPFD_CLOEXEC, 3);
  if (kept < 0) return absl::UnknownError(absl::StrCat(path, ": ", std::strerror(errno)));
  STELSEL_ASSIGN_OR_RETURN(const stelsel_plugin_entry_function entry, OpenLibrary(kept, path));
  AllLoaded()[key] = {entry, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
  return entry;
}

}  // namespace stelsel::core
