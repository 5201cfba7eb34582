#include "core/model/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>

#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kTopic = R"({
  "name": "topic",
  "fields": [
    {"name": "domain", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "words", "type": "string"}
  ],
  "primaryKey": ["domain", "number"]
})";

class WriterTest : public testing::Test {
 protected:
  ChunkPtr Rows(const Lines& lines) { return ChunkFor(base_, "topic", lines); }
  static Lines Topics(const SnapshotPtr& snapshot) { return LinesOf(*snapshot->table("topic")); }

  const Lines lines_ = {"BW|1|one", "BW|2|two", "MO|1|three"};
  const SnapshotPtr base_ = SnapshotOf(SetOf({kTopic}), "topic", lines_, 2);
  Writer writer_{base_};
};

TEST_F(WriterTest, UpsertAddsWhatIsNewAndReplacesWhatHasTheSameKey) {
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|TWO", "MO|2|four"})).ok());
  EXPECT_THAT(Topics(writer_.Commit({})),
              ElementsAre("BW|1|one", "MO|1|three", "BW|2|TWO", "MO|2|four"));
}

TEST_F(WriterTest, UpsertOfOneKeyTwiceLeavesTheLast) {
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|first", "BW|2|second"})).ok());
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|third"})).ok());
  EXPECT_THAT(Topics(writer_.Commit({})), ElementsAre("BW|1|one", "MO|1|three", "BW|2|third"));
}

TEST_F(WriterTest, EraseRemovesByKeyAndCountsWhatWasThere) {
  EXPECT_THAT(*writer_.Erase("topic", *Rows({"BW|1|-", "BW|9|-", "MO|1|whatever"})), Eq(2));
  EXPECT_THAT(*writer_.Erase("topic", *Rows({"BW|1|-"})), Eq(0));
  EXPECT_THAT(Topics(writer_.Commit({})), ElementsAre("BW|2|two"));
}

TEST_F(WriterTest, WhatWasErasedCanBeWrittenAgain) {
  ASSERT_TRUE(writer_.Erase("topic", *Rows({"BW|1|-"})).ok());
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|1|again"})).ok());
  EXPECT_THAT(Topics(writer_.Commit({})),
              UnorderedElementsAre("BW|1|again", "BW|2|two", "MO|1|three"));
}

TEST_F(WriterTest, AppendLeavesRowsWithTheSameKeySideBySide) {
  ASSERT_TRUE(writer_.Append("topic", Rows({"BW|1|another"})).ok());
  EXPECT_THAT(Topics(writer_.Commit({})),
              ElementsAre("BW|1|one", "BW|2|two", "MO|1|three", "BW|1|another"));
}

TEST_F(WriterTest, UpsertAndEraseTakeAllRowsOfAKey) {
  ASSERT_TRUE(writer_.Append("topic", Rows({"BW|1|b", "BW|1|c", "BW|2|b"})).ok());
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|1|only"})).ok());
  ASSERT_TRUE(writer_.Append("topic", Rows({"BW|2|c"})).ok());
  EXPECT_THAT(*writer_.Erase("topic", *Rows({"BW|2|-"})), Eq(1));
  EXPECT_THAT(Topics(writer_.Commit({})), ElementsAre("MO|1|three", "BW|1|only"));
}

TEST_F(WriterTest, LeavesTheSnapshotItStartedFromAsItWas) {
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|TWO"})).ok());
  ASSERT_TRUE(writer_.Erase("topic", *Rows({"BW|1|-"})).ok());
  const SnapshotPtr next = writer_.Commit({});
  Writer further(next);
  ASSERT_TRUE(further.Erase("topic", *ChunkFor(next, "topic", {"MO|1|-"})).ok());
  EXPECT_THAT(Topics(further.Commit({})), ElementsAre("BW|2|TWO"));
  EXPECT_THAT(Topics(next), ElementsAre("MO|1|three", "BW|2|TWO"));
  EXPECT_EQ(Topics(base_), lines_);
}

TEST_F(WriterTest, SharesWhatItDidNotChange) {
  ASSERT_TRUE(writer_.Erase("topic", *Rows({"MO|1|-"})).ok());
  const SnapshotPtr next = writer_.Commit({});
  for (size_t part = 0; part < 2; ++part) {
    EXPECT_EQ(next->table("topic")->parts()[part].chunk,
              base_->table("topic")->parts()[part].chunk);
  }
  EXPECT_EQ(next->pool(), base_->pool());
}

TEST_F(WriterTest, RefusesAKeyThatIsEmptyAndThenTakesNoneOfTheRows) {
  const absl::Status status = writer_.Upsert("topic", Rows({"BW|3|three", "MO|-|four"}));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "a row for `topic` has no `number`, which is part of its key, in row 2");
  EXPECT_EQ(Topics(writer_.Commit({})), lines_);
}

TEST_F(WriterTest, AppendTakesAKeyThatIsEmpty) {
  ASSERT_TRUE(writer_.Append("topic", Rows({"-|-|unread"})).ok());
  EXPECT_EQ(writer_.Commit({})->table("topic")->row_count(), 4);
}

TEST_F(WriterTest, RefusesATableThatNoSchemaKnows) {
  const auto code = [](const absl::Status& status) { return status.code(); };
  const absl::StatusCode unknown = absl::StatusCode::kNotFound;
  EXPECT_EQ(code(writer_.Append("topics", Rows({}))), unknown);
  EXPECT_EQ(code(writer_.Upsert("topics", Rows({}))), unknown);
  EXPECT_EQ(code(writer_.Erase("topics", *Rows({})).status()), unknown);
  EXPECT_EQ(code(writer_.NewChunk("topics").status()), unknown);
  EXPECT_EQ(writer_.Touch("topics").message(), "no table is called `topics`");
}

TEST_F(WriterTest, NothingHappensWithoutCommit) {
  {
    Writer abandoned(base_);
    ASSERT_TRUE(abandoned.Erase("topic", *Rows(lines_)).ok());
    abandoned.KeepOut("topic", {"BW", "4"});
  }
  EXPECT_EQ(Topics(base_), lines_);
  EXPECT_THAT(base_->kept_out(), IsEmpty());
}

TEST_F(WriterTest, ASecondCommitGivesTheSameAgain) {
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|TWO"})).ok());
  writer_.KeepOut("topic", {"BW", "4"});
  const SnapshotPtr first = writer_.Commit({});
  const SnapshotPtr second = writer_.Commit({});
  EXPECT_EQ(Topics(second), Topics(first));
  EXPECT_EQ(second->kept_out().at("topic").rows, 1);
}

TEST_F(WriterTest, GoesOnFromWhatItCommitted) {
  ASSERT_TRUE(writer_.Upsert("topic", Rows({"BW|2|TWO"})).ok());
  const SnapshotPtr first = writer_.Commit({});
  ASSERT_TRUE(writer_.Erase("topic", *Rows({"BW|2|-"})).ok());
  EXPECT_THAT(Topics(writer_.Commit({})), ElementsAre("BW|1|one", "MO|1|three"));
  EXPECT_THAT(Topics(first), ElementsAre("BW|1|one", "MO|1|three", "BW|2|TWO"));
}

TEST_F(WriterTest, RemembersWhatWasKeptOut) {
  writer_.KeepOut("topic", {"BW", "4"});
  writer_.KeepOut("topic", {});
  const SnapshotPtr first = writer_.Commit({"a", ""});
  Writer next(first);
  next.KeepOut("topic", {"BW", "5"});
  const SnapshotPtr second = next.Commit({});
  const KeptOut& kept_out = second->kept_out().at("topic");
  EXPECT_EQ(kept_out.rows, 3);
  EXPECT_THAT(kept_out.keys, UnorderedElementsAre(KeyText({"BW", "4"}), KeyText({"BW", "5"})));
  EXPECT_EQ(first->kept_out().at("topic").rows, 2);
}

// Otherwise a store could be made to forget all rows that do not hold on that day.
TEST_F(WriterTest, WhatStartsFromOneDayIsStillOfThatDay) {
  EXPECT_THAT(Writer(base_->AsOf(100)).Commit({})->as_of(), Eq(100));
  EXPECT_THAT(writer_.Commit({})->as_of(), Eq(std::nullopt));
}

TEST_F(WriterTest, SaysWhereASnapshotCameFrom) {
  const SnapshotPtr snapshot = writer_.Commit({"sqlite:x.db", "12"});
  EXPECT_EQ(snapshot->origin().source, "sqlite:x.db");
  EXPECT_EQ(snapshot->origin().revision, "12");
}

TEST_F(WriterTest, WhatIsWrittenOnARevisionKnowsItHoweverManyWritersLater) {
  const SnapshotPtr read = writer_.Commit({"x.db", "12", "abc"});
  EXPECT_EQ(read->stored(), read);
  const SnapshotPtr once = Writer(read).Commit({});
  EXPECT_EQ(once->stored(), read);
  EXPECT_EQ(Writer(once).Commit({})->stored(), read);
  EXPECT_EQ(once->origin().revision, "");  // it is not that revision itself
}

TEST_F(WriterTest, WhatWasNeverInAStoreIsOnNoRevision) {
  EXPECT_EQ(writer_.Commit({"folder"})->stored(), nullptr);
  EXPECT_EQ(writer_.Commit({})->stored(), nullptr);
}

TEST_F(WriterTest, WhatIsWrittenOnACommittedSnapshotStartsFromThatCommit) {
  const SnapshotPtr read = writer_.Commit({"x.db", "12", "abc"});
  const SnapshotPtr ours = Writer(read).Commit({});
  const SnapshotPtr before = Writer(ours).Commit({});
  const SnapshotPtr stored = Writer(Snapshot::Empty(read->schemas())).Commit({"x.db", "13", "def"});
  ours->SetStored(stored);
  EXPECT_EQ(ours->stored(), stored);
  EXPECT_EQ(Writer(ours).Commit({})->stored(), stored);
  EXPECT_EQ(before->stored(), read);  // written before that, so its changes start from there
  EXPECT_EQ(read->stored(), read);
}

// Any sequence of upserts and erasures, over any number of commits, does what a map would.
RC_GTEST_PROP(WriterProperty, IsAMapByKey, ()) {
  const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
      rc::gen::tuple(rc::gen::inRange(0, 4), rc::gen::inRange(0, 5), rc::gen::inRange(0, 100)));
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kTopic}));
  std::map<std::string, std::string> expected;
  auto writer = std::make_unique<Writer>(empty);
  for (const auto& [what, number, value] : steps) {
    const std::string key = "BW|" + std::to_string(number);
    const ChunkPtr row = ChunkFor(empty, "topic", {key + "|" + std::to_string(value)});
    if (what == 0) {
      RC_ASSERT(*writer->Erase("topic", *row) == static_cast<int64_t>(expected.erase(key)));
    } else if (what == 1) {
      writer = std::make_unique<Writer>(writer->Commit({}));
    } else {
      RC_ASSERT(writer->Upsert("topic", row).ok());
      expected[key] = std::to_string(value);
    }
  }
  std::map<std::string, std::string> found;
  for (const std::string& line : LinesOf(*writer->Commit({})->table("topic"))) {
    RC_ASSERT(found.emplace(line.substr(0, 4), line.substr(5)).second);
  }
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace stelsel::core
