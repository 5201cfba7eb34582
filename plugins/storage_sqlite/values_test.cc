#include "values.h"

#include <gtest/gtest.h>

#include <string>

namespace storage_sqlite {
namespace {

std::string date(std::int64_t days) {
  TimeText room;
  return std::string(format_date(days, room).value_or("none"));
}

std::string datetime(std::int64_t micros) {
  TimeText room;
  return std::string(format_datetime(micros, room).value_or("none"));
}

TEST(ValuesTest, DatesAreIsoTextsOfTheYears1To9999) {
  EXPECT_EQ(date(0), "1970-01-01");
  EXPECT_EQ(date(-719162), "0001-01-01");
  EXPECT_EQ(date(2932896), "9999-12-31");
  EXPECT_EQ(date(-719163), "none");
  EXPECT_EQ(date(2932897), "none");
}

TEST(ValuesTest, EveryDayReadsBack) {
  TimeText room;
  for (std::int64_t days = -719162; days <= 2932896; days += 7) {
    ASSERT_EQ(parse_date(*format_date(days, room)), days);
  }
}

TEST(ValuesTest, NothingElsePassesForADate) {
  for (const char* text : {"", "2023-02-29", "2023-2-3", " 2023-02-03", "2023-02-03 ", "2023-13-01",
                           "2023-00-01", "0000-01-01", "2023/02/03", "2023-02-0x", "-023-02-03"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(ValuesTest, MomentsHaveDecimalsWhenTheyAreNoWholeSecond) {
  EXPECT_EQ(datetime(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(datetime(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(datetime(86'399'000'000), "1970-01-01T23:59:59Z");
  EXPECT_EQ(datetime(253402300799999999), "9999-12-31T23:59:59.999999Z");
  EXPECT_EQ(datetime(253402300800000000), "none");
  EXPECT_EQ(datetime(-62135596800000001), "none");
  EXPECT_EQ(datetime(INT64_MAX), "none");
  EXPECT_EQ(datetime(INT64_MIN), "none");
}

TEST(ValuesTest, MomentsReadBack) {
  TimeText room;
  for (std::int64_t micros :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, std::int64_t{-62135596800000000},
        std::int64_t{253402300799999999}, std::int64_t{1772359200123456}}) {
    EXPECT_EQ(parse_datetime(*format_datetime(micros, room)), micros);
  }
  EXPECT_EQ(parse_datetime("1970-01-01T00:00:01.5Z"), 1'500'000);
  EXPECT_EQ(parse_datetime("1970-01-01T00:00:00.0Z"), 0);
}

TEST(ValuesTest, NothingElsePassesForAMoment) {
  for (const char* text :
       {"", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00.1234567Z", "1970-01-01T00:00:00+00:00", "1970-01-01T00:00:00,5Z"}) {
    EXPECT_FALSE(parse_datetime(text)) << text;
  }
}

}  // namespace
}  // namespace storage_sqlite
