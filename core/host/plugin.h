// One plugin: its folder, what that says of it, and its code once it is started.
#ifndef STELSEL_CORE_HOST_PLUGIN_H_
#define STELSEL_CORE_HOST_PLUGIN_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/file.h"
#include "core/host/border.h"
#include "core/host/manifest.h"
#include "core/host/plugin_lock.h"
#include "core/host/sql_rule.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// One plugin that was found. Its manifest is read; its code is loaded on first use.
class Plugin {
 public:
  // Reads FOLDER/plugin.json, FOLDER/schema/*.json and FOLDER/rules/*.sql, and lists
  // FOLDER/data/*.csv. `folder` must be a TrustedFolder, and links lead no file out of it. With a
  // lock, its files must be those of the lock.
  static absl::StatusOr<std::unique_ptr<Plugin>> Read(const std::string& folder, Engine* engine,
                                                      const PluginLock* lock);
  ~Plugin();
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  const Manifest& manifest() const { return manifest_; }
  const std::string& folder() const { return host_.plugin_folder; }
  const std::vector<TableSchemaPtr>& tables() const { return tables_; }
  // In the order of their files. They are among the manifest's rules, too.
  const std::vector<SqlRule>& sql_rules() const { return sql_rules_; }
  // The tables that data/TABLE.csv holds rows of, by name.
  const std::vector<std::string>& data() const { return data_; }
  // The file data/NAME, to be read; under a lock a copy of the bytes that were summed up.
  absl::StatusOr<File> OpenData(const std::string& name) const;

  // The table of functions for a capability, which has all members of border 1.0; loads and starts
  // the plugin when that was not done yet. Lives as long as this object.
  absl::StatusOr<const void*> Capability(const char* id);
  // Holds off other calls into this instance, unless the manifest says that is not needed. To be
  // held during a call and while streams that came from it are read.
  std::unique_lock<std::recursive_mutex> Enter();

 private:
  Plugin() = default;
  absl::StatusOr<std::vector<std::string>> List(const std::string& part,
                                                const std::string& ending) const;
  absl::StatusOr<std::string> PathOf(const std::string& name) const;
  absl::StatusOr<std::string> ReadFile(const std::string& name, int64_t max_bytes) const;
  absl::Status ReadTables();
  absl::Status ReadSqlRules();
  absl::Status ListData();
  absl::Status Start();

  Manifest manifest_;
  HostObject host_{};
  const PluginLock* lock_ = nullptr;  // of the set
  std::vector<TableSchemaPtr> tables_;
  std::vector<SqlRule> sql_rules_;
  std::vector<std::string> data_;
  mutable std::recursive_mutex start_;
  std::recursive_mutex calls_;
  const stelsel_plugin* instance_ = nullptr;
};

// Names of what stands in a folder, in order.
absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& folder);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGIN_H_
