// Running the rules of plugins over a snapshot: those of their checks, and those in rules/*.sql.
#ifndef STELSEL_CORE_HOST_RULE_RUNS_H_
#define STELSEL_CORE_HOST_RULE_RUNS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "core/host/plugin_runs.h"
#include "core/host/plugins.h"
#include "core/model/finding.h"

namespace stelsel::core {

// Runs the rules of one plugin, its checks in the order of its manifest and then its rules in SQL
// in the order of their files, and puts the rows that fail into `findings`. `sql` is who answers
// queries in that language, with no offer when nobody does. The request's parameters are called as
// for CheckRuleParameters. A rule that cannot be run, or takes longer than it may, becomes a
// core/fault, and the others still run. Fails only as Cancelled.
absl::Status RunRules(Plugin& plugin, const Offered& sql, const RunRequest& request,
                      FindingSink& findings);

// Whether each of the parameters is one of these plugins and may have its value, and none that is
// needed is missing. PLUGIN/NAME is one that the manifest declares, for all rules in SQL;
// PLUGIN/RULE/NAME is that of one rule, and wins.
absl::Status CheckRuleParameters(const std::vector<Plugin*>& plugins,
                                 const std::map<std::string, std::string>& parameters);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_RULE_RUNS_H_
