#include "core/model/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/base/date.h"
#include "core/model/finding.h"
#include "core/model/key_index.h"
#include "core/model/model_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::IsNull;

constexpr std::string_view kRegion = R"({
  "name": "region",
  "fields": [
    {"name": "region", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "valid_from", "type": "date"},
    {"name": "valid_to", "type": "date"}
  ],
  "primaryKey": ["number", "region"],
  "stelsel:period": ["valid_from", "valid_to"]
})";

const Lines kRegions = {"a|1|-|2020-01-01", "b|2|2020-01-01|-", "c|3|-|-"};

SnapshotPtr Regions(size_t rows_a_part = 2) {
  return SnapshotOf(SetOf({kRegion, kEverything}), "region", kRegions, rows_a_part);
}

// ---- Snapshot -----------------------------------------------------------------------------

TEST(SnapshotTest, TellsATableThatIsAbsentFromOneThatIsUnknown) {
  const SnapshotPtr snapshot = Regions();
  EXPECT_FALSE(snapshot->has("everything"));
  EXPECT_EQ(snapshot->table("everything")->row_count(), 0);
  EXPECT_THAT(snapshot->table("unknown"), IsNull());
}

TEST(SnapshotTest, HasATableThatIsPresentWithoutRows) {
  Writer writer(Snapshot::Empty(SetOf({kRegion})));
  ASSERT_TRUE(writer.Touch("region").ok());
  const SnapshotPtr snapshot = writer.Commit({});
  EXPECT_TRUE(snapshot->has("region"));
  EXPECT_EQ(snapshot->table("region")->row_count(), 0);
}

TEST(SnapshotTest, AsOfADayHoldsOnlyWhatHoldsThatDay) {
  const SnapshotPtr all = Regions();
  const SnapshotPtr then = all->AsOf(ParseDate("2019-06-01").value());
  EXPECT_THAT(LinesOf(*then->table("region")), ElementsAre(kRegions[0], kRegions[2]));
  EXPECT_THAT(then->as_of(), Eq(ParseDate("2019-06-01")));
  EXPECT_THAT(LinesOf(*all->table("region")), Eq(kRegions));
  EXPECT_THAT(all->as_of(), Eq(std::nullopt));
}

TEST(SnapshotTest, AsOfKeepsWhichTablesArePresentAndWhereItCameFrom) {
  Writer writer(Regions());
  writer.KeepOut("region", {"4", "d"});
  const SnapshotPtr then = writer.Commit({"folder", "7"})->AsOf(0);
  EXPECT_TRUE(then->has("region"));
  EXPECT_FALSE(then->has("everything"));
  EXPECT_EQ(then->origin().source, "folder");
  EXPECT_EQ(then->origin().revision, "7");
  EXPECT_EQ(then->kept_out().at("region").rows, 1);
}

TEST(SnapshotTest, AsOfADayIsOnTheSameRevision) {
  const SnapshotPtr read = Writer(Regions()).Commit({"x.db", "7", "abc"});
  EXPECT_EQ(Writer(read).Commit({})->AsOf(0)->stored(), read);
}

TEST(SnapshotTest, NamesItsRevisionForPeople) {
  const std::string digest = "0a1b2c3d4e5f" + std::string(52, '9');
  EXPECT_EQ((Origin{"folder"}).Shown(), "folder");
  EXPECT_EQ((Origin{}).Shown(), "");
  EXPECT_EQ((Origin{"x.db", "7"}).Shown(), "x.db@7");
  EXPECT_EQ((Origin{"x.db", "7", digest}).Shown(), "x.db@7 (sha256 0a1b2c3d4e5f)");
}

TEST(SnapshotTest, KeyTextTellsKeysApart) {
  EXPECT_NE(KeyText({"a", "bc"}), KeyText({"ab", "c"}));
  EXPECT_NE(KeyText({"a"}), KeyText({"a", ""}));
  EXPECT_EQ(KeyText({"a", "b"}), KeyText({"a", "b"}));
}

// ---- Table and row ------------------------------------------------------------------------

TEST(TableTest, NumbersRowsAcrossItsParts) {
  const SnapshotPtr snapshot = Regions();
  const TablePtr table = snapshot->table("region");
  EXPECT_EQ(table->id_limit(), 3u);
  EXPECT_EQ(table->start(1), 2u);
  for (RowId id = 0; id < 3; ++id) {
    EXPECT_EQ(table->row(id).id(), id);
    EXPECT_EQ(LineOf(table->row(id)), kRegions[id]);
  }
}

TEST(TableTest, CountsAndVisitsLiveRowsOnly) {
  const SnapshotPtr snapshot = Regions();
  const TablePtr picked = PickRows(*snapshot->table("region"), {1});
  EXPECT_EQ(picked->row_count(), 1);
  EXPECT_THAT(LinesOf(*picked), ElementsAre(kRegions[1]));
  EXPECT_EQ(picked->parts()[0].chunk, snapshot->table("region")->parts()[0].chunk);
}

TEST(TableTest, PicksNothingAndEverything) {
  const SnapshotPtr snapshot = Regions(1);
  EXPECT_THAT(LinesOf(*PickRows(*snapshot->table("region"), {})), IsEmpty());
  EXPECT_EQ(LinesOf(*PickRows(*snapshot->table("region"), {0, 1, 2})), kRegions);
  EXPECT_THAT(LinesOf(*PickRows(*snapshot->table("region"), {0, 2})),
              ElementsAre(kRegions[0], kRegions[2]));
}

TEST(RowTest, GivesItsKeyInTheOrderOfThePrimaryKey) {
  const SnapshotPtr snapshot = Regions();
  EXPECT_THAT(snapshot->table("region")->row(1).Key(), ElementsAre("2", "b"));
}

TEST(RowTest, GivesTextOfATextACodeAndADateText) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kEverything}), "everything", {Everything("a"), "b|-|-|-|-|-|-|-|-|-|-"});
  const TablePtr table = snapshot->table("everything");
  const auto text = [&](RowId row, std::string_view field) {
    return table->row(row).Text(table->schema().IndexOf(field));
  };
  EXPECT_EQ(text(0, "text"), "words");
  EXPECT_EQ(text(0, "grade"), "low");
  EXPECT_EQ(text(0, "about"), "2021-36~");
  for (const char* field : {"text", "grade", "about"}) EXPECT_EQ(text(1, field), "");
}

TEST(RowTest, GivesScalarsInTheUnitsOfTheirType) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kEverything}), "everything", {Everything("a"), "b|-|-|-|-|-|-|-|-|-|-"});
  const TablePtr table = snapshot->table("everything");
  const auto scalar = [&](RowId row, std::string_view field) {
    return table->row(row).Scalar(table->schema().IndexOf(field));
  };
  EXPECT_EQ(scalar(0, "ratio"), 500);
  EXPECT_EQ(scalar(0, "amount"), 200);
  EXPECT_EQ(scalar(0, "flag"), 1);
  EXPECT_EQ(scalar(0, "day"), DaysFromCivil(2021, 9, 5));
  for (const char* field : {"code", "count", "ratio", "flag", "day", "about", "moment"}) {
    EXPECT_EQ(scalar(1, field), Column::kNull) << field;
  }
}

TEST(RowTest, FormatsNothingAsNothing) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kEverything}), "everything", {"b|-|-|-|-|-|-|-|-|-|-"});
  for (int field = 1; field < 11; ++field) {
    EXPECT_EQ(snapshot->table("everything")->row(0).Format(field), "");
  }
}

TEST(RowTest, AFindingAboutItSaysWhereItIs) {
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kRegion}));
  Writer writer(empty);
  ChunkBuilder builder = *writer.NewChunk("region");
  builder.SetFile(std::make_shared<const std::string>("region.csv"));
  BeginRow(builder, kRegions[1]);
  builder.EndRow(5, 77);
  ASSERT_TRUE(writer.Append("region", builder.Finish()).ok());
  const SnapshotPtr snapshot = writer.Commit({});
  Finding finding;
  Locate(snapshot->table("region")->row(0), finding);
  EXPECT_EQ(finding.table, "region");
  EXPECT_EQ(finding.region, "b");
  EXPECT_THAT(finding.key, ElementsAre("2", "b"));
  EXPECT_EQ(finding.file, "region.csv");
  EXPECT_EQ(finding.line, 5);
  EXPECT_EQ(finding.byte, 77);
}

// ---- KeyIndex -----------------------------------------------------------------------------

TEST(KeyIndexTest, FindsTheFirstRowWithTheseValues) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kRegion}), "region", {"a|1|-|-", "b|1|-|-", "a|1|-|2020-01-01"}, 2);
  const TablePtr table = snapshot->table("region");
  KeyIndex index(*table, {0, 1});
  index.AddAll();
  EXPECT_THAT(index.Find(ValuesOf(table->row(2), {0, 1})), Eq(0u));
  EXPECT_THAT(index.Find(ValuesOf(table->row(1), {0, 1})), Eq(1u));
  EXPECT_THAT(index.Find({0, 2}), Eq(std::nullopt));
}

TEST(KeyIndexTest, AddReturnsTheRowThatIsThereAlready) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kRegion}), "region", {"a|1|-|-", "b|2|-|-", "c|1|-|-"});
  const TablePtr table = snapshot->table("region");
  KeyIndex index(*table, {1});
  EXPECT_THAT(index.Add(table->row(0)), Eq(std::nullopt));
  EXPECT_THAT(index.Add(table->row(1)), Eq(std::nullopt));
  EXPECT_THAT(index.Add(table->row(2)), Eq(0u));
}

TEST(KeyIndexTest, TakesNoValueForAValue) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kRegion}), "region", {"a|1|-|-", "b|2|-|2020-01-01"});
  const TablePtr table = snapshot->table("region");
  KeyIndex index(*table, {3});
  index.AddAll();
  EXPECT_THAT(index.Find({Column::kNull}), Eq(0u));
}

}  // namespace
}  // namespace stelsel::core
