// What documents print, beside what was recomputed and what their text says.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PUBLISHED_SECTION_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PUBLISHED_SECTION_H_

#include <string>
#include <vector>

#include "reconstruct/beside.h"
#include "report/page.h"

namespace reporting {

// Each printed row with the counts behind it, the shares recomputed from statuses, and what cannot
// be right; then the claims of the text that differ. Nothing when nothing was published.
void WritePublished(const Page& page, const std::vector<PublishedBeside>& rows,
                    const std::vector<Topic>& topics);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PUBLISHED_SECTION_H_
