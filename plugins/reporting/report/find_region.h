// The region that somebody asks for.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_FIND_REGION_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_FIND_REGION_H_

#include <string>
#include <vector>

#include "report/context.h"
#include "report/landscape.h"

namespace reporting {

// The region with this id. Throws STELSEL_NOT_FOUND when there is none, naming those whose id, name
// or municipality comes nearest.
const Region& FindRegion(const std::string& wanted, const std::vector<Region>& regions,
                         const std::vector<Member>& members, const Context& context);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_FIND_REGION_H_
