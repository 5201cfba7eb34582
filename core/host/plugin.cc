#include "core/host/plugin.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/host/loader.h"

namespace stelsel::core {
namespace {

constexpr int64_t kMaxManifest = 1 << 20;  // and a schema, and a rule
constexpr int64_t kMaxData = 64 << 20;
constexpr char kSqlEnding[] = ".sql";
constexpr char kDataEnding[] = ".csv";

bool IsLink(const std::string& path) {
  struct stat info;
  return lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

bool Exists(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

bool IsWhole(const stelsel_store_v1& table) {
  return STELSEL_HAS(&table, open) && STELSEL_HAS(&table, close) && STELSEL_HAS(&table, latest) &&
         STELSEL_HAS(&table, table) && STELSEL_HAS(&table, schema) && STELSEL_HAS(&table, read) &&
         STELSEL_HAS(&table, begin) && STELSEL_HAS(&table, upsert) && STELSEL_HAS(&table, erase) &&
         STELSEL_HAS(&table, commit) && STELSEL_HAS(&table, rollback);
}

// Whether a plugin's table has all that the first version of it asks for, so that callers need not
// ask again.
bool IsWhole(std::string_view id, const void* table) {
  if (id == STELSEL_CHECKS) return STELSEL_HAS(static_cast<const stelsel_checks_v1*>(table), run);
  if (id == STELSEL_CALCULATION)
    return STELSEL_HAS(static_cast<const stelsel_calculation_v1*>(table), run);
  if (id == STELSEL_QUERY) return STELSEL_HAS(static_cast<const stelsel_query_v1*>(table), run);
  if (id == STELSEL_FORMAT) return STELSEL_HAS(static_cast<const stelsel_format_v1*>(table), read);
  if (id == STELSEL_REPORT) return STELSEL_HAS(static_cast<const stelsel_report_v1*>(table), run);
  if (id == STELSEL_RENDERER)
    return STELSEL_HAS(static_cast<const stelsel_renderer_v1*>(table), render);
  return id == STELSEL_STORE && IsWhole(*static_cast<const stelsel_store_v1*>(table));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator(folder, error);
       !error && it != std::filesystem::directory_iterator(); it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<std::unique_ptr<Plugin>> Plugin::Read(const std::string& folder, Engine* engine,
                                                     const PluginLock* lock) {
  std::unique_ptr<Plugin> plugin(new Plugin());
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(folder));
  const std::string path = absl::StrCat(real, "/plugin.json");
  STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kMaxManifest));
  STELSEL_ASSIGN_OR_RETURN(plugin->manifest_, ReadManifest(text, path));
  plugin->lock_ = lock;
  if (lock != nullptr) {
    STELSEL_RETURN_IF_ERROR(
        lock->CheckText(absl::StrCat(plugin->manifest_.id, "/plugin.json"), path, text));
  }
  plugin->host_ = {
      {sizeof(stelsel_host), STELSEL_VERSION,
       [](const stelsel_host*, const char* id) { return FindService(id != nullptr ? id : ""); }},
      engine,
      plugin->manifest_.id,
      real};
  STELSEL_RETURN_IF_ERROR(plugin->ReadTables());
  STELSEL_RETURN_IF_ERROR(plugin->ReadSqlRules());
  STELSEL_RETURN_IF_ERROR(plugin->ListData());
  return plugin;
}

// `PART/NAME` of each file of the folder `part` with that ending; none when there is no such
// folder.
absl::StatusOr<std::vector<std::string>> Plugin::List(const std::string& part,
                                                      const std::string& ending) const {
  std::vector<std::string> found;
  const std::string path = absl::StrCat(folder(), "/", part);
  if (!Exists(path)) return found;
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(path));
  for (const std::string& name : names) {
    if (absl::EndsWith(name, ending)) found.push_back(absl::StrCat(part, "/", name));
  }
  return found;
}

// Of a file of the plugin's folder, `name` as in the lock. Of other folders nobody looked whether
// they may be trusted.
absl::StatusOr<std::string> Plugin::PathOf(const std::string& name) const {
  const std::string path = absl::StrCat(folder(), "/", name);
  if (!IsLink(path) && !IsLink(path.substr(0, path.rfind('/')))) return path;
  std::error_code error;
  const std::string real = std::filesystem::canonical(path, error).string();
  if (!error && !absl::StartsWith(real, folder() + "/"))
    return absl::PermissionDeniedError(absl::StrCat(path, " leads out of the plugin's folder"));
  return path;
}

absl::StatusOr<std::string> Plugin::ReadFile(const std::string& name, int64_t max_bytes) const {
  STELSEL_ASSIGN_OR_RETURN(const std::string path, PathOf(name));
  STELSEL_ASSIGN_OR_RETURN(std::string text, ReadWholeFile(path, max_bytes));
  if (lock_ != nullptr) {
    STELSEL_RETURN_IF_ERROR(lock_->CheckText(absl::StrCat(manifest_.id, "/", name), path, text));
  }
  return text;
}

absl::Status Plugin::ReadTables() {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, List("schema", ".json"));
  for (const std::string& name : names) {
    const std::string path = absl::StrCat(folder(), "/", name);
    STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadFile(name, kMaxManifest));
    STELSEL_ASSIGN_OR_RETURN(TableSchemaPtr table, ReadTableSchema(text, path, manifest_.id));
    if (!absl::StartsWith(table->name, manifest_.id + "_")) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": a table of plugin ", manifest_.id,
                                                     " must be called ", manifest_.id, "_…"));
    }
    tables_.push_back(std::move(table));
  }
  return absl::OkStatus();
}

absl::Status Plugin::ReadSqlRules() {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, List("rules", kSqlEnding));
  for (const std::string& name : names) {
    STELSEL_ASSIGN_OR_RETURN(std::string text, ReadFile(name, kMaxManifest));
    STELSEL_ASSIGN_OR_RETURN(
        SqlRule rule, ReadSqlRule(std::move(text), absl::StrCat(folder(), "/", name), manifest_));
    sql_rules_.push_back(std::move(rule));
  }
  for (const SqlRule& rule : sql_rules_) manifest_.rules.push_back(rule.rule);
  return absl::OkStatus();
}

// The rows are read with each source. What can be told of the files without is told here.
absl::Status Plugin::ListData() {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, List("data", kDataEnding));
  for (const std::string& name : names) {
    const std::string file = name.substr(name.rfind('/') + 1);
    STELSEL_RETURN_IF_ERROR(OpenData(file).status());
    data_.push_back(file.substr(0, file.size() - std::strlen(kDataEnding)));
  }
  return absl::OkStatus();
}

absl::StatusOr<File> Plugin::OpenData(const std::string& name) const {
  STELSEL_ASSIGN_OR_RETURN(const std::string path, PathOf(absl::StrCat("data/", name)));
  if (lock_ == nullptr) {
    STELSEL_ASSIGN_OR_RETURN(File file, File::OpenForReading(path));
    if (file.size() <= kMaxData) return file;
    return absl::ResourceExhaustedError(
        absl::StrCat(path, " is larger than ", kMaxData >> 20, " MiB"));
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadFile(absl::StrCat("data/", name), kMaxData));
  STELSEL_ASSIGN_OR_RETURN(File copy, File::Temporary(path));
  STELSEL_RETURN_IF_ERROR(copy.Append(text));
  return copy;
}

std::unique_lock<std::recursive_mutex> Plugin::Enter() {
  if (manifest_.thread_safe) return {};
  return std::unique_lock<std::recursive_mutex>(calls_);
}

absl::Status Plugin::Start() {
  if (instance_ != nullptr) return absl::OkStatus();
  const std::string path = absl::StrCat(folder(), "/", manifest_.id, ".so");
  if (!Exists(path)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "plugin ", manifest_.id, " names capabilities, but its library ", path, " is not there"));
  }
  std::string sha256;
  if (lock_ != nullptr) {
    STELSEL_ASSIGN_OR_RETURN(
        sha256, lock_->Sha256Of(absl::StrCat(manifest_.id, "/", manifest_.id, ".so"), path));
  }
  STELSEL_ASSIGN_OR_RETURN(const stelsel_plugin_entry_function entry, LoadLibrary(path, sha256));
  stelsel_error error = STELSEL_ERROR_INIT;
  const stelsel_plugin* const started = entry(&host_.c, &error);
  if (started == nullptr) {
    const int32_t code =
        error.code != STELSEL_OK ? error.code : static_cast<int32_t>(STELSEL_UNKNOWN);
    return FromCode(code, error, absl::StrCat("plugin ", manifest_.id, " did not start"));
  }
  const bool whole = STELSEL_HAS(started, capability) && STELSEL_HAS(started, stop);
  if (STELSEL_MAJOR_OF(started->version) != STELSEL_VERSION_MAJOR || !whole) {
    return absl::FailedPreconditionError(
        absl::StrCat("plugin ", manifest_.id, " was built for border version ",
                     STELSEL_MAJOR_OF(started->version), ".", STELSEL_MINOR_OF(started->version),
                     ", and this stelsel has ", STELSEL_VERSION_MAJOR, ".", STELSEL_VERSION_MINOR));
  }
  instance_ = started;
  return absl::OkStatus();
}

absl::StatusOr<const void*> Plugin::Capability(const char* id) {
  // In this order: a store asks for its capability while it holds off other calls.
  const auto entered = Enter();
  const std::lock_guard<std::recursive_mutex> lock(start_);
  STELSEL_RETURN_IF_ERROR(Start());
  const void* const table = instance_->capability(instance_->self, id);
  if (table == nullptr) {
    return absl::FailedPreconditionError(absl::StrCat("plugin ", manifest_.id, " names ", id,
                                                      " in its manifest, but does not have it"));
  }
  if (IsWhole(id, table)) return table;
  return absl::FailedPreconditionError(absl::StrCat("plugin ", manifest_.id, " has a table for ",
                                                    id, " that lacks functions of border 1.0"));
}

Plugin::~Plugin() {
  if (instance_ != nullptr) instance_->stop(instance_->self);
}

}  // namespace stelsel::core
