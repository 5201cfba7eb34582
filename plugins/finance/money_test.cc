#include "money.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

using testing::ElementsAre;
using Weights = std::vector<std::int64_t>;

constexpr Cents kMost = std::numeric_limits<Cents>::max();
constexpr Cents kLeast = std::numeric_limits<Cents>::min();

std::int32_t CodeOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const stelsel::Error& error) {
    return error.code();
  }
  return STELSEL_OK;
}

// Weights of which one is above zero.
Weights SomeWeights(std::int64_t most) {
  Weights weights =
      *rc::gen::nonEmpty(rc::gen::container<Weights>(rc::gen::inRange<std::int64_t>(0, most)));
  if (std::all_of(weights.begin(), weights.end(), [](auto w) { return w == 0; })) weights[0] = 1;
  return weights;
}

TEST(Divide, GivesWhatIsLeftToWhoLostMost) {
  EXPECT_THAT(Divide(100, {1, 1, 1}), ElementsAre(34, 33, 33));
  EXPECT_THAT(Divide(-100, {1, 1, 1}), ElementsAre(-34, -33, -33));
  EXPECT_THAT(Divide(10, {3, 3, 1}), ElementsAre(4, 4, 2));  // 4.29, 4.29, 1.43
  EXPECT_THAT(Divide(0, {2, 5}), ElementsAre(0, 0));
}

TEST(Divide, OfEqualLossesTheLargerWeightComesFirst) {
  // 0.5 and 1.5 of 2 cents: the second has the larger weight.
  EXPECT_THAT(Divide(2, {1, 3}), ElementsAre(0, 2));
  EXPECT_THAT(Divide(2, {3, 1}), ElementsAre(2, 0));
  EXPECT_THAT(Divide(1, {1, 1}), ElementsAre(1, 0));
}

TEST(Divide, HoldsAtTheEndsOfWhatCanBeCounted) {
  EXPECT_THAT(Divide(kMost, {kMost, kMost}), ElementsAre(kMost / 2 + 1, kMost / 2));
  EXPECT_THAT(Divide(kMost, {kMost}), ElementsAre(kMost));
  EXPECT_EQ(Sum(Divide(kLeast, {1, 2})), kLeast);
}

TEST(Divide, RefusesKeysThatDivideNothing) {
  EXPECT_EQ(CodeOf([] { Divide(5, {}); }), STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(CodeOf([] { Divide(5, {0, 0}); }), STELSEL_INVALID_ARGUMENT);
  EXPECT_EQ(CodeOf([] { Divide(5, {3, -1}); }), STELSEL_INVALID_ARGUMENT);
}

TEST(Money, OverflowIsAnError) {
  EXPECT_EQ(CodeOf([] { Add(kMost, 1); }), STELSEL_OUT_OF_RANGE);
  EXPECT_EQ(CodeOf([] { Subtract(kLeast, 1); }), STELSEL_OUT_OF_RANGE);
  EXPECT_EQ(CodeOf([] { Sum({kMost, kMost}); }), STELSEL_OUT_OF_RANGE);
  EXPECT_EQ(Sum({kMost, kMost, kLeast}), kMost - 1);
  EXPECT_EQ(CodeOf([] { PartOf(kMost, 2 * kWhole); }), STELSEL_OUT_OF_RANGE);
  EXPECT_EQ(CodeOf([] { ParseAmount("99999999999999999999"); }), STELSEL_OUT_OF_RANGE);
}

TEST(Money, HalvesGoAwayFromZero) {
  EXPECT_EQ(PartOf(1, kWhole / 2), 1);
  EXPECT_EQ(PartOf(-1, kWhole / 2), -1);
  EXPECT_EQ(PartOf(100, 142857), 14);
}

TEST(ParseAmount, TakesEurosAndCents) {
  EXPECT_EQ(ParseAmount("1234.50"), 123450);
  EXPECT_EQ(ParseAmount("-1234,5"), -123450);
  EXPECT_EQ(ParseAmount("7"), 700);
  for (const char* wrong : {"", "-", ".", "1.", ".5", "1.234", "1e3", "1 2", "a", "1.2.3"}) {
    EXPECT_EQ(CodeOf([&] { ParseAmount(wrong); }), STELSEL_INVALID_ARGUMENT) << wrong;
  }
}

TEST(PlainDecimal, HasAllItsDecimals) {
  EXPECT_EQ(PlainDecimal(-5, 2), "-0.05");
  EXPECT_EQ(PlainDecimal(142857, 6), "0.142857");
  EXPECT_EQ(PlainDecimal(kLeast, 2), "-92233720368547758.08");
  EXPECT_EQ(PlainDecimal(12, 0), "12");
}

RC_GTEST_PROP(DivideProperty, PartsAreTheWhole, (Cents total)) {
  const Weights weights = SomeWeights(kMost);
  RC_ASSERT(Sum(Divide(total, weights)) == total);
}

RC_GTEST_PROP(DivideProperty, EachPartIsWithinACentOfItsExactShare, (std::int32_t total)) {
  const Weights weights = SomeWeights(1'000'000);
  const std::vector<Cents> parts = Divide(total, weights);
  const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide off = static_cast<Wide>(parts[i]) * sum - static_cast<Wide>(total) * weights[i];
    RC_ASSERT(off < sum && off > -sum);
  }
}

RC_GTEST_PROP(DivideProperty, AnEqualKeyGivesEqualPartsWithinACent, (Cents total)) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 400);
  const std::vector<Cents> parts = Divide(total, Weights(count, 7));
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  RC_ASSERT(*most - *least <= 1);
}

RC_GTEST_PROP(DivideProperty, ScalingAKeyChangesNothing, (Cents total)) {
  const Weights weights = SomeWeights(1'000'000);
  const auto factor = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  Weights scaled = weights;
  for (std::int64_t& weight : scaled) weight *= factor;
  RC_ASSERT(Divide(total, weights) == Divide(total, scaled));
}

RC_GTEST_PROP(DivideProperty, ANegativeTotalIsThePositiveOneTurnedRound, (std::int32_t total)) {
  const Weights weights = SomeWeights(1'000);
  std::vector<Cents> parts = Divide(-static_cast<Cents>(total), weights);
  for (Cents& part : parts) part = -part;
  RC_ASSERT(parts == Divide(total, weights));
}

// With different weights, so that no tie is decided by the place.
RC_GTEST_PROP(DivideProperty, TheOrderOfDifferentWeightsChangesNothing, (std::int32_t total)) {
  Weights weights =
      *rc::gen::nonEmpty(rc::gen::unique<Weights>(rc::gen::inRange<std::int64_t>(1, 1'000'000)));
  const std::vector<Cents> parts = Divide(total, weights);
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return weights[a] < weights[b]; });
  std::sort(weights.begin(), weights.end());
  const std::vector<Cents> sorted = Divide(total, weights);
  for (std::size_t i = 0; i < order.size(); ++i) RC_ASSERT(parts[order[i]] == sorted[i]);
}

RC_GTEST_PROP(PartOfEachProperty, PartsAreThePartOfTheSum, (std::vector<std::int32_t> amounts)) {
  const std::vector<Cents> wide(amounts.begin(), amounts.end());
  const auto share = *rc::gen::inRange<Share>(0, kWhole + 1);
  RC_ASSERT(Sum(PartOfEach(wide, share)) == PartOf(Sum(wide), share));
}

RC_GTEST_PROP(PartOfEachProperty, NothingAndAllArePure, (std::vector<std::int32_t> amounts)) {
  const std::vector<Cents> wide(amounts.begin(), amounts.end());
  RC_ASSERT(PartOfEach(wide, kWhole) == wide);
  RC_ASSERT(PartOfEach(wide, 0) == std::vector<Cents>(wide.size(), 0));
}

RC_GTEST_PROP(AmountProperty, WrittenAndReadAgainIsTheSame, (Cents amount)) {
  RC_PRE(amount > kLeast / 100 && amount < kMost / 100);
  RC_ASSERT(ParseAmount(PlainDecimal(amount, 2)) == amount);
}

}  // namespace
}  // namespace finance
