// What can be relied on about the number of respondents: which is taken, and what is said of it.
#include "reconstruct/published.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PublishedRow Row(const char* table, const char* topic, Three shares) {
  PublishedRow row;
  row.source = {"rapport", table};
  row.topic = topic;
  row.shares = shares;
  return row;
}

// Tables 1 and 2 of the national report.
std::vector<PublishedRow> Rows() {
  return {Row("1", "A1", {89, 7, 4}),   Row("1", "B1", {53, 47, 0}),  Row("1", "B2", {47, 53, 2}),
          Row("1", "B3", {31, 64, 4}),  Row("1", "B6", {29, 60, 11}), Row("1", "B7", {38, 47, 16}),
          Row("1", "B8", {22, 58, 20}), Row("1", "B4", {36, 60, 4}),  Row("1", "B5", {62, 38, 0}),
          Row("1", "B9", {33, 49, 18}), Row("1", "C", {60, 31, 9}),   Row("2", "D1", {62, 27, 11}),
          Row("2", "D2", {80, 16, 4}),  Row("2", "D6", {20, 58, 22}), Row("2", "D4", {11, 27, 62}),
          Row("2", "D3", {40, 36, 24}), Row("2", "D5", {36, 36, 28})};
}
constexpr std::size_t kB2 = 2, kD1 = 11, kD5 = 16;

TEST(PublishedTest, TheSmallestNumberThatExplainsMostRowsIsFoundAndTheOthersAreTold) {
  const auto found = Reconstruct(Rows(), {});
  EXPECT_EQ(found[0].from, RespondentsFrom::found);
  EXPECT_EQ(found[0].respondents, 45);
  EXPECT_THAT(found[0].equally_good, ElementsAre(90));
  EXPECT_EQ(found[0].explained, 15);
  EXPECT_EQ(found[0].rows, 17);
  ASSERT_NE(found[0].Only(), nullptr);
  EXPECT_EQ(*found[0].Only(), (Three{40, 3, 2}));
  EXPECT_EQ(found[kB2].Only(), nullptr);
  EXPECT_EQ(found[kB2].nearest.sets, 2);
  EXPECT_EQ(found[kD5].nearest.sets, 1);
}

TEST(PublishedTest, ATableMayHaveRespondentsOfItsOwn) {
  ReconstructOptions options;
  options.by_table = true;
  const auto found = Reconstruct(Rows(), options);
  EXPECT_EQ(found[0].respondents, 45);
  EXPECT_EQ(found[kD1].respondents, 95);
  EXPECT_THAT(found[kD1].equally_good, ElementsAre(100));
  EXPECT_EQ(found[kD1].explained, 6);
}

TEST(PublishedTest, AnotherTimeIsAnotherSurvey) {
  std::vector<PublishedRow> rows = Rows();
  for (std::size_t i = kD1; i < rows.size(); ++i) rows[i].holds_on = "2019";
  EXPECT_EQ(Reconstruct(rows, {})[kD1].respondents, 95);
}

TEST(PublishedTest, TheNumberOfTheRowCountsAndTheGivenOneBeforeIt) {
  std::vector<PublishedRow> rows = Rows();
  rows[0].respondents = 90;
  auto found = Reconstruct(rows, {});
  EXPECT_EQ(found[0].from, RespondentsFrom::source);
  EXPECT_EQ(found[0].respondents, 90);
  EXPECT_EQ(found[1].rows, 16);  // it was not looked for with the row that has one
  ReconstructOptions options;
  options.respondents = 43;
  found = Reconstruct(rows, options);
  EXPECT_EQ(found[0].from, RespondentsFrom::given);
  EXPECT_EQ(found[0].respondents, 43);
  EXPECT_EQ(found[0].sets, 0);
}

TEST(PublishedTest, WhatCannotBeReckonedWithIsLeftAlone) {
  std::vector<PublishedRow> rows{Row("1", "A1", {89, 7, 104})};
  rows[0].respondents = 45;
  auto found = Reconstruct(rows, {});
  EXPECT_EQ(found[0].sets, 0);
  EXPECT_THAT(found[0].nearest.first, IsEmpty());
  for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-45}, kMostRespondents + 1}) {
    rows[0].respondents = none;
    EXPECT_EQ(Reconstruct(rows, {})[0].from, RespondentsFrom::unknown) << none;
  }
}

TEST(PublishedTest, WhenNoNumberExplainsARowNoneIsTaken) {
  const auto found = Reconstruct({Row("1", "B2", {47, 53, 2})}, {});
  EXPECT_EQ(found[0].from, RespondentsFrom::unknown);
  EXPECT_EQ(found[0].respondents, 0);
  EXPECT_THAT(Reconstruct({}, {}), IsEmpty());
}

TEST(PublishedTest, HowWellEachNumberFitsIsCounted) {
  const std::vector<PublishedRow> rows = Rows();
  const auto fits = FitRespondents(rows, SurveysOf(rows, false).front(), 45, nullptr);
  ASSERT_EQ(fits.size(), 45u);
  EXPECT_EQ(fits[44].respondents, 45);
  EXPECT_EQ(fits[44].explained, 15);
  EXPECT_EQ(fits[44].sets, 15);
}

TEST(PublishedTest, ItCanBeStopped) {
  ReconstructOptions options;
  options.advance = [](std::int64_t, std::int64_t) {
    throw stelsel::Error(STELSEL_CANCELLED, "cancelled");
  };
  EXPECT_THROW(Reconstruct(Rows(), options), stelsel::Error);
}

}  // namespace
}  // namespace reporting
