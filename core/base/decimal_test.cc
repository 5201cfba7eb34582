#include "core/base/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace stelsel::core {
namespace {

using testing::Eq;
using testing::Optional;

TEST(ParseScaledTest, ReadsDecimals) {
  EXPECT_THAT(ParseScaled("12.5", 2), Optional(1250));
  EXPECT_THAT(ParseScaled("12", 2), Optional(1200));
  EXPECT_THAT(ParseScaled("-0.01", 2), Optional(-1));
  EXPECT_THAT(ParseScaled("-0.00", 2), Optional(0));
  EXPECT_THAT(ParseScaled("007.50", 2), Optional(750));
  EXPECT_THAT(ParseScaled("42", 0), Optional(42));
  EXPECT_THAT(ParseScaled("0.123456", 6), Optional(123456));
}

TEST(ParseScaledTest, RefusesEverythingElse) {
  for (const char* text : {"",
                           "-",
                           ".",
                           "-.",
                           ".5",
                           "5.",
                           "+1",
                           "--1",
                           "1.234",
                           "1.230",
                           "1e3",
                           "1,5",
                           "1.000,00",
                           "1 000",
                           " 1",
                           "1 ",
                           "1.2.3",
                           "1.-2",
                           "0x1",
                           "nan",
                           "inf",
                           "\xE2\x82\xAC"
                           "1"}) {
    EXPECT_THAT(ParseScaled(text, 2), Eq(std::nullopt)) << text;
  }
  EXPECT_THAT(ParseScaled("1.0", 0), Eq(std::nullopt));
  EXPECT_THAT(ParseScaled("1", -1), Eq(std::nullopt));
  EXPECT_THAT(ParseScaled("0", kMaxScale + 1), Eq(std::nullopt));
}

TEST(ParseScaledTest, KnowsTheEdgesOfInt64) {
  EXPECT_THAT(ParseScaled("92233720368547758.07", 2), Optional(INT64_MAX));
  EXPECT_THAT(ParseScaled("-92233720368547758.08", 2), Optional(INT64_MIN));
  EXPECT_THAT(ParseScaled("92233720368547758.08", 2), Eq(std::nullopt));
  EXPECT_THAT(ParseScaled("-92233720368547758.09", 2), Eq(std::nullopt));
  EXPECT_THAT(ParseScaled("9223372036854775807", 2), Eq(std::nullopt));
  EXPECT_THAT(ParseScaled("99999999999999999999999", 0), Eq(std::nullopt));
}

TEST(FormatScaledTest, WritesExactlyTheScale) {
  EXPECT_EQ(FormatScaled(1250, 2), "12.50");
  EXPECT_EQ(FormatScaled(5, 2), "0.05");
  EXPECT_EQ(FormatScaled(-5, 2), "-0.05");
  EXPECT_EQ(FormatScaled(0, 3), "0.000");
  EXPECT_EQ(FormatScaled(-42, 0), "-42");
  EXPECT_EQ(FormatScaled(100, 2), "1.00");
  EXPECT_EQ(FormatScaled(INT64_MIN, 2), "-92233720368547758.08");
  EXPECT_EQ(FormatScaled(INT64_MIN, 0), "-9223372036854775808");
  EXPECT_EQ(FormatScaled(1, kMaxScale), "0.000000000000000001");
}

TEST(FormatScaledTest, TakesTheNearestScaleThereIs) {
  EXPECT_EQ(FormatScaled(1, -3), "1");
  EXPECT_EQ(FormatScaled(1, 99), FormatScaled(1, kMaxScale));
}

TEST(ParseIntegerTest, ReadsIntegers) {
  EXPECT_THAT(ParseInteger("0"), Optional(0));
  EXPECT_THAT(ParseInteger("-12"), Optional(-12));
  EXPECT_THAT(ParseInteger("9223372036854775807"), Optional(INT64_MAX));
  EXPECT_THAT(ParseInteger("-9223372036854775808"), Optional(INT64_MIN));
}

TEST(ParseIntegerTest, RefusesEverythingElse) {
  for (const char* text : {"", "-", "+1", "--1", "00", "007", "-0", "-01", "1.0", "1e3", " 1", "1 ",
                           "1a", "9223372036854775808", "-9223372036854775809"}) {
    EXPECT_THAT(ParseInteger(text), Eq(std::nullopt)) << text;
  }
}

RC_GTEST_PROP(DecimalProperty, EveryValueComesBackInEveryScale, (std::int64_t value)) {
  const int scale = *rc::gen::inRange(0, kMaxScale + 1);
  RC_ASSERT(ParseScaled(FormatScaled(value, scale), scale) == value);
}

RC_GTEST_PROP(DecimalProperty, TheEdgesComeBackInEveryScale, ()) {
  const int scale = *rc::gen::inRange(0, kMaxScale + 1);
  const auto value = *rc::gen::element<std::int64_t>(INT64_MIN, INT64_MIN + 1, INT64_MAX, 0, -1);
  RC_ASSERT(ParseScaled(FormatScaled(value, scale), scale) == value);
}

RC_GTEST_PROP(DecimalProperty, EveryIntegerComesBack, (std::int64_t value)) {
  RC_ASSERT(ParseInteger(std::to_string(value)) == value);
}

}  // namespace
}  // namespace stelsel::core
