#include "projection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <limits>

#include "sampler.h"
#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

ClientGroup Group(const char* name, std::size_t municipality, std::int32_t clients,
                  std::int64_t inflow_hundredths, Cents price, std::size_t years) {
  ClientGroup out;
  out.name = name;
  out.municipality = municipality;
  out.clients = clients;
  out.existing_stay = out.new_stay = YearlyStay(36);
  out.years.assign(years, {static_cast<Wide>(inflow_hundredths) * 1'000'000, price, price});
  return out;
}

// Two municipalities, of which the first gets the historical money.
RegionCase TwoMunicipalities(std::size_t years = 5) {
  RegionCase out;
  out.region = "noord";
  out.municipalities = {"GM0001", "GM0002"};
  out.centre = 0;
  out.groups = {Group("a", 0, 40, 900, 40'000'00, years), Group("b", 1, 12, 350, 40'000'01, years),
                Group("c", 1, 3, 125, 17'500'33, years)};
  out.money.assign(years, {{2'000'000'01, 100'000'00, 2'000'000'01, 1'000'000'00, 700},
                           {0, 80'000'33, 0, 800'000'33, 300}});
  return out;
}

const Outcome& At(const RegionOutcomes& outcomes, Scenario scenario, std::size_t year,
                  std::size_t municipality, std::size_t years = 5) {
  return outcomes[(scenario * years + year) * 3 + municipality];
}

RegionOutcomes Simulated(const RegionCase& region, const SimulationWish& wish) {
  return Simulate({region}, wish, [](std::int64_t) {})[0];
}

bool Same(const RegionOutcomes& a, const RegionOutcomes& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.budget == y.budget && x.cost == y.cost && x.costs == y.costs &&
           x.results == y.results && x.deficits == y.deficits && x.above_limit == y.above_limit;
  });
}

TEST(Simulate, IsTheSameWithAnyNumberOfThreads) {
  std::vector<RegionCase> regions;
  for (int i = 0; i < 9; ++i) {
    regions.push_back(TwoMunicipalities());
    for (ClientGroup& group : regions.back().groups) group.name += std::to_string(i);
  }
  SimulationWish wish{7, 300, 50'000'00, 1};
  const auto one = Simulate(regions, wish, [](std::int64_t) {});
  for (const int threads : {2, 3, 8}) {
    wish.threads = threads;
    const auto many = Simulate(regions, wish, [](std::int64_t) {});
    for (std::size_t i = 0; i < regions.size(); ++i) EXPECT_TRUE(Same(one[i], many[i])) << i;
  }
  EXPECT_FALSE(Same(one[0], one[1]));  // other names, other draws
}

TEST(Simulate, TheSeedChangesTheDrawsAndNothingElseDoes) {
  const RegionOutcomes first = Simulated(TwoMunicipalities(), {1, 200, 0, 1});
  EXPECT_TRUE(Same(first, Simulated(TwoMunicipalities(), {1, 200, 0, 1})));
  EXPECT_FALSE(Same(first, Simulated(TwoMunicipalities(), {2, 200, 0, 1})));
  // Fewer years are the first of more years.
  const RegionOutcomes two = Simulated(TwoMunicipalities(2), {1, 200, 0, 1});
  EXPECT_EQ(At(two, kByUse, 1, 1, 2).results, At(first, kByUse, 1, 1).results);
  // The order of groups changes nothing.
  RegionCase turned = TwoMunicipalities();
  std::swap(turned.groups[0], turned.groups[2]);
  EXPECT_TRUE(Same(first, Simulated(turned, {1, 200, 0, 1})));
}

// Whoever pays, in every scenario all clients are paid for.
TEST(Simulate, ScenariosHaveTheSameCostsAltogether) {
  const RegionOutcomes out = Simulated(TwoMunicipalities(), {3, 500, 0, 1});
  for (std::size_t year = 0; year < 5; ++year) {
    const Cents all = At(out, kAllPooled, year, 0).cost + At(out, kAllPooled, year, 1).cost;
    for (const Scenario s : {kNoSolidarity, kHistoricalPooled, kImmediateHandOver, kByUse}) {
      EXPECT_EQ(At(out, s, year, 0).cost + At(out, s, year, 1).cost, all) << s << " " << year;
    }
  }
}

TEST(Simulate, PoolsGiveTheWholeBudget) {
  const RegionOutcomes out = Simulated(TwoMunicipalities(), {3, 500, 0, 1});
  const Cents all = 2'000'000'01 + 100'000'00 + 80'000'33;
  EXPECT_EQ(At(out, kNoSolidarity, 0, 0).budget + At(out, kNoSolidarity, 0, 1).budget, all);
  EXPECT_EQ(At(out, kHistoricalPooled, 0, 0).budget + At(out, kHistoricalPooled, 0, 1).budget, all);
  EXPECT_EQ(At(out, kAllPooled, 0, 0).budget + At(out, kAllPooled, 0, 1).budget, all);
  EXPECT_EQ(At(out, kByUse, 0, 0).budget + At(out, kByUse, 0, 1).budget, all);
  EXPECT_EQ(At(out, kImmediateHandOver, 0, 1).budget, 800'000'33);
}

TEST(Simulate, ThreeYearsAreThree) {
  const RegionOutcomes out = Simulated(TwoMunicipalities(), {3, 500, 0, 1});
  EXPECT_NE(At(out, kHistoricalPooled, 2, 1).cost, At(out, kNoSolidarity, 2, 1).cost);
  EXPECT_EQ(At(out, kHistoricalPooled, 3, 1).cost, At(out, kNoSolidarity, 3, 1).cost);
}

TEST(Simulate, AMunicipalityWithoutClientsCostsNothing) {
  RegionCase region = TwoMunicipalities();
  region.groups.clear();
  const RegionOutcomes out = Simulated(region, {1, 10, 0, 1});
  const Outcome& at = At(out, kNoSolidarity, 4, 0);
  EXPECT_EQ(at.cost, 0);
  EXPECT_EQ(at.deficits, 0);
  EXPECT_EQ(at.results[1], at.budget);
  EXPECT_EQ(At(out, kByUse, 0, 0).budget + At(out, kByUse, 0, 1).budget, 2'180'000'34);
}

// With nobody new and everybody staying, there is one cost in all draws.
TEST(Simulate, WithoutChanceItIsArithmetic) {
  RegionCase region = TwoMunicipalities(2);
  region.groups.resize(1);
  region.groups[0].existing_stay = kWhole;
  for (auto& in : region.groups[0].years) in.inflow = 0;
  const RegionOutcomes out = Simulated(region, {1, 50, 0, 1});
  const Outcome& at = At(out, kNoSolidarity, 1, 0, 2);
  EXPECT_EQ(at.cost, 40 * 40'000'00);
  EXPECT_THAT(at.costs, testing::Each(40 * 40'000'00));
  EXPECT_EQ(At(out, kAllPooled, 1, 0, 2).costs[1], 1'120'000'00);  // 700 of 1000
  EXPECT_EQ(at.deficits, 0);
}

TEST(Simulate, TheMeanIsThatOfTheModel) {
  RegionCase region = TwoMunicipalities(1);
  region.groups.resize(1);
  const SimulationWish wish{5, 40'000, 0, 2};
  const RegionOutcomes out = Simulated(region, wish);
  // 40 clients for (1 + 0.713159) / 2 years and 9 new ones for half a year, of 40,000 euro; five
  // standard errors: the deviation of the half years is at most 4.2, of their mean 0.021.
  const double years = 40 * (1 + 0.713159) / 2 + 4.5;
  EXPECT_NEAR(static_cast<double>(At(out, kNoSolidarity, 0, 0, 1).cost) / 40'000'00, years, 0.06);
}

TEST(Simulate, PercentilesAreInOrderAndChancesWithinTheDraws) {
  const RegionOutcomes out = Simulated(TwoMunicipalities(), {9, 101, 30'000'00, 1});
  for (const Outcome& at : out) {
    EXPECT_LE(at.costs[0], at.costs[1]);
    EXPECT_LE(at.costs[1], at.costs[2]);
    EXPECT_LE(at.results[0], at.results[1]);
    EXPECT_LE(at.results[1], at.results[2]);
    EXPECT_LE(at.above_limit, at.deficits);
    EXPECT_LE(at.deficits, 101);
  }
}

TEST(Simulate, WhatIsTooLargeIsAnError) {
  RegionCase region = TwoMunicipalities();
  region.groups[0].years[0].existing_price = std::numeric_limits<Cents>::max() / 10;
  EXPECT_THROW(Simulated(region, {1, 10, 0, 1}), stelsel::Error);
}

TEST(Simulate, WhatTheCallerThrowsEndsIt) {
  EXPECT_THROW(Simulate(std::vector<RegionCase>(50, TwoMunicipalities()), {1, 10, 0, 2},
                        [](std::int64_t) { throw stelsel::Error(STELSEL_CANCELLED, "cancelled"); }),
               stelsel::Error);
}

}  // namespace
}  // namespace finance
