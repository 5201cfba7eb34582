#include "render/typed.h"

#include <gtest/gtest.h>

#include <limits>

namespace reporting {
namespace {

TEST(TypedTest, DaysAndMomentsAreIso) {
  EXPECT_EQ(IsoDay(18992), "2021-12-31");
  EXPECT_EQ(IsoDay(-1), "1969-12-31");
  EXPECT_EQ(IsoMoment(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(IsoMoment(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_TRUE(IsCalendarDay(2932896));
  EXPECT_EQ(IsoDay(2932896), "9999-12-31");
  EXPECT_FALSE(IsCalendarDay(2932897));
  EXPECT_EQ(IsoDay(-719162), "0001-01-01");
  EXPECT_FALSE(IsCalendarDay(-719163));
}

TEST(TypedTest, DecimalsKeepAllTheirDigits) {
  EXPECT_EQ(PlainDecimal(123450, 2), "1234.50");
  EXPECT_EQ(PlainDecimal(-5, 2, ','), "-0,05");
  EXPECT_EQ(PlainDecimal(7, 0), "7");
  EXPECT_EQ(PlainDecimal(std::numeric_limits<std::int64_t>::min(), 18), "-9.223372036854775808");
}

TEST(TypedTest, ARealIsItsShortestTextAndNoNumberIsNothing) {
  EXPECT_EQ(PlainReal(0.1), "0.1");
  EXPECT_EQ(PlainReal(0.1, ','), "0,1");
  EXPECT_EQ(PlainReal(std::numeric_limits<double>::infinity()), "");
  EXPECT_EQ(PlainReal(std::numeric_limits<double>::quiet_NaN()), "");
}

}  // namespace
}  // namespace reporting
