// The sections of a region's report that list what the model has of it: agreements, milestones,
// facilities, people, decisions and so on. Only those that have rows are written.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_REGION_SECTIONS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_REGION_SECTIONS_H_

#include <string>

#include "report/page.h"

namespace reporting {

// What the sections are read from.
struct RegionTables {
  stelsel::Snapshot all;      // of all times: plans lie in the future
  stelsel::Snapshot then;     // as of the day
  std::string region;         // id
  bool small_counts = false;  // counts of fewer than five people may be shown
};

void WriteRegionSections(const Page& page, const RegionTables& tables);
// Whether one of the rows that the sections show is made up.
bool AnyIllustratief(const RegionTables& tables);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_REGION_SECTIONS_H_
