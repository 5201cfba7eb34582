// Revisions: what was known, and what led from one to the other.
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::ElementsAre;

// With indexes that find just the rows of a revision: see stelsel_tend.
TEST_F(StoreTest, ChangesOfALargeTableAreFoundByAnIndex) {
  TestStore store(path());
  {
    TestCommit commit = store.begin();
    int next = 0;
    commit.upsert("place", kPlaces, stelsel::stream_of(place_types(), [&](stelsel::Builder& out) {
                    for (; next < 30'000 && !out.full(); ++next) {
                      out.text(0, std::to_string(100'000 + next));
                      out.text(1, "a place with a name that takes some room");
                      out.end_row();
                    }
                    return next < 30'000;
                  }));
    commit.commit();
  }
  commit_places(store, {{"100007", "changed"}});
  sql("ANALYZE " + name() + ".place");
  const Lines plan = sql("EXPLAIN SELECT FROM " + name() + ".place WHERE rev_from > 1");
  EXPECT_THAT(plan, testing::Contains(testing::HasSubstr("stelsel_from_place")));
  EXPECT_THAT(store.changes("place", 1, 2).upserts, ElementsAre("100007|changed"));
}

TEST_F(StoreTest, TheTimeOfACommitIsAMomentInUtc) {
  TestStore store(path());
  for (const char* time : {"", "2026-03-01", "2026-03-01T10:00:00", "2026-03-01T10:00:00+01"}) {
    EXPECT_THAT(failure([&] { store.begin("", "", time); }),
                FailsWith(STELSEL_INVALID_ARGUMENT, "a moment in UTC"));
  }
  TestCommit commit = store.begin("", "", "2026-02-30T10:00:00Z");
  EXPECT_THAT(
      failure([&] { commit.commit(); }),
      FailsWith(STELSEL_INVALID_ARGUMENT, "a date or time that does not exist (SQLSTATE 22008)"));
}

TEST_F(StoreTest, WhatIsRolledBackLeavesNothing) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  {
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"a", "Aalten"}, {"b", "Breda"}}));
    commit.upsert("status", kStatuses, rows_of(status_types(), {{"nh", "B1", "ja"}}));
    EXPECT_EQ(store.latest(), "1");
    EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
    EXPECT_THAT(failure([&] { store.begin(); }),
                FailsWith(STELSEL_FAILED_PRECONDITION, "must be ended first"));
    commit.roll_back();
  }
  EXPECT_EQ(store.latest(), "1");
  EXPECT_THAT(store.tables(), ElementsAre("place"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  store.verify();
}

TEST_F(StoreTest, AStoreOpenedForReadingShowsTheTablesOfOneMoment) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore reading(path(), STELSEL_READ);
  {
    TestStore store(path());
    commit_places(store, {{"a", "Aalten"}});
    commit_statuses(store, {{"nh", "B1", "ja"}});
  }
  EXPECT_THAT(reading.tables(), ElementsAre("place"));
  EXPECT_THAT(failure([&] { reading.read("status"); }), FailsWith(STELSEL_NOT_FOUND, "`status`"));
}

TEST_F(StoreTest, AStreamStaysAtItsRevisionWhileOthersCommit) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  stelsel::Stream stream = store.read("place");
  commit_places(store, {{"a", "Aalten"}});
  EXPECT_THAT(lines_of(std::move(stream)), ElementsAre("a|Assen"));
}

TEST_F(StoreTest, ATableOfRegionsHasAPartitionForEach) {
  TestStore store(path());
  const std::string odd = "it's \"odd\"; " + std::string(100, 'x');
  commit_statuses(store, {{"nh", "B1", "ja"}, {"nh", "B2", "nee"}, {odd, "B1", "ja"}});
  commit_statuses(store, {{"zh", "B1", "ja"}, {odd, "B1", "nee"}});
  EXPECT_THAT(lines_of(store.read("status")),
              ElementsAre(odd + "|B1|nee", "nh|B1|ja", "nh|B2|nee", "zh|B1|ja"));
  EXPECT_THAT(sql("SELECT count(*), count(*) FILTER (WHERE c.relname = 'stelsel_at_status__nh') "
                  "FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid WHERE inhparent = '" +
                  name() + ".status'::regclass"),
              ElementsAre("3|1"));
  EXPECT_THAT(store.changes("status", 1, 2).upserts, ElementsAre(odd + "|B1|nee", "zh|B1|ja"));
  store.verify();
}

// Names that would be the same if they were just strung together.
TEST_F(StoreTest, PartitionsOfDifferentTablesDoNotGetTheSameName) {
  TestStore store(path());
  const auto commit_to = [&](const std::string& table, const char* region) {
    TestCommit commit = store.begin();
    const std::string schema = R"({"name": ")" + table + R"(", "fields": [
      {"name": "region", "type": "string"}], "primaryKey": "region"})";
    commit.upsert(table, schema, rows_of({{"region", Kind::text, 0}}, {{region}}));
    commit.commit();
  };
  commit_to("a", "b__c");
  commit_to("a__b", "c");
  commit_to("a_", "_b__c");
  commit_to("key_a", "x");
  EXPECT_THAT(lines_of(store.read("a")), ElementsAre("b__c"));
  EXPECT_THAT(lines_of(store.read("a__b")), ElementsAre("c"));
  EXPECT_THAT(lines_of(store.read("a_")), ElementsAre("_b__c"));
}

}  // namespace
}  // namespace storage_postgres
