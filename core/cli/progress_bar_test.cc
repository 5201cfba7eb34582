#include "core/cli/progress_bar.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

TEST(BarLineTest, ShowsHowMuchIsDone) {
  EXPECT_EQ(BarLine("read", "map/region.csv", 1, 2),
            "read region.csv  [############............] 50%");
  EXPECT_EQ(BarLine("read", "region.csv", 0, 2), "read region.csv  [........................] 0%");
}

TEST(BarLineTest, NeverGoesBeyondItsEnds) {
  EXPECT_EQ(BarLine("read", "x", 5, 2), "read x  [########################] 100%");
  EXPECT_EQ(BarLine("read", "x", -1, 2), "read x  [........................] 0%");
}

TEST(BarLineTest, CountsWhenTheTotalIsNotKnown) {
  EXPECT_EQ(BarLine("check", "region", 7, 0), "check region  7");
}

TEST(BarLineTest, StaysWithinATerminalAndShowsNoControlCharacters) {
  const std::string line = BarLine("check", std::string(200, 'x') + "\x1b[2J", 1, 2);
  EXPECT_LE(CountCodePoints(line), 79u);
  EXPECT_EQ(BarLine("check", "a\x1b[2J", 1, 2).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace stelsel::core
