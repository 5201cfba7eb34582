// What a store keeps, and how it gives it back.
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

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
  EXPECT_THAT(fails({{"a", "secret\xff"}}),
              FailsWith(STELSEL_INVALID_ARGUMENT,
                        "not UTF-8: table `place`, column `name` (SQLSTATE 22021)"));
  std::string noise;  // does not compress
  for (unsigned i = 0; i < 20'000; ++i) noise += static_cast<char>('a' + (i * i * 7919 >> 7) % 26);
  TestCommit commit = store.begin();
  commit.upsert("place", kPlaces, rows_of(place_types(), {{noise, "x"}}));
  EXPECT_THAT(failure([&] { commit.commit(); }),
              FailsWith(STELSEL_OUT_OF_RANGE, "cannot hold a row that is that large"));
  EXPECT_EQ(store.latest(), "");
}

// By the first commit, which copies straight, and by a later one, which stages.
TEST_F(StoreTest, WhatTheServerRefusesIsNamedByItsPlaceAndNotShown) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  const auto refused = [&](const std::string& name) {
    return failure([&] { commit_places(store, {{"b", name}}); });
  };
  sql("ALTER TABLE " + this->name() + ".place ADD CONSTRAINT plain CHECK (name !~ 'secret')");
  EXPECT_THAT(refused("secret"),
              AllOf(FailsWith(STELSEL_FAILED_PRECONDITION,
                              "by a constraint of it: table `place`, constraint `plain`"),
                    HasSubstr("(SQLSTATE 23514)"), Not(HasSubstr("secret"))));
  sql("DROP VIEW " + this->name() + "_latest.place; ALTER TABLE " + this->name() +
      ".place ALTER COLUMN name TYPE varchar(5)");
  EXPECT_THAT(refused("secretly"),
              AllOf(FailsWith(STELSEL_INVALID_ARGUMENT, "a text that is too long"),
                    Not(HasSubstr("secret"))));
  EXPECT_EQ(refused("Breda"), "OK");
}

TEST_F(StoreTest, ADatabaseOfAnotherEncodingSaysWhatItDoesNotHave) {
  const std::string latin = name() + "_latin";
  sql("CREATE DATABASE " + latin +
      " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
  {
    TestStore store(path("dbname=" + latin));
    commit_places(store, {{"a", "Hoogheemstede Café"}});
    EXPECT_THAT(failure([&] {
                  commit_places(store, {{"b", "secret €"}});
                }),
                AllOf(FailsWith(STELSEL_INVALID_ARGUMENT,
                                "the encoding of its database does not have: table `place`, "
                                "column `name` (SQLSTATE 22P05)"),
                      Not(HasSubstr("secret"))));
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Hoogheemstede Café"));
  }
  sql("DROP DATABASE " + latin);
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

TEST_F(StoreTest, TextsComeInTheOrderOfTheirBytes) {
  commit_places(path(), {{"b", ""}, {"é", ""}, {"B", ""}, {"_", ""}, {"a b", ""}, {"ab", ""}});
  TestStore store(path(), STELSEL_READ);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("B|", "_|", "a b|", "ab|", "b|", "é|"));
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

TEST_F(StoreTest, IsNotCopiedByThisButByPgDump) {
  TestStore store(path());
  EXPECT_THAT(failure([&] { store.backup("/somewhere"); }),
              FailsWith(STELSEL_UNIMPLEMENTED, "pg_dump --schema=" + name()));
}

}  // namespace
}  // namespace storage_postgres
