// finance/responsible as a table: a row for each case and wording, or how many cases have which
// answer.
#ifndef STELSEL_PLUGINS_FINANCE_CASES_H_
#define STELSEL_PLUGINS_FINANCE_CASES_H_

#include <string>

#include "responsible.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct CaseWish {
  std::string region;    // empty: all
  bool summary = false;  // counts instead of a row for each
  bool explain = false;  // with the steps behind each row
};

// The stream reads the cases while it is read itself, so that a million of them take no memory to
// speak of.
stelsel::Stream ResponsibleTable(const stelsel::Run& run, const CaseWish& wish, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_CASES_H_
