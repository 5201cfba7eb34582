// What agreements wait for, what helps and hinders, and what support regions need.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_ASPECTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_ASPECTS_H_

#include "report/names.h"
#include "report/page.h"

namespace reporting {

// National matters that agreements wait for as of the day: how many regions for each, and which.
// Nothing when none is waited for. `all` is the number of regions.
void WriteWaitingFor(const Page& page, const stelsel::Snapshot& then, Names& names,
                     std::int64_t all);
// Success factors, challenges and support needs, each with the shares that sources give.
void WriteAspects(const Page& page, const stelsel::Snapshot& then);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_ASPECTS_H_
