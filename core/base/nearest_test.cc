#include "core/base/nearest.h"

#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

TEST(NearestTest, IsTheWordThatTakesTheFewestChanges) {
  EXPECT_EQ(NearestOf("naem", {"name", "note"}), "name");
  EXPECT_EQ(NearestOf("valid_form", {"valid_to", "valid_from"}), "valid_from");
}

TEST(NearestTest, IsTheSameWordInAnotherCaseOrWithSpaces) {
  EXPECT_EQ(NearestOf("In Ontwikkeling", {"in_ontwikkeling"}), "in_ontwikkeling");
}

TEST(NearestTest, IsNothingWhenItMayBeAnyOrNone) {
  EXPECT_EQ(NearestOf("abcd", {"abce", "abcf"}), std::nullopt);
  EXPECT_EQ(NearestOf("no", {"nl"}), std::nullopt);
  EXPECT_EQ(NearestOf("", {"name"}), std::nullopt);
  EXPECT_EQ(NearestOf(std::string(64, 'a'), {std::string(63, 'a')}), std::nullopt);
  EXPECT_EQ(NearestOf("name", {}), std::nullopt);
}

}  // namespace
}  // namespace stelsel::core
