// Files that appear in a folder together, or not at all.
#ifndef STELSEL_CORE_BASE_STAGED_FOLDER_H_
#define STELSEL_CORE_BASE_STAGED_FOLDER_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace stelsel::core {

// Files are written below path(), a new `FOLDER.tmp-XXXXXX` beside FOLDER, and Commit moves them
// into FOLDER. Without a Commit that succeeds nothing of them stays. One thread at a time, but any
// number may write files below path().
class StagedFolder {
 public:
  // Fails when something that is no folder stands at `folder`, or when nothing can be made beside
  // it.
  static absl::StatusOr<StagedFolder> Create(const std::string& folder);

  StagedFolder(StagedFolder&& other) noexcept
      : folder_(std::move(other.folder_)), path_(std::exchange(other.path_, "")) {}
  StagedFolder& operator=(StagedFolder&&) = delete;
  ~StagedFolder();

  const std::string& path() const { return path_; }
  // Makes a folder below path(); nothing when it is there.
  absl::Status MakeFolder(const std::string& name) const;

  // Moves all files to where they belong. One that replaces another file takes its place at once;
  // what else FOLDER holds stays. Fails, with nothing moved, when a folder or something else that
  // is no file stands where a file belongs, or a file where a folder does.
  absl::Status Commit();

 private:
  StagedFolder(std::string folder, std::string path)
      : folder_(std::move(folder)), path_(std::move(path)) {}

  std::string folder_;
  std::string path_;  // empty once there is nothing to remove
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_STAGED_FOLDER_H_
