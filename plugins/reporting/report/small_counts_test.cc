#include "report/small_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace reporting {
namespace {

using testing::ElementsAre;

TEST(SmallCountsTest, CountsUnderFiveAreWithheldAndNoOthersWithoutSums) {
  EXPECT_THAT(WithheldCounts({0, 4, 5, 100}, {}), ElementsAre(true, true, false, false));
}

TEST(SmallCountsTest, TheSmallestOtherPartKeepsASmallOneFromBeingWorkedOut) {
  // 40 = 3 + 10 + 27.
  EXPECT_THAT(WithheldCounts({40, 3, 10, 27}, {{0, {1, 2, 3}}}),
              ElementsAre(false, true, true, false));
}

TEST(SmallCountsTest, ATotalGoesWhenNoOtherPartCan) {
  EXPECT_THAT(WithheldCounts({3, 3}, {{0, {1}}}), ElementsAre(true, true));
  // All parts are small, and what they add up to is not: that tells too little of each.
  EXPECT_THAT(WithheldCounts({7, 3, 4}, {{0, {1, 2}}}), ElementsAre(false, true, true));
  // Zeros: their sum tells what each is.
  EXPECT_THAT(WithheldCounts({0, 0, 0}, {{0, {1, 2}}}), ElementsAre(true, true, true));
}

TEST(SmallCountsTest, PartsThatAreSmallTogetherTakeAnotherAlong) {
  EXPECT_THAT(WithheldCounts({22, 1, 1, 20}, {{0, {1, 2, 3}}}),
              ElementsAre(false, true, true, true));
}

TEST(SmallCountsTest, SumsThatCrossAreLookedAtTogether) {
  // Two lines and two columns: a small one in one corner takes all four along.
  const std::vector<std::int64_t> counts{3, 10, 20, 30, 13, 50, 23, 40};
  EXPECT_THAT(WithheldCounts(counts, {{4, {0, 1}}, {5, {2, 3}}, {6, {0, 2}}, {7, {1, 3}}}),
              ElementsAre(true, true, true, true, false, false, false, false));
}

// Whether `wanted` is fixed by the sums when the withheld counts are not known: by the ranks of the
// system without and with the question, worked out otherwise than the code does.
std::size_t RankOf(std::vector<std::vector<double>> lines) {
  std::size_t rank = 0;
  const std::size_t width = lines.empty() ? 0 : lines.front().size();
  for (std::size_t column = 0; column < width && rank < lines.size(); ++column) {
    std::size_t best = rank;
    for (std::size_t i = rank; i < lines.size(); ++i) {
      if (std::abs(lines[i][column]) > std::abs(lines[best][column])) best = i;
    }
    if (std::abs(lines[best][column]) < 1e-9) continue;
    std::swap(lines[best], lines[rank]);
    for (std::size_t i = rank + 1; i < lines.size(); ++i) {
      const double factor = lines[i][column] / lines[rank][column];
      for (std::size_t c = column; c < width; ++c) lines[i][c] -= factor * lines[rank][c];
    }
    ++rank;
  }
  return rank;
}

bool IsFixed(const std::vector<bool>& withheld, const std::vector<CountSum>& sums,
             std::size_t wanted) {
  std::vector<std::vector<double>> lines;
  for (const CountSum& sum : sums) {
    std::vector<double> line(withheld.size(), 0);
    if (withheld[sum.total]) line[sum.total] = -1;
    for (const std::size_t part : sum.parts) line[part] = withheld[part] ? 1 : 0;
    lines.push_back(line);
  }
  const std::size_t rank = RankOf(lines);
  lines.emplace_back(withheld.size(), 0);
  lines.back()[wanted] = 1;
  return RankOf(lines) == rank;
}

TEST(SmallCountsTest, NoSmallCountOfATableCanBeWorkedOutFromItsSums) {
  std::mt19937 random(2021);
  const auto pick = [&](int below) {
    return static_cast<std::size_t>(std::uniform_int_distribution<int>(0, below - 1)(random));
  };
  for (int round = 0; round < 300; ++round) {
    const std::size_t lines = 2 + pick(3), columns = 2 + pick(3);
    std::vector<std::int64_t> counts(lines * columns);
    for (auto& count : counts) count = static_cast<std::int64_t>(pick(3) == 0 ? pick(5) : pick(60));
    std::vector<CountSum> sums;
    CountSum all{0, {}};
    for (std::size_t i = 0; i < lines; ++i) {
      CountSum sum{counts.size(), {}};
      std::int64_t total = 0;
      for (std::size_t c = 0; c < columns; ++c) {
        sum.parts.push_back(i * columns + c), total += counts[i * columns + c];
      }
      counts.push_back(total);
      all.parts.push_back(sum.total);
      sums.push_back(sum);
    }
    for (std::size_t c = 0; c < columns; ++c) {
      CountSum sum{counts.size(), {}};
      std::int64_t total = 0;
      for (std::size_t i = 0; i < lines; ++i) {
        sum.parts.push_back(i * columns + c), total += counts[i * columns + c];
      }
      counts.push_back(total);
      sums.push_back(sum);
    }
    all.total = counts.size();
    std::int64_t total = 0;
    for (const std::size_t part : all.parts) total += counts[part];
    counts.push_back(total);
    sums.push_back(all);
    const std::vector<bool> withheld = WithheldCounts(counts, sums);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (!IsSmallCount(counts[i])) continue;
      ASSERT_TRUE(withheld[i]);
      // With everything withheld nothing more can be done, and nothing is told either.
      const bool nothing = std::count(withheld.begin(), withheld.end(), false) == 0;
      ASSERT_TRUE(nothing || !IsFixed(withheld, sums, i)) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace reporting
