#include "core/host/plugins.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/host/loader.h"
#include "core/io/package.h"

namespace stelsel::core {
namespace {

constexpr int64_t kMaxManifest = 1 << 20;
constexpr const char* kNamedByPlugin[] = {STELSEL_CHECKS, STELSEL_CALCULATION, STELSEL_REPORT};

// Entries of a folder, by name.
absl::StatusOr<std::vector<std::string>> List(const std::string& folder) {
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

bool Exists(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

std::string NameOf(const char* capability, const Plugin& plugin, const Offer& offer) {
  const bool by_plugin =
      std::any_of(std::begin(kNamedByPlugin), std::end(kNamedByPlugin),
                  [&](const char* id) { return std::strcmp(id, capability) == 0; });
  return by_plugin ? absl::StrCat(plugin.manifest().id, "/", offer.id) : offer.id;
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
  return plugin;
}

// A file of the plugin's folder, `name` as in the lock.
absl::StatusOr<std::string> Plugin::ReadFile(const std::string& name) const {
  const std::string path = absl::StrCat(folder(), "/", name);
  STELSEL_ASSIGN_OR_RETURN(std::string text, ReadWholeFile(path, kMaxManifest));
  if (lock_ != nullptr) {
    STELSEL_RETURN_IF_ERROR(lock_->CheckText(absl::StrCat(manifest_.id, "/", name), path, text));
  }
  return text;
}

absl::Status Plugin::ReadTables() {
  const std::string folder = absl::StrCat(this->folder(), "/schema");
  if (!Exists(folder)) return absl::OkStatus();
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, List(folder));
  for (const std::string& name : names) {
    if (!absl::EndsWith(name, ".json")) continue;
    const std::string path = absl::StrCat(folder, "/", name);
    STELSEL_ASSIGN_OR_RETURN(const std::string text, ReadFile(absl::StrCat("schema/", name)));
    STELSEL_ASSIGN_OR_RETURN(TableSchemaPtr table, ReadTableSchema(text, path, manifest_.id));
    if (!absl::StartsWith(table->name, manifest_.id + "_")) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": a table of plugin ", manifest_.id,
                                                     " must be called ", manifest_.id, "_…"));
    }
    tables_.push_back(std::move(table));
  }
  return absl::OkStatus();
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

absl::StatusOr<std::unique_ptr<PluginSet>> PluginSet::Find(const Where& where, Engine* engine) {
  auto set = std::make_unique<PluginSet>();
  if (!where.lock.empty()) {
    STELSEL_ASSIGN_OR_RETURN(set->lock_, PluginLock::Read(where.lock));
  }
  for (const std::string& folder : where.folders) {
    STELSEL_RETURN_IF_ERROR(set->AddFolder(folder, engine));
  }
  for (const std::string& pack : where.packs) {
    STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(pack));
    const bool is_there = std::any_of(set->plugins_.begin(), set->plugins_.end(),
                                      [&](const auto& plugin) { return plugin->folder() == real; });
    if (is_there) continue;
    set->looked_in_.push_back(real);
    STELSEL_RETURN_IF_ERROR(set->AddPlugin(real, engine));
  }
  std::sort(set->plugins_.begin(), set->plugins_.end(),
            [](const auto& a, const auto& b) { return a->manifest().id < b->manifest().id; });
  STELSEL_RETURN_IF_ERROR(set->CheckRequired());
  STELSEL_RETURN_IF_ERROR(set->CheckTogether());
  return set;
}

absl::Status PluginSet::AddFolder(const std::string& folder, Engine* engine) {
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(folder));
  if (std::find(looked_in_.begin(), looked_in_.end(), real) != looked_in_.end())
    return absl::OkStatus();
  looked_in_.push_back(real);
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, List(real));
  for (const std::string& name : names) {
    const std::string path = absl::StrCat(real, "/", name);
    if (Exists(absl::StrCat(path, "/plugin.json")))
      STELSEL_RETURN_IF_ERROR(AddPlugin(path, engine));
  }
  return absl::OkStatus();
}

absl::Status PluginSet::AddPlugin(const std::string& folder, Engine* engine) {
  STELSEL_ASSIGN_OR_RETURN(std::unique_ptr<Plugin> plugin,
                           Plugin::Read(folder, engine, lock_ ? &*lock_ : nullptr));
  if (const Plugin* other = Find(plugin->manifest().id)) {
    return absl::AlreadyExistsError(absl::StrCat("plugin ", plugin->manifest().id,
                                                 " is there twice: in ", other->folder(),
                                                 " and in ", plugin->folder()));
  }
  plugins_.push_back(std::move(plugin));
  return absl::OkStatus();
}

// Every plugin that another requires is there, and none requires itself by way of others.
absl::Status PluginSet::CheckRequired() const {
  std::map<std::string, bool> done;  // false: on the way to it
  std::vector<std::string> way;
  const std::function<absl::Status(const Plugin&)> visit = [&](const Plugin& plugin) {
    const std::string& id = plugin.manifest().id;
    const auto [it, is_new] = done.emplace(id, false);
    if (!is_new && it->second) return absl::OkStatus();
    way.push_back(id);
    if (!is_new) {
      way.erase(way.begin(), std::find(way.begin(), way.end(), id));
      return absl::FailedPreconditionError(
          absl::StrCat("plugins require each other in a circle: ", absl::StrJoin(way, ", ")));
    }
    for (const std::string& required : plugin.manifest().required_plugins) {
      const Plugin* const other = Find(required);
      if (other == nullptr) {
        return absl::NotFoundError(absl::StrCat("plugin ", id, " requires plugin ", required,
                                                ", which was not found in ",
                                                absl::StrJoin(looked_in_, ", ")));
      }
      STELSEL_RETURN_IF_ERROR(visit(*other));
    }
    way.pop_back();
    done[id] = true;
    return absl::OkStatus();
  };
  for (const auto& plugin : plugins_) STELSEL_RETURN_IF_ERROR(visit(*plugin));
  return absl::OkStatus();
}

// No two plugins offer what is asked for by one name.
absl::Status PluginSet::CheckTogether() const {
  std::map<std::string, std::string> seen;  // who offers it
  for (const auto& plugin : plugins_) {
    for (const char* capability :
         {STELSEL_STORE, STELSEL_FORMAT, STELSEL_RENDERER, STELSEL_QUERY}) {
      // Stores and formats stand before one colon.
      const std::string kind =
          capability == std::string_view(STELSEL_FORMAT) ? STELSEL_STORE : capability;
      for (const Offer& offer : plugin->manifest().OffersOf(capability)) {
        if (kind == STELSEL_STORE && IsFileFormat(offer.id)) {
          return absl::AlreadyExistsError(absl::StrCat("plugin ", plugin->manifest().id,
                                                       " offers `", offer.id,
                                                       "`, which stelsel reads itself"));
        }
        const auto [it, fresh] =
            seen.emplace(absl::StrCat(kind, " ", offer.id), plugin->manifest().id);
        if (fresh) continue;
        return absl::AlreadyExistsError(absl::StrCat("plugins ", it->second, " and ",
                                                     plugin->manifest().id, " both offer `",
                                                     offer.id, "`"));
      }
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Plugin*> PluginSet::Get(std::string_view id) const {
  if (Plugin* const plugin = Find(id)) return plugin;
  std::vector<std::string> ids;
  for (const auto& plugin : plugins_) ids.push_back(plugin->manifest().id);
  return absl::NotFoundError(
      absl::StrCat("no plugin is called `", std::string(id), "`; ",
                   looked_in_.empty()
                       ? "no folder with plugins was given"
                       : absl::StrCat("looked in ", absl::StrJoin(looked_in_, ", "), " and found ",
                                      ids.empty() ? "none" : absl::StrJoin(ids, ", "))));
}

Plugin* PluginSet::Find(std::string_view id) const {
  for (const auto& plugin : plugins_) {
    if (plugin->manifest().id == id) return plugin.get();
  }
  return nullptr;
}

absl::StatusOr<Offered> PluginSet::FindByName(const char* capability, std::string_view name) const {
  for (const auto& plugin : plugins_) {
    for (const Offer& offer : plugin->manifest().OffersOf(capability)) {
      if (NameOf(capability, *plugin, offer) == name) return Offered{plugin.get(), &offer};
    }
  }
  const std::vector<std::string> names = Names(capability);
  return absl::NotFoundError(
      absl::StrCat("`", std::string(name), "` is not known; ",
                   names.empty() ? "no plugin offers one"
                                 : absl::StrCat("known are ", absl::StrJoin(names, ", "))));
}

Offered PluginSet::FindById(const char* capability, std::string_view id) const {
  for (const auto& plugin : plugins_) {
    for (const Offer& offer : plugin->manifest().OffersOf(capability)) {
      if (offer.id == id) return {plugin.get(), &offer};
    }
  }
  return {};
}

Offered PluginSet::FindByEnding(const char* capability, std::string_view path) const {
  for (const auto& plugin : plugins_) {
    for (const Offer& offer : plugin->manifest().OffersOf(capability)) {
      for (const std::string& ending : offer.endings) {
        if (absl::EndsWith(std::string(path), ending)) return {plugin.get(), &offer};
      }
    }
  }
  return {};
}

std::vector<std::string> PluginSet::Names(const char* capability) const {
  std::vector<std::string> names;
  for (const auto& plugin : plugins_) {
    for (const Offer& offer : plugin->manifest().OffersOf(capability)) {
      names.push_back(NameOf(capability, *plugin, offer));
    }
  }
  return names;
}

}  // namespace stelsel::core
