// Places of a region and of its facilities in time: planned beside realised.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_CAPACITY_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_CAPACITY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/names.h"
#include "report/page.h"

namespace reporting {

// So many places from a day on, of a kind such as `gerealiseerd`.
struct PlacesFrom {
  std::string of;    // domain and facility, or kind of facility: what one chart is about
  std::string kind;  // code
  std::int64_t places = 0;
  std::optional<std::int32_t> from, to;  // days; `to` is the first on which it no longer holds
};

// The rows of a line chart: a day, and what holds from then on for each kind in `kinds`. Rows
// without a first day begin with the earliest day that is known.
struct CapacityLine {
  std::vector<std::string> kinds;
  std::map<std::int32_t, std::vector<std::optional<std::int64_t>>> days;
};
CapacityLine LineOf(const std::vector<PlacesFrom>& rows);

// Charts of region_capacity and facility_capacity, for all that have at least two days. Capacity
// that was reduced is no level and not drawn. Reads all times: a plan lies in the future.
void WriteCapacityCharts(const Page& page, const stelsel::Snapshot& all, Names& names,
                         const std::string& region);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_CAPACITY_H_
