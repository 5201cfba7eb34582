#include "core/host/plugins.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/host/loader.h"
#include "core/io/package.h"

namespace stelsel::core {
namespace {

constexpr const char* kNamedByPlugin[] = {STELSEL_CHECKS, STELSEL_CALCULATION, STELSEL_REPORT};

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

}  // namespace

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
  STELSEL_RETURN_IF_ERROR(set->CheckData());
  return set;
}

absl::Status PluginSet::AddFolder(const std::string& folder, Engine* engine) {
  STELSEL_ASSIGN_OR_RETURN(const std::string real, TrustedFolder(folder));
  if (std::find(looked_in_.begin(), looked_in_.end(), real) != looked_in_.end())
    return absl::OkStatus();
  looked_in_.push_back(real);
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(real));
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

absl::Status PluginSet::CheckData() const {
  for (const auto& plugin : plugins_) {
    if (plugin->data().empty()) continue;
    std::set<std::string> tables;
    for (const Plugin* const from : WithRequired({plugin->manifest().id}, false)) {
      for (const TableSchemaPtr& table : from->tables()) tables.insert(table->name);
    }
    for (const std::string& table : plugin->data()) {
      if (tables.count(table) > 0) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          plugin->folder(), "/data/", table, ".csv", " is not called as a table of plugin ",
          plugin->manifest().id, " or of one that it requires"));
    }
  }
  return absl::OkStatus();
}

std::vector<Plugin*> PluginSet::WithRequired(const std::vector<std::string>& ids,
                                             bool always) const {
  std::set<std::string> wanted;
  std::vector<std::string> way = ids;
  for (const auto& plugin : plugins_) {
    if (always && plugin->manifest().always) way.push_back(plugin->manifest().id);
  }
  while (!way.empty()) {
    const std::string id = std::move(way.back());
    way.pop_back();
    if (!wanted.insert(id).second) continue;
    const std::vector<std::string>& required = Find(id)->manifest().required_plugins;
    way.insert(way.end(), required.begin(), required.end());
  }
  std::vector<Plugin*> plugins;
  for (const auto& plugin : plugins_) {
    if (wanted.count(plugin->manifest().id) > 0) plugins.push_back(plugin.get());
  }
  return plugins;
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
