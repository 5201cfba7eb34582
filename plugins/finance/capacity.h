// finance/capacity: what the targets of a region for places and dwellings mean by year, and what
// they change in cost.
#ifndef STELSEL_PLUGINS_FINANCE_CAPACITY_H_
#define STELSEL_PLUGINS_FINANCE_CAPACITY_H_

#include <string>

#include "book.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct CapacityWish {
  std::string region;
  Year from = 2016, to = 2026;  // the first year of the change, and the one at whose end it is done
  std::string home_kind;        // facility kind whose price a dwelling of a target has
  bool explain = false;
};

// The targets are those of regioafspraken_target that have a figure. Each is reached in equal
// yearly steps of whole places (largest remainder), which is an assumption.
stelsel::Stream CapacityTable(const stelsel::Run& run, const CapacityWish& wish,
                              const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_CAPACITY_H_
