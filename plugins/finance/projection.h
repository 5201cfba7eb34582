// finance/projection: what clients cost in the years to come, against the budget, by a simulation
// in which every scenario meets the same clients.
//
// Of each municipality and kind of facility there are the existing clients (less those whom the
// Wlz takes) and new ones, whose number is Poisson. Each month one in `average_stay_months` leaves,
// so that the clients who are there after a year are binomial. Those who are there at the
// beginning and at the end of a year count for half a year each, new ones for half a year. A place
// costs the mix of its prices in kind and as a pgb. Counts are whole and amounts cents.
#ifndef STELSEL_PLUGINS_FINANCE_PROJECTION_H_
#define STELSEL_PLUGINS_FINANCE_PROJECTION_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "money.h"
#include "outcome.h"

namespace finance {

using Year = std::int64_t;

// The clients of one municipality in one kind of facility.
struct ClientGroup {
  std::string name;          // by which it draws its numbers: region|municipality|kind
  std::size_t municipality;  // place in the region
  std::int32_t clients = 0;  // at the beginning
  Share existing_wlz = 0;
  Share existing_stay = 0, new_stay = 0;  // chance to be there after a year
  struct InYear {
    Wide inflow = 0;  // mean, times 10^8, without those whom the Wlz takes
    Cents existing_price = 0, new_price = 0;
  };
  std::vector<InYear> years;
};

// The money of one municipality in one year.
struct YearMoney {
  Cents historical = 0, objective = 0;              // by the growth path, as received
  Cents historical_whole = 0, objective_whole = 0;  // before it
  std::int64_t key_weight = 0;                      // in what is pooled
};

// How long the historical part is pooled, in the scenario that does so.
inline constexpr std::int64_t kPooledYears = 3;

struct RegionCase {
  std::string region;
  std::vector<std::string> municipalities;
  // Who gets the money for all of the region, and with it the existing clients; the number of
  // municipalities when each has its own.
  std::size_t centre = 0;
  std::vector<ClientGroup> groups;
  std::vector<std::vector<YearMoney>> money;  // by year, by municipality
  // Years in which the scenario pools the historical part: from the one on, before the other.
  std::int64_t pooled_from = 0, pooled_to = kPooledYears;
};

enum Scenario : std::size_t {
  kNoSolidarity,       // the budget as received; who gets the historical part has existing clients
  kHistoricalPooled,   // the historical part and the existing clients together, for three years
  kAllPooled,          // all money and all clients together
  kImmediateHandOver,  // the whole objective budget at once, each its own clients
  kByUse,              // all money together, divided by the use of care in the year
  kScenarios
};
// What a scenario is called in the table.
extern const std::array<const char*, kScenarios> kScenarioNames;

struct SimulationWish {
  std::uint64_t seed = 1;
  std::int64_t draws = 1000;
  Cents limit = 0;  // of a deficit
  int threads = 1;
};

// By scenario, year and municipality, after which comes the region itself:
// [(scenario * years + year) * (municipalities + 1) + m].
using RegionOutcomes = std::vector<Outcome>;

// The outcomes of each region, the same whatever the number of threads. `advance` is called from
// the calling thread, with how many regions are done; what it throws ends the simulation.
std::vector<RegionOutcomes> Simulate(const std::vector<RegionCase>& regions,
                                     const SimulationWish& wish,
                                     const std::function<void(std::int64_t)>& advance);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_PROJECTION_H_
