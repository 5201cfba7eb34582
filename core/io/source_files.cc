#include "core/io/source_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/paths.h"
#include "core/io/text_file.h"
#include "core/io/unpack.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;

class Folder final : public SourceFiles {
 public:
  explicit Folder(std::string folder) : folder_(std::move(folder)) {}

  absl::StatusOr<std::vector<std::string>> List() const override {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(folder_.empty() ? "." : folder_, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      names.push_back(entry->path().filename().native());
    }
    if (error) {
      return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot list ", OneLine(folder_)));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  bool Has(const std::string& name) const override {
    struct stat info;
    return ::lstat(Shown(name).c_str(), &info) == 0;
  }

  bool LeadsOut(const std::string& name) const override {
    std::error_code error;
    const fs::path base = fs::canonical(folder_.empty() ? "." : folder_, error);
    if (error) return false;
    const fs::path target = fs::canonical(Shown(name), error);
    if (error) return false;
    return std::mismatch(base.begin(), base.end(), target.begin(), target.end()).first !=
           base.end();
  }

  absl::StatusOr<File> Open(const std::string& name) override {
    return File::OpenForReading(Shown(name));
  }
  std::string Shown(const std::string& name) const override { return JoinPath(folder_, name); }
  std::string Called() const override { return absl::StrCat("the folder ", OneLine(folder_)); }
  bool HasChanged() const override { return false; }

 private:
  const std::string folder_;
};

// Whether the name of a file within an archive is a path out of it.
bool IsOutside(const std::string& name) {
  return name.starts_with("/") || name.starts_with("../") ||
         name.find("/../") != std::string::npos || name.ends_with("/..");
}

class Zip final : public SourceFiles {
 public:
  Zip(File file, std::unique_ptr<ZipArchive> archive, std::string top)
      : file_(std::make_unique<File>(std::move(file))),
        archive_(std::move(archive)),
        top_(std::move(top)),
        stamp_(Stamp::Of(*file_)) {}

  absl::StatusOr<std::vector<std::string>> List() const override {
    std::vector<std::string> names;
    for (const std::string& name : archive_->names()) {
      if (IsOutside(name)) names.push_back(name);  // to be told, and not read
      if (IsOutside(name) || !name.starts_with(top_)) continue;
      const std::string below = name.substr(top_.size());
      if (below.find('/') == std::string::npos) names.push_back(below);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  bool Has(const std::string& name) const override { return archive_->Has(top_ + name); }
  bool LeadsOut(const std::string& name) const override { return IsOutside(name); }
  absl::StatusOr<File> Open(const std::string& name) override {
    return archive_->Unpack(top_ + name, Shown(name));
  }
  std::string Shown(const std::string& name) const override {
    return JoinPath(file_->path(), top_ + name);
  }
  std::string Called() const override {
    return absl::StrCat("the archive ", OneLine(file_->path()));
  }
  bool HasChanged() const override { return Stamp::Of(*file_) != stamp_; }

 private:
  const std::unique_ptr<const File> file_;  // stays where the archive knows it
  const std::unique_ptr<ZipArchive> archive_;
  const std::string top_;  // empty, or a folder with its slash
  const Stamp stamp_;
};

// The folder that all files stand in, with its slash; empty when there is none.
std::string TopOf(const std::vector<std::string>& names) {
  std::string top;
  for (const std::string& name : names) {
    // What macOS adds to each archive.
    if (name.starts_with("__MACOSX/")) continue;
    const size_t slash = name.find('/');
    // A name that leads out of the archive leads nowhere.
    if (slash == std::string::npos || slash == 0 || name.starts_with("../")) return "";
    const std::string folder = name.substr(0, slash + 1);
    if (!top.empty() && folder != top) return "";
    top = folder;
  }
  return top;
}

}  // namespace

std::unique_ptr<SourceFiles> FilesOfFolder(const std::string& folder) {
  return std::make_unique<Folder>(folder);
}

absl::StatusOr<std::unique_ptr<SourceFiles>> FilesOfZip(const std::string& path) {
  STELSEL_ASSIGN_OR_RETURN(File opened, File::OpenForReading(path));
  STELSEL_ASSIGN_OR_RETURN(std::unique_ptr<ZipArchive> archive, ZipArchive::Open(opened));
  std::string top = TopOf(archive->names());
  return std::make_unique<Zip>(std::move(opened), std::move(archive), std::move(top));
}

}  // namespace stelsel::core
