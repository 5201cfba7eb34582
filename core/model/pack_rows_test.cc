#include "core/model/pack_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/model/model_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Pointee;

constexpr std::string_view kTopic = R"({
  "name": "topic",
  "fields": [
    {"name": "topic", "constraints": {"required": true}},
    {"name": "words", "type": "string"}
  ],
  "primaryKey": "topic"
})";
constexpr std::string_view kPlan = R"({
  "name": "plan",
  "fields": [{"name": "plan", "constraints": {"required": true}}],
  "primaryKey": "plan"
})";

class PackRowsTest : public testing::Test {
 protected:
  // The snapshot with these lines as rows of a pack.
  static SnapshotPtr Add(const SnapshotPtr& base, std::string_view table, const Lines& lines) {
    Writer writer(base);
    writer.SetPlugin(std::make_shared<const std::string>("pack"));
    EXPECT_TRUE(writer.Append(table, ChunkOf(*writer.NewChunk(table), lines)).ok());
    return writer.Commit({"source", "7"});
  }
  static Lines Topics(const SnapshotPtr& snapshot) { return LinesOf(*snapshot->table("topic")); }

  const SnapshotPtr source_ = SnapshotOf(SetOf({kTopic, kPlan}), "topic", {"a|one", "b|two"});
  const SnapshotPtr both_ = Add(Add(source_, "topic", {"b|TWO", "c|THREE"}), "plan", {"x"});
};

TEST_F(PackRowsTest, AreThereAndKnowTheirPlugin) {
  EXPECT_THAT(Topics(both_), ElementsAre("a|one", "b|two", "b|TWO", "c|THREE"));
  EXPECT_THAT(both_->table("topic")->row(0).plugin(), Eq(nullptr));
  EXPECT_THAT(both_->table("topic")->row(3).plugin(), Pointee(Eq("pack")));
}

TEST_F(PackRowsTest, DoNotMakeATableOneThatTheSourceHad) {
  EXPECT_TRUE(both_->has("topic"));
  EXPECT_FALSE(both_->has("plan"));
  EXPECT_EQ(both_->table("plan")->row_count(), 1);
}

TEST_F(PackRowsTest, OfATableThatIsWrittenToBecomesTheSources) {
  Writer writer(both_);
  ASSERT_TRUE(writer.Upsert("plan", ChunkOf(*writer.NewChunk("plan"), {"x", "y"})).ok());
  const SnapshotPtr written = writer.Commit({});
  EXPECT_TRUE(written->has("plan"));
  EXPECT_THAT(LinesOf(*WithoutPackRows(written)->table("plan")), ElementsAre("x", "y"));
}

TEST_F(PackRowsTest, AreTakenOutAgain) {
  const SnapshotPtr without = WithoutPackRows(both_);
  EXPECT_THAT(Topics(without), ElementsAre("a|one", "b|two"));
  EXPECT_EQ(without->table("plan")->row_count(), 0);
  EXPECT_FALSE(without->has("plan"));
  EXPECT_EQ(without->origin().revision, "7");
}

TEST_F(PackRowsTest, WhereThereAreNoneNothingIsMade) {
  EXPECT_EQ(WithoutPackRows(source_), source_);
  EXPECT_EQ(WithoutPackRows(source_->table("topic")), WithoutPackRows(source_->table("topic")));
  EXPECT_EQ(WithoutReplacedRows(source_), source_);
}

TEST_F(PackRowsTest, AreReplacedByRowsOfTheSourceWithTheirKey) {
  EXPECT_THAT(Topics(WithoutReplacedRows(both_)), ElementsAre("a|one", "b|two", "c|THREE"));
  EXPECT_EQ(WithoutReplacedRows(both_)->table("plan")->row_count(), 1);
}

TEST_F(PackRowsTest, OfTwoPacksWithOneKeyStandBesideEachOther) {
  const SnapshotPtr twice = WithoutReplacedRows(Add(both_, "topic", {"c|again"}));
  EXPECT_THAT(Topics(twice), ElementsAre("a|one", "b|two", "c|THREE", "c|again"));
}

TEST_F(PackRowsTest, StayThoseOfTheirPluginAsOfADayAndWhenSelected) {
  EXPECT_THAT(both_->AsOf(0)->table("topic")->row(3).plugin(), Pointee(Eq("pack")));
  const TablePtr table = both_->table("topic");
  const ChunkPtr chunk = table->parts().back().chunk;
  EXPECT_THAT(Select(*chunk, Bits{0x02})->plugin, Pointee(Eq("pack")));
  EXPECT_FALSE(both_->AsOf(0)->has("plan"));
}

}  // namespace
}  // namespace stelsel::core
