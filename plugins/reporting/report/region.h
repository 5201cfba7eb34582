// The report `region`: how far one region is, and how its members, statuses and sources stand.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_REGION_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_REGION_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/context.h"
#include "report/examples.h"
#include "report/landscape.h"
#include "report/phases.h"
#include "report/region_sections.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// What the report says, read as of its day.
struct RegionState {
  Region region;
  std::optional<Region> parent;
  std::vector<Region> subregions;
  std::vector<Member> members;         // of the region and its subregions
  std::vector<Member> parent_centres;  // centrumgemeenten of the parent
  std::vector<Topic> topics;
  std::vector<Observation> current;  // what counts: one each topic and domain
  std::vector<Observation> made;     // all that were made by then
  std::vector<Example> examples;
  std::map<WordingKey, Wording> wordings;
  std::map<std::string, SourceDocument> documents;
  PhaseCounter phases;
  std::optional<RegionTables> tables;  // for what is listed as it is
};

// Throws STELSEL_NOT_FOUND, naming the nearest regions, when there is no such region on that day.
// Counts of fewer than five people are shown only with `small_counts`.
RegionState ReadRegionState(const stelsel::Snapshot& snapshot, const std::string& region,
                            const Context& context, bool small_counts = false);

void WriteRegion(const Context& context, const RegionState& state, stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_REGION_H_
