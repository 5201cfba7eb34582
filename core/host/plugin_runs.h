// Running what a plugin offers over a snapshot: a calculation, a query. Its rules: rule_runs.h.
#ifndef STELSEL_CORE_HOST_PLUGIN_RUNS_H_
#define STELSEL_CORE_HOST_PLUGIN_RUNS_H_

#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/host/plugins.h"
#include "core/model/snapshot.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// What a run is asked for with. Null or empty where it does not apply.
struct RunRequest {
  SnapshotPtr snapshot = nullptr;
  std::string as_of = {};  // YYYY-MM-DD, or ""
  Language language = Language::kNl;
  std::map<std::string, std::string> parameters = {};
  // Names of parameters that are a number or a boolean, and not a text that looks like one. Matters
  // for those that are not declared, as of a query.
  std::set<std::string> scalars = {};
  stelsel_progress* progress = nullptr;
};

// Checks the parameters against the offer's declaration, and calls `call` with what the plugin
// gets, which lives for the call; holds off other calls into the plugin meanwhile. What `call`
// gives is a code of the border, and becomes a status that names the offer.
using RunCall = absl::FunctionRef<int32_t(const stelsel_run& run, stelsel_error* error)>;
absl::Status CallRun(const Offered& offered, const std::string& name, const RunRequest& request,
                     RunCall call);
// The same with parameters that were checked: one JSON object.
absl::Status CallRunWith(const Offered& offered, const std::string& name, const RunRequest& request,
                         const std::string& parameters, RunCall call);

// Whoever holds it releases the stream, once it is there, when it goes.
struct ReleaseStream {
  void operator()(ArrowArrayStream* stream) const {
    if (stream->release != nullptr) stream->release(stream);
  }
};
using HeldStream = std::unique_ptr<ArrowArrayStream, ReleaseStream>;

// Calculation `name` (PLUGIN/ID); its rows are whole, and `out` is the caller's.
absl::Status RunCalculation(const Offered& offered, const std::string& name,
                            const RunRequest& request, ArrowArrayStream* out);

// The answer to `text` in the query language that is offered, likewise.
absl::Status RunQuery(const Offered& offered, const std::string& text, const RunRequest& request,
                      ArrowArrayStream* out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PLUGIN_RUNS_H_
