#include "outcome.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace finance {
namespace {

// Whole amounts of the draws in a few figures. The amounts at a rank are looked for in the one of a
// thousand equal ranges that holds the rank, which is quicker than any order of all.
class Tally {
 public:
  explicit Tally(const Draws& amounts) : amounts_(amounts) {
    Cents most = amounts.front();
    for (const Cents amount : amounts) {
      sum_ += amount;
      least_ = std::min(least_, amount);
      most = std::max(most, amount);
    }
    while ((Above(most) >> shift_) >= kRanges) ++shift_;
    for (const Cents amount : amounts) ++counts_[RangeOf(amount)];
  }
  Wide sum() const { return sum_; }
  // The smallest amount that this share of the draws does not exceed.
  Cents At(std::size_t percent) const {
    std::size_t rank = (amounts_.size() * percent + 99) / 100 - 1, range = 0;
    for (; rank >= counts_[range]; ++range) rank -= counts_[range];
    Draws there;
    for (const Cents amount : amounts_) {
      if (RangeOf(amount) == range) there.push_back(amount);
    }
    const auto at = there.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(there.begin(), at, there.end());
    return *at;
  }
  std::array<Cents, 3> AtThree() const { return {At(5), At(50), At(95)}; }

 private:
  static constexpr std::size_t kRanges = 1024;
  // No difference overflows as a number without a sign.
  std::uint64_t Above(Cents amount) const {
    return static_cast<std::uint64_t>(amount) - static_cast<std::uint64_t>(least_);
  }
  std::size_t RangeOf(Cents amount) const { return Above(amount) >> shift_; }

  const Draws& amounts_;
  Wide sum_ = 0;
  Cents least_ = std::numeric_limits<Cents>::max();
  int shift_ = 0;
  std::array<std::uint32_t, kRanges> counts_{};
};

void SetMean(Outcome* of, std::size_t count, Wide draws, Wide Outcome::*sums,
             Cents Outcome::*mean) {
  std::vector<std::pair<Wide, std::size_t>> losses;
  Wide all = 0, given = 0;
  for (std::size_t m = 0; m < count; ++m) {
    const Wide sum = of[m].*sums;
    const Wide down = sum >= 0 ? sum / draws : -((-sum + draws - 1) / draws);
    of[m].*mean = static_cast<Cents>(down);
    losses.emplace_back(down * draws - sum, m);
    all += sum;
    given += down;
  }
  std::sort(losses.begin(), losses.end());
  const auto left = static_cast<std::size_t>(Nearest(all, draws) - given);
  for (std::size_t i = 0; i < left; ++i) ++(of[losses[i].second].*mean);
}

}  // namespace

std::int64_t CountAbove(const Draws& amounts, Wide bound) {
  if (bound > std::numeric_limits<Cents>::max()) return 0;
  const Cents most = static_cast<Cents>(std::max<Wide>(bound, std::numeric_limits<Cents>::min()));
  std::int64_t count = 0;
  for (const Cents amount : amounts) count += amount > most ? 1 : 0;
  return count;
}

// Against a budget that is the same in all draws.
Outcome AgainstBudget(const Draws& costs, Cents budget, Cents limit) {
  Outcome out;
  out.deficits = CountAbove(costs, budget);
  out.above_limit = CountAbove(costs, static_cast<Wide>(budget) + limit);
  const Tally tally(costs);
  out.budget = budget;
  out.budgets = static_cast<Wide>(budget) * static_cast<Wide>(costs.size());
  out.costs_in_all = tally.sum();
  out.costs = tally.AtThree();
  for (std::size_t i = 0; i < 3; ++i) out.results[i] = Subtract(budget, out.costs[2 - i]);
  return out;
}

Outcome ByResults(const Draws& results, Wide budgets, Cents limit, const Outcome& own) {
  Outcome out = own;
  out.budgets = budgets;
  out.deficits = out.above_limit = 0;
  for (const Cents result : results) {
    out.deficits += result < 0 ? 1 : 0;
    out.above_limit += -result > limit ? 1 : 0;
  }
  out.results = Tally(results).AtThree();
  return out;
}

void SetMeans(Outcome* of, std::size_t count, Wide draws) {
  SetMean(of, count, draws, &Outcome::costs_in_all, &Outcome::cost);
  SetMean(of, count, draws, &Outcome::budgets, &Outcome::budget);
}

}  // namespace finance
