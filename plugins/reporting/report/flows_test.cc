#include "report/flows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using testing::ElementsAre;

FlowRow Row(const char* measure, const char* over, std::int64_t people,
            const char* municipality = "") {
  FlowRow row;
  row.domain = "BW";
  row.measure = measure;
  row.counted_over = over;
  row.parts[1] = municipality;
  row.people = people;
  return row;
}

FlowRow Share(const char* measure, const char* over, std::int64_t tenths) {
  FlowRow row = Row(measure, over, 0);
  row.people.reset();
  row.share = tenths;
  row.parts[4] = "pgb";
  return row;
}

TEST(FlowsTest, ATotalAndItsMunicipalitiesDoNotTellASmallCount) {
  const std::vector<FlowRow> rows{Row("in_zorg", "2021", 40), Row("in_zorg", "2021", 3, "GM0193"),
                                  Row("in_zorg", "2021", 12, "GM0160"),
                                  Row("in_zorg", "2021", 25, "GM0148")};
  EXPECT_THAT(WithheldFlows(rows), ElementsAre(false, true, true, false));
}

TEST(FlowsTest, CountsOfOtherMeasuresAndYearsAreNoParts) {
  const std::vector<FlowRow> rows{Row("in_zorg", "2021", 40), Row("wachtend", "2021", 3, "GM0193"),
                                  Row("in_zorg", "2020", 12, "GM0160")};
  EXPECT_THAT(WithheldFlows(rows), ElementsAre(false, true, false));
}

TEST(FlowsTest, AYearAndItsQuartersDoNotTellASmallQuarter) {
  const std::vector<FlowRow> rows{Row("instroom", "2021", 30), Row("instroom", "2021-33", 2),
                                  Row("instroom", "2021-34", 8), Row("instroom", "2021-35", 9),
                                  Row("instroom", "2021-36", 11)};
  EXPECT_THAT(WithheldFlows(rows), ElementsAre(false, true, true, false, false));
  // What is counted on a day is not added up over days.
  const std::vector<FlowRow> stock{Row("in_zorg", "2021", 30), Row("in_zorg", "2021-33", 2),
                                   Row("in_zorg", "2021-34", 8)};
  EXPECT_THAT(WithheldFlows(stock), ElementsAre(false, true, false));
}

TEST(FlowsTest, AShareThatComesToASmallCountIsWithheld) {
  EXPECT_THAT(
      WithheldFlows({Row("met_indicatie", "2021", 40), Share("met_indicatie", "2021", 100)}),
      ElementsAre(false, true));
  EXPECT_THAT(
      WithheldFlows({Row("met_indicatie", "2021", 40), Share("met_indicatie", "2021", 950)}),
      ElementsAre(false, true));
  EXPECT_THAT(
      WithheldFlows({Row("met_indicatie", "2021", 1200), Share("met_indicatie", "2021", 350)}),
      ElementsAre(false, false));
}

}  // namespace
}  // namespace reporting
