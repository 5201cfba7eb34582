#include "core/base/staged_folder.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::error_code& error, const char* what, const fs::path& path) {
  return absl::ErrnoToStatus(error.value(), absl::StrCat(what, " ", OneLine(path.native())));
}

absl::Status InTheWay(const fs::path& path, const char* kind) {
  return absl::FailedPreconditionError(
      absl::StrCat(OneLine(path.native()), " is there and is no ", kind, "; nothing was written"));
}

// What stands below `path`, each folder before what is in it.
absl::StatusOr<std::vector<fs::path>> Below(const fs::path& path) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::recursive_directory_iterator i(path, error), end; !error && i != end;
       i.increment(error)) {
    found.push_back(i->path());
  }
  if (error) return Failed(error, "cannot read", path);
  return found;
}

// Whether `to` can take what is at `from`.
absl::Status CheckPlace(const fs::path& from, const fs::path& to) {
  std::error_code error;
  const fs::file_status there = fs::symlink_status(to, error);
  if (there.type() == fs::file_type::not_found) return absl::OkStatus();
  const bool is_folder = fs::is_directory(from, error);
  if (is_folder ? fs::is_directory(to, error) : fs::is_regular_file(there)) return absl::OkStatus();
  return InTheWay(to, is_folder ? "folder" : "file");
}

}  // namespace

absl::StatusOr<StagedFolder> StagedFolder::Create(const std::string& folder) {
  fs::path target(folder);
  if (!target.has_filename()) target = target.parent_path();  // `reports/`
  if (target.empty() || folder.find('\0') != std::string::npos)
    return absl::InvalidArgumentError("a folder needs a name");
  std::error_code error;
  const fs::path full = fs::absolute(target, error).lexically_normal();
  if (error) return Failed(error, "cannot find", target);
  const fs::file_status there = fs::status(full, error);
  if (there.type() != fs::file_type::not_found && !fs::is_directory(there))
    return InTheWay(target, "folder");
  std::string path = full.native() + ".tmp-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr)
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot write beside ", OneLine(folder)));
  StagedFolder staged(full.native(), path);
  fs::permissions(path,
                  fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                      fs::perms::others_exec,
                  fs::perm_options::add, error);
  if (error) return Failed(error, "cannot write", path);
  return staged;
}

StagedFolder::~StagedFolder() {
  std::error_code ignored;  // there is nobody to tell
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

absl::Status StagedFolder::MakeFolder(const std::string& name) const {
  std::error_code error;
  fs::create_directories(fs::path(path_) / name, error);
  return error ? Failed(error, "cannot make the folder", name) : absl::OkStatus();
}

absl::Status StagedFolder::Commit() {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<fs::path> files, Below(path_));
  const auto place = [&](const fs::path& from) {
    return fs::path(folder_) / from.lexically_relative(path_);
  };
  for (const fs::path& from : files) STELSEL_RETURN_IF_ERROR(CheckPlace(from, place(from)));
  std::error_code error;
  fs::create_directory(folder_, error);
  if (error) return Failed(error, "cannot make the folder", folder_);
  for (const fs::path& from : files) {
    const fs::path to = place(from);
    if (fs::is_directory(from, error)) {
      fs::create_directory(to, error);
    } else {
      fs::rename(from, to, error);
    }
    if (error) return Failed(error, "cannot write", to);
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
