#include "report/nearest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NearestTest, DistanceCountsLettersAndForgivesCaseAndSeparators) {
  EXPECT_EQ(Distance("IJssel-Vecht", "ijssel_vecht"), 0u);
  EXPECT_EQ(Distance("ijsel_vecht", "ijssel_vecht"), 1u);
  EXPECT_EQ(Distance("", "abc"), 3u);
  EXPECT_EQ(Distance("abc", ""), 3u);
  EXPECT_EQ(Distance("kitten", "sitting"), 3u);
}

TEST(NearestTest, ARegionIsFoundByAnyOfItsNamesAndNamedOnce) {
  const std::vector<Candidate> candidates{{"zkijh", "zkijh"},
                                          {"Haarlem", "zkijh"},
                                          {"haarlemmermeer", "zkijh"},
                                          {"arnhem", "arnhem"},
                                          {"almelo", "almelo"}};
  EXPECT_THAT(Nearest("haarlem", candidates, 2), ElementsAre("zkijh", "arnhem"));
}

TEST(NearestTest, WithoutCandidatesThereIsNothingNear) {
  EXPECT_THAT(Nearest("x", {}, 3), IsEmpty());
}

}  // namespace
}  // namespace reporting
