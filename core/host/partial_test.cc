#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/check/check_test_util.h"
#include "core/host/engine.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using LeftOut = std::map<std::string, int64_t>;

// What `copy --partial` does: check, then leave out.
SnapshotPtr Partial(const SnapshotPtr& snapshot, LeftOut& left_out) {
  Findings findings;
  EXPECT_TRUE(CheckSnapshot(snapshot, {}, findings).ok());
  const auto partial = WithoutFailedRows(snapshot, findings, left_out);
  EXPECT_TRUE(partial.ok()) << partial.status();
  return *partial;
}

TestData::Cells Region(std::string_view key, std::string_view parent = "") {
  TestData::Cells cells = {{"region", key}, {"name", "Name"}, {"illustratief", "true"}};
  if (!parent.empty()) cells.emplace_back("parent_region", parent);
  return cells;
}

std::vector<std::string> Keys(const SnapshotPtr& snapshot, std::string_view table) {
  std::vector<std::string> keys;
  snapshot->table(table)->ForEachRow([&](const RowRef& row) { keys.push_back(row.Key()[0]); });
  return keys;
}

TEST(WithoutFailedRowsTest, KeepsAllWhenNothingIsWrong) {
  const SnapshotPtr snapshot = TestData().Add("region", Region("zwolle")).Done();
  LeftOut left_out;
  EXPECT_THAT(Keys(Partial(snapshot, left_out), "region"), ElementsAre("zwolle"));
  EXPECT_THAT(left_out, IsEmpty());
}

TEST(WithoutFailedRowsTest, LeavesOutARowThatFailsAndThenWhatRefersToItAndSoOn) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("region", Region("Wrong"))
                                   .Add("region", Region("b", "Wrong"))
                                   .Add("region", Region("c", "b"))
                                   .Add("region", Region("d", "c"))
                                   .Add("region", Region("e"))
                                   .Done();
  LeftOut left_out;
  const SnapshotPtr partial = Partial(snapshot, left_out);
  EXPECT_THAT(Keys(partial, "region"), ElementsAre("e"));
  EXPECT_THAT(left_out, ElementsAre(Pair("region", 4)));
  EXPECT_THAT(AllFindings(partial), IsEmpty());
}

TEST(WithoutFailedRowsTest, LeavesOutWhatRefersToARowThatCouldNotBeRead) {
  const SnapshotPtr snapshot =
      TestData().KeepOut("region", {"a"}).Add("region", Region("b", "a")).Done();
  EXPECT_THAT(AllFindings(snapshot), IsEmpty()) << "the row itself was reported on reading";
  LeftOut left_out;
  EXPECT_THAT(Keys(Partial(snapshot, left_out), "region"), IsEmpty());
  EXPECT_THAT(left_out, ElementsAre(Pair("region", 1)));
}

TEST(WithoutFailedRowsTest, KeepsATableOfWhichNoRowIsLeftAndAddsNone) {
  const SnapshotPtr snapshot = TestData().Add("region", Region("Wrong")).Done();
  LeftOut left_out;
  const SnapshotPtr partial = Partial(snapshot, left_out);
  EXPECT_TRUE(partial->has("region"));
  EXPECT_FALSE(partial->has("municipality"));
}

}  // namespace
}  // namespace stelsel::core
