// The main jobs: read, check, report, commit. What the program, an embedding program and the border
// all call.
#ifndef STELSEL_CORE_HOST_ENGINE_H_
#define STELSEL_CORE_HOST_ENGINE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/check/findings.h"
#include "core/host/border.h"
#include "core/host/output.h"
#include "core/host/plugin_runs.h"
#include "core/host/plugins.h"
#include "core/host/source.h"
#include "core/host/stores.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "spdlog/logger.h"

namespace stelsel::core {

struct EngineOptions {
  std::vector<std::string> plugin_folders = {};  // absolute; each holds folders with a plugin.json
  std::vector<std::string> packs = {};           // absolute; each holds a plugin.json
  std::string lock = {};                         // absolute; see PluginLock
  Language language = Language::kNl;
  std::string log = "off";  // off, error, warning, info, debug; to standard error
};

struct ReadRequest {
  std::map<std::string, std::string> parameters = {};  // of a plugin's format
  int threads = 0;                                     // see ReadOptions
  stelsel_progress* progress = nullptr;
};

struct CheckRequest {
  std::string as_of = {};  // YYYY-MM-DD; see CheckOptions
  // Plugins whose rules run as well, and those of what they require.
  std::vector<std::string> packs = {};
  std::map<std::string, std::string> parameters = {};  // see CheckRuleParameters
  int threads = 0;                                     // see CheckOptions
  stelsel_progress* progress = nullptr;
};

// Any thread, but for findings and outputs that are passed in. `progress` may be null everywhere.
class Engine {
 public:
  static absl::StatusOr<std::unique_ptr<Engine>> Open(const EngineOptions& options);
  // Stops the plugins that were started.
  ~Engine();

  const SchemaSetPtr& schemas() const { return schemas_; }
  const PluginSet& plugins() const { return *plugins_; }
  Language language() const { return options_.language; }
  spdlog::logger& log() { return *log_; }
  // The host as an embedding program sees it.
  const stelsel_host* host() const { return &host_.c; }

  // The core's rules and those of the plugins.
  const Registry& rules() const { return *rules_; }

  // See stelsel_engine_v1 for what these promise. A request's snapshot is the one to work on. What
  // is read has the rows of packs as well, and what is committed has not.
  absl::StatusOr<SnapshotPtr> Read(const std::string& source, const ReadRequest& request,
                                   FindingSink& findings);
  absl::Status Check(const SnapshotPtr& snapshot, const CheckRequest& request,
                     FindingSink& findings);
  absl::Status Report(const std::string& id, const RunRequest& request, const std::string& format,
                      Output& output);
  // The two halves of Report, for a report in several formats.
  absl::StatusOr<stelsel_document> MakeDocument(const std::string& id, const RunRequest& request);
  absl::Status Render(const stelsel_document& document, const Offered& renderer, Output& output);
  absl::StatusOr<Offered> RendererOf(const std::string& format) const;
  absl::Status Calculate(const std::string& id, const RunRequest& request, ArrowArrayStream* out);
  absl::Status Query(const std::string& language, const std::string& text,
                     const RunRequest& request, ArrowArrayStream* out);
  absl::StatusOr<Committed> Commit(const SnapshotPtr& snapshot, const std::string& target,
                                   const CommitWords& words, stelsel_progress* progress);
  absl::Status History(const std::string& source, ArrowArrayStream* out);
  absl::Status Verify(const std::string& source, stelsel_progress* progress);
  absl::Status BackUp(const std::string& source, const std::string& path,
                      stelsel_progress* progress);

 private:
  // The plugin that reads and writes a source; none for our own files and folders.
  struct Keeper {
    Offered store;
    Offered format;
  };
  explicit Engine(EngineOptions options);
  absl::Status Start();
  absl::Status CollectRules();
  absl::StatusOr<SnapshotPtr> ReadRows(const std::string& source, const ReadRequest& request,
                                       FindingSink& findings);
  absl::StatusOr<Keeper> KeeperOf(const SourceName& name) const;
  absl::StatusOr<Offered> StoreOf(const SourceName& name) const;

  EngineOptions options_;
  HostObject host_;
  std::shared_ptr<spdlog::logger> log_;
  SchemaSetPtr schemas_;
  std::unique_ptr<Registry> rules_;
  std::unique_ptr<PluginSet> plugins_;
};

// The snapshot without the rows that failed a rule of severity error, without those that then refer
// to nothing, and so on; `left_out` counts them per table. For `copy --partial`.
absl::StatusOr<SnapshotPtr> WithoutFailedRows(const SnapshotPtr& snapshot, const Findings& findings,
                                              std::map<std::string, int64_t>& left_out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_ENGINE_H_
