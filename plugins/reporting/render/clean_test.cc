#include "render/clean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CleanTest, OrdinaryTextStaysAsItIs) {
  const std::string text =
      "'s-Hertogenbosch: één cliënt, € 12 (§4.1) 👩‍👩‍👧 \xE2\x80\x93 <b>";
  EXPECT_EQ(Clean(text), text);
}

TEST(CleanTest, CharactersThatDeceiveAreShown) {
  EXPECT_EQ(Clean("a\xE2\x80\xAE"
                  "b"),
            "a\xEF\xBF\xBD"
            "b");  // right-to-left override
  EXPECT_EQ(Clean("a\xE2\x81\xA6"
                  "b"),
            "a\xEF\xBF\xBD"
            "b");  // isolate
  EXPECT_EQ(Clean("a\xEF\xBB\xBF"
                  "b"),
            "a\xEF\xBF\xBD"
            "b");  // byte order mark
  EXPECT_EQ(Clean(std::string_view("a\0\x1b[31m", 7)), "a\xEF\xBF\xBD\xEF\xBF\xBD[31m");
  EXPECT_EQ(Clean("\xC2\x85"), "\xEF\xBF\xBD");  // C1 control
}

TEST(CleanTest, BytesThatAreNoUtf8AreShownOneByOne) {
  EXPECT_EQ(Clean("a\xFF"
                  "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(Clean("\xC0\x8A"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // overlong
  EXPECT_EQ(Clean("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // surrogate
  EXPECT_EQ(Clean("caf\xC3"), "caf\xEF\xBF\xBD");                            // cut short
}

TEST(CleanTest, LineEndsBecomeOneKindAndTabsSpaces) {
  EXPECT_EQ(Clean("a\r\nb\rc\td"), "a\nb\nc d");
  EXPECT_EQ(CleanLine("a\r\nb\xE2\x80\xA8"
                      "c"),
            "a b c");
}

TEST(CleanTest, LengthCountsCharacters) { EXPECT_EQ(Length("één€"), 4u); }

TEST(CleanTest, WordsAndLinesArePartedWhereTheyEnd) {
  EXPECT_THAT(SplitWords("  a  bc\nd "), ElementsAre("a", "bc", "d"));
  EXPECT_THAT(SplitWords(" \n"), IsEmpty());
  EXPECT_THAT(SplitLines("a\n\nb"), ElementsAre("a", "", "b"));
}

}  // namespace
}  // namespace reporting
