// What an explanation says after `Twijfel:`: why another reader could decide otherwise.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_DOUBT_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_DOUBT_H_

#include <string>
#include <string_view>

namespace reporting {

bool HasDoubt(std::string_view explanation);
// The explanation with its doubt on a line of its own, so that it is seen.
std::string WithDoubtApart(std::string explanation);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_DOUBT_H_
