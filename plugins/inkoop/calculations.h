// The calculations of the manifest, as tables with a reason in each row.
#ifndef STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_
#define STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market.h"
#include "price.h"

namespace inkoop {

// Nothing, an empty stream, when no calculation is called so.
stelsel::Stream RunCalculation(const std::string& id, const stelsel::Run& run);

// What a tariff is, or comes to, on the first day of a coming year.
struct TariffYear {
  int year = 0;
  std::optional<std::int64_t> cents;  // nothing where a forecast lacks
  const Tariff* agreed = nullptr;     // agreed for that day; without one it is indexed
  bool after_end = false;             // the contract does not hold then, unless it is extended
  Indexation indexation;
};
// Of a tariff in force on a day: the fair price, and what indexation makes of it.
struct TariffState {
  const Tariff* tariff = nullptr;
  const Contract* contract = nullptr;
  const Product* product = nullptr;
  std::optional<std::int64_t> fair;
  std::vector<TariffYear> years;  // the coming ones of which something can be said
};
std::vector<TariffState> TariffsOn(const Market& market, Day day, int years,
                                   const std::string& region);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_CALCULATIONS_H_
