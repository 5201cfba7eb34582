// What every store keeps, and how it gives it back.
#include "plugins/storage/shared_test.h"

#include "stelsel/tables.hpp"

namespace storage {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(SharedTest, GivesBackEveryTypeAndEveryEmptyCell) {
  const Cells rows = {{INT64_MIN, "", "nee", "../2022-01-01", INT64_MIN, INT64_MIN, INT64_MAX, 0, 0,
                       -719162, 253402300799999999},
                      {1, "vrij|tekst", "ja", "2021-36", INT64_MAX, -1500, 7, 123456789, 1, -1, -1},
                      {2, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                       nullptr, nullptr}};
  const auto comes_back = ElementsAre(
      "-9223372036854775808||nee|../2022-01-01|-9223372036854775808|"
      "-9223372036854775808|9223372036854775807|0|0|-719162|253402300799999999",
      "1|vrij|tekst|ja|2021-36|9223372036854775807|-1500|7|123456789|1|-1|-1",
      "2|-|-|-|-|-|-|-|-|-|-");
  commit_everything(path(), rows);
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("everything")), comes_back);
  commit_everything(path(), rows);  // over those that are there
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("everything")), comes_back);
}

TEST_F(SharedTest, ErasesByKeyAndLooksAtNothingElse) {
  commit_places(path(), {{"a", "Assen"}, {"b", "Breda"}});
  TestStore store(path(), STELSEL_WRITE);
  TestCommit commit = store.begin();
  commit.erase("place", kPlaces,
               rows_of({{"name", Kind::text, 0}, {"place", Kind::text, 0}},
                       {{"wrong", "b"}, {"wrong", "not there"}, {"wrong", "b"}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  EXPECT_EQ(store.revision(2).substr(0, 6), "2|0|1|");
}

TEST_F(SharedTest, ATableOfNothingButItsKeyCanBeCommittedAgain) {
  const char* schema = R"({"name": "pair", "fields": [
    {"name": "b", "type": "date", "constraints": {"required": true}},
    {"name": "a", "type": "number", "stelsel:scale": 1, "constraints": {"required": true}}],
    "primaryKey": ["a", "b"]})";
  const std::vector<stelsel::ColumnType> types = {{"a", Kind::decimal, 1}, {"b", Kind::date, 0}};
  TestStore store(path());
  for (int i = 0; i < 2; ++i) {
    TestCommit commit = store.begin();
    commit.upsert("pair", schema, rows_of(types, {{20, 0}, {15, 9}, {15, 2}}));
    commit.commit();
  }
  EXPECT_THAT(lines_of(store.read("pair")), ElementsAre("2|15", "9|15", "0|20"));
}

TEST_F(SharedTest, ALargeTableComesInBatches) {
  constexpr int kRows = 150'000;
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, many_places(kRows));
  commit.commit();
  std::vector<std::size_t> batches;
  for (stelsel::Rows rows(store.read("place")); rows.next();) batches.push_back(rows.size());
  EXPECT_THAT(batches, ElementsAre(65536, 65536, kRows - 2 * 65536));
}

TEST_F(SharedTest, ANewStoreIsEmpty) {
  { TestStore store(path(), STELSEL_CREATE); }
  TestStore store(path(), STELSEL_READ);
  EXPECT_EQ(store.latest(), "");
  EXPECT_THAT(store.tables(), IsEmpty());
  store.verify();
}

TEST_F(SharedTest, KnowsItsTablesAndTheirSchemasInTheOrderTheyCame) {
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of(place_types(), {}));
  commit.erase("everything", kEverything, rows_of(everything_types(), {}));
  commit.commit();
  EXPECT_THAT(store.tables(), ElementsAre("place", "everything"));
  EXPECT_EQ(store.schema("everything"), kEverything);
  EXPECT_THAT(lines_of(store.read("place")), IsEmpty());
  EXPECT_THAT(failure([&] { store.schema("region"); }),
              FailsWith(STELSEL_NOT_FOUND, "has no table `region`"));
  EXPECT_THAT(failure([&] { store.read("region"); }), FailsWith(STELSEL_NOT_FOUND, "`region`"));
}

// Every table of the core, by its schema and as the type made from it.
template <typename Row>
void commit_core_row(TestStore& store, const Row& row) {
  const std::string table(Row::table);
  TestCommit commit = store.begin();
  commit.upsert(table, bytes_of(STELSEL_SOURCE_DIR "/core/schema/tables/" + table + ".json"),
                stelsel::stream_of_rows(std::vector<Row>{row}));
  commit.commit();
}

TEST_F(SharedTest, KeepsTheTablesOfTheCoreAsTheirTypes) {
  namespace tables = stelsel::tables;
  TestStore store(path());
  commit_core_row(store, tables::SourceDocument{});
  commit_core_row(store, tables::Region{});
  tables::AgreementStatus status{};
  status.region = "ijssel_vecht";
  status.observed_on = "2021-36";
  status.status = decltype(status.status)::ja;
  status.illustratief = true;
  commit_core_row(store, status);
  int rows = 0;
  stelsel::for_each_row<tables::AgreementStatus>(store.read("agreement_status"),
                                                 [&](const tables::AgreementStatus& row) {
                                                   ++rows;
                                                   EXPECT_EQ(row.region, "ijssel_vecht");
                                                   EXPECT_EQ(row.observed_on, "2021-36");
                                                   EXPECT_EQ(row.status, status.status);
                                                   EXPECT_EQ(row.illustratief, true);
                                                   EXPECT_FALSE(row.section.has_value());
                                                 });
  EXPECT_EQ(rows, 1);
  store.verify();
}

TEST_F(SharedTest, SaysWhichColumnOfAStreamDoesNotFit) {
  TestStore store(path());
  TestCommit commit = store.begin();
  const auto fails = [&](std::vector<stelsel::ColumnType> types, const Cells& rows) {
    return failure([&] { commit.upsert("everything", kEverything, rows_of(types, rows)); });
  };
  EXPECT_THAT(fails({{"free", Kind::text, 0}}, {}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `id` is required"));
  EXPECT_THAT(fails({{"id", Kind::text, 0}}, {}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `id` is a whole number, required"));
  EXPECT_THAT(fails({{"id", Kind::integer, 0}, {"share", Kind::decimal, 2}}, {}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `share` is a number with 3 decimals"));
  EXPECT_THAT(fails({{"id", Kind::integer, 0}, {"odd", Kind::text, 0}}, {}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "has no field `odd`"));
  EXPECT_THAT(fails({{"id", Kind::integer, 0}, {"id", Kind::integer, 0}}, {}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "column `id` twice"));
}

TEST_F(SharedTest, SaysWhichRowDoesNotFitAndThenCommitsNothing) {
  TestStore store(path());
  const auto fails = [&](std::vector<stelsel::ColumnType> types, const Cells& rows) {
    TestCommit commit = store.begin();
    const std::string text =
        failure([&] { commit.upsert("everything", kEverything, rows_of(types, rows)); });
    EXPECT_THAT(failure([&] { commit.commit(); }),
                FailsWith(STELSEL_FAILED_PRECONDITION, "failed before, so nothing is committed"));
    return text;
  };
  EXPECT_THAT(fails({{"id", Kind::integer, 0}}, {{1}, {nullptr}}),
              FailsWith(STELSEL_INVALID_ARGUMENT,
                        "field `id` is required and is empty in row 2 of those given"));
  EXPECT_THAT(fails({{"id", Kind::integer, 0}, {"day", Kind::date, 0}}, {{1, 9999999}}),
              FailsWith(STELSEL_INVALID_ARGUMENT, "field `day` is outside the years"));
  EXPECT_EQ(store.latest(), "");
  EXPECT_THAT(store.tables(), IsEmpty());
}

TEST_F(SharedTest, ColumnsThatAreNotGivenAreEmpty) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|-"));
}

TEST_F(SharedTest, AStoreForReadingTakesNoCommit) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { store.begin("1"); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "was opened for reading"));
}

TEST_F(SharedTest, ARowReplacesTheOneWithItsKey) {
  commit_places(path(), {{"a", "Apeldoorn"}, {"b", "Breda"}, {"a", "Assen"}});
  commit_places(path(), {{"b", nullptr}, {"c", "Culemborg"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|-", "c|Culemborg"));
}

TEST_F(SharedTest, RowsComeInTheOrderOfTheKey) {
  const char* schema = R"({"name": "event", "fields": [
    {"name": "at", "type": "datetime", "constraints": {"required": true}}], "primaryKey": ["at"]})";
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("event", schema,
                rows_of({{"at", Kind::datetime, 0}}, {{1500000}, {2000000}, {1000000}, {-1}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("event")), ElementsAre("-1", "1000000", "1500000", "2000000"));
}

}  // namespace
}  // namespace storage
