// Revisions: what was known, and what led from one to the other.
#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(StoreTest, EachCommitIsARevisionWithItsWords) {
  TestStore store(path());
  const std::string digest(64, 'd');
  {
    TestCommit commit = store.begin("", "eerste", "2026-03-01T10:00:00Z", "Anna");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"a", "Assen"}, {"b", "Breda"}}));
    commit.finish(digest);
  }
  {
    TestCommit commit = store.begin("1", "tweede: 'é'", "2026-03-02T23:59:59Z");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"c", "Cuijk"}}));
    commit.erase("place", kPlaces, rows_of({{"place", Kind::text, 0}}, {{"a"}}));
    commit.commit();
  }
  EXPECT_EQ(store.latest(), "2");
  EXPECT_EQ(store.revision(1), "1|2|0|2026-03-01T10:00:00Z|Anna|eerste|" + digest);
  EXPECT_EQ(store.revision(2), "2|1|1|2026-03-02T23:59:59Z||tweede: 'é'|");
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{3}, INT64_MAX, INT64_MIN}) {
    EXPECT_THAT(failure([&] { store.revision(number); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision `" + std::to_string(number) + "`"));
  }
}

TEST_F(StoreTest, EveryRevisionStaysAsItWas) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}, {"b", "Breda"}});
  commit_places(store, {{"b", "Best"}, {"c", "Cuijk"}});
  erase_places(store, {{"a"}, {"c"}});
  commit_places(store, {{"a", "Aalten"}});
  EXPECT_THAT(lines_of(store.read("place", "1")), ElementsAre("a|Assen", "b|Breda"));
  EXPECT_THAT(lines_of(store.read("place", "2")), ElementsAre("a|Assen", "b|Best", "c|Cuijk"));
  EXPECT_THAT(lines_of(store.read("place", "3")), ElementsAre("b|Best"));
  EXPECT_THAT(lines_of(store.read("place", "4")), ElementsAre("a|Aalten", "b|Best"));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Aalten", "b|Best"));
  store.verify();
}

TEST_F(StoreTest, ARevisionThatIsNotThereIsNotFound) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  for (const char* revision :
       {"0", "2", "01", "-1", "1 ", "", "2024-01-01", "99999999999999999999"}) {
    EXPECT_THAT(failure([&] { store.read("place", revision); }),
                FailsWith(STELSEL_NOT_FOUND, "has no revision `"));
  }
}

TEST_F(StoreTest, ATableThatWasMadeLaterHadNoRows) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  commit_statuses(store, {{"nh", "B1", "ja"}});
  EXPECT_THAT(lines_of(store.read("status", "1")), IsEmpty());
}

TEST_F(StoreTest, ChangesLeadFromOneRevisionToTheOther) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}, {"b", "Breda"}, {"e", "Ede"}});
  commit_places(store, {{"b", "Best"}, {"c", "Cuijk"}});
  erase_places(store, {{"a"}, {"c"}});
  commit_places(store, {{"a", "Aalten"}, {"d", "Dongen"}});
  const auto expect = [&](std::int64_t from, std::int64_t to, const Lines& upserts,
                          const Lines& erasures) {
    const ChangedLines changed = store.changes("place", from, to);
    EXPECT_EQ(changed.upserts, upserts) << from << " to " << to;
    EXPECT_EQ(changed.erasures, erasures) << from << " to " << to;
  };
  expect(0, 1, {"a|Assen", "b|Breda", "e|Ede"}, {});
  expect(1, 2, {"b|Best", "c|Cuijk"}, {});
  expect(2, 3, {}, {"a", "c"});
  expect(1, 3, {"b|Best"}, {"a"});
  expect(3, 4, {"a|Aalten", "d|Dongen"}, {});
  expect(1, 4, {"a|Aalten", "b|Best", "d|Dongen"}, {});
  expect(0, 4, {"a|Aalten", "b|Best", "d|Dongen", "e|Ede"}, {});
  expect(2, 2, {}, {});
  EXPECT_THAT(failure([&] { store.changes("place", 3, 2); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "not from 3 to 2"));
  EXPECT_THAT(failure([&] { store.changes("place", 3, 5); }),
              FailsWith(STELSEL_NOT_FOUND, "no revision `5`"));
  EXPECT_THAT(failure([&] { store.changes("region", 0, 1); }),
              FailsWith(STELSEL_NOT_FOUND, "no table `region`"));
}

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

TEST_F(StoreTest, ACommitOnAnOlderRevisionIsRefused) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  commit_places(store, {{"b", "Breda"}});
  for (const char* base : {"1", "", "3", "latest"}) {
    EXPECT_THAT(failure([&] { store.begin(base); }),
                FailsWith(STELSEL_ABORTED, "is `2`, and the changes start from `" +
                                               std::string(base) + "`; read it again"));
  }
  EXPECT_EQ(store.latest(), "2");
}

TEST_F(StoreTest, TheTimeOfACommitIsAMomentInUtc) {
  TestStore store(path());
  for (const char* time : {"", "2026-03-01", "2026-03-01T10:00:00", "2026-03-01T10:00:00+01"}) {
    EXPECT_THAT(failure([&] { store.begin("", "", time); }),
                FailsWith(STELSEL_INVALID_ARGUMENT, "a moment in UTC"));
  }
  TestCommit commit = store.begin("", "", "2026-02-30T10:00:00Z");
  EXPECT_THAT(failure([&] { commit.commit(); }),
              FailsWith(STELSEL_INVALID_ARGUMENT, "a value that it cannot hold"));
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

TEST_F(StoreTest, AStoreOpenedForReadingShowsOneMoment) {
  commit_places(path(), {{"a", "Assen"}});
  TestStore reading(path(), STELSEL_READ);
  {
    TestStore store(path());
    commit_places(store, {{"a", "Aalten"}});
    commit_statuses(store, {{"nh", "B1", "ja"}});
  }
  EXPECT_EQ(reading.latest(), "1");
  EXPECT_THAT(reading.tables(), ElementsAre("place"));
  EXPECT_THAT(lines_of(reading.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(failure([&] { reading.read("place", "2"); }), FailsWith(STELSEL_NOT_FOUND, "`2`"));
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
