// finance/settlement: a deficit or surplus, divided by a key.
#ifndef STELSEL_PLUGINS_FINANCE_SETTLEMENT_H_
#define STELSEL_PLUGINS_FINANCE_SETTLEMENT_H_

#include <optional>
#include <string>

#include "book.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct SettlementWish {
  std::string region, stream;  // no stream: those with budgets or costs
  Year year = 0;
  std::optional<Cents> amount;  // above 0 a surplus; none: budget less cost
  std::string key;              // empty: that of the arrangement of the year
  std::string path;             // empty: the one path that is claimed for the region
  bool explain = false;
};

// A row for each municipality, the sum of whose amounts is that of the total, and one for what
// could not be divided.
stelsel::Stream SettlementTable(const Book& book, Memberships& memberships,
                                const SettlementWish& wish, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_SETTLEMENT_H_
