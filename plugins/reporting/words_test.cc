#include "words.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace reporting {
namespace {

const Words kDutch("nl");
const Words kEnglish("en");

TEST(WordsTest, PlaceholdersAreFilledOnceAndInAnyOrder) {
  const Text text{"{1} van {0}", "{0} has {1}"};
  EXPECT_EQ(kDutch(text, {"a", "{0}"}), "{0} van a");
  EXPECT_EQ(kEnglish(text, {"a", "b"}), "a has b");
}

TEST(WordsTest, APlaceholderWithoutAValueStays) {
  EXPECT_EQ(kDutch({"{0} {2} {x} {", ""}, {"a"}), "a {2} {x} {");
}

TEST(WordsTest, ThingsAreCountedInTheirOwnNumber) {
  const Noun regions{{"regio", "region"}, {"regio's", "regions"}};
  EXPECT_EQ(kDutch.Count(1, regions), "1 regio");
  EXPECT_EQ(kDutch.Count(0, regions), "0 regio's");
  EXPECT_EQ(kEnglish.Count(1200, regions), "1,200 regions");
}

TEST(WordsTest, ListsReadAsOneSpeaks) {
  EXPECT_EQ(kDutch.Join({}), "");
  EXPECT_EQ(kDutch.Join({"a"}), "a");
  EXPECT_EQ(kDutch.Join({"a", "b", "c"}), "a, b en c");
  EXPECT_EQ(kEnglish.Join({"a", "b"}), "a and b");
}

TEST(WordsTest, NumbersAreGroupedAsInTheLanguage) {
  EXPECT_EQ(kDutch.Number(999), "999");
  EXPECT_EQ(kDutch.Number(1234567), "1.234.567");
  EXPECT_EQ(kEnglish.Number(-1000), "-1,000");
  EXPECT_EQ(kDutch.Number(std::numeric_limits<std::int64_t>::min()), "-9.223.372.036.854.775.808");
}

TEST(WordsTest, DecimalsAreExact) {
  EXPECT_EQ(kDutch.Decimal(-5, 2), "-0,05");
  EXPECT_EQ(kDutch.Decimal(123456789, 2), "1.234.567,89");
  EXPECT_EQ(kEnglish.Decimal(150, 1), "15.0");
}

TEST(WordsTest, DaysAreWrittenOut) {
  const stelsel::Date day = std::chrono::year(2021) / 12 / 31;
  EXPECT_EQ(kDutch.Day(day), "31 december 2021");
  EXPECT_EQ(kEnglish.Day(day), "31 December 2021");
}

TEST(WordsTest, OnlyAsciiGetsACapital) {
  EXPECT_EQ(Capital("samenwerking"), "Samenwerking");
  EXPECT_EQ(Capital("één"), "één");
  EXPECT_EQ(Capital(""), "");
}

}  // namespace
}  // namespace reporting
