// Milestones, and the dates that were named for them: what slipped, from what to what, and where it
// says so.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_

#include <functional>
#include <string>
#include <vector>

#include "report/page.h"

namespace reporting {

// A date as it was named.
struct NamedDate {
  std::string stated_on, planned_on;  // EDTF; planned_on is empty when it was no longer dated
  std::string reason, explanation;
  Citation source;
  bool illustratief = false;
};

struct Milestone {
  std::string id, name, region, owner, state, state_on;
  std::vector<NamedDate> dates;  // in the order in which they were named
  Citation source;
  bool illustratief = false;
};

// A milestone whose date was named otherwise than before.
struct Slip {
  const NamedDate* before;
  const NamedDate* after;
};
std::vector<Slip> SlipsOf(const Milestone& milestone);

// Those that are wanted, by region and id, with the dates that were named by the day. `snapshot` is
// of all times: as of a day it has the last date only.
std::vector<Milestone> ReadMilestones(const stelsel::Snapshot& snapshot, const std::string& as_of,
                                      const std::function<bool(const Milestone&)>& wanted);

// A timeline of all dates, then the milestones as they stand. Nothing of none.
void WriteMilestones(const Page& page, const std::vector<Milestone>& milestones);
// What slipped. Nothing when nothing did.
void WriteSlips(const Page& page, const std::vector<Milestone>& milestones);

bool AnyIllustratief(const std::vector<Milestone>& milestones);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_
