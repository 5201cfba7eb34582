// Milestones, and the dates that were named for them: what slipped, from what to what, and where it
// says so.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_

#include <cstdint>
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

// A date that was named otherwise than before: to a later or an earlier one, without a date, with
// one again, or the same one more or less precisely, which is not a slip.
enum class Change { later, earlier, undated, dated_again, precision };
struct Renaming {
  const NamedDate* before;
  const NamedDate* after;
  Change change;
};
std::vector<Renaming> RenamingsOf(const Milestone& milestone);
// How often it slipped.
std::int64_t SlipsOf(const Milestone& milestone);

// Those that are wanted, by region and id, with the dates that were named by the day. `snapshot` is
// of all times: as of a day it has the last date only.
std::vector<Milestone> ReadMilestones(const stelsel::Snapshot& snapshot, const std::string& as_of,
                                      const std::function<bool(const Milestone&)>& wanted);

// A timeline of all dates, then the milestones as they stand. Nothing of none.
void WriteMilestones(const Page& page, const std::vector<Milestone>& milestones);
// What was named otherwise. Nothing when nothing was.
void WriteRenamings(const Page& page, const std::vector<Milestone>& milestones);

bool AnyIllustratief(const std::vector<Milestone>& milestones);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_MILESTONES_H_
