// What can be relied on about dates that pass. Today is an input: without it nothing is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- core/milestone_passed -----------------------------------------------------------------

constexpr std::string_view kPassed = "core/milestone_passed";

TestData Milestone(std::string_view state,
                   const std::vector<std::pair<std::string_view, std::string_view>>& dates) {
  TestData data;
  TestData::Cells milestone = {{"milestone", "m"}};
  if (!state.empty()) milestone.emplace_back("state", state);
  data.Add("milestone", milestone);
  for (const auto& [stated_on, planned_on] : dates) {
    TestData::Cells date = {{"milestone", "m"}, {"stated_on", stated_on}, {"sequence", "1"}};
    if (!planned_on.empty()) date.emplace_back("planned_on", planned_on);
    data.Add("milestone_date", date);
  }
  return data;
}

TEST(MilestonePassedTest, APassedDateWithoutAStateIsTold) {
  const SnapshotPtr snapshot = Milestone("", {{"2016-11", "2020-01-01"}}).Done();
  EXPECT_THAT(Places(snapshot, kPassed, "2020-01-02"), ElementsAre("milestone:2 state"));
  EXPECT_THAT(Messages(snapshot, kPassed, "2020-01-02"),
              ElementsAre("The milestone was planned on 2020-01-01, and it is not said how it "
                          "ended."));
  EXPECT_THAT(Places(snapshot, kPassed, "2020-01-01"), IsEmpty()) << "the day itself";
  EXPECT_THAT(Places(snapshot, kPassed), IsEmpty()) << "no day counts as today";
}

TEST(MilestonePassedTest, ADateHasPassedWhenItsLastPossibleDayHas) {
  const SnapshotPtr snapshot = Milestone("", {{"2016-11", "2020"}}).Done();
  EXPECT_THAT(Places(snapshot, kPassed, "2020-12-31"), IsEmpty());
  EXPECT_THAT(Places(snapshot, kPassed, "2021-01-01").size(), 1u);
  EXPECT_THAT(Places(Milestone("", {{"2016-11", "2020/.."}}).Done(), kPassed, "2030-01-01"),
              IsEmpty());
}

TEST(MilestonePassedTest, TheDateNamedLastByThenCounts) {
  const SnapshotPtr snapshot =
      Milestone("", {{"2016-11", "2020-01-01"}, {"2019-07", "2022-01-01"}}).Done();
  EXPECT_THAT(Places(snapshot, kPassed, "2021-01-01"), IsEmpty());
  EXPECT_THAT(Places(snapshot, kPassed, "2022-01-02").size(), 1u);
  EXPECT_THAT(Places(Milestone("", {{"2016-11", "2020-01-01"}, {"2019-07", ""}}).Done(), kPassed,
                     "2022-01-02"),
              IsEmpty())
      << "it has no date any more";
}

TEST(MilestonePassedTest, OneThatIsReachedMissedOrDroppedIsFine) {
  for (const char* state : {"gehaald", "niet_gehaald", "vervallen"}) {
    EXPECT_THAT(Places(Milestone(state, {{"2016", "2020"}}).Done(), kPassed, "2022-01-01"),
                IsEmpty());
  }
}

// ---- core/expected_date_passed -------------------------------------------------------------

constexpr std::string_view kExpected = "core/expected_date_passed";

TestData::Cells Status(std::string_view on, std::string_view status, std::string_view expected) {
  TestData::Cells cells = {{"region", "r"},   {"agreement_topic", "B5"}, {"domain", "BW"},
                           {"sequence", "1"}, {"observed_on", on},       {"status", status}};
  if (!expected.empty()) cells.emplace_back("expected_ready_on", expected);
  return cells;
}

TEST(ExpectedDatePassedTest, TellsWhatTheLatestObservationExpectedBeforeToday) {
  const SnapshotPtr snapshot =
      TestData()
          .Add("agreement_status", Status("2020", "nee", "2020-06"))
          .Add("agreement_status", Status("2021-03", "in_ontwikkeling", "../2021-12-31"))
          .Done();
  EXPECT_THAT(Messages(snapshot, kExpected, "2022-01-01"),
              ElementsAre("This was expected on ../2021-12-31, but the latest observation "
                          "(2021-03) says in_ontwikkeling."));
  EXPECT_THAT(Places(snapshot, kExpected, "2022-01-01"),
              ElementsAre("agreement_status:3 expected_ready_on"));
  EXPECT_THAT(Places(snapshot, kExpected, "2021-12-31"), IsEmpty());
  EXPECT_THAT(Places(snapshot, kExpected), IsEmpty());
}

TEST(ExpectedDatePassedTest, WhatHasBecomeJaIsFine) {
  const SnapshotPtr snapshot =
      TestData()
          .Add("agreement_status", Status("2020", "in_ontwikkeling", "2020-06"))
          .Add("agreement_status", Status("2021", "ja", "2020-06"))
          .Done();
  EXPECT_THAT(Places(snapshot, kExpected, "2022-01-01"), IsEmpty());
}

TEST(ExpectedDatePassedTest, HoldsForLocalPlansToo) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("local_plan", {{"region", "r"},
                                                       {"municipality", "GM0001"},
                                                       {"observed_on", "2021"},
                                                       {"sequence", "1"},
                                                       {"status", "nee"},
                                                       {"expected_ready_on", "2022"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, kExpected, "2023-01-01"),
              ElementsAre("local_plan:2 expected_ready_on"));
}

}  // namespace
}  // namespace stelsel::core
