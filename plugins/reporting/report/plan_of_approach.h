// The report `plan_of_approach`: the checklist of the pack plan_van_aanpak, ticked by region, its
// timetable, and the dates that slipped.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PLAN_OF_APPROACH_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PLAN_OF_APPROACH_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/context.h"
#include "report/landscape.h"
#include "report/milestones.h"
#include "stelsel/plugin.hpp"

namespace reporting {

struct ChecklistItem {
  std::string id, group, kind, name, description;
  Citation source;
};

struct ChecklistGroup {
  std::string id, name;
  std::vector<ChecklistItem> items;  // in the order of the guide
};

// That a region ticked an item.
struct Tick {
  std::string ticked_on, explanation;
  Citation source;
  bool illustratief = false;
};

struct PlanOfApproach {
  std::vector<ChecklistGroup> groups;  // in the order of the guide; empty without the pack
  std::string region;                  // the one that was asked for; empty: all
  std::vector<Region> regions;         // that are shown
  std::map<std::pair<std::string, std::string>, Tick> ticks;  // by region and item
  std::vector<Milestone> timetable;                           // in the order of its lines
  std::vector<Milestone> history;  // of the country, and of the region that was asked for
  std::map<std::string, SourceDocument> documents;
};

// Of one region, or, when it is empty, of all that ticked anything. Throws STELSEL_NOT_FOUND,
// naming the nearest, when there is no such region.
PlanOfApproach ReadPlanOfApproach(const stelsel::Snapshot& snapshot, const Context& context,
                                  const std::string& region);

void WritePlanOfApproach(const Context& context, const PlanOfApproach& plan,
                         stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PLAN_OF_APPROACH_H_
