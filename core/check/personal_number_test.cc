#include "core/check/personal_number.h"

#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

TEST(PersonalNumberTest, NineDigitsThatPassTheElevenTestAreSuspect) {
  EXPECT_TRUE(HasPersonalNumber("123456782"));
  EXPECT_TRUE(HasPersonalNumber("111222333"));
  EXPECT_TRUE(HasPersonalNumber("cliënt 123456782, Zwolle"));
  EXPECT_TRUE(HasPersonalNumber("12 123456782"));
  EXPECT_TRUE(HasPersonalNumber("(123456782)"));
}

TEST(PersonalNumberTest, DotsAndSpacesInTheUsualPlacesDoNotHideIt) {
  EXPECT_TRUE(HasPersonalNumber("1234.56.782"));
  EXPECT_TRUE(HasPersonalNumber("1234 56 782"));
  EXPECT_TRUE(HasPersonalNumber("123.456.782"));
  EXPECT_TRUE(HasPersonalNumber("123 456 782"));
}

TEST(PersonalNumberTest, OtherNumbersAreNot) {
  EXPECT_FALSE(HasPersonalNumber("123456789"));   // fails the test
  EXPECT_FALSE(HasPersonalNumber("000000000"));   // nobody's
  EXPECT_FALSE(HasPersonalNumber("12345678"));    // a KvK number has eight digits
  EXPECT_FALSE(HasPersonalNumber("1234567820"));  // part of a longer number
  EXPECT_FALSE(HasPersonalNumber("0123456782"));
  EXPECT_FALSE(HasPersonalNumber("12.34.56.782"));   // broken elsewhere
  EXPECT_FALSE(HasPersonalNumber("1234.56 782"));    // broken in two ways
  EXPECT_FALSE(HasPersonalNumber("1.123.456.782"));  // an amount
  EXPECT_FALSE(HasPersonalNumber("123.456.782.000"));
  EXPECT_FALSE(HasPersonalNumber("2021-06-07/2021-09"));
  EXPECT_FALSE(HasPersonalNumber(""));
}

TEST(PersonalNumberTest, MaskingLeavesTheShape) {
  EXPECT_EQ(MaskPersonalNumbers("bsn 123456782 of 1234.56.782"), "bsn 999999999 of 9999.99.999");
  EXPECT_EQ(MaskPersonalNumbers("12345678 plaatsen"), "12345678 plaatsen");
  EXPECT_FALSE(HasPersonalNumber(MaskPersonalNumbers("111222333")));
}

}  // namespace
}  // namespace stelsel::core
