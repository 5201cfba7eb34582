// finance/projection: makes what the simulation needs of flows and budgets, runs it, and writes its
// outcomes as a table.
#ifndef STELSEL_PLUGINS_FINANCE_FORECAST_H_
#define STELSEL_PLUGINS_FINANCE_FORECAST_H_

#include <string>
#include <vector>

#include "book.h"
#include "forecast_steps.h"
#include "projection.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct ForecastWish {
  std::string region;               // empty: all that have clients
  std::string path, key, scenario;  // empty: the first claimed, that of the arrangement, all
  Year from = 0;                    // 0: the latest year with existing clients
  std::int64_t years = 10;
  bool explain = false;
  SimulationWish simulation;
};

// What the simulation of a region was given, and what came out.
struct Forecast {
  RegionCase region;
  std::string path, key;
  bool assumption = false, illustratief = false;
  bool unpriced = false;        // some clients have no price, so that no cost is known
  std::string remark, carried;  // `carried`: what was taken from other years
  std::size_t skipped = 0;      // years that were simulated before the first one
  ForecastSteps steps;          // when they were asked for
  RegionOutcomes outcomes;

  // The region itself stands behind its municipalities.
  const Outcome& At(Scenario scenario, std::size_t year, std::size_t municipality) const {
    const std::size_t count = region.municipalities.size() + 1;
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

// The outcomes of each municipality and of the region together, with the steps before them.
stelsel::Stream ForecastTable(const Book& book, const Forecasts& forecasts,
                              const ForecastWish& wish, const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_FORECAST_H_
