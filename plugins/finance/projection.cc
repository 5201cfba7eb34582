#include "projection.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>

#include "sampler.h"
#include "stelsel/stelsel.hpp"

namespace finance {

const std::array<const char*, kScenarios> kScenarioNames = {
    "geen_solidariteit", "historisch_gezamenlijk_3_jaar", "alles_gezamenlijk", "directe_overdracht",
    "verdeling_naar_gebruik"};

namespace {

// The clients of one group in all draws, year after year.
class GroupState {
 public:
  GroupState(const ClientGroup& group, const SimulationWish& wish)
      : group_(group),
        numbers_(wish.seed, group.name),
        existing_(static_cast<std::size_t>(wish.draws)),
        fresh_(existing_.size(), 0),
        existing_stay_(group.existing_stay),
        new_stay_(group.new_stay) {
    const Distribution start = Binomial(group.clients, kWhole - group.existing_wlz);
    for (std::size_t d = 0; d < existing_.size(); ++d) {
      existing_[d] = start(static_cast<std::uint32_t>(numbers_(Counter(d, 0)) >> 32));
    }
  }

  // Adds what the year costs and how much care is used, in half years.
  void Step(std::size_t year, Cents* existing_cost, Cents* new_cost, std::int64_t* use) {
    const ClientGroup::InYear& in = group_.years[year];
    const Distribution inflow = Poisson(in.inflow);
    for (std::size_t d = 0; d < existing_.size(); ++d) {
      const std::uint64_t counter = Counter(d, year + 1);
      const std::uint64_t stays = numbers_(counter), enters = numbers_(counter + 1);
      const std::int32_t stay = existing_stay_(existing_[d], static_cast<std::uint32_t>(stays));
      const std::int32_t left = new_stay_(fresh_[d], static_cast<std::uint32_t>(stays >> 32));
      const std::int32_t entered = inflow(static_cast<std::uint32_t>(enters >> 32));
      const std::int64_t existing_halves = existing_[d] + stay;
      const std::int64_t new_halves = fresh_[d] + left + entered;
      existing_cost[d] += HalfYears(in.existing_price, existing_halves);
      new_cost[d] += HalfYears(in.new_price, new_halves);
      use[d] += existing_halves + new_halves;
      existing_[d] = stay;
      fresh_[d] = left + entered;
    }
  }

 private:
  // Numbers of a draw stay the same when there are more draws or years.
  static std::uint64_t Counter(std::size_t draw, std::size_t year) {
    return (static_cast<std::uint64_t>(draw) << 9) | (year << 1);
  }
  // Prices are 0 or more, so that the nearest cent is this one; see Limits.
  static Cents HalfYears(Cents price, std::int64_t halves) { return (price * halves + 1) / 2; }

  const ClientGroup& group_;
  const Numbers numbers_;
  std::vector<std::int32_t> existing_, fresh_;
  Survivors existing_stay_, new_stay_;
};

// One region, one year after the other.
class RegionSimulation {
 public:
  RegionSimulation(const RegionCase& region, const SimulationWish& wish)
      : region_(region),
        wish_(wish),
        count_(region.municipalities.size()),
        draws_(static_cast<std::size_t>(wish.draws)),
        existing_(count_, Draws(draws_)),
        fresh_(count_, Draws(draws_)),
        use_(count_, Draws(draws_)) {
    for (const ClientGroup& group : region.groups) groups_.emplace_back(group, wish);
  }

  RegionOutcomes Run() {
    const std::size_t years = region_.money.size();
    out_.resize(kScenarios * years * (count_ + 1));
    for (std::size_t year = 0; year < years; ++year) {
      Advance(year);
      Together(year);
      NoSolidarity(year);
      HistoricalPooled(year);
      AllPooled(year);
      OwnClients(year);
      for (const Scenario scenario :
           {kNoSolidarity, kHistoricalPooled, kImmediateHandOver, kByUse}) {
        SetMeans(&At(scenario, year, 0), count_, wish_.draws);
      }
    }
    return std::move(out_);
  }

 private:
  Outcome& At(Scenario scenario, std::size_t year, std::size_t municipality) {
    return out_[(scenario * region_.money.size() + year) * (count_ + 1) + municipality];
  }
  const YearMoney& Money(std::size_t year, std::size_t m) const { return region_.money[year][m]; }

  void Advance(std::size_t year) {
    for (auto* amounts : {&existing_, &fresh_, &use_}) {
      for (Draws& of : *amounts) std::fill(of.begin(), of.end(), 0);
    }
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::size_t m = region_.groups[i].municipality;
      groups_[i].Step(year, existing_[m].data(), fresh_[m].data(), use_[m].data());
    }
    all_existing_ = SumOf(existing_);
    all_ = SumOf(fresh_);
    for (std::size_t d = 0; d < draws_; ++d) all_[d] += all_existing_[d];
  }

  Draws SumOf(const std::vector<Draws>& amounts) const {
    Draws sum(draws_, 0);
    for (const Draws& of : amounts) {
      for (std::size_t d = 0; d < draws_; ++d) sum[d] += of[d];
    }
    return sum;
  }

  void NoSolidarity(std::size_t year) {
    for (std::size_t m = 0; m < count_; ++m) {
      Draws costs = fresh_[m];
      const Draws* existing = region_.centre == count_ ? &existing_[m]
                              : region_.centre == m    ? &all_existing_
                                                       : nullptr;
      for (std::size_t d = 0; existing != nullptr && d < draws_; ++d) costs[d] += (*existing)[d];
      const YearMoney& money = Money(year, m);
      At(kNoSolidarity, year, m) =
          AgainstBudget(costs, Add(money.historical, money.objective), wish_.limit);
    }
  }

  std::vector<std::int64_t> Weights(std::size_t year) const {
    std::vector<std::int64_t> weights;
    for (const YearMoney& money : region_.money[year]) weights.push_back(money.key_weight);
    return weights;
  }
  Cents SumOfMoney(std::size_t year, Cents YearMoney::*part) const {
    std::vector<Cents> amounts;
    for (const YearMoney& money : region_.money[year]) amounts.push_back(money.*part);
    return Sum(amounts);
  }

  // Within a draw a pool is divided by what the municipalities up to and with each have together,
  // so that their parts are the pool to the cent without a sort.
  static Cents UpTo(Cents pool, std::int64_t weight, std::int64_t all) {
    std::int64_t product;
    if (!__builtin_mul_overflow(pool, weight, &product)) return product / all;  // far quicker
    return static_cast<Cents>(static_cast<Wide>(pool) * weight / all);
  }

  void HistoricalPooled(std::size_t year) {
    const auto at = static_cast<std::int64_t>(year);
    if (at < region_.pooled_from || at >= region_.pooled_to) {
      for (std::size_t m = 0; m < count_; ++m) {
        At(kHistoricalPooled, year, m) = At(kNoSolidarity, year, m);
      }
      return;
    }
    const std::vector<std::int64_t> weights = Weights(year);
    const std::vector<Cents> parts = Divide(SumOfMoney(year, &YearMoney::historical), weights);
    const std::int64_t all = Sum(weights);
    Draws before(draws_, 0);
    std::int64_t weight = 0;
    for (std::size_t m = 0; m < count_; ++m) {
      weight += weights[m];
      Draws costs = fresh_[m];
      for (std::size_t d = 0; d < draws_; ++d) {
        const Cents up_to = UpTo(all_existing_[d], weight, all);
        costs[d] += up_to - before[d];
        before[d] = up_to;
      }
      At(kHistoricalPooled, year, m) =
          AgainstBudget(costs, Add(parts[m], Money(year, m).objective), wish_.limit);
    }
  }

  // Everybody has the deficit of the pool in the same draws, each for its part.
  void AllPooled(std::size_t year) {
    const std::vector<std::int64_t> weights = Weights(year);
    const std::int64_t all = Sum(weights);
    const Cents budget =
        Add(SumOfMoney(year, &YearMoney::historical), SumOfMoney(year, &YearMoney::objective));
    std::vector<std::int64_t> above;
    for (const std::int64_t weight : weights) {
      // A part is above the limit when the whole is above limit * all / weight.
      above.push_back(weight == 0 ? 0
                                  : CountAbove(all_, static_cast<Wide>(wish_.limit) * all / weight +
                                                         static_cast<Wide>(budget)));
    }
    const Outcome pool = At(kAllPooled, year, count_);
    const std::vector<Cents> budgets = Divide(budget, weights), means = Divide(pool.cost, weights);
    std::array<std::vector<Cents>, 3> at, results;
    for (std::size_t i = 0; i < 3; ++i) {
      at[i] = Divide(pool.costs[i], weights);
      results[i] = Divide(pool.results[i], weights);
    }
    for (std::size_t m = 0; m < count_; ++m) {
      At(kAllPooled, year, m) = {budgets[m],
                                 means[m],
                                 {at[0][m], at[1][m], at[2][m]},
                                 {results[0][m], results[1][m], results[2][m]},
                                 weights[m] == 0 ? 0 : pool.deficits,
                                 above[m],
                                 0,
                                 0};
    }
  }

  // The scenarios in which each bears its own clients.
  void OwnClients(std::size_t year) {
    const Cents pool =
        Add(SumOfMoney(year, &YearMoney::historical), SumOfMoney(year, &YearMoney::objective));
    const Draws all_use = SumOf(use_);
    Draws used(draws_, 0), before(draws_, 0), results(draws_);
    for (std::size_t m = 0; m < count_; ++m) {
      Draws costs = fresh_[m];
      Wide budgets = 0;
      for (std::size_t d = 0; d < draws_; ++d) {
        costs[d] += existing_[m][d];
        used[d] += use_[m][d];
        // Without any use the pool is divided equally.
        const Cents up_to = all_use[d] > 0 ? UpTo(pool, used[d], all_use[d])
                                           : UpTo(pool, static_cast<std::int64_t>(m + 1),
                                                  static_cast<std::int64_t>(count_));
        results[d] = up_to - before[d] - costs[d];
        budgets += up_to - before[d];
        before[d] = up_to;
      }
      At(kImmediateHandOver, year, m) =
          AgainstBudget(costs, Money(year, m).objective_whole, wish_.limit);
      At(kByUse, year, m) =
          ByResults(results, budgets, wish_.limit, At(kImmediateHandOver, year, m));
    }
  }

  // The region itself has all clients in every scenario; only a hand-over gives it other money.
  void Together(std::size_t year) {
    Outcome as_received = AgainstBudget(
        all_,
        Add(SumOfMoney(year, &YearMoney::historical), SumOfMoney(year, &YearMoney::objective)),
        wish_.limit);
    SetMeans(&as_received, 1, wish_.draws);
    for (std::size_t s = 0; s < kScenarios; ++s)
      At(static_cast<Scenario>(s), year, count_) = as_received;
    Outcome& handed_over = At(kImmediateHandOver, year, count_);
    handed_over = AgainstBudget(all_, SumOfMoney(year, &YearMoney::objective_whole), wish_.limit);
    SetMeans(&handed_over, 1, wish_.draws);
  }

  const RegionCase& region_;
  const SimulationWish& wish_;
  const std::size_t count_, draws_;
  std::vector<GroupState> groups_;
  std::vector<Draws> existing_, fresh_, use_;  // by municipality, of the year at hand
  Draws all_existing_, all_;
  RegionOutcomes out_;
};

// What cannot overflow below need not be looked at in each draw: no draw has more than this many
// half years in a region, at the highest price.
void CheckLimits(const RegionCase& region) {
  constexpr Wide kRoom = std::numeric_limits<Cents>::max() / 4;
  Wide most = 0;
  for (const ClientGroup& group : region.groups) {
    Wide halves = static_cast<Wide>(group.clients) * 2, price = 0;
    for (const ClientGroup::InYear& in : group.years) {
      // No Poisson outcome that is kept is above twice its mean and a hundred.
      halves += in.inflow / 50'000'000 + 200;
      price = std::max<Wide>({price, in.existing_price, in.new_price});
      if (in.existing_price < 0 || in.new_price < 0) {
        throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "a price is below zero");
      }
    }
    most += halves * 2 * price;
  }
  if (most > kRoom) {
    throw stelsel::Error(STELSEL_OUT_OF_RANGE,
                         "the cost of " + region.region + " is too large to count in cents");
  }
}

}  // namespace

std::vector<RegionOutcomes> Simulate(const std::vector<RegionCase>& regions,
                                     const SimulationWish& wish,
                                     const std::function<void(std::int64_t)>& advance) {
  for (const RegionCase& region : regions) CheckLimits(region);
  std::vector<RegionOutcomes> out(regions.size());
  std::atomic<std::size_t> next{0}, done{0};
  std::mutex mutex;
  std::exception_ptr failure;  // the first; under the mutex
  const auto work = [&](bool tell) {
    try {
      for (std::size_t i = next++; i < regions.size(); i = next++) {
        out[i] = RegionSimulation(regions[i], wish).Run();
        ++done;
        if (tell) advance(static_cast<std::int64_t>(done));
      }
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex);
      if (failure == nullptr) failure = std::current_exception();
      next = regions.size();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < wish.threads; ++i) threads.emplace_back(work, false);
  work(true);
  for (std::thread& thread : threads) thread.join();
  if (failure != nullptr) std::rethrow_exception(failure);
  return out;
}

}  // namespace finance
