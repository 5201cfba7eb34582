// What a store keeps, and how it gives it back.
#include "stelsel/tables.hpp"
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kEverything = R"({"name": "everything", "stelsel:version": 3, "fields": [
  {"name": "id", "type": "integer", "constraints": {"required": true}},
  {"name": "free", "type": "string"},
  {"name": "code", "type": "string", "constraints": {"enum": ["nee", "ja"]}},
  {"name": "seen", "type": "string", "stelsel:edtf": true},
  {"name": "count", "type": "integer"},
  {"name": "share", "type": "number", "stelsel:scale": 3},
  {"name": "whole", "type": "number", "stelsel:scale": 0},
  {"name": "budget", "type": "number", "stelsel:unit": "EUR"},
  {"name": "open", "type": "boolean"},
  {"name": "day", "type": "date"},
  {"name": "moment", "type": "datetime"}], "primaryKey": "id"})";

std::vector<stelsel::ColumnType> everything_types() {
  return {{"id", Kind::integer, 0},    {"free", Kind::text, 0},      {"code", Kind::text, 0},
          {"seen", Kind::text, 0},     {"count", Kind::integer, 0},  {"share", Kind::decimal, 3},
          {"whole", Kind::decimal, 0}, {"budget", Kind::decimal, 2}, {"open", Kind::boolean, 0},
          {"day", Kind::date, 0},      {"moment", Kind::datetime, 0}};
}

// Commits rows of `everything`; in the order of the key when they are to be copied straight.
void commit_everything(const std::string& path, const Cells& rows) {
  TestStore store(path);
  TestCommit commit = store.begin();
  commit.upsert("everything", kEverything, rows_of(everything_types(), rows));
  commit.commit();
}

TEST_F(StoreTest, GivesBackEveryTypeAndEveryEmptyCell) {
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
  commit_everything(path(), rows);  // copied straight
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("everything")), comes_back);
  commit_everything(path(), rows);  // by a staging table
  EXPECT_THAT(lines_of(TestStore(path(), STELSEL_READ).read("everything")), comes_back);
}

TEST_F(StoreTest, PeopleCanReadTheNewestRowsWithPsql) {
  commit_everything(path(), {{1, "a", "ja", "2021~", 4, -1500, 7, 1299, 0, 19782, 1000000},
                             {2, "b", "ja", "../2022-01-01", 4, 1, 0, -5, 1, -1, 1000001}});
  commit_everything(path(), {{2, "c", "ja", "2022-33/..", 4, 20, 30, -5, 1, -1, 1000001}});
  EXPECT_THAT(sql("SELECT free, seen, seen_earliest, seen_latest, share, whole, budget, open, day, "
                  "moment AT TIME ZONE 'UTC' FROM " +
                  name() + "_latest.everything ORDER BY id"),
              ElementsAre("a|2021~|2021-01-01|2021-12-31|-1.500|7|12.99|f|2024-02-29|"
                          "1970-01-01 00:00:01",
                          "c|2022-33/..|2022-01-01|-|0.020|30|-0.05|t|1969-12-31|"
                          "1970-01-01 00:00:01.000001"));
}

TEST_F(StoreTest, KeepsTextsWithQuotesAndVeryLongOnes) {
  const std::string quotes = "a'\"\\$$\n\t;--";
  commit_places(path(), {{quotes, std::string(1 << 20, 'x')}, {"é€😀", ""}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")),
              ElementsAre(quotes + '|' + std::string(1 << 20, 'x'), "é€😀|"));
}

TEST_F(StoreTest, RefusesWhatPostgresHasNoPlaceFor) {
  TestStore store(path());
  const auto fails = [&](const Cells& rows) {
    TestCommit commit = store.begin();
    return failure([&] { commit.upsert("place", kPlaces, rows_of(place_types(), rows)); });
  };
  EXPECT_THAT(fails({{"a", std::string("secret\0", 7)}}),
              FailsWith(STELSEL_INVALID_ARGUMENT,
                        "field `name` has a NUL, which PostgreSQL keeps in no text, in row 1"));
  EXPECT_THAT(fails({{"a", "secret\xff"}}), FailsWith(STELSEL_INVALID_ARGUMENT, "not UTF-8"));
  std::string noise;  // does not compress
  for (unsigned i = 0; i < 20'000; ++i) noise += static_cast<char>('a' + (i * i * 7919 >> 7) % 26);
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of(place_types(), {{noise, "x"}}));
  EXPECT_THAT(failure([&] { commit.commit(); }),
              FailsWith(STELSEL_OUT_OF_RANGE, "cannot hold a row that is that large"));
  EXPECT_EQ(store.latest(), "");
}

TEST_F(StoreTest, NamesMayHaveQuotesButMustFit) {
  const char* odd = R"({"name": "o\"dd; DROP", "fields": [
    {"name": "a\"b'", "type": "string"}, {"name": "%s", "type": "string", "stelsel:edtf": true}],
    "primaryKey": ["a\"b'"]})";
  TestStore store(path());
  for (int i = 0; i < 2; ++i) {
    TestCommit commit = store.begin();
    commit.upsert("o\"dd; DROP", odd,
                  rows_of({{"a\"b'", Kind::text, 0}, {"%s", Kind::text, 0}}, {{"k", "2021"}}));
    commit.commit();
  }
  EXPECT_THAT(lines_of(store.read("o\"dd; DROP")), ElementsAre("k|2021"));
  TestCommit commit = store.begin();
  const std::string name(64, 'n');
  EXPECT_THAT(failure([&] {
                commit.upsert(name, R"({"name": ")" + name + R"(", "fields": [{"name": "k"}],
                                                           "primaryKey": "k"})",
                              rows_of({{"k", Kind::text, 0}}, {}));
              }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "at most 63 bytes"));
}

TEST_F(StoreTest, AColumnThatTwoFieldsNeedIsRefused) {
  TestStore store(path());
  TestCommit commit = store.begin();
  EXPECT_THAT(failure([&] {
                commit.upsert("t", R"({"name": "t", "fields": [{"name": "k", "type": "string"},
                  {"name": "d", "type": "string", "stelsel:edtf": true},
                  {"name": "d_latest", "type": "date"}], "primaryKey": "k"})",
                              rows_of({{"k", Kind::text, 0}}, {}));
              }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "column `d_latest` is needed twice"));
}

// The first commit copies straight as long as rows come in order, and stages what comes then.
TEST_F(StoreTest, ARowReplacesTheOneWithItsKeyAlsoInTheSameCommit) {
  commit_places(path(), {{"a", "Apeldoorn"}, {"b", "Breda"}, {"a", "Aalten"}, {"a", "Assen"}});
  {
    TestStore store(path());
    EXPECT_EQ(store.revision(1).substr(0, 4), "1|2|");
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|Breda"));
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Best"}, {"c", "Cuijk"}}));
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", nullptr}, {"c", "Culemborg"}}));
    commit.commit();
    store.verify();
  }
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|-", "c|Culemborg"));
}

TEST_F(StoreTest, ErasesByKeyAndLooksAtNothingElse) {
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

TEST_F(StoreTest, ATableOfNothingButItsKeyCanBeCommittedAgain) {
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

TEST_F(StoreTest, TextsComeInTheOrderOfTheirBytes) {
  commit_places(path(), {{"b", ""}, {"é", ""}, {"B", ""}, {"_", ""}, {"a b", ""}, {"ab", ""}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("B|", "_|", "a b|", "ab|", "b|", "é|"));
}

stelsel::Stream many_places(int count) {
  int next = 0;
  return stelsel::stream_of(place_types(), [next, count](stelsel::Builder& out) mutable {
    for (; next < count && !out.full(); ++next) {
      out.text(0, std::to_string(1'000'000 + next));
      out.null(1);
      out.end_row();
    }
    return next < count;
  });
}

TEST_F(StoreTest, ALargeTableComesInBatches) {
  constexpr int kRows = 150'000;
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, many_places(kRows));
  commit.commit();
  std::vector<std::size_t> batches;
  for (stelsel::Rows rows(store.read("place")); rows.next();) batches.push_back(rows.size());
  EXPECT_THAT(batches, ElementsAre(65536, 65536, kRows - 2 * 65536));
}

TEST_F(StoreTest, SeveralStreamsMayBeReadAtOnceAndOneLeftHalfway) {
  TestStore store(path());
  {
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, many_places(100'000));
    commit.commit();
  }
  stelsel::Rows one(store.read("place"));
  stelsel::Rows two(store.read("place"));
  EXPECT_TRUE(one.next() && two.next());
  EXPECT_EQ(one.text(1, 0), two.text(1, 0));
  { stelsel::Stream unread = store.read("place"); }
  EXPECT_EQ(store.latest(), "1");
}

TEST_F(StoreTest, ANewStoreIsEmpty) {
  { TestStore store(path(), STELSEL_CREATE); }
  TestStore store(path(), STELSEL_READ);
  EXPECT_EQ(store.latest(), "");
  EXPECT_THAT(store.tables(), IsEmpty());
  store.verify();
}

TEST_F(StoreTest, KnowsItsTablesAndTheirSchemasInTheOrderTheyCame) {
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

TEST_F(StoreTest, KeepsTheTablesOfTheCoreAsTheirTypes) {
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

TEST_F(StoreTest, SaysWhichColumnOfAStreamDoesNotFit) {
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

TEST_F(StoreTest, SaysWhichRowDoesNotFitAndThenCommitsNothing) {
  TestStore store(path());
  const auto fails = [&](std::vector<stelsel::ColumnType> types, const Cells& rows) {
    TestCommit commit = store.begin();
    const std::string text =
        failure([&] { commit.upsert("everything", kEverything, rows_of(types, rows)); });
    EXPECT_THAT(failure([&] { commit.commit(); }),
                FailsWith(STELSEL_FAILED_PRECONDITION, "a change to store"));
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

TEST_F(StoreTest, AStreamThatFailsEndsTheCommitAndNotTheStore) {
  TestStore store(path());
  {
    TestCommit commit = store.begin();
    EXPECT_THAT(failure([&] {
                  commit.upsert("place", kPlaces, failing_after(place_types(), {{"a", "Assen"}}));
                }),
                FailsWith(STELSEL_CANCELLED, "the source stopped"));
  }
  commit_places(store, {{"b", "Breda"}});
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("b|Breda"));
}

TEST_F(StoreTest, ColumnsThatAreNotGivenAreEmpty) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore store(path());
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}}));
  commit.commit();
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|-"));
}

TEST_F(StoreTest, AStoreForReadingTakesNoCommit) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(failure([&] { store.begin("1"); }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "was opened for reading"));
}

TEST_F(StoreTest, IsNotCopiedByThisButByPgDump) {
  TestStore store(path());
  EXPECT_THAT(failure([&] { store.backup("/somewhere"); }),
              FailsWith(STELSEL_UNIMPLEMENTED, "pg_dump --schema=" + name()));
}

}  // namespace
}  // namespace storage_postgres
