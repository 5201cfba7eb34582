// What can be relied on when a text is put beside its own table.
#include "reconstruct/beside.h"

#include <gtest/gtest.h>

namespace reporting {
namespace {

// D4 of the national report, of which 5, 12 and 28 of 45 are the only counts.
PublishedRow D4() {
  PublishedRow row;
  row.topic = "D4";
  row.shares = {11, 27, 62};
  return row;
}

ClaimBeside Claim(const char* measure, std::int64_t figure, const char* qualifier = "") {
  ClaimBeside claim;
  claim.measure = measure;
  claim.figure = figure;
  claim.qualifier = qualifier;
  return claim;
}

constexpr Three kCounts{5, 12, 28};

TEST(BesideTest, AShareIsReadToThePercent) {
  EXPECT_FALSE(Differs(Claim("aandeel_ja", 1100), D4(), &kCounts));
  EXPECT_TRUE(Differs(Claim("aandeel_ja", 1200), D4(), &kCounts));
  EXPECT_FALSE(Differs(Claim("aandeel_in_ontwikkeling", 2500, "meer_dan"), D4(), &kCounts));
  EXPECT_TRUE(Differs(Claim("aandeel_nee", 6200, "ten_hoogste"), D4(), &kCounts));  // 62.2
  EXPECT_FALSE(Differs(Claim("aandeel_nee", 6000, "ongeveer"), D4(), &kCounts));
  EXPECT_TRUE(Differs(Claim("aandeel_nee", 5000, "ongeveer"), D4(), &kCounts));
}

TEST(BesideTest, WhatIsNotYetJaIsTheRestBesideJa) {
  EXPECT_TRUE(Differs(Claim("aandeel_nog_niet_ja", 8000), D4(), &kCounts));
  EXPECT_FALSE(Differs(Claim("aandeel_nog_niet_ja", 8900), D4(), &kCounts));
}

TEST(BesideTest, CountsSayMoreThanThePrintedShareDoes) {
  // 90 leaves 89.5 open, and so does the printed 11; 40 of 45 is 88.9.
  EXPECT_TRUE(Differs(Claim("aandeel_nog_niet_ja", 9000), D4(), &kCounts));
  EXPECT_FALSE(Differs(Claim("aandeel_nog_niet_ja", 9000), D4(), nullptr));
  EXPECT_TRUE(Differs(Claim("aandeel_nog_niet_ja", 9100), D4(), nullptr));
}

TEST(BesideTest, WhatRepeatsTheTableIsComparedWithWhatItPrints) {
  PublishedRow b7;
  b7.shares = {38, 47, 16};  // 28 of 45 are 62.2, and 47 and 16 are 63
  const Three counts{17, 21, 7};
  ClaimBeside claim = Claim("aandeel_nog_niet_ja", 6300);
  EXPECT_TRUE(Differs(claim, b7, &counts));
  claim.of_table = true;
  EXPECT_FALSE(Differs(claim, b7, &counts));
  claim.figure = 6200;
  EXPECT_TRUE(Differs(claim, b7, &counts));
}

TEST(BesideTest, FiguresThatNoSourceWouldPrintAreJudgedToo) {
  EXPECT_TRUE(Differs(Claim("aandeel_ja", 100'000), D4(), &kCounts));
  EXPECT_TRUE(Differs(Claim("aandeel_ja", -100'000), D4(), nullptr));
}

TEST(BesideTest, SharesThatCannotBeAreKnownWhateverTheRespondents) {
  PublishedBeside row;
  row.row = D4();
  EXPECT_TRUE(row.AddsUp());
  row.row.shares = {47, 53, 2};
  EXPECT_FALSE(row.AddsUp());
  row.row.shares = {31, 64, 4};
  EXPECT_TRUE(row.AddsUp());
}

}  // namespace
}  // namespace reporting
