#include "core/base/digits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

using testing::Eq;
using testing::Optional;

TEST(ParseDigitsTest, ReadsOneToNineDigits) {
  EXPECT_THAT(ParseDigits("0"), Optional(0));
  EXPECT_THAT(ParseDigits("007"), Optional(7));
  EXPECT_THAT(ParseDigits("999999999"), Optional(999'999'999));
}

TEST(ParseDigitsTest, RefusesTheRest) {
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1a", "1000000000", "\xD9\xA1"}) {
    EXPECT_THAT(ParseDigits(text), Eq(std::nullopt)) << text;
  }
}

TEST(AppendDigitsTest, PadsToTheWidth) {
  std::string out = "x";
  AppendDigits(7, 2, out);
  AppendDigits(0, 3, out);
  AppendDigits(12345, 4, out);
  EXPECT_EQ(out, "x0700012345");
}

}  // namespace
}  // namespace stelsel::core
