// Running what a plugin offers over a snapshot: its rules, a calculation, a query.
#ifndef STELSEL_CORE_HOST_PLUGIN_RUNS_H_
#define STELSEL_CORE_HOST_PLUGIN_RUNS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/host/plugins.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// What a run is asked for with. Null or empty where it does not apply.
struct RunRequest {
  SnapshotPtr snapshot = nullptr;
  std::string as_of = {};  // YYYY-MM-DD, or ""
  Language language = Language::kNl;
  std::map<std::string, std::string> parameters = {};
  stelsel_progress* progress = nullptr;
};

// Checks the parameters against the offer's declaration, and calls `call` with what the plugin
// gets, which lives for the call; holds off other calls into the plugin meanwhile. What `call`
// gives is a code of the border, and becomes a status that names the offer.
using RunCall = absl::FunctionRef<int32_t(const stelsel_run& run, stelsel_error* error)>;
absl::Status CallRun(const Offered& offered, const std::string& name, const RunRequest& request,
                     RunCall call);

// Runs the rules of one plugin, in the order of its manifest, and puts the rows that fail into
// `findings`. The request's parameters are called PLUGIN/RULE/PARAMETER. A rule that cannot be run
// becomes a core/fault, and the others still run. Fails only as Cancelled.
absl::Status RunRules(Plugin& plugin, const RunRequest& request, FindingSink& findings);

// Whether each of the parameters, called PLUGIN/RULE/PARAMETER, is one of a rule of these plugins
// and may have its value, and none that is needed is missing.
absl::Status CheckRuleParameters(const std::vector<Plugin*>& plugins,
                                 const std::map<std::string, std::string>& parameters);

// Calculation `name` (PLUGIN/ID); its rows are whole, and `out` is the caller's.
absl::Status RunCalculation(const Offered& offered, const std::string& name,
                            const RunRequest& request, ArrowArrayStream* out);

// The answer to `text` in the query language that is offered, likewise.
absl::Status RunQuery(const Offered& offered, const std::string& text, const RunRequest& request,
                      ArrowArrayStream* out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGIN_RUNS_H_
