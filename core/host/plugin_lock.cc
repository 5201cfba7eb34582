#include "core/host/plugin_lock.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/loader.h"

namespace stelsel::core {
namespace {

constexpr int64_t kMaxLock = 16 << 20;
constexpr size_t kDigits = 64;
// Folders of a plugin whose files are used.
constexpr const char* kFolders[] = {"data", "rules", "schema"};

bool IsSha256(std::string_view text) {
  return text.size() == kDigits && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
         });
}

absl::Status AddFile(const std::string& id, const std::string& folder, const std::string& name,
                     std::vector<std::string>& lines) {
  STELSEL_ASSIGN_OR_RETURN(File file, File::OpenForReading(absl::StrCat(folder, "/", name)));
  STELSEL_ASSIGN_OR_RETURN(const std::string sum, Sha256OfFile(file));
  lines.push_back(absl::StrCat(sum, "  ", id, "/", name));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PluginLock> PluginLock::Read(const std::string& path) {
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFile(path));
  PluginLock lock;
  lock.path_ = path;
  STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(real, kMaxLock));
  int64_t number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (line.empty()) continue;
    const std::string sum(line.substr(0, kDigits));
    const bool right = IsSha256(sum) && line.size() > kDigits + 2 && line[kDigits] == ' ' &&
                       (line[kDigits + 1] == ' ' || line[kDigits + 1] == '*');
    if (!right) {
      return absl::InvalidArgumentError(
          absl::StrCat(OneLine(path), ":", number, ": not SHA256, two spaces and PLUGIN/NAME"));
    }
    lock.sums_[std::string(line.substr(kDigits + 2))] = sum;
  }
  return lock;
}

absl::StatusOr<std::string> PluginLock::Sha256Of(const std::string& name,
                                                 const std::string& path) const {
  const auto it = sums_.find(name);
  if (it != sums_.end()) return it->second;
  return absl::PermissionDeniedError(
      absl::StrCat(path, " is not used: the lock file ", path_, " has no ", name));
}

absl::Status PluginLock::CheckText(const std::string& name, const std::string& path,
                                   std::string_view text) const {
  STELSEL_ASSIGN_OR_RETURN(const std::string locked, Sha256Of(name, path));
  const std::string sum = Sha256Hex(text);
  if (sum == locked) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat(path, " is not used: it has sha256 ", sum,
                                                  ", and the lock file ", path_, " says ", locked));
}

absl::StatusOr<std::string> LockLines(const std::string& id, const std::string& folder) {
  std::vector<std::string> lines;
  std::error_code error;
  STELSEL_RETURN_IF_ERROR(AddFile(id, folder, "plugin.json", lines));
  const std::string library = id + ".so";
  if (std::filesystem::exists(absl::StrCat(folder, "/", library), error))
    STELSEL_RETURN_IF_ERROR(AddFile(id, folder, library, lines));
  for (const char* const part : kFolders) {
    const std::filesystem::path inside = std::filesystem::path(folder) / part;
    if (!std::filesystem::is_directory(inside, error)) continue;
    std::vector<std::string> names;
    for (auto it = std::filesystem::directory_iterator(inside, error);
         !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
      if (it->is_regular_file(error)) names.push_back(it->path().filename().string());
    }
    if (error) return absl::NotFoundError(absl::StrCat(inside.string(), ": ", error.message()));
    for (const std::string& name : names)
      STELSEL_RETURN_IF_ERROR(AddFile(id, folder, absl::StrCat(part, "/", name), lines));
  }
  std::sort(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
    return a.substr(kDigits) < b.substr(kDigits);
  });
  std::string out;
  for (const std::string& line : lines) absl::StrAppend(&out, line, "\n");
  return out;
}

}  // namespace stelsel::core
