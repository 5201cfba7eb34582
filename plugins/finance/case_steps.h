// The steps by which finance/responsible came to an answer, down to source rows.
#ifndef STELSEL_PLUGINS_FINANCE_CASE_STEPS_H_
#define STELSEL_PLUGINS_FINANCE_CASE_STEPS_H_

#include <string>
#include <string_view>
#include <vector>

#include "key.h"
#include "responsible.h"
#include "words.h"

namespace finance {

// Of which case.
struct CasePlace {
  std::string_view region, id, domain;
};

// What is known of the case, the wording about existing clients, that about new ones where it
// answered or the term was looked at, and who pays.
std::vector<Step> StepsOf(const CasePlace& place, const CaseDates& dates, const Wordings& wordings,
                          const Answer& answer, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_CASE_STEPS_H_
