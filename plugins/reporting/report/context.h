// What every report is told besides its rows.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_CONTEXT_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_CONTEXT_H_

#include <string>
#include <vector>

#include "report/labels.h"
#include "report/landscape.h"
#include "stelsel/document.hpp"
#include "words.h"

namespace reporting {

struct Context {
  Words words;
  Labels labels;
  std::string as_of;   // YYYY-MM-DD
  std::string source;  // where the rows came from

  // The day of the report in words.
  std::string Day() const;
  // `Beschermd wonen (BW)`, for a heading.
  std::string DomainTitle(Domain domain) const;
  // `Samenwerking`; a name for the rest when there is no theme.
  std::string ThemeTitle(std::optional<Theme> theme) const;
  // `in ontwikkeling`.
  std::string StatusLabel(Status status) const;
  // The statuses as series of a chart, the best first.
  std::vector<stelsel::Series> StatusSeries() const;
};

// The statuses from best to worst, as reports show them.
inline constexpr Status kBestFirst[] = {Status::ja, Status::in_ontwikkeling, Status::nee};

// All themes in the order of the schema, and at the end none: of topics that have no theme.
std::vector<std::optional<Theme>> Themes();
// Whether the topic goes under this theme. A theme that is not listed counts as none.
bool IsOf(const Topic& topic, std::optional<Theme> theme);
// All domains in the order of the schema.
std::vector<Domain> Domains();

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_CONTEXT_H_
