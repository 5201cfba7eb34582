#include "core/model/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/model/model_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kTable = R"({
  "name": "topic",
  "fields": [
    {"name": "topic", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "grade", "constraints": {"enum": ["low", "high"]}},
    {"name": "words", "type": "string"},
    {"name": "about", "type": "string", "stelsel:edtf": true}
  ],
  "primaryKey": ["topic", "number"]
})";

// A snapshot with a pool of dictionaries of its own, in which the codes differ from any other's.
SnapshotPtr Apart(const Lines& lines, const std::string& first = "") {
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kTable}));
  const TablePtr table = empty->table("topic");
  for (Dictionary* dictionary : table->dictionaries()) {
    if (dictionary != nullptr && !first.empty()) dictionary->Intern(first);
  }
  Writer writer(empty);
  EXPECT_TRUE(writer.Append("topic", ChunkFor(empty, "topic", lines)).ok());
  return writer.Commit({});
}

// A snapshot that shares the pool of `other`.
SnapshotPtr Beside(const SnapshotPtr& other, const Lines& lines) {
  Writer writer(other);
  EXPECT_TRUE(
      writer.Erase("topic", *ChunkFor(other, "topic", LinesOf(*other->table("topic")))).ok());
  EXPECT_TRUE(writer.Append("topic", ChunkFor(other, "topic", lines)).ok());
  return writer.Commit({});
}

struct Difference {
  Lines added, changed, removed;
};

Difference Between(const SnapshotPtr& before, const SnapshotPtr& after) {
  const Table& old_table = *before->table("topic");
  const Table& new_table = *after->table("topic");
  const TableDiff diff = Diff(old_table, new_table);
  return {LinesOf(new_table, diff.added), LinesOf(new_table, diff.changed),
          LinesOf(old_table, diff.removed)};
}

TEST(DiffTest, TellsWhatWasAddedChangedAndRemoved) {
  const SnapshotPtr before = Apart({"a|1|low|x|2021", "b|1|low|x|2021", "c|1|low|x|2021"});
  const Lines after = {"c|1|high|x|2021", "d|1|low|x|2021", "a|1|low|x|2021"};
  for (const SnapshotPtr& other : {Beside(before, after), Apart(after, "zzz")}) {
    const Difference difference = Between(before, other);
    EXPECT_THAT(difference.added, ElementsAre("d|1|low|x|2021"));
    EXPECT_THAT(difference.changed, ElementsAre("c|1|high|x|2021"));
    EXPECT_THAT(difference.removed, ElementsAre("b|1|low|x|2021"));
  }
}

TEST(DiffTest, SeesAChangeInAnyFieldThatIsNotTheKey) {
  const SnapshotPtr before = Apart({"a|1|low|x|2021"});
  for (const char* line : {"a|1|high|x|2021", "a|1|-|x|2021", "a|1|low|y|2021", "a|1|low||2021",
                           "a|1|low|-|2021", "a|1|low|x|2022", "a|1|low|x|-"}) {
    EXPECT_THAT(Between(before, Apart({line}, "zzz")).changed, ElementsAre(line));
    EXPECT_THAT(Between(before, Beside(before, {line})).changed, ElementsAre(line));
    EXPECT_THAT(Between(Apart({line}, "zzz"), before).changed, ElementsAre("a|1|low|x|2021"));
  }
}

TEST(DiffTest, TakesAnotherKeyForAnotherRow) {
  const Difference difference = Between(Apart({"a|1|low|x|-"}), Apart({"a|2|low|x|-"}));
  EXPECT_THAT(difference.added, ElementsAre("a|2|low|x|-"));
  EXPECT_THAT(difference.removed, ElementsAre("a|1|low|x|-"));
  EXPECT_THAT(difference.changed, IsEmpty());
}

TEST(DiffTest, FindsNothingBetweenTheSameRowsInAnotherOrder) {
  const Lines lines = {"a|1|low|x|-", "b|1|-|-|2021", "c|1|high||2022"};
  const Difference difference = Between(Apart(lines), Apart({lines[2], lines[0], lines[1]}, "zzz"));
  EXPECT_THAT(difference.added, IsEmpty());
  EXPECT_THAT(difference.changed, IsEmpty());
  EXPECT_THAT(difference.removed, IsEmpty());
}

TEST(DiffTest, TakesRowsWithOneKeyForTheFirstOfThem) {
  const Difference difference = Between(Apart({"a|1|low|x|-", "a|1|low|second|-"}),
                                        Apart({"a|1|low|x|-", "a|1|high|third|-"}));
  EXPECT_THAT(difference.added, IsEmpty());
  EXPECT_THAT(difference.changed, IsEmpty());
  EXPECT_THAT(difference.removed, IsEmpty());
}

TEST(DiffTest, DoesNotSeeDeadRows) {
  const SnapshotPtr before = Apart({"a|1|low|x|-", "b|1|low|x|-"});
  Writer writer(before);
  ASSERT_TRUE(writer.Erase("topic", *ChunkFor(before, "topic", {"a|1|-|-|-"})).ok());
  const SnapshotPtr after = writer.Commit({});
  EXPECT_THAT(Between(before, after).removed, ElementsAre("a|1|low|x|-"));
  EXPECT_THAT(Between(after, before).added, ElementsAre("a|1|low|x|-"));
}

TEST(DiffTest, NamesForEachChangedRowTheOneThatItWas) {
  const SnapshotPtr before = Apart({"a|1|low|x|-", "b|1|low|y|-", "c|1|low|z|-"});
  const SnapshotPtr after = Apart({"c|1|high|z|-", "b|1|low|y|-", "a|1|low|-|-"}, "zzz");
  const Table& old_table = *before->table("topic");
  const TableDiff diff = Diff(old_table, *after->table("topic"));
  EXPECT_THAT(LinesOf(*after->table("topic"), diff.changed),
              ElementsAre("c|1|high|z|-", "a|1|low|-|-"));
  EXPECT_THAT(LinesOf(old_table, diff.was), ElementsAre("c|1|low|z|-", "a|1|low|x|-"));
}

// Rows of a chunk that both have are passed over, but for those that live in one of them only.
TEST(DiffTest, LooksAtRowsOfASharedChunkThatLiveInOneOnly) {
  const SnapshotPtr start = SnapshotOf(
      SetOf({kTable}), "topic", {"a|1|low|x|-", "b|1|low|x|-", "c|1|low|x|-", "d|1|-|-|-"}, 2);
  Writer one(start), other(start);
  ASSERT_TRUE(one.Erase("topic", *ChunkFor(start, "topic", {"a|1|-|-|-", "c|1|-|-|-"})).ok());
  ASSERT_TRUE(one.Upsert("topic", ChunkFor(start, "topic", {"d|1|high|-|-"})).ok());
  ASSERT_TRUE(other.Erase("topic", *ChunkFor(start, "topic", {"b|1|-|-|-"})).ok());
  ASSERT_TRUE(other.Upsert("topic", ChunkFor(start, "topic", {"c|1|low|y|-", "e|1|-|-|-"})).ok());
  const SnapshotPtr before = one.Commit({}), after = other.Commit({});
  ASSERT_EQ(before->table("topic")->parts()[0].chunk, after->table("topic")->parts()[0].chunk);
  const Difference difference = Between(before, after);
  EXPECT_THAT(difference.added, UnorderedElementsAre("a|1|low|x|-", "c|1|low|y|-", "e|1|-|-|-"));
  EXPECT_THAT(difference.changed, ElementsAre("d|1|-|-|-"));
  EXPECT_THAT(difference.removed, ElementsAre("b|1|low|x|-"));
}

// Otherwise a commit of one row into a large store would be as slow as one of all.
TEST(DiffTest, DoesNotCompareWhatIsShared) {
  const SnapshotPtr before = Apart({"a|1|low|x|-", "a|1|high|second|-"});
  Writer writer(before);
  ASSERT_TRUE(writer.Append("topic", ChunkFor(before, "topic", {"b|1|low|x|-"})).ok());
  const Difference difference = Between(before, writer.Commit({}));
  EXPECT_THAT(difference.added, ElementsAre("b|1|low|x|-"));
  EXPECT_THAT(difference.changed, IsEmpty());
  EXPECT_THAT(difference.removed, IsEmpty());
}

// ---- Property: what it says leads from `before` to `after` --------------------------------

rc::Gen<Lines> SomeRows() {
  using rc::gen::element;
  const auto row = rc::gen::map(
      rc::gen::tuple(element<std::string>("a", "b", "c", "d"), element<std::string>("1", "2"),
                     element<std::string>("low", "high", "-"), element<std::string>("x", "", "-"),
                     element<std::string>("2021", "2021-33", "-")),
      [](const auto& cells) {
        return std::apply(
            [](const auto& first, const auto&... rest) { return (first + ... + ("|" + rest)); },
            cells);
      });
  return rc::gen::map(rc::gen::container<Lines>(row), [](const Lines& lines) {
    std::set<std::string> keys;
    Lines unique;
    for (const std::string& line : lines) {
      if (keys.insert(line.substr(0, 3)).second) unique.push_back(line);
    }
    return unique;
  });
}

std::set<std::string> Applied(const SnapshotPtr& before, const SnapshotPtr& after) {
  const Difference difference = Between(before, after);
  Lines upserts = difference.added;
  upserts.insert(upserts.end(), difference.changed.begin(), difference.changed.end());
  Writer writer(before);
  RC_ASSERT(writer.Upsert("topic", ChunkFor(before, "topic", upserts)).ok());
  const auto erased = writer.Erase("topic", *ChunkFor(before, "topic", difference.removed));
  RC_ASSERT(*erased == static_cast<int64_t>(difference.removed.size()));
  const Lines lines = LinesOf(*writer.Commit({})->table("topic"));
  return {lines.begin(), lines.end()};
}

RC_GTEST_PROP(DiffProperty, AppliedToBeforeGivesAfter, ()) {
  const Lines old_lines = *SomeRows();
  const Lines new_lines = *SomeRows();
  const SnapshotPtr before = Apart(old_lines);
  const std::set<std::string> expected(new_lines.begin(), new_lines.end());
  RC_ASSERT(Applied(before, Beside(before, new_lines)) == expected);
  RC_ASSERT(Applied(before, Apart(new_lines, "2021")) == expected);
}

RC_GTEST_PROP(DiffProperty, NamesNoRowThatStayedTheSame, ()) {
  const Lines old_lines = *SomeRows();
  const Lines new_lines = *SomeRows();
  const Difference difference = Between(Apart(old_lines), Apart(new_lines, "2021"));
  for (const Lines& lines : {difference.added, difference.changed}) {
    for (const std::string& line : lines) {
      RC_ASSERT(std::count(old_lines.begin(), old_lines.end(), line) == 0);
    }
  }
}

}  // namespace
}  // namespace stelsel::core
