// finance/projection as a table: reads what the simulation needs, runs it and writes its outcomes.
#ifndef STELSEL_PLUGINS_FINANCE_FORECAST_H_
#define STELSEL_PLUGINS_FINANCE_FORECAST_H_

#include <string>
#include <vector>

#include "book.h"
#include "projection.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct ForecastWish {
  std::string region;               // empty: all that have clients
  std::string path, key, scenario;  // empty: the first claimed, that of the arrangement, all
  Year from = 0;                    // 0: the latest year with existing clients
  std::int64_t years = 10;
  SimulationWish simulation;
};

// What the simulation of a region was given, and what came out.
struct Forecast {
  RegionCase region;
  std::string path, key;
  bool assumption = false, illustratief = false;
  std::string remark, carried;  // `carried`: what was taken from other years
  std::size_t skipped = 0;      // years that were simulated before the first one
  RegionOutcomes outcomes;

  const Outcome& At(Scenario scenario, std::size_t year, std::size_t municipality) const {
    const std::size_t count = region.municipalities.size();
    return outcomes[(scenario * region.money.size() + year) * count + municipality];
  }
};

struct Forecasts {
  Year from = 0;
  std::vector<Forecast> regions;
  std::vector<LeftOut> left_out;
};

Forecasts WorkOutForecasts(const stelsel::Run& run, const Book& book, const ForecastWish& wish,
                           const Words& words);

stelsel::Stream ForecastTable(const Book& book, const Forecasts& forecasts,
                              const ForecastWish& wish, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_FORECAST_H_
