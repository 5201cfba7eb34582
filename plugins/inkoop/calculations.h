// The calculations of the manifest, as tables with a reason in each row.
#ifndef STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_
#define STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market.h"

namespace inkoop {

// Nothing, an empty stream, when no calculation is called so.
stelsel::Stream RunCalculation(const std::string& id, const stelsel::Run& run);

// Of a tariff in force on a day: the fair price, and what indexation makes of it.
struct TariffYear {
  int year = 0;
  std::optional<std::int64_t> ten_thousandths;  // see Indexation
  std::int64_t cents = 0;
  bool corrected = false;  // by the final figures of the year before
};
struct TariffState {
  const Tariff* tariff = nullptr;
  const Contract* contract = nullptr;
  const Product* product = nullptr;
  std::optional<std::int64_t> fair;
  std::vector<TariffYear> years;  // the coming ones; ends where a forecast lacks
  bool has_share = false;         // whether the lot says how it is indexed
  bool ends_short = false;        // a forecast lacks
};
std::vector<TariffState> TariffsOn(const Market& market, Day day, int years,
                                   const std::string& region);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_
