#include "core/base/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace stelsel::core {
namespace {

using testing::Eq;
using testing::Optional;

constexpr std::int64_t kMinMicros = kMinDate * kMicrosPerDay;
constexpr std::int64_t kEndMicros = (kMaxDate + std::int64_t{1}) * kMicrosPerDay;

TEST(DateTest, ReadsRealDays) {
  EXPECT_THAT(ParseDate("1970-01-01"), Optional(0));
  EXPECT_THAT(ParseDate("1969-12-31"), Optional(-1));
  EXPECT_THAT(ParseDate("2024-02-29"), Optional(19782));
  EXPECT_THAT(ParseDate("0001-01-01"), Optional(kMinDate));
  EXPECT_THAT(ParseDate("9999-12-31"), Optional(kMaxDate));
}

TEST(DateTest, RefusesEverythingElse) {
  for (const char* text :
       {"",           "2024",        "2024-2-3",    "2024-02-30",  "2023-02-29", "1900-02-29",
        "2024-00-01", "2024-13-01",  "2024-01-00",  "2024-01-32",  "0000-01-01", "-001-01-01",
        "+024-01-01", " 2024-01-01", "2024-01-01 ", "2024-01-01Z", "2024/01/01", "24-01-0101",
        "20240101",   "2024-01-1a",  "2024-01- 1",  "2024-1 -01",  "12024-01-01"}) {
    EXPECT_THAT(ParseDate(text), Eq(std::nullopt)) << text;
  }
  EXPECT_THAT(ParseDate(std::string_view("2024-01-0\0", 10)), Eq(std::nullopt));
}

TEST(DateTest, WritesWhatItReads) {
  EXPECT_EQ(FormatDate(0), "1970-01-01");
  EXPECT_EQ(FormatDate(kMinDate), "0001-01-01");
  EXPECT_EQ(FormatDate(kMaxDate), "9999-12-31");
}

TEST(DateTest, WritesDaysWithoutATextAsSuch) {
  EXPECT_EQ(FormatDate(kMaxDate + 1), "day 2932897");
  EXPECT_EQ(FormatDate(INT32_MIN), "day -2147483648");
}

TEST(DateTest, CountsDaysFromCivil) {
  EXPECT_EQ(DaysFromCivil(1970, 1, 1), 0);
  EXPECT_EQ(DaysFromCivil(2000, 3, 1), 11017);
  EXPECT_EQ(DaysFromCivil(1, 1, 1), kMinDate);
}

RC_GTEST_PROP(DateProperty, EveryDayComesBack, ()) {
  const auto day = *rc::gen::inRange(kMinDate, kMaxDate + 1);
  RC_ASSERT(ParseDate(FormatDate(day)) == day);
}

RC_GTEST_PROP(DateProperty, WhatIsReadIsCanonical, ()) {
  const auto text = *rc::gen::container<std::string>(10, rc::gen::elementOf(std::string("01239-")));
  if (const auto day = ParseDate(text)) RC_ASSERT(FormatDate(*day) == text);
}

TEST(DateTimeTest, ReadsMoments) {
  EXPECT_THAT(ParseDateTime("1970-01-01T00:00:00Z"), Optional(0));
  EXPECT_THAT(ParseDateTime("1970-01-01T00:00:01.5Z"), Optional(1'500'000));
  EXPECT_THAT(ParseDateTime("1970-01-02T03:04:05.000006Z"), Optional(97'445'000'006));
  EXPECT_THAT(ParseDateTime("1969-12-31T23:59:59.999999Z"), Optional(-1));
  EXPECT_THAT(ParseDateTime("0001-01-01T00:00:00Z"), Optional(kMinMicros));
  EXPECT_THAT(ParseDateTime("9999-12-31T23:59:59.999999Z"), Optional(kEndMicros - 1));
}

TEST(DateTimeTest, RefusesEverythingElse) {
  for (const char* text : {"",
                           "Z",
                           "2024-01-01",
                           "2024-01-01Z",
                           "2024-01-01T00:00:00",
                           "2024-01-01T00:00:00z",
                           "2024-01-01t00:00:00Z",
                           "2024-01-01 00:00:00Z",
                           "2024-01-01T00:00Z",
                           "2024-01-01T24:00:00Z",
                           "2024-01-01T23:60:00Z",
                           "2016-12-31T23:59:60Z",
                           "2024-02-30T00:00:00Z",
                           "2024-01-01T00:00:00.Z",
                           "2024-01-01T00:00:00.1234567Z",
                           "2024-01-01T00:00:00,5Z",
                           "2024-01-01T00:00:00.-5Z",
                           "2024-01-01T00:00:00.5 Z",
                           "2024-01-01T00:00:00+00:00",
                           "2024-01-01T00:00:00ZZ",
                           "2024-01-01T0:00:000Z",
                           "2024-01-01T00:00:00.5"}) {
    EXPECT_THAT(ParseDateTime(text), Eq(std::nullopt)) << text;
  }
}

TEST(DateTimeTest, WritesSixDecimalsOrNone) {
  EXPECT_EQ(FormatDateTime(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(FormatDateTime(500'000), "1970-01-01T00:00:00.500000Z");
  EXPECT_EQ(FormatDateTime(-1), "1969-12-31T23:59:59.999999Z");
}

TEST(DateTimeTest, WritesMomentsWithoutATextAsSuch) {
  EXPECT_EQ(FormatDateTime(INT64_MIN), "microsecond -9223372036854775808");
  EXPECT_EQ(FormatDateTime(INT64_MAX), "microsecond 9223372036854775807");
  EXPECT_EQ(FormatDateTime(kMinMicros - 1), "microsecond -62135596800000001");
  EXPECT_EQ(FormatDateTime(kEndMicros), "microsecond 253402300800000000");
}

RC_GTEST_PROP(DateTimeProperty, EveryMomentComesBack, ()) {
  const auto micros = *rc::gen::inRange(kMinMicros, kEndMicros);
  RC_ASSERT(ParseDateTime(FormatDateTime(micros)) == micros);
  const std::int64_t whole = micros - micros % 1'000'000;
  RC_ASSERT(ParseDateTime(FormatDateTime(whole)) == whole);
}

}  // namespace
}  // namespace stelsel::core
