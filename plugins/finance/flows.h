// Existing clients, expected new ones and prices, as finance/projection counts with them.
#ifndef STELSEL_PLUGINS_FINANCE_FLOWS_H_
#define STELSEL_PLUGINS_FINANCE_FLOWS_H_

#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "book.h"
#include "money.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace finance {

// A row of finance_cohort or finance_inflow.
struct Clients {
  std::int64_t count = 0;  // clients, or hundredths of expected new ones
  std::int64_t stay = 0;   // months
  Share wlz = 0, pgb = 0;
};
// Municipality, and kind of facility within it.
using Group = std::pair<std::string, std::string>;

// The value of the year or of the latest before it, with its year; nothing when there is none.
template <typename T>
std::optional<std::pair<Year, T>> LatestOf(const std::map<Year, T>& values, Year year) {
  const auto next = values.upper_bound(year);
  if (next == values.begin()) return std::nullopt;
  return *std::prev(next);
}

// Of one region.
struct Flows {
  std::map<Group, std::map<Year, Clients>> cohort, inflow;
  std::map<std::pair<std::string, bool>, std::map<Year, Cents>> prices;  // by kind, pgb
  bool illustratief = false;

  // Those of which there are existing or new clients.
  std::set<Group> Groups() const;
};

struct AllFlows {
  std::map<std::string, Flows> regions;
  std::vector<LeftOut> left_out;
  Year latest = 0;  // with existing clients, or else with new ones
};

// Of one region, or of all when `wanted` is empty.
AllFlows ReadFlows(const stelsel::Snapshot& snapshot, const std::string& wanted,
                   const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_FLOWS_H_
