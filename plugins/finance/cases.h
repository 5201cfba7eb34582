// finance/responsible as a table: a row for each case and wording, or how many cases have which
// answer.
#ifndef STELSEL_PLUGINS_FINANCE_CASES_H_
#define STELSEL_PLUGINS_FINANCE_CASES_H_

#include <string>

#include "responsible.h"
#include "stelsel/plugin.hpp"

namespace finance {

// The stream reads the cases while it is read itself, so that a million of them take no memory to
// speak of. Of an empty `region` all.
stelsel::Stream ResponsibleTable(const stelsel::Run& run, const std::string& region, bool summary,
                                 const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_CASES_H_
