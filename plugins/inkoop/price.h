// Prices: what is fair by its elements, and what indexation makes of a tariff. All exact until one
// rounding at the end, halves up, to whole cents.
#ifndef STELSEL_PLUGINS_INKOOP_PRICE_H_
#define STELSEL_PLUGINS_INKOOP_PRICE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "market.h"

namespace inkoop {

// staff / (1 - unproductive) * (1 + overhead + travel and training + duties) + further amounts,
// times (1 + indexation), of the elements that hold on the day. Nothing without an amount for
// staff, or when no hours would be left. Throws when it is no amount any more.
std::optional<std::int64_t> FairPrice(const std::vector<CostElement>& elements, Day day);

struct LackingFigure {
  Series series{};
  std::int64_t year = 0;
  Figure kind{};
};

// The indexation of `year`: forecast(year) + (final(year - 1) - forecast(year - 1)), of staff and
// material by the share of staff. A series is corrected where both figures of the year before are
// known.
struct Indexation {
  // Hundredths of a per cent, times 100 (the share is in whole per cents). Nothing without
  // forecast.
  std::optional<std::int64_t> ten_thousandths;
  bool corrected = false;              // any of the series that count
  std::vector<LackingFigure> lacking;  // of those three, for each series that counts
};
Indexation IndexationOf(const Market& market, std::int64_t staff_share, std::int64_t year);

// A tariff after an indexation.
std::int64_t Indexed(std::int64_t cents, std::int64_t ten_thousandths);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_PRICE_H_
