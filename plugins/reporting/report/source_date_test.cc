#include "report/source_date.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace reporting {
namespace {

const Words kDutch("nl");
const Words kEnglish("en");

std::string Last(std::string_view edtf) {
  const auto day = LastDay(edtf);
  return day ? stelsel::to_text(*day) : "none";
}

TEST(SourceDateTest, WordsAreAsPreciseAsTheSource) {
  EXPECT_EQ(InWords("2021-12-31", kDutch), "31 december 2021");
  EXPECT_EQ(InWords("2021-09", kDutch), "september 2021");
  EXPECT_EQ(InWords("2021", kDutch), "2021");
  EXPECT_EQ(InWords("2021-36", kDutch), "vierde kwartaal van 2021");
  EXPECT_EQ(InWords("2021-23", kDutch), "najaar van 2021");
  EXPECT_EQ(InWords("2021-24", kDutch), "winter van 2021 op 2022");
  EXPECT_EQ(InWords("2021-33", kEnglish), "first quarter of 2021");
}

TEST(SourceDateTest, WordsKeepWhatTheSourceSaysOfItsOwnPrecision) {
  EXPECT_EQ(InWords("../2021-12-31", kDutch), "uiterlijk 31 december 2021");
  EXPECT_EQ(InWords("2021-06-07/2021-09", kDutch), "tussen 7 juni 2021 en september 2021");
  EXPECT_EQ(InWords("2023/..", kDutch), "vanaf 2023");
  EXPECT_EQ(InWords("2021~", kDutch), "ongeveer 2021");
  EXPECT_EQ(InWords("2021-09?", kEnglish), "possibly September 2021");
}

TEST(SourceDateTest, WhatIsNoDateIsShownAsItIs) {
  for (const char* text : {"", "binnenkort", "2021-13", "2021-02-30", "../..", "2021/x", "0000"}) {
    EXPECT_EQ(InWords(text, kDutch), text);
  }
}

TEST(SourceDateTest, AnObservationCountsFromTheLastDayItCanMean) {
  EXPECT_EQ(Last("2021-12"), "2021-12-31");
  EXPECT_EQ(Last("2024-02"), "2024-02-29");
  EXPECT_EQ(Last("2021"), "2021-12-31");
  EXPECT_EQ(Last("2020-35"), "2020-09-30");
  EXPECT_EQ(Last("2021-21"), "2021-05-31");
  EXPECT_EQ(Last("2021-24"), "2022-02-28");
  EXPECT_EQ(Last("2021-06-07/2021-09"), "2021-09-30");
  EXPECT_EQ(Last("../2022-01-01"), "2022-01-01");
  EXPECT_EQ(Last("2019-10-19~"), "2019-10-19");
}

TEST(SourceDateTest, AnObservationWithoutAnEndNeverCounts) {
  EXPECT_EQ(Last("2021/.."), "none");
  EXPECT_EQ(Last("ooit"), "none");
  EXPECT_EQ(Last("2021-12/2021-06"), "none");
}

TEST(SourceDateTest, ADayIsAWholeDateThatExists) {
  EXPECT_EQ(ParseDay("2024-02-29"),
            stelsel::Date(std::chrono::year(2024) / std::chrono::February / 29));
  for (const char* text : {"", "2021", "2021-02-30", "2021-12-31~", "../2021-12", "2021/2022?"}) {
    EXPECT_EQ(ParseDay(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace reporting
