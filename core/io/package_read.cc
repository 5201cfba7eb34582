#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/csv_table.h"
#include "core/io/descriptor.h"
#include "core/io/package.h"
#include "core/io/paths.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;

// A file to read, and the table it holds rows of.
struct Input {
  TableSchemaPtr table;
  std::string path;
  CsvFormat format;
};

// Whether symbolic links lead `path`, which by its text is in `folder`, elsewhere. A path that
// cannot be followed does not: opening it will fail and tell why.
bool LeadsOut(const std::string& folder, const std::string& path) {
  std::error_code error;
  const fs::path base = fs::canonical(folder.empty() ? "." : folder, error);
  if (error) return false;
  const fs::path target = fs::canonical(path, error);
  if (error) return false;
  return std::mismatch(base.begin(), base.end(), target.begin(), target.end()).first != base.end();
}

class InputFinder {
 public:
  InputFinder(const SchemaSet& schemas, FindingSink& sink) : schemas_(schemas), sink_(sink) {}

  absl::StatusOr<std::vector<Input>> Find(const std::string& path) {
    struct stat info;
    if (path.empty() || path.find('\0') != std::string::npos) {
      return absl::InvalidArgumentError("a source needs the path of a file or folder");
    }
    if (::stat(path.c_str(), &info) != 0) return NotThere(path);
    if (S_ISDIR(info.st_mode)) {
      STELSEL_RETURN_IF_ERROR(FindInFolder(path));
    } else if (FileName(path) == kDescriptorName) {
      STELSEL_RETURN_IF_ERROR(FindInPackage(path));
    } else if (!S_ISREG(info.st_mode)) {
      return absl::InvalidArgumentError(
          absl::StrCat(OneLine(path), " is neither a file nor a folder"));
    } else if (path.ends_with(kCsvEnding)) {
      AddByName(path);
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          OneLine(path), " is of no known kind: not a folder, a .csv file or a datapackage.json"));
    }
    return std::move(inputs_);
  }

 private:
  static absl::Status NotThere(const std::string& path) {
    const int reason = errno;
    if (reason == ENOENT || reason == ENOTDIR) {
      return absl::NotFoundError(absl::StrCat("there is no file or folder ", OneLine(path)));
    }
    return absl::ErrnoToStatus(reason, absl::StrCat("cannot open ", OneLine(path)));
  }

  absl::Status FindInFolder(const std::string& folder) {
    const std::string descriptor = JoinPath(folder, kDescriptorName);
    struct stat info;
    if (::lstat(descriptor.c_str(), &info) == 0) return FindInPackage(descriptor);
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListCsv(folder));
    if (names.empty()) {
      return absl::NotFoundError(absl::StrCat("the folder ", OneLine(folder),
                                              " holds no datapackage.json and no .csv file"));
    }
    for (const std::string& name : names) {
      const std::string path = JoinPath(folder, name);
      if (IsWithin(folder, path)) AddByName(path);
    }
    return absl::OkStatus();
  }

  // In the order of their bytes, since a folder has none of its own.
  static absl::StatusOr<std::vector<std::string>> ListCsv(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      const std::string name = entry->path().filename().native();
      if (name.ends_with(kCsvEnding)) names.push_back(name);
    }
    if (error) {
      return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot list ", OneLine(folder)));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  absl::Status FindInPackage(const std::string& descriptor) {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<Resource> resources,
                             ReadDescriptor(descriptor, schemas_, sink_));
    const std::string folder(FolderOf(descriptor));
    std::set<std::string> listed;
    for (const Resource& resource : resources) {
      listed.insert(resource.paths.begin(), resource.paths.end());
      if (resource.table == nullptr) continue;
      for (const std::string& name : resource.paths) {
        std::string path = JoinPath(folder, name);
        if (IsWithin(folder, path))
          inputs_.push_back({resource.table, std::move(path), resource.format});
      }
    }
    return TellUnlisted(folder, listed);
  }

  // A file that was put beside the others but not into the description is easily thought to be
  // read.
  absl::Status TellUnlisted(const std::string& folder, const std::set<std::string>& listed) {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                             ListCsv(folder.empty() ? "." : folder));
    for (const std::string& name : names) {
      if (listed.count(name) > 0) continue;
      sink_.Add("core/unlisted_file",
                [&](Finding& finding) { finding.file = JoinPath(folder, name); });
    }
    return absl::OkStatus();
  }

  bool IsWithin(const std::string& folder, const std::string& path) {
    if (!LeadsOut(folder, path)) return true;
    sink_.Add("core/package-error", [&](Finding& finding) {
      finding.file = path;
      finding.With("reason", "the file is not read: a symbolic link leads out of the package");
    });
    return false;
  }

  void AddByName(const std::string& path) {
    const std::string_view name = CsvStem(path);
    TableSchemaPtr table = schemas_.Find(name);
    if (table != nullptr) {
      inputs_.push_back({std::move(table), path, {}});
      return;
    }
    sink_.Add("core/unknown_table", [&](Finding& finding) {
      finding.file = path;
      finding.With("name", OneLine(name));
    });
  }

  const SchemaSet& schemas_;
  FindingSink& sink_;
  std::vector<Input> inputs_;
};

}  // namespace

absl::StatusOr<SnapshotPtr> ReadSource(const std::string& path, const SchemaSetPtr& schemas,
                                       FindingSink& sink, const ReadOptions& options) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<Input> inputs, InputFinder(*schemas, sink).Find(path));
  Writer writer(Snapshot::Empty(schemas));
  for (const Input& input : inputs) {
    STELSEL_RETURN_IF_ERROR(
        ReadCsvTable(input.path, input.format, *input.table, writer, sink, options));
  }
  return writer.Commit({path, ""});
}

}  // namespace stelsel::core
