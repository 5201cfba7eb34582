#include "render/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace reporting {
namespace {

using testing::ElementsAre;

const Words kDutch("nl");

std::vector<std::string> Texts(const std::vector<AxisTick>& ticks) {
  std::vector<std::string> out;
  for (const AxisTick& tick : ticks) out.push_back(tick.text);
  return out;
}

double DayOf(int year, unsigned month, unsigned day) {
  return static_cast<double>(
      stelsel::Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day))
          .time_since_epoch()
          .count());
}

TEST(SvgTest, CoordinatesHaveAPointWhateverTheyAre) {
  EXPECT_EQ(Px(1.25), "1.2");
  EXPECT_EQ(Px(-0.06), "-0.1");
  EXPECT_EQ(Px(std::nan("")), "0");
  EXPECT_EQ(PercentOf(1, 3), "33.33%");
  EXPECT_EQ(PercentOf(1, 0), "0.00%");
}

TEST(SvgTest, ATextIsCutBetweenCharacters) {
  EXPECT_EQ(Shortened("kort", 200, 13), "kort");
  EXPECT_EQ(Shortened("éééééééééé", 40, 13), "éééé…");
}

TEST(SvgTest, NoTwoFillsAreAlikeWhileThereAreWaysLeft) {
  EXPECT_THAT(FillsOf({Tone::kGood, Tone::kPlain, Tone::kGood, Tone::kPlain}),
              ElementsAre("good", "plain", "more1", "more2"));
}

TEST(SvgTest, NumbersAlongAnAxisAreRound) {
  const Column plain{"x"};
  EXPECT_THAT(Texts(NumberTicks(0, 8, plain, kDutch)),
              ElementsAre("0", "1", "2", "3", "4", "5", "6", "7", "8"));
  EXPECT_THAT(Texts(NumberTicks(0, 2500, plain, kDutch)),
              ElementsAre("0", "500", "1.000", "1.500", "2.000", "2.500"));
  EXPECT_THAT(Texts(NumberTicks(-1, 1, plain, kDutch)),
              ElementsAre("-1,0", "-0,5", "0,0", "0,5", "1,0"));
  Column euro{"x"};
  euro.kind = ColumnKind::kEuro;
  EXPECT_THAT(Texts(NumberTicks(0, 2e6, euro, kDutch)).back(), "€ 2.000.000");
  EXPECT_TRUE(NumberTicks(1, 1, plain, kDutch).empty());
  EXPECT_TRUE(NumberTicks(0, HUGE_VAL, plain, kDutch).empty());
  EXPECT_LE(NumberTicks(0, 1e300, plain, kDutch).size(), 11u);
}

TEST(SvgTest, DaysAlongAnAxisAreBeginnings) {
  EXPECT_THAT(Texts(DateTicks(DayOf(2018, 3, 1), DayOf(2022, 2, 1), kDutch)),
              ElementsAre("2019", "2020", "2021", "2022"));
  EXPECT_THAT(Texts(DateTicks(DayOf(2020, 11, 2), DayOf(2021, 8, 1), kDutch)),
              ElementsAre("jan 2021", "apr 2021", "jul 2021"));
  EXPECT_THAT(Texts(DateTicks(DayOf(2020, 2, 27), DayOf(2020, 3, 1), kDutch)),
              ElementsAre("27 februari", "28 februari", "29 februari", "1 maart"));
  EXPECT_LE(DateTicks(DayOf(1, 1, 1), DayOf(9000, 1, 1), kDutch).size(), 10u);
  EXPECT_TRUE(DateTicks(-2e9, 2e9, kDutch).empty());
}

}  // namespace
}  // namespace reporting
