// The plugins that were found, and those of them that were started.
#ifndef STELSEL_CORE_HOST_PLUGINS_H_
#define STELSEL_CORE_HOST_PLUGINS_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/manifest.h"
#include "core/host/plugin.h"
#include "core/host/plugin_lock.h"

namespace stelsel::core {

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
  // requires a plugin that was not found, or itself by way of others, or two that offer one format,
  // or one with data of a table that is neither its own nor that of a plugin that it requires.
  static absl::StatusOr<std::unique_ptr<PluginSet>> Find(const Where& where, Engine* engine);

  const std::vector<std::unique_ptr<Plugin>>& plugins() const { return plugins_; }
  // Null when there is none of this id.
  Plugin* Find(std::string_view id) const;
  // The same; NotFound says where was looked.
  absl::StatusOr<Plugin*> Get(std::string_view id) const;
  // These plugins, which must be there, and what they require, however deep, by id; with `always`
  // those that say so of themselves, too.
  std::vector<Plugin*> WithRequired(const std::vector<std::string>& ids, bool always) const;
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
  absl::Status CheckData() const;

  std::optional<PluginLock> lock_;
  std::vector<std::string> looked_in_;
  std::vector<std::unique_ptr<Plugin>> plugins_;  // by id
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGINS_H_
