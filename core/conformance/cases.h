// The tests by file, and what they share. Internal to this room.
#ifndef STELSEL_CORE_CONFORMANCE_CASES_H_
#define STELSEL_CORE_CONFORMANCE_CASES_H_

#include <string>
#include <vector>

#include "core/conformance/conformance.h"
#include "core/conformance/subject.h"

namespace stelsel::core::conformance {

std::vector<ConformanceCase> PluginCases();  // for each plugin
std::vector<ConformanceCase> PackCases();    // rows in data/, rules in SQL
std::vector<ConformanceCase> RunCases();     // rules, calculations, queries, reports
std::vector<ConformanceCase> RendererCases();
std::vector<ConformanceCase> FormatCases();
std::vector<ConformanceCase> StoreCases();          // with the next two
std::vector<ConformanceCase> StoreRevisionCases();  // what a store keeps of the past
std::vector<ConformanceCase> StoreFaultCases();     // commits that are killed, disks that are full

// Runs all rules, calculations and reports of the plugin on each snapshot, with the examples of
// their parameters. What comes out is added to `results`, which may be null. A run may fail, but
// then as it should.
absl::Status RunEverything(Subject& subject, const Instance& instance,
                           const std::vector<SnapshotPtr>& snapshots, std::string* results);

}  // namespace stelsel::core::conformance

#endif  // STELSEL_CORE_CONFORMANCE_CASES_H_
