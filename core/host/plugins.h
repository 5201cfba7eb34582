// The plugins that were found, and those of them that were started.
#ifndef STELSEL_CORE_HOST_PLUGINS_H_
#define STELSEL_CORE_HOST_PLUGINS_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/border.h"
#include "core/host/manifest.h"
#include "core/host/plugin_lock.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// One plugin that was found. Its manifest is read; its code is loaded on first use.
class Plugin {
 public:
  // Reads FOLDER/plugin.json and FOLDER/schema/*.json. `folder` must be a TrustedFolder.
  // With a lock, its files must be those of the lock.
  static absl::StatusOr<std::unique_ptr<Plugin>> Read(const std::string& folder, Engine* engine,
                                                      const PluginLock* lock);
  ~Plugin();
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  const Manifest& manifest() const { return manifest_; }
  const std::string& folder() const { return host_.plugin_folder; }
  const std::vector<TableSchemaPtr>& tables() const { return tables_; }

  // The table of functions for a capability, which has all members of border 1.0; loads and starts
  // the plugin when that was not done yet. Lives as long as this object.
  absl::StatusOr<const void*> Capability(const char* id);
  // Holds off other calls into this instance, unless the manifest says that is not needed. To be
  // held during a call and while streams that came from it are read.
  std::unique_lock<std::recursive_mutex> Enter();

 private:
  Plugin() = default;
  absl::StatusOr<std::string> ReadFile(const std::string& name) const;
  absl::Status ReadTables();
  absl::Status Start();

  Manifest manifest_;
  HostObject host_{};
  const PluginLock* lock_ = nullptr;  // of the set
  std::vector<TableSchemaPtr> tables_;
  mutable std::recursive_mutex start_;
  std::recursive_mutex calls_;
  const stelsel_plugin* instance_ = nullptr;
};

// A plugin's offer that was asked for.
struct Offered {
  Plugin* plugin = nullptr;
  const Offer* offer = nullptr;
};

class PluginSet {
 public:
  struct Where {
    std::vector<std::string> folders;  // each holds folders with a plugin.json
    std::vector<std::string> packs;    // each holds a plugin.json
    std::string lock;                  // file; empty when all may be used
  };
  // Finds the plugins in FOLDER/*/plugin.json, one level deep, and PACK/plugin.json. A folder that
  // is given twice counts once. The same id twice is refused, naming both, and so is one that
  // requires a plugin that was not found, or itself by way of others, or two that offer one format.
  static absl::StatusOr<std::unique_ptr<PluginSet>> Find(const Where& where, Engine* engine);

  const std::vector<std::unique_ptr<Plugin>>& plugins() const { return plugins_; }
  // Null when there is none of this id.
  Plugin* Find(std::string_view id) const;
  // The same; NotFound says where was looked.
  absl::StatusOr<Plugin*> Get(std::string_view id) const;
  // `PLUGIN/ID` of a capability, such as the report `reporting/national`; NotFound lists what there
  // is.
  absl::StatusOr<Offered> FindByName(const char* capability, std::string_view name) const;
  // The offer with this id, of whichever plugin: a store or renderer. Null when there is none.
  Offered FindById(const char* capability, std::string_view id) const;
  // The offer that has the ending of `path`. Null when there is none.
  Offered FindByEnding(const char* capability, std::string_view path) const;
  // Names of all that is offered: PLUGIN/ID, or ID alone for stores and renderers.
  std::vector<std::string> Names(const char* capability) const;

 private:
  absl::Status AddFolder(const std::string& folder, Engine* engine);
  absl::Status AddPlugin(const std::string& folder, Engine* engine);
  absl::Status CheckRequired() const;
  absl::Status CheckTogether() const;

  std::optional<PluginLock> lock_;
  std::vector<std::string> looked_in_;
  std::vector<std::unique_ptr<Plugin>> plugins_;  // by id
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGINS_H_
