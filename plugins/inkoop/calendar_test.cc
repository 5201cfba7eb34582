#include "calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ceiling.h"

namespace inkoop {
namespace {

using testing::ElementsAre;

Day On(int year, int month, int day) { return FirstOf(year, month) + day - 1; }

class CalendarTest : public testing::Test {
 protected:
  CalendarTest() {
    Contract contract;
    contract.region = "noord";
    contract.id = "c1";
    contract.period = {On(2023, 1, 1), On(2025, 1, 1)};
    contract.extensions = 1;
    market_.contracts.push_back(contract);
  }
  Ceiling& AddCeiling(std::int64_t year, std::int64_t cents) {
    Ceiling& ceiling = market_.ceilings.emplace_back();
    ceiling.contract = 0;
    ceiling.provider = "p";
    ceiling.year = year;
    ceiling.cents = cents;
    return ceiling;
  }
  std::vector<std::string> From(Day day) const {
    std::vector<std::string> out;
    for (const Event& event : EventsFrom(market_, day, 12, ""))
      out.push_back(TextOf(event.day) + " " + event.id + (event.overdue ? " overdue" : ""));
    return out;
  }
  Market market_;
};

TEST_F(CalendarTest, AnEndIsToldSixMonthsBefore) {
  EXPECT_THAT(From(On(2024, 2, 1)), ElementsAre("2024-06-30 inkoop-notice-noord-c1-2025-01-01",
                                                "2024-12-31 inkoop-end-noord-c1-2025-01-01"));
  EXPECT_EQ(EventsFrom(market_, On(2024, 2, 1), 12, "")[0].kind, EventKind::extend);
  EXPECT_THAT(From(On(2024, 8, 1)),
              ElementsAre("2024-06-30 inkoop-notice-noord-c1-2025-01-01 overdue",
                          "2024-12-31 inkoop-end-noord-c1-2025-01-01"));
  EXPECT_THAT(From(On(2023, 6, 1)), ElementsAre());
}

TEST_F(CalendarTest, WithoutAnExtensionLeftWhatFollowsIsAsked) {
  market_.versions.push_back({0, 2, VersionKind::verlenging, On(2023, 12, 1), {}});
  EXPECT_EQ(EventsFrom(market_, On(2023, 11, 1), 12, "")[0].kind, EventKind::extend);
  EXPECT_EQ(EventsFrom(market_, On(2023, 12, 1), 12, "")[0].kind, EventKind::follow_up);
}

TEST_F(CalendarTest, AnExtensionThatWasAgreedLaterIsYetToCome) {
  market_.contracts[0].period.to = On(2026, 1, 1);
  market_.versions.push_back(
      {0, 1, VersionKind::eerste, std::nullopt, {On(2023, 1, 1), On(2025, 1, 1)}});
  market_.versions.push_back(
      {0, 2, VersionKind::verlenging, On(2024, 5, 1), {On(2025, 1, 1), On(2026, 1, 1)}});
  EXPECT_THAT(From(On(2024, 4, 1)), ElementsAre("2024-06-30 inkoop-notice-noord-c1-2025-01-01",
                                                "2024-12-31 inkoop-end-noord-c1-2025-01-01"));
  EXPECT_THAT(From(On(2024, 8, 1)), ElementsAre("2025-06-30 inkoop-notice-noord-c1-2026-01-01"));
  EXPECT_EQ(EventsFrom(market_, On(2024, 8, 1), 12, "")[0].kind, EventKind::follow_up);
}

TEST_F(CalendarTest, WhereAnExtensionBeginsTheContractEndedBefore) {
  market_.contracts[0].period.to = On(2026, 1, 1);
  market_.versions.push_back(
      {0, 2, VersionKind::verlenging, On(2024, 5, 1), {On(2025, 1, 1), On(2026, 1, 1)}});
  EXPECT_THAT(From(On(2024, 4, 1)), ElementsAre("2024-06-30 inkoop-notice-noord-c1-2025-01-01",
                                                "2024-12-31 inkoop-end-noord-c1-2025-01-01"));
}

TEST_F(CalendarTest, AnEarlyEndThatWasAgreedLaterIsNotKnownYet) {
  market_.versions.push_back({0, 1, VersionKind::eerste, On(2022, 12, 1), {On(2023, 1, 1), kEnd}});
  market_.versions.push_back(
      {0, 2, VersionKind::beeindiging, On(2024, 6, 10), {kBegin, On(2025, 1, 1)}});
  EXPECT_THAT(From(On(2024, 6, 9)), ElementsAre());
  EXPECT_EQ(From(On(2024, 6, 10)).size(), 2u);
}

TEST_F(CalendarTest, AContractThatWasAgreedLaterHasNoEventsYet) {
  market_.versions.push_back({0, 1, VersionKind::eerste, On(2024, 6, 10), {}});
  EXPECT_THAT(From(On(2024, 6, 9)), ElementsAre());
  EXPECT_EQ(From(On(2024, 6, 10)).size(), 2u);
}

TEST_F(CalendarTest, AChangeHoldsForItsOwnTime) {
  market_.contracts[0].period.to = On(2027, 1, 1);
  market_.versions.push_back(
      {0, 1, VersionKind::eerste, On(2022, 12, 1), {On(2023, 1, 1), On(2025, 7, 1)}});
  market_.versions.push_back(
      {0, 2, VersionKind::wijziging, On(2024, 2, 1), {On(2024, 3, 1), On(2025, 1, 1)}});
  market_.versions.push_back(
      {0, 3, VersionKind::verlenging, On(2024, 12, 15), {On(2025, 7, 1), On(2027, 1, 1)}});
  EXPECT_THAT(From(On(2024, 10, 1)), ElementsAre("2024-12-30 inkoop-notice-noord-c1-2025-07-01",
                                                 "2025-06-30 inkoop-end-noord-c1-2025-07-01"));
}

TEST_F(CalendarTest, HowManyExtensionsAreLeftMayNotBeKnown) {
  market_.contracts[0].extensions.reset();
  const Event event = EventsFrom(market_, On(2024, 2, 1), 12, "")[0];
  EXPECT_EQ(event.kind, EventKind::follow_up);
  EXPECT_EQ(event.left, std::nullopt);
}

TEST_F(CalendarTest, WhatWasEndedEarlyIsNotExtended) {
  market_.versions.push_back(
      {0, 2, VersionKind::beeindiging, On(2024, 2, 1), {On(2024, 2, 1), On(2025, 1, 1)}});
  EXPECT_EQ(EventsFrom(market_, On(2024, 1, 31), 12, "")[0].kind, EventKind::extend);
  const Event event = EventsFrom(market_, On(2024, 2, 1), 12, "")[0];
  EXPECT_EQ(event.kind, EventKind::follow_up);
  EXPECT_TRUE(event.ended_early);
}

TEST_F(CalendarTest, AContractThatIsYetToBeginHasItsEventsToo) {
  market_.contracts[0].period = {On(2024, 3, 1), On(2024, 7, 1)};
  // There is no telling before it begins.
  EXPECT_THAT(From(On(2024, 1, 1)), ElementsAre("2024-03-01 inkoop-notice-noord-c1-2024-07-01",
                                                "2024-06-30 inkoop-end-noord-c1-2024-07-01"));
}

TEST_F(CalendarTest, AnEvaluationHasUntilTheLastDayThatItsPlanCanMean) {
  market_.contracts.clear();
  market_.evaluations.push_back(
      {"noord", "e", "E", "", "2024", On(2024, 1, 1), On(2024, 12, 31), std::nullopt});
  EXPECT_THAT(From(On(2024, 6, 1)), ElementsAre("2024-12-31 inkoop-evaluation-noord-e"));
  EXPECT_EQ(EventsFrom(market_, On(2024, 6, 1), 12, "")[0].planned, "2024");
  EXPECT_THAT(From(On(2025, 1, 1)), ElementsAre("2024-12-31 inkoop-evaluation-noord-e overdue"));
  // What is held later has not been held yet.
  market_.evaluations[0].held_on = On(2025, 2, 1);
  EXPECT_EQ(From(On(2025, 1, 1)).size(), 1u);
  EXPECT_THAT(From(On(2025, 2, 1)), ElementsAre());
}

TEST_F(CalendarTest, AnOpenContractHasNoEvents) {
  market_.contracts[0].period.to = kEnd;
  EXPECT_THAT(From(On(2024, 2, 1)), ElementsAre());
}

TEST_F(CalendarTest, MonthsEndWhereTheyEnd) {
  EXPECT_EQ(TextOf(AddMonths(On(2024, 8, 31), -6)), "2024-02-29");
  EXPECT_EQ(MonthsBetween(On(2023, 1, 31), On(2023, 2, 28)), 1);
  EXPECT_EQ(MonthsBetween(On(2023, 1, 15), On(2024, 1, 14)), 11);
  EXPECT_EQ(MonthsBegun(On(2023, 1, 15), On(2024, 1, 15)), 12);
  EXPECT_EQ(MonthsBegun(On(2023, 1, 15), On(2024, 1, 16)), 13);
}

TEST_F(CalendarTest, ACeilingIsTold) {
  Ceiling& ceiling = AddCeiling(2024, 12'000'00);
  for (std::size_t month = 0; month < 4; ++month) ceiling.used[month] = 1'200'00;
  // After four months 40 per cent; at that mean 70 per cent are reached with the seventh.
  const auto states = CeilingsOn(market_, On(2024, 5, 1), "");
  ASSERT_EQ(states.size(), 1u);
  EXPECT_EQ(states[0].hundredths, 4000);
  EXPECT_EQ(states[0].forecast, 14'400'00);
  EXPECT_EQ(states[0].spending, Spending::expected);
  EXPECT_EQ(states[0].notice_on, On(2024, 8, 1));
  EXPECT_TRUE(states[0].notice_forecast);
  // A month that has not ended does not count.
  EXPECT_EQ(CeilingsOn(market_, On(2024, 4, 30), "")[0].months, 3);
  ceiling.used[4] = 12'000'00;
  EXPECT_EQ(CeilingsOn(market_, On(2024, 6, 1), "")[0].spending, Spending::exceeded);
}

TEST_F(CalendarTest, TheLastMonthOfAYearIsJudgedInTheNext) {
  AddCeiling(2024, 12'000'00).used.fill(1'001'00);
  EXPECT_EQ(CeilingsOn(market_, On(2024, 12, 31), "")[0].months, 11);
  const auto states = CeilingsOn(market_, On(2025, 1, 1), "");
  ASSERT_EQ(states.size(), 1u);
  EXPECT_EQ(states[0].months, 12);
  EXPECT_EQ(states[0].spending, Spending::exceeded);
  EXPECT_TRUE(CeilingsOn(market_, On(2026, 1, 1), "").empty());
}

TEST_F(CalendarTest, NoticeIsNotDueAfterTheContract) {
  market_.contracts[0].period.to = On(2024, 7, 1);
  Ceiling& ceiling = AddCeiling(2024, 12'000'00);
  ceiling.used[0] = 1'200'00;
  // At that mean it would be 60 per cent by the end of June.
  EXPECT_EQ(CeilingsOn(market_, On(2024, 2, 1), "")[0].notice_on, std::nullopt);
  EXPECT_EQ(CeilingsOn(market_, On(2024, 2, 1), "")[0].forecast, 7'200'00);
}

TEST_F(CalendarTest, MonthsWithoutAFigureHaveTheMean) {
  market_.contracts[0].period.to = kEnd;
  AddCeiling(2024, 1'200'00).used[5] = 100'00;  // June only: 1,200.00 a year
  const auto states = CeilingsOn(market_, On(2024, 7, 1), "");
  EXPECT_EQ(states[0].forecast, 1'200'00);
  // 70 per cent is 840.00, which nine months come to.
  EXPECT_EQ(states[0].notice_on, On(2024, 10, 1));
  EXPECT_TRUE(states[0].notice_forecast);
}

TEST_F(CalendarTest, TheMeanIsNotRounded) {
  market_.contracts[0].period.to = kEnd;
  Ceiling& ceiling = AddCeiling(2024, 1'000'000'00);
  ceiling.used[0] = ceiling.used[1] = 58'333'33;
  ceiling.used[2] = 58'333'34;
  const auto states = CeilingsOn(market_, On(2024, 4, 1), "");
  EXPECT_EQ(states[0].forecast, 700'000'00);
  EXPECT_EQ(states[0].notice_on, On(2025, 1, 1));
}

TEST_F(CalendarTest, ACeilingLastsAsLongAsTheContractIsKnownTo) {
  market_.contracts[0].period.to = On(2025, 7, 1);
  market_.contracts[0].notice_at = 80;
  market_.versions.push_back(
      {0, 1, VersionKind::eerste, On(2022, 12, 1), {On(2023, 1, 1), On(2024, 7, 1)}});
  market_.versions.push_back(
      {0, 2, VersionKind::verlenging, On(2024, 6, 15), {On(2024, 7, 1), On(2025, 7, 1)}});
  Ceiling& ceiling = AddCeiling(2024, 1'000'00);
  for (std::size_t month = 0; month < 5; ++month) ceiling.used[month] = 100'00;
  EXPECT_EQ(CeilingsOn(market_, On(2024, 6, 1), "")[0].forecast, 600'00);
  EXPECT_EQ(CeilingsOn(market_, On(2024, 6, 15), "")[0].forecast, 1'200'00);
}

TEST_F(CalendarTest, ACeilingIsToBeToldUntilItWas) {
  market_.contracts[0].period.to = kEnd;
  Ceiling& ceiling = AddCeiling(2024, 10'000'00);
  for (std::size_t month = 0; month < 4; ++month) ceiling.used[month] = 1'000'00;
  const auto ceilings = [&](Day day) { return From(day); };
  EXPECT_THAT(ceilings(On(2024, 5, 1)), ElementsAre("2024-08-01 inkoop-ceiling-noord-c1-p-2024"));
  // The forecast says that it has passed, and figures lack since.
  EXPECT_THAT(ceilings(On(2024, 10, 1)),
              ElementsAre("2024-08-01 inkoop-ceiling-noord-c1-p-2024 overdue"));
  EXPECT_TRUE(EventsFrom(market_, On(2024, 10, 1), 12, "")[0].forecast);
  ceiling.informed_on = On(2024, 8, 15);
  EXPECT_EQ(ceilings(On(2024, 8, 14)).size(), 1u);
  EXPECT_THAT(ceilings(On(2024, 8, 15)), ElementsAre());
}

TEST_F(CalendarTest, ACeilingOfNothingOfWhichNothingIsUsedIsKept) {
  AddCeiling(2024, 0).used[0] = 0;
  EXPECT_EQ(CeilingsOn(market_, On(2024, 2, 1), "")[0].spending, Spending::within);
  market_.ceilings[0].used[0] = 1;
  EXPECT_EQ(CeilingsOn(market_, On(2024, 2, 1), "")[0].spending, Spending::exceeded);
}

}  // namespace
}  // namespace inkoop
