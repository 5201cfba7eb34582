// Where the files of a source stand: a folder, or a zip archive.
#ifndef STELSEL_CORE_IO_SOURCE_FILES_H_
#define STELSEL_CORE_IO_SOURCE_FILES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/file.h"

namespace stelsel::core {

// One thread at a time. Names of files are relative paths; those with `..` are not asked for.
class SourceFiles {
 public:
  virtual ~SourceFiles() = default;

  // Names of the files at the top, in the order of their bytes; of an archive also those whose name
  // is a path out of it.
  virtual absl::StatusOr<std::vector<std::string>> List() const = 0;
  // Whether there is a file called so, or something else that stands in its place.
  virtual bool Has(const std::string& name) const = 0;
  // Whether symbolic links, or its name within an archive, lead the file elsewhere. A link that
  // cannot be followed does not: opening it will fail and tell why.
  virtual bool LeadsOut(const std::string& name) const = 0;
  virtual absl::StatusOr<File> Open(const std::string& name) = 0;
  // What findings call the file.
  virtual std::string Shown(const std::string& name) const = 0;
  // What messages call the whole: `the folder x`.
  virtual std::string Called() const = 0;
  // Whether somebody has changed it since it was opened; of a folder, each file tells for itself.
  virtual bool HasChanged() const = 0;
};

// `folder` may be empty, which is the working directory.
std::unique_ptr<SourceFiles> FilesOfFolder(const std::string& folder);

// What stands in one folder of the archive when nothing else does is taken to be at the top, for
// that is how people pack a folder. Fails when the file at `path` is no zip archive.
absl::StatusOr<std::unique_ptr<SourceFiles>> FilesOfZip(const std::string& path);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_SOURCE_FILES_H_
