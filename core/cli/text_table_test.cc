#include "core/cli/text_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

using testing::ElementsAre;

TEST(WrapTest, BreaksAtSpacesAndKeepsALongWordWhole) {
  EXPECT_THAT(Wrap("een twee drie", 8), ElementsAre("een twee", "drie"));
  EXPECT_THAT(Wrap("samenwerkingsovereenkomst ja", 8),
              ElementsAre("samenwerkingsovereenkomst", "ja"));
  EXPECT_THAT(Wrap("", 8), ElementsAre(""));
}

TEST(WrapTest, CountsCharactersNotBytes) {
  EXPECT_THAT(Wrap("één één", 7), ElementsAre("één één"));
}

TEST(TextTableTest, LinesUpColumnsAndWrapsTheLast) {
  EXPECT_EQ(TextTable({{"a", "kort"}, {"langer", "dit is een langere tekst die niet past"}}, 34),
            "a       kort\n"
            "langer  dit is een langere tekst\n"
            "        die niet past\n");
}

TEST(TextTableTest, LeavesNoSpacesAtTheEndOfALine) {
  EXPECT_EQ(TextTable({{"a", ""}, {"bb", "c"}}), "a\nbb  c\n");
}

}  // namespace
}  // namespace stelsel::core
