#include "ocds_slices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace inkoop {
namespace {

using testing::ElementsAre;
using testing::Pair;

struct Cut {
  std::vector<std::pair<std::string, std::int64_t>> slices;
  std::string around;
  bool fed = false;
};

// In blocks of so many bytes.
Cut CutUp(const std::string& text, std::size_t block) {
  Cut cut;
  Slicer slicer([&](const Slice& slice) { cut.slices.emplace_back(slice.text, slice.line); });
  cut.fed = true;
  for (std::size_t at = 0; at < text.size() && cut.fed; at += block)
    cut.fed = slicer.Feed(std::string_view(text).substr(at, block));
  cut.around = slicer.around();
  return cut;
}

TEST(Slicer, CutsReleasesAndKeepsTheRest) {
  const std::string text =
      "{\"a\": 1,\n\"releases\": [\n{\"b\": [1, {\"c\": \"]},\\\"\"}]},\n {}\n], \"d\": "
      "{\"releases\": [2]}}";
  for (const std::size_t block : {1u, 2u, 7u, 1000u}) {
    const Cut cut = CutUp(text, block);
    EXPECT_TRUE(cut.fed);
    EXPECT_THAT(cut.slices, ElementsAre(Pair("{\"b\": [1, {\"c\": \"]},\\\"\"}]}", 3),
                                        Pair(testing::StartsWith("{}"), 4)));
    EXPECT_EQ(cut.around, "{\"a\": 1,\n\"releases\": [], \"d\": {\"releases\": [2]}}");
  }
}

TEST(Slicer, AnEmptyListHasNoSlices) {
  EXPECT_THAT(CutUp("{\"releases\": [ ]}", 3).slices, ElementsAre());
}

TEST(Slicer, WhatIsNoJsonReachesItsReader) {
  EXPECT_THAT(CutUp("{\"releases\": [{} {}, ,1]}", 5).slices,
              ElementsAre(Pair("{} {}", 1), Pair("", 1), Pair("1", 1)));
}

TEST(Slicer, WhatIsNoObjectIsRefusedAtOnce) {
  EXPECT_FALSE(CutUp("[1, 2]", 1).fed);
  EXPECT_FALSE(CutUp(std::string(10, '\0'), 4).fed);
}

TEST(Slicer, ATextCalledReleasesIsNoList) {
  const Cut cut = CutUp("{\"x\": \"releases\", \"y\": [1]}", 4);
  EXPECT_TRUE(cut.slices.empty());
  EXPECT_EQ(cut.around, "{\"x\": \"releases\", \"y\": [1]}");
}

TEST(Slicer, AnEscapedKeyIsTheSameKeyAndBehindACommaNothingIsARelease) {
  EXPECT_THAT(CutUp("{\"re\\u006ceases\": [1,\n]}", 4).slices,
              ElementsAre(Pair("1", 1), Pair("", 2)));
}

TEST(Slicer, ALargeReleaseIsPassedOver) {
  std::vector<bool> too_large;
  Slicer slicer([&](const Slice& slice) { too_large.push_back(slice.too_large); });
  slicer.Feed("{\"releases\": [\"");
  const std::string block(1u << 20, 'x');
  for (int i = 0; i < 65; ++i) slicer.Feed(block);
  slicer.Feed("\", {}]}");
  EXPECT_THAT(too_large, ElementsAre(true, false));
}

}  // namespace
}  // namespace inkoop
