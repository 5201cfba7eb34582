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

TestData::Cells Municipality(std::string_view key, std::string_view successor = "") {
  TestData::Cells cells = {{"municipality", key}, {"name", "Name"}, {"illustratief", "true"}};
  if (!successor.empty()) cells.emplace_back("successor", successor);
  return cells;
}

std::vector<std::string> Keys(const SnapshotPtr& snapshot, std::string_view table) {
  std::vector<std::string> keys;
  snapshot->table(table)->ForEachRow([&](const RowRef& row) { keys.push_back(row.Key()[0]); });
  return keys;
}

TEST(WithoutFailedRowsTest, KeepsAllWhenNothingIsWrong) {
  const SnapshotPtr snapshot = TestData().Add("municipality", Municipality("GM0193")).Done();
  LeftOut left_out;
  EXPECT_THAT(Keys(Partial(snapshot, left_out), "municipality"), ElementsAre("GM0193"));
  EXPECT_THAT(left_out, IsEmpty());
}

TEST(WithoutFailedRowsTest, LeavesOutARowThatFailsAndThenWhatRefersToItAndSoOn) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("municipality", Municipality("wrong"))
                                   .Add("municipality", Municipality("GM0002", "wrong"))
                                   .Add("municipality", Municipality("GM0003", "GM0002"))
                                   .Add("municipality", Municipality("GM0004", "GM0003"))
                                   .Add("municipality", Municipality("GM0005"))
                                   .Done();
  LeftOut left_out;
  const SnapshotPtr partial = Partial(snapshot, left_out);
  EXPECT_THAT(Keys(partial, "municipality"), ElementsAre("GM0005"));
  EXPECT_THAT(left_out, ElementsAre(Pair("municipality", 4)));
  EXPECT_THAT(AllFindings(partial), IsEmpty());
}

TEST(WithoutFailedRowsTest, LeavesOutWhatRefersToARowThatCouldNotBeRead) {
  const SnapshotPtr snapshot = TestData()
                                   .KeepOut("municipality", {"GM0001"})
                                   .Add("municipality", Municipality("GM0002", "GM0001"))
                                   .Done();
  EXPECT_THAT(AllFindings(snapshot), IsEmpty()) << "the row itself was reported on reading";
  LeftOut left_out;
  EXPECT_THAT(Keys(Partial(snapshot, left_out), "municipality"), IsEmpty());
  EXPECT_THAT(left_out, ElementsAre(Pair("municipality", 1)));
}

TEST(WithoutFailedRowsTest, KeepsATableOfWhichNoRowIsLeftAndAddsNone) {
  const SnapshotPtr snapshot = TestData().Add("municipality", Municipality("wrong")).Done();
  LeftOut left_out;
  const SnapshotPtr partial = Partial(snapshot, left_out);
  EXPECT_TRUE(partial->has("municipality"));
  EXPECT_FALSE(partial->has("region"));
}

}  // namespace
}  // namespace stelsel::core
