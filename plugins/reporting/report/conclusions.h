// Conclusions in numbers: what the tables of a theme come to, in sentences.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_CONCLUSIONS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_CONCLUSIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "report/page.h"
#include "report/tally.h"

namespace reporting {

// Of all regions, in one domain: the topic that is furthest and the one that is least far, then
// each topic. `places` are those of the tally's topics that belong to the theme. Nothing when none
// has a status.
void WriteConclusions(const Page& page, const Tally& tally, const DomainCount& count,
                      const std::vector<std::size_t>& places);

// Of one region: `Van de 5 onderwerpen staan er 2 op ja …`.
std::string ConclusionOf(const Page& page, const std::vector<Observation>& statuses);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_CONCLUSIONS_H_
