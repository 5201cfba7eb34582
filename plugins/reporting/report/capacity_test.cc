#include "report/capacity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(CapacityTest, ALineHasWhatHoldsFromEachDayOn) {
  const CapacityLine line = LineOf({{"x", "gerealiseerd", 850, 100, 200},
                                    {"x", "gerealiseerd", 700, 200, std::nullopt},
                                    {"x", "gepland", 425, 300, std::nullopt}});
  EXPECT_THAT(line.kinds, ElementsAre("gepland", "gerealiseerd"));
  ASSERT_EQ(line.days.size(), 3u);
  EXPECT_THAT(line.days.at(100), ElementsAre(std::nullopt, Optional(850)));
  EXPECT_THAT(line.days.at(200), ElementsAre(std::nullopt, Optional(700)));
  EXPECT_THAT(line.days.at(300), ElementsAre(Optional(425), Optional(700)));
}

TEST(CapacityTest, RowsOfOneKindAreAddedUpAndThoseWithoutABeginAreThereFromTheFirstDay) {
  const CapacityLine line = LineOf(
      {{"x", "gerealiseerd", 10, std::nullopt, std::nullopt}, {"x", "gerealiseerd", 5, 100, 200}});
  EXPECT_THAT(line.days.at(100), ElementsAre(Optional(15)));
  EXPECT_THAT(line.days.at(200), ElementsAre(Optional(10)));
}

}  // namespace
}  // namespace reporting
