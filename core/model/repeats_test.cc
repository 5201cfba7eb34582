#include "core/model/repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/model/key_index.h"
#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

std::vector<Repeat> Repeats(const Table& table, const std::vector<int>& fields, int threads) {
  absl::StatusOr<std::vector<Repeat>> found = FindRepeats(table, fields, threads);
  EXPECT_TRUE(found.ok());
  return *std::move(found);
}

// One after the other, in a map.
std::vector<Repeat> Expected(const Table& table, const std::vector<int>& fields) {
  std::vector<Repeat> repeats;
  std::map<KeyValues, RowId> first;
  table.ForEachRow([&](const RowRef& row) {
    const KeyValues values = ValuesOf(row, fields);
    if (std::find(values.begin(), values.end(), Column::kNull) != values.end()) return;
    const auto [it, fresh] = first.emplace(values, row.id());
    if (!fresh) repeats.push_back({row.id(), it->second});
  });
  return repeats;
}

TablePtr CountsOf(const std::vector<rc::Maybe<int64_t>>& counts, size_t rows_a_part) {
  Lines lines;
  for (const auto& count : counts) {
    lines.push_back(Everything("a", {{"count", count ? std::to_string(*count) : "-"}}));
  }
  return SnapshotOf(SetOf({kEverything}), "everything", lines, rows_a_part)->table("everything");
}

// Close together, so far apart that a bit each is too much, and, with the field twice, so far that
// two do not fit in 64 bits.
RC_GTEST_PROP(RepeatsTest, AreTheSameHoweverTheyAreFound, ()) {
  const int64_t factor = *rc::gen::elementOf(std::vector<int64_t>{1, 1'000'000'007});
  const auto counts =
      *rc::gen::container<std::vector<rc::Maybe<int64_t>>>(rc::gen::maybe(rc::gen::map(
          rc::gen::inRange<int64_t>(-20, 20), [factor](int64_t count) { return count * factor; })));
  const TablePtr whole = CountsOf(counts, *rc::gen::inRange<size_t>(1, 9));
  std::vector<RowId> some;
  whole->ForEachRow([&](const RowRef& row) {
    if (*rc::gen::inRange(0, 5) > 0) some.push_back(row.id());
  });
  const TablePtr table = PickRows(*whole, some);
  const int count = table->schema().IndexOf("count");
  for (const auto& fields : {std::vector<int>{count}, {0, count}, {count, count}, {}}) {
    const std::vector<Repeat> expected = Expected(*table, fields);
    for (const int threads : {1, 2, 3}) RC_ASSERT(Repeats(*table, fields, threads) == expected);
  }
}

TEST(RepeatsTest, TellTheFirstOfAllRowsAndLeaveOutNulls) {
  using MaybeCount = rc::Maybe<int64_t>;
  const TablePtr table = CountsOf({7, MaybeCount(), 5, 7, MaybeCount(), 7, 5}, 2);
  EXPECT_THAT(Repeats(*table, {table->schema().IndexOf("count")}, 2),
              testing::ElementsAre(Repeat{3, 0}, Repeat{5, 0}, Repeat{6, 2}));
}

}  // namespace
}  // namespace stelsel::core
