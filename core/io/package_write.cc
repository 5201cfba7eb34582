#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/csv_table.h"
#include "core/io/descriptor.h"
#include "core/io/package.h"
#include "core/io/paths.h"

namespace stelsel::core {
namespace {

std::string CsvPath(const std::string& folder, std::string_view table) {
  return JoinPath(folder, table).append(kCsvEnding);
}

// The specification's names: lower case, digits, `.`, `_`, `-`.
std::string ToPackageName(std::string_view folder_name) {
  std::string name;
  for (char c : folder_name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    if (fine) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "package" : name;
}

absl::StatusOr<std::string> PackageName(const std::string& folder) {
  std::error_code error;
  const std::filesystem::path full = std::filesystem::canonical(folder, error);
  if (!error) return ToPackageName(full.filename().native());
  return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot find ", OneLine(folder)));
}

std::vector<TableSchemaPtr> PresentTables(const Snapshot& snapshot) {
  std::vector<TableSchemaPtr> present;
  for (const TableSchemaPtr& table : snapshot.schemas()->tables()) {
    if (snapshot.has(table->name)) present.push_back(table);
  }
  return present;
}

// True when the folder was not there before.
absl::StatusOr<bool> MakeFolder(const std::string& folder) {
  if (folder.empty() || folder.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError("a package needs the name of a folder to be written to");
  }
  if (::mkdir(folder.c_str(), 0777) == 0) return true;
  if (errno != EEXIST) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot make the folder ", OneLine(folder)));
  }
  struct stat info;
  if (::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return false;
  return absl::InvalidArgumentError(absl::StrCat(OneLine(folder), " is there and is no folder"));
}

absl::Status RemoveFormer(const std::string& folder, const std::vector<std::string>& former,
                          const Snapshot& snapshot) {
  for (const std::string& table : former) {
    if (snapshot.has(table)) continue;
    const std::string path = CsvPath(folder, table);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
      return absl::ErrnoToStatus(errno, absl::StrCat("cannot remove ", OneLine(path)));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<FileWriter> WriteDescriptor(const std::string& folder,
                                           const std::vector<TableSchemaPtr>& tables) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, PackageName(folder));
  STELSEL_ASSIGN_OR_RETURN(const std::string text, MakeDescriptor(name, tables));
  STELSEL_ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(JoinPath(folder, kDescriptorName)));
  STELSEL_RETURN_IF_ERROR(file.Write(text));
  return file;
}

absl::Status Foreign(const std::string& path) {
  return absl::FailedPreconditionError(
      absl::StrCat(OneLine(path), " is there and was not written by stelsel; nothing was written"));
}

// The tables of the package of ours that stands in the folder. What stands where a table or the
// descriptor is to go, and is not of such a package, is somebody else's and is left alone.
absl::StatusOr<std::vector<std::string>> FormerTables(const std::string& folder,
                                                      const std::vector<TableSchemaPtr>& tables) {
  const std::string descriptor = JoinPath(folder, kDescriptorName);
  std::optional<std::vector<std::string>> former = TablesOfOwnDescriptor(descriptor);
  if (!former) return Foreign(descriptor);
  for (const TableSchemaPtr& table : tables) {
    if (std::find(former->begin(), former->end(), table->name) != former->end()) continue;
    const std::string path = CsvPath(folder, table->name);
    struct stat info;
    if (::lstat(path.c_str(), &info) == 0) return Foreign(path);
  }
  return *std::move(former);
}

// All files are written before the first gets its name; the descriptor gets its last.
absl::Status WriteFiles(const Snapshot& snapshot, const std::string& folder) {
  const std::vector<TableSchemaPtr> tables = PresentTables(snapshot);
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> former, FormerTables(folder, tables));
  std::vector<FileWriter> files;
  for (const TableSchemaPtr& table : tables) {
    STELSEL_ASSIGN_OR_RETURN(FileWriter file, FileWriter::Create(CsvPath(folder, table->name)));
    STELSEL_RETURN_IF_ERROR(WriteCsvTable(*snapshot.table(table->name), file));
    files.push_back(std::move(file));
  }
  STELSEL_ASSIGN_OR_RETURN(FileWriter descriptor, WriteDescriptor(folder, tables));
  files.push_back(std::move(descriptor));
  for (FileWriter& file : files) STELSEL_RETURN_IF_ERROR(file.Commit());
  return RemoveFormer(folder, former, snapshot);
}

}  // namespace

absl::Status WritePackage(const Snapshot& snapshot, const std::string& folder) {
  STELSEL_ASSIGN_OR_RETURN(const bool made, MakeFolder(folder));
  const absl::Status written = WriteFiles(snapshot, folder);
  // Removes it only when nothing is in it, and there is nothing to say when it stays.
  if (!written.ok() && made) ::rmdir(folder.c_str());
  return written;
}

}  // namespace stelsel::core
