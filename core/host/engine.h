// The main jobs: read, check, report, commit. What the program, an embedding program and the border
// all call.
#ifndef STELSEL_CORE_HOST_ENGINE_H_
#define STELSEL_CORE_HOST_ENGINE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/check/findings.h"
#include "core/host/border.h"
#include "core/host/output.h"
#include "core/host/plugins.h"
#include "core/host/source.h"
#include "core/host/stores.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "spdlog/logger.h"

namespace stelsel::core {

struct EngineOptions {
  std::vector<std::string> plugin_folders;  // absolute
  Language language = Language::kNl;
  std::string log = "off";  // off, error, warning, info, debug; to standard error
};

struct ReportRequest {
  std::string format = "html";
  std::string as_of;  // YYYY-MM-DD
  Language language = Language::kNl;
  std::map<std::string, std::string> parameters;
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

  // See stelsel_engine_v1 for what these promise.
  absl::StatusOr<SnapshotPtr> Read(const std::string& source, FindingSink& findings,
                                   stelsel_progress* progress);
  absl::Status Check(const SnapshotPtr& snapshot, std::optional<int32_t> as_of,
                     FindingSink& findings, stelsel_progress* progress);
  absl::Status Report(const std::string& id, const SnapshotPtr& snapshot,
                      const ReportRequest& request, Output& output, stelsel_progress* progress);
  absl::StatusOr<Committed> Commit(const SnapshotPtr& snapshot, const std::string& target,
                                   const std::string& message, stelsel_progress* progress);

 private:
  explicit Engine(EngineOptions options);
  absl::Status Start();
  absl::StatusOr<std::optional<Offered>> StoreOf(const SourceName& name) const;
  absl::StatusOr<stelsel_document> RunReport(const std::string& id, const SnapshotPtr& snapshot,
                                             const ReportRequest& request,
                                             stelsel_progress* progress);

  EngineOptions options_;
  HostObject host_;
  std::shared_ptr<spdlog::logger> log_;
  SchemaSetPtr schemas_;
  std::unique_ptr<PluginSet> plugins_;
};

// The snapshot without the rows that failed a rule of severity error, without those that then refer
// to nothing, and so on; `left_out` counts them per table. For `copy --partial`.
absl::StatusOr<SnapshotPtr> WithoutFailedRows(const SnapshotPtr& snapshot, const Findings& findings,
                                              std::map<std::string, int64_t>& left_out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_ENGINE_H_
