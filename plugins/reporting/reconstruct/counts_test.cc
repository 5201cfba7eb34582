// What can be relied on about counts and shares: nothing is missed and nothing made up, compared
// with trying every set of counts.
#include "reconstruct/counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace reporting {
namespace {

using testing::ElementsAre;

// Every set of counts of so many respondents, by ja and then by in ontwikkeling.
std::vector<Three> AllCounts(std::int64_t respondents) {
  std::vector<Three> all;
  for (std::int64_t a = 0; a <= respondents; ++a) {
    for (std::int64_t b = 0; a + b <= respondents; ++b) all.push_back({a, b, respondents - a - b});
  }
  return all;
}

std::int64_t Deviation(const Three& counts, const Three& shares) {
  const Three printed = SharesOf(counts);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += std::abs(printed[i] - shares[i]);
  return sum;
}

NearestSets TryAll(const Three& shares, std::int64_t respondents) {
  NearestSets out{301, 0, {}};
  for (const Three& counts : AllCounts(respondents)) {
    const std::int64_t deviation = Deviation(counts, shares);
    if (deviation > out.deviation) continue;
    if (deviation < out.deviation) out = {deviation, 0, {}};
    ++out.sets;
    out.first.push_back(counts);
  }
  return out;
}

void ExpectAsWhenAllAreTried(const Three& shares, std::int64_t respondents) {
  const NearestSets all = TryAll(shares, respondents);
  const NearestSets found = FindNearest(shares, respondents, all.first.size() + 1);
  RC_ASSERT(found.deviation == all.deviation);
  RC_ASSERT(found.sets == all.sets);
  RC_ASSERT(found.first == all.first);
  RC_ASSERT(SetsOf(shares, respondents) == (all.deviation == 0 ? all.sets : 0));
}

Three AnyShares() {
  const auto share = [] { return *rc::gen::inRange<std::int64_t>(0, 101); };
  return {share(), share(), share()};
}

// Of at most so many respondents, and at least one.
Three AnyCounts(std::int64_t most) {
  const std::int64_t whole = *rc::gen::inRange<std::int64_t>(1, most + 1);
  const std::int64_t first = *rc::gen::inRange<std::int64_t>(0, whole + 1);
  const std::int64_t second = *rc::gen::inRange<std::int64_t>(0, whole - first + 1);
  return {first, second, whole - first - second};
}

RC_GTEST_PROP(CountsProperty, WhatCountsPrintLeadsBackToThem, ()) {
  const Three counts = AnyCounts(500);
  const Three shares = SharesOf(counts);
  const NearestSets found = FindNearest(shares, SumOf(counts), 1000);
  RC_ASSERT(found.deviation == 0);
  RC_ASSERT(found.sets == SetsOf(shares, SumOf(counts)));
  RC_ASSERT(static_cast<std::int64_t>(found.first.size()) ==
            std::min<std::int64_t>(found.sets, 1000));
  RC_ASSERT(std::count(found.first.begin(), found.first.end(), counts) == 1);
  for (const Three& each : found.first) RC_ASSERT(SharesOf(each) == shares);
}

RC_GTEST_PROP(CountsProperty, AnySharesAreFoundAsWhenAllAreTried, ()) {
  ExpectAsWhenAllAreTried(AnyShares(), *rc::gen::inRange<std::int64_t>(1, 130));
}

// Near what can be printed, where a misprint is.
RC_GTEST_PROP(CountsProperty, AMisprintIsFoundAsWhenAllAreTried, ()) {
  const Three counts = AnyCounts(130);
  Three shares = SharesOf(counts);
  std::int64_t& share = shares[*rc::gen::inRange<std::size_t>(0, 3)];
  share = std::clamp<std::int64_t>(share + *rc::gen::inRange<std::int64_t>(-3, 4), 0, 100);
  ExpectAsWhenAllAreTried(shares, SumOf(counts));
}

RC_GTEST_PROP(CountsProperty, ARangeHasAllThatPrintTheShareAndNoOthers, ()) {
  const auto respondents = *rc::gen::inRange<std::int64_t>(1, kMostRespondents + 1);
  const auto share = *rc::gen::inRange<std::int64_t>(0, 101);
  const auto prints = [&](std::int64_t count) {
    return (200 * count + respondents) / (2 * respondents) == share;
  };
  const CountRange range = CountsOf(share, respondents);
  RC_ASSERT(range.empty() || (prints(range.least) && prints(range.most)));
  const std::int64_t near = share * respondents / 100;
  for (std::int64_t count = std::max<std::int64_t>(near - 2, 0);
       count <= std::min(near + 2, respondents); ++count) {
    RC_ASSERT(prints(count) == (count >= range.least && count <= range.most));
  }
  RC_ASSERT(range.least == 0 || !prints(range.least - 1));
  RC_ASSERT(range.most == respondents || !prints(range.most + 1));
}

TEST(CountsTest, TablesOneAndTwoOfTheNationalReport) {
  EXPECT_EQ(SetsOf({89, 7, 4}, 45), 1);
  EXPECT_THAT(FindNearest({89, 7, 4}, 45, 10).first, ElementsAre(Three{40, 3, 2}));
  EXPECT_EQ(SetsOf({53, 47, 0}, 43), 1);
  EXPECT_EQ(SetsOf({89, 7, 4}, 43), 0);
  const NearestSets d5 = FindNearest({36, 36, 28}, 45, 10);
  EXPECT_EQ(d5.deviation, 1);
  EXPECT_THAT(d5.first, ElementsAre(Three{16, 16, 13}));
  const NearestSets b2 = FindNearest({47, 53, 2}, 45, 10);
  EXPECT_EQ(b2.deviation, 2);
  EXPECT_THAT(b2.first, ElementsAre(Three{21, 23, 1}, Three{21, 24, 0}));
}

TEST(CountsTest, AHalfGoesUpSoThatEighthsAddUpToMore) {
  EXPECT_EQ(SharesOf({1, 1, 6}), (Three{13, 13, 75}));
  EXPECT_EQ(SetsOf({13, 13, 75}, 8), 1);
  EXPECT_EQ(SetsOf({12, 13, 75}, 8), 0);
  EXPECT_EQ(FindNearest({12, 13, 75}, 8, 1).deviation, 1);
}

TEST(CountsTest, TheFewestAndTheMostRespondents) {
  EXPECT_THAT(FindNearest({100, 0, 0}, 1, 10).first, ElementsAre(Three{1, 0, 0}));
  EXPECT_EQ(FindNearest({33, 33, 33}, 1, 10).deviation, 133);
  EXPECT_EQ(FindNearest({33, 33, 33}, 1, 10).sets, 3);
  // Ten thousand counts print each of two shares, and what they leave always prints the third.
  EXPECT_GT(SetsOf({25, 25, 50}, kMostRespondents), 70'000'000);
  EXPECT_EQ(FindNearest({25, 25, 50}, kMostRespondents, 10).first.size(), 10u);
  EXPECT_EQ(FindNearest({0, 0, 0}, kMostRespondents, 10).deviation, 99);  // as 0/0/99
}

TEST(CountsTest, NoMoreAreListedThanAskedForAndTheFirstOnes) {
  const NearestSets all = FindNearest({33, 33, 34}, 1000, 1000);
  const NearestSets few = FindNearest({33, 33, 34}, 1000, 3);
  EXPECT_EQ(few.sets, all.sets);
  EXPECT_THAT(few.first, ElementsAre(all.first[0], all.first[1], all.first[2]));
  EXPECT_TRUE(std::is_sorted(all.first.begin(), all.first.end()));
}

TEST(CountsTest, WhatIsNoShareIsSeen) {
  EXPECT_TRUE(AreShares({0, 100, 0}));
  EXPECT_FALSE(AreShares({-1, 100, 1}));
  EXPECT_FALSE(AreShares({0, 101, 0}));
}

TEST(CountsTest, HowManyRowsCanBePrintedIsAsWhenAllAreTried) {
  for (const std::int64_t respondents : {1, 2, 45, 99, 100, 101, 150, 200, 331}) {
    std::set<Three> printed;
    for (const Three& counts : AllCounts(respondents)) printed.insert(SharesOf(counts));
    EXPECT_EQ(PrintableRows(respondents), static_cast<std::int64_t>(printed.size())) << respondents;
  }
}

TEST(CountsTest, RowsThatAddUpAreCounted) {
  std::int64_t rows = 0;
  for (int a = 0; a <= 100; ++a) {
    for (int b = 0; b <= 100; ++b) {
      for (int sum = 99; sum <= 101; ++sum) rows += sum - a - b >= 0 && sum - a - b <= 100 ? 1 : 0;
    }
  }
  EXPECT_EQ(rows, kRowsThatAddUp);
}

}  // namespace
}  // namespace reporting
