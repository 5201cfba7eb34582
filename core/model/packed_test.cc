#include "core/model/packed.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace stelsel::core {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

std::vector<int64_t> Read(const Packed& packed, size_t size) {
  std::vector<int64_t> values;
  for (size_t i = 0; i < size; ++i) values.push_back(packed[i]);
  return values;
}

size_t BytesOf(const std::vector<int64_t>& values) {
  const Packed packed = Packed::Of(values);
  EXPECT_EQ(Read(packed, values.size()), values);
  return packed.bytes();
}

TEST(PackedTest, TakesTheFewestBytesThatTheSpreadAllows) {
  EXPECT_EQ(BytesOf({}), 0u);
  EXPECT_EQ(BytesOf({kMost}), 0u);
  EXPECT_EQ(BytesOf({7, 7, 7}), 0u);
  EXPECT_EQ(BytesOf({0, 255, 0}), 3u);
  EXPECT_EQ(BytesOf({0, 256, 0}), 6u);
  EXPECT_EQ(BytesOf({-1, 65534, -1}), 6u);
  EXPECT_EQ(BytesOf({-1, 65535, -1}), 12u);
  EXPECT_EQ(BytesOf({5, 5 + int64_t{0xFFFFFFFF}, 5}), 12u);
  EXPECT_EQ(BytesOf({5, 5 + 0x100000000, 5}), 24u);
  EXPECT_EQ(BytesOf({kLeast, kMost, kLeast}), 24u);
  EXPECT_EQ(BytesOf({kMost - 1, kMost, kMost - 200}), 3u);
  EXPECT_EQ(BytesOf({kLeast + 1, kLeast, kLeast + 255}), 3u);
}

TEST(PackedTest, NumbersOnALineTakeHardlyAnything) {
  std::vector<int64_t> values;
  for (int64_t i = 0; i < 1000; ++i) values.push_back(2 + i);
  EXPECT_EQ(BytesOf(values), 0u);
  EXPECT_TRUE(Packed::Of(values).CountsUp());
  EXPECT_FALSE(Packed::Of(std::vector<int64_t>{3, 3}).CountsUp());
  values.back() += 100;  // a quoted cell of 101 lines
  EXPECT_EQ(BytesOf(values), 1000u);
  for (int64_t& value : values) value = kMost - value * 1000;
  EXPECT_EQ(BytesOf(values), 4000u);
  for (size_t i = 0; i < values.size(); ++i) values[i] = kLeast + static_cast<int64_t>(i) * 78;
  EXPECT_EQ(BytesOf(values), 0u);
}

TEST(PackedTest, KnowsItsEnds) {
  const Packed packed = Packed::Of(std::vector<int32_t>{3, std::numeric_limits<int32_t>::min(), 9});
  EXPECT_EQ(packed.min(), std::numeric_limits<int32_t>::min());
  EXPECT_EQ(packed.max(), 9);
  EXPECT_EQ(Packed().max(), 0);
}

// Spreads of every width, steps up and down, and the ends of the range.
rc::Gen<std::vector<int64_t>> SomeValues() {
  return rc::gen::mapcat(
      rc::gen::pair(
          rc::gen::elementOf(std::vector<int64_t>{1, 200, 300, 70000, 5'000'000'000, kMost}),
          rc::gen::elementOf(std::vector<int64_t>{kLeast, -5, 0, 40, kMost})),
      [](const std::pair<int64_t, int64_t>& shape) {
        const auto [spread, base] = shape;
        return rc::gen::map(
            rc::gen::pair(
                rc::gen::container<std::vector<int64_t>>(rc::gen::inRange<int64_t>(0, spread)),
                rc::gen::elementOf(std::vector<int64_t>{0, 1, 78, -3})),
            [base = base](std::pair<std::vector<int64_t>, int64_t> made) {
              for (size_t i = 0; i < made.first.size(); ++i) {
                const auto add = static_cast<uint64_t>(base) +
                                 static_cast<uint64_t>(made.second) * static_cast<uint64_t>(i);
                made.first[i] = static_cast<int64_t>(static_cast<uint64_t>(made.first[i]) + add);
              }
              return made.first;
            });
      });
}

RC_GTEST_PROP(PackedTest, GivesBackWhatItWasMadeOf, ()) {
  const std::vector<int64_t> values = *SomeValues();
  const Packed packed = Packed::Of(values);
  RC_ASSERT(Read(packed, values.size()) == values);
  if (values.empty()) return;
  RC_ASSERT(packed.min() == *std::min_element(values.begin(), values.end()));
  RC_ASSERT(packed.max() == *std::max_element(values.begin(), values.end()));
  const size_t from = *rc::gen::inRange<size_t>(0, values.size());
  size_t next = from;
  packed.ForEach(from, values.size(), [&](size_t i, int64_t value) {
    RC_ASSERT(i == next++);
    RC_ASSERT(value == values[i]);
  });
  RC_ASSERT(next == values.size());
}

}  // namespace
}  // namespace stelsel::core
