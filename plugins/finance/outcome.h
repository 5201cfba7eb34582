// What the draws of a simulation gave, in a few figures.
#ifndef STELSEL_PLUGINS_FINANCE_OUTCOME_H_
#define STELSEL_PLUGINS_FINANCE_OUTCOME_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "money.h"

namespace finance {

// What the draws of a municipality gave in a year. A result is budget less cost; p5 is the amount
// that 5% of the draws do not exceed (nearest rank).
struct Outcome {
  Cents budget = 0, cost = 0;  // means: those of a region add up to its own, to the nearest cent
  std::array<Cents, 3> costs{}, results{};     // p5, p50, p95
  std::int64_t deficits = 0, above_limit = 0;  // draws
  Wide budgets = 0, costs_in_all = 0;          // over the draws, of which the means are made
};

// An amount for each draw, at least one.
using Draws = std::vector<Cents>;

// Costs against a budget that is the same in all draws; its means are those of SetMeans.
Outcome AgainstBudget(const Draws& costs, Cents budget, Cents limit);
// Results against a budget that differs by draw, for the costs that `own` tells of.
Outcome ByResults(const Draws& results, Wide budgets, Cents limit, const Outcome& own);
// How many of the draws are above the bound.
std::int64_t CountAbove(const Draws& amounts, Wide bound);

// Sets the means of `count` municipalities so that they add up to those of their region: each is
// rounded down, and the cents that are left go to those that lost most by it; of equal losses the
// first is first.
void SetMeans(Outcome* of, std::size_t count, Wide draws);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_OUTCOME_H_
