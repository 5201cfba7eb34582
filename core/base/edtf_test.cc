#include "core/base/edtf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "core/base/date.h"

namespace stelsel::core {
namespace {

using testing::Eq;
using testing::TestWithParam;
using testing::Values;

// The bounds as `EARLIEST..LATEST`, an open one as nothing.
std::string Bounds(std::string_view text) {
  const auto bounds = ParseEdtf(text);
  if (!bounds) return "refused";
  const auto date = [](std::optional<std::int32_t> day) { return day ? FormatDate(*day) : ""; };
  return date(bounds->earliest) + ".." + date(bounds->latest);
}

struct Case {
  const char* text;
  const char* bounds;
};

class EdtfTest : public TestWithParam<Case> {};

TEST_P(EdtfTest, HasBounds) { EXPECT_EQ(Bounds(GetParam().text), GetParam().bounds); }

INSTANTIATE_TEST_SUITE_P(
    Single, EdtfTest,
    Values(Case{"2026", "2026-01-01..2026-12-31"}, Case{"0001", "0001-01-01..0001-12-31"},
           Case{"9999", "9999-01-01..9999-12-31"}, Case{"2021-09", "2021-09-01..2021-09-30"},
           Case{"2024-02", "2024-02-01..2024-02-29"}, Case{"2021-12", "2021-12-01..2021-12-31"},
           Case{"2021-09-05", "2021-09-05..2021-09-05"}));

INSTANTIATE_TEST_SUITE_P(Seasons, EdtfTest,
                         Values(Case{"2021-21", "2021-03-01..2021-05-31"},
                                Case{"2021-22", "2021-06-01..2021-08-31"},
                                Case{"2021-23", "2021-09-01..2021-11-30"},
                                Case{"2021-24", "2021-12-01..2022-02-28"},
                                Case{"2023-24", "2023-12-01..2024-02-29"}));

INSTANTIATE_TEST_SUITE_P(Quarters, EdtfTest,
                         Values(Case{"2021-33", "2021-01-01..2021-03-31"},
                                Case{"2021-34", "2021-04-01..2021-06-30"},
                                Case{"2021-35", "2021-07-01..2021-09-30"},
                                Case{"2021-36", "2021-10-01..2021-12-31"}));

INSTANTIATE_TEST_SUITE_P(Marks, EdtfTest,
                         Values(Case{"2021~", "2021-01-01..2021-12-31"},
                                Case{"2021-09?", "2021-09-01..2021-09-30"},
                                Case{"2021-09-05%", "2021-09-05..2021-09-05"},
                                Case{"2021-36~", "2021-10-01..2021-12-31"}));

INSTANTIATE_TEST_SUITE_P(Intervals, EdtfTest,
                         Values(Case{"2021/2022", "2021-01-01..2022-12-31"},
                                Case{"2021-23/2021-36", "2021-09-01..2021-12-31"},
                                Case{"../2022-01-01", "..2022-01-01"},
                                Case{"2021-09/..", "2021-09-01.."},
                                Case{"2021~/2022?", "2021-01-01..2022-12-31"},
                                Case{"2021-05/2021", "2021-05-01..2021-12-31"},
                                Case{"2021-05-01/2021-05-01", "2021-05-01..2021-05-01"}));

TEST(EdtfRefusalTest, RefusesEverythingElse) {
  for (const char* text : {"",
                           "~",
                           "..",
                           "/",
                           "../..",
                           "/2021",
                           "2021/",
                           "2021/2020",
                           "2021-09-05/2021-09-04",
                           "2021//2022",
                           "2021/2022/2023",
                           "2021/ 2022",
                           " 2021",
                           "2021 ",
                           "21",
                           "20211",
                           "0000",
                           "0000-12",
                           "2021-00",
                           "2021-13",
                           "2021-20",
                           "2021-25",
                           "2021-32",
                           "2021-37",
                           "2021-9",
                           "2021-09-31",
                           "2021-9-05",
                           "2021~~",
                           "2021~?",
                           "~2021",
                           "20~21",
                           "2021-~09",
                           "202X",
                           "2021-XX",
                           "Y20210",
                           "-2021",
                           "+2021",
                           "2021/09",
                           "202109",
                           "20210905",
                           "2021-09-5",
                           "..~/2021",
                           "../2021/..",
                           "2021-09-05T00:00:00Z",
                           "9999-24",
                           "2021_09",
                           "[2021]"}) {
    EXPECT_EQ(Bounds(text), "refused") << text;
  }
}

TEST(EdtfRefusalTest, RefusesAZeroByte) {
  EXPECT_THAT(ParseEdtf(std::string_view("2021\0", 5)), Eq(std::nullopt));
}

RC_GTEST_PROP(EdtfProperty, ADayIsItsOwnBounds, ()) {
  const auto day = *rc::gen::inRange(kMinDate, kMaxDate + 1);
  RC_ASSERT(ParseEdtf(FormatDate(day)) == (DateBounds{day, day}));
}

RC_GTEST_PROP(EdtfProperty, BoundsAreInOrder, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(4, 16);
  const auto text =
      *rc::gen::container<std::string>(size, rc::gen::elementOf(std::string("012345-/.~")));
  const auto bounds = ParseEdtf(text);
  if (!bounds) return;
  RC_ASSERT(bounds->earliest || bounds->latest);
  RC_ASSERT(!bounds->earliest || !bounds->latest || *bounds->earliest <= *bounds->latest);
}

}  // namespace
}  // namespace stelsel::core
