// When regions expect to be ready, and whether BW and MO go together.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PLANNING_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PLANNING_H_

#include <cstddef>
#include <string>

#include "report/grid.h"
#include "report/page.h"

namespace reporting {

// How a region goes about beschermd wonen and maatschappelijke opvang.
enum class TimePath { one_domain, together, apart };

// `together` when the statuses of BW and MO, and the dates on which they are expected to be ready,
// are the same on each topic that has both; `one_domain` when there is no such topic.
TimePath TimePathOf(const Grid& grid, std::size_t region);

// The quarter in which a day lies, such as `2021-36`.
std::string QuarterOf(std::int32_t day);

// The section: what is expected by quarter, what is overdue, and the time paths.
void WritePlanning(const Page& page, const Grid& grid);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PLANNING_H_
