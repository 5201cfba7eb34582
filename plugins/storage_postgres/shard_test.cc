// A store that has regions on other servers: the same behaviour, and what is left to those servers.
#include <random>

#include "ddl.h"
#include "test_shards.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ShardTest : public StoreTest {
 protected:
  ShardTest() : shards_(cluster(), name()) {
    shards_.add("a", shard(0), {"nh", "fl"});
    shards_.add("b", shard(1), {"zh"});
  }
  Lines tables_at(std::size_t place) {
    return sql(shard(place),
               "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
               "to_regnamespace('" +
                   name() +
                   "') AND relname <> 'stelsel_shard' "
                   "ORDER BY relname");
  }
  Lines plan(const std::string& statement, const std::string& settings = "") {
    return sql("SET search_path = " + name() + "; " + settings + "EXPLAIN (VERBOSE, COSTS OFF) " +
               statement);
  }
  TestShards shards_;
};

TEST_F(ShardTest, EachRegionStandsOnItsServer) {
  TestStore store(path());
  commit_statuses(store, {{"gl", "B1", "ja"}, {"nh", "B1", "ja"}, {"zh", "B1", "nee"}});
  EXPECT_THAT(tables_at(0), ElementsAre("stelsel_at_status__nh"));
  EXPECT_THAT(tables_at(1), ElementsAre("stelsel_at_status__zh"));
  EXPECT_THAT(sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '_at_' AND "
                  "relnamespace = '" +
                  name() + "'::regnamespace"),
              ElementsAre("stelsel_at_status__gl"));
  EXPECT_THAT(sql(shard(0), "SELECT * FROM " + name() + ".stelsel_at_status__nh"),
              ElementsAre("nh|B1|ja|1|-"));
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("gl|B1|ja", "nh|B1|ja", "zh|B1|nee"));
  EXPECT_THAT(sql("SELECT * FROM " + name() + "_latest.status WHERE region = 'zh'"),
              ElementsAre("zh|B1|nee"));
  EXPECT_THAT(sql("SELECT unfinished FROM " + name() + ".stelsel_store"), ElementsAre("f"));
}

// Any regions, told apart by what is drawn for them.
TEST_F(ShardTest, RegionsThatAreNotNamedAreSpreadOverTheServersThatTakeAny) {
  sql("INSERT INTO " + name() + ".stelsel_region_server VALUES ('*', '" + name() + "_a'), ('*', '" +
      name() + "_b'), ('here', '')");
  TestStore store(path());
  Cells rows = {{"here", "B1", "ja"}};
  for (int region = 0; region < 20; ++region) {
    rows.push_back({"r" + std::to_string(10 + region), "B1", "ja"});
  }
  commit_statuses(store, rows);
  EXPECT_GT(tables_at(0).size(), 3u);
  EXPECT_GT(tables_at(1).size(), 3u);
  EXPECT_EQ(tables_at(0).size() + tables_at(1).size(), 20u);
  EXPECT_THAT(lines_of(store.read("status")), testing::SizeIs(21));
}

// Random commits, to a store on one server as well: all that can be read is the same.
TEST_F(ShardTest, RevisionsAndChangesAreThoseOfAStoreOnOneServer) {
  const std::string plain = name() + "p";
  TestStore sharded(path());
  std::mt19937 random(7);
  {
    TestStore other(cluster() + " schema=" + plain);
    for (int commit = 1; commit <= 12; ++commit) {
      Cells rows, keys;
      for (const char* region : {"fl", "gl", "nh", "zh"}) {
        for (int topic = 0; topic < 6; ++topic) {
          const auto drawn = random() % 8;
          const std::string name = "B'" + std::to_string(topic) + "%\\";
          if (drawn < 2) rows.push_back({region, name, std::to_string(commit)});
          if (drawn == 2 || (drawn == 0 && commit % 3 == 0)) keys.push_back({region, name});
        }
      }
      for (TestStore* store : {&sharded, &other}) {
        TestCommit open = store->begin();
        open.upsert("status", kStatuses, rows_of(status_types(), rows));
        open.erase("status", kStatuses,
                   rows_of({{"region", Kind::text, 0}, {"topic", Kind::text, 0}}, keys));
        // Once more: of rows with one key the last counts.
        if (commit % 4 == 0) open.upsert("status", kStatuses, rows_of(status_types(), rows));
        open.commit();
      }
      EXPECT_EQ(sharded.revision(commit), other.revision(commit));
    }
    for (int to = 1; to <= 12; ++to) {
      const std::string revision = std::to_string(to);
      EXPECT_EQ(lines_of(sharded.read("status", revision)),
                lines_of(other.read("status", revision)));
      for (int from = 0; from <= to; ++from) {
        const ChangedLines ours = sharded.changes("status", from, to);
        const ChangedLines theirs = other.changes("status", from, to);
        EXPECT_EQ(ours.upserts, theirs.upserts) << from << " to " << to;
        EXPECT_EQ(ours.erasures, theirs.erasures) << from << " to " << to;
      }
    }
    sharded.verify();
  }
  sql("DROP SCHEMA " + plain + " CASCADE; DROP SCHEMA " + plain + "_latest CASCADE; DROP ROLE " +
      plain + "_owner, " + plain + "_writer, " + plain + "_reader");
}

TEST_F(ShardTest, ATableGrowsOnItsServersToo) {
  TestStore store(path());
  commit_statuses(store, {{"gl", "B1", "ja"}, {"nh", "B1", "ja"}});
  const auto grow = [&](const std::string& fields, const Cells& rows,
                        const std::vector<const char*>& columns) {
    const std::string schema =
        R"({"name": "status", "fields": [{"name": "region", "type": "string"},
            {"name": "topic", "type": "string"}, )" +
        fields + R"(], "primaryKey": ["region", "topic"]})";
    std::vector<stelsel::ColumnType> types = {{"region", Kind::text, 0}, {"topic", Kind::text, 0}};
    for (const char* column : columns) types.push_back({column, Kind::text, 0});
    TestCommit commit = store.begin();
    commit.upsert("status", schema, rows_of(types, rows));
    return failure([&] { commit.commit(); });
  };
  const std::string renamed = R"({"name": "state", "type": "string", "stelsel:was": "status"})";
  EXPECT_EQ(grow(renamed, {{"nh", "B2", "nee"}}, {"state"}), "OK");
  // A new column of the old name, which the server has for the renamed one.
  EXPECT_EQ(grow(renamed + R"(, {"name": "status", "type": "string"})",
                 {{"nh", "B3", "nee", "new"}, {"zh", "B1", "ja", "newer"}}, {"state", "status"}),
            "OK");
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("gl|B1|ja|-", "nh|B1|ja|-", "nh|B2|nee|-",
                                                          "nh|B3|nee|new", "zh|B1|ja|newer"));
  EXPECT_THAT(sql("SELECT topic, status FROM " + name() +
                  "_latest.status WHERE region = 'nh' AND "
                  "state = 'nee' ORDER BY 1"),
              ElementsAre("B2|-", "B3|new"));
  store.verify();
}

TEST_F(ShardTest, WhatACommitThatWasTakenBackLeftIsMadeAnew) {
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  const char* wider = R"({"name": "status", "fields": [{"name": "region", "type": "string"},
      {"name": "topic", "type": "string"}, {"name": "wide", "type": "string"}],
      "primaryKey": ["region", "topic"]})";
  {
    TestCommit commit = store.begin();
    commit.upsert(
        "status", wider,
        rows_of({{"region", Kind::text, 0}, {"topic", Kind::text, 0}, {"wide", Kind::text, 0}},
                {{"nh", "B1", "ja"}}));
  }
  EXPECT_THAT(tables_at(0), ElementsAre("stelsel_at_status__nh"));
  commit_statuses(store, {{"nh", "B1", "ja"}});
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja"));
}

TEST_F(ShardTest, RightsAreTheSame) {
  {
    TestStore store(path());
    commit_statuses(store, {{"gl", "B1", "ja"}, {"nh", "B1", "ja"}, {"zh", "B1", "ja"}});
  }
  const std::string bound = make_login("nh", name() + "_writer");
  sql("INSERT INTO " + name() + ".stelsel_region_role VALUES ('" + bound + "', 'nh'), ('" + bound +
      "', 'fl')");
  TestStore store(path_of(bound), STELSEL_WRITE);
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja"));
  commit_statuses(store, {{"fl", "B1", "nee"}, {"nh", "B1", "nee"}});  // also a partition there
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("fl|B1|nee", "nh|B1|nee"));
  EXPECT_THAT(failure([&] {
                commit_statuses(store, {{"zh", "B1", "nee"}});
              }),
              FailsWith(STELSEL_PERMISSION_DENIED, "has rows of regions that"));
  for (const char* statement :
       {"SELECT * FROM @.stelsel_at_status__zh", "SELECT @.stelsel_on('@_b', 'SELECT 1')",
        "SELECT @.stelsel_shard('status', 'x', '@_b')",
        "INSERT INTO @.stelsel_region_server VALUES ('q', '')",
        "SELECT public.dblink_exec('@_b', 'DROP SCHEMA @')"}) {
    std::string text = statement;
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@')) {
      text.replace(at, 1, name());
    }
    EXPECT_ANY_THROW(sql(cluster() + " user=" + bound, text)) << text;
  }
  // What was left is swept for whoever comes next, whatever it is bound to.
  sql(shard(1), "UPDATE " + name() + ".stelsel_at_status__zh SET rev_to = 3");
  sql("UPDATE " + name() + ".stelsel_store SET unfinished = true");
  commit_statuses(store, {{"nh", "B2", "ja"}});
  const std::string reader = make_login("rea", name() + "_reader");
  EXPECT_THAT(lines_of(TestStore(path_of(reader), STELSEL_READ).read("status")),
              ElementsAre("fl|B1|nee", "gl|B1|ja", "nh|B1|nee", "nh|B2|ja", "zh|B1|ja"));
}

TEST_F(ShardTest, ConditionsAndOrderGoToTheServers) {
  TestStore store(path());
  commit_statuses(store, {{"nh", "B1", "ja"}, {"zh", "B1", "ja"}});
  std::string copy = copy_rows(name(), storage::read_schema("status", kStatuses), 1);
  copy = copy.substr(6, copy.rfind(") TO STDOUT") - 6);
  const Lines read = plan(copy, "SET enable_sort = off; ");
  EXPECT_THAT(read, Contains(AllOf(HasSubstr("Remote SQL: SELECT region, topic, status FROM"),
                                   HasSubstr("rev_from <= 1"), HasSubstr("rev_to > 1"),
                                   HasSubstr("ORDER BY region ASC NULLS LAST, topic"))));
  EXPECT_THAT(read, Not(Contains(HasSubstr("Sort"))));
  EXPECT_THAT(
      plan("UPDATE status AS t SET rev_to = 2 WHERE t.region = 'nh' AND ((t.region = 'nh' AND "
           "t.topic = 'B1') OR (t.region = 'nh' AND t.topic = 'B2')) AND t.rev_to IS NULL"),
      AllOf(Contains(HasSubstr("Foreign Update on")), Not(Contains(HasSubstr("__zh")))));
  EXPECT_THAT(plan("DELETE FROM status WHERE rev_from > 1"),
              Contains(AllOf(HasSubstr("Remote SQL: DELETE"), HasSubstr("rev_from > 1"))));
}

TEST_F(ShardTest, WhatIsSetUpWronglyIsSaid) {
  TestStore store(path());
  sql("INSERT INTO " + name() + ".stelsel_region_server VALUES ('x', 'nowhere')");
  EXPECT_THAT(failure([&] {
                commit_statuses(store, {{"x", "B1", "ja"}});
              }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "server \"nowhere\" does not exist"));
  sql(shard(0), "CREATE SCHEMA " + name() + "; CREATE TABLE " + name() +
                    ".stelsel_store (n int); GRANT ALL ON SCHEMA " + name() + " TO " + name() +
                    "_shard; GRANT SELECT ON " + name() + ".stelsel_store TO " + name() + "_shard");
  EXPECT_THAT(failure([&] {
                commit_statuses(store, {{"nh", "B1", "ja"}});
              }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "_a\" is of something else"));
  sql("REVOKE USAGE ON FOREIGN SERVER " + name() + "_b FROM " + name() + "_owner");
  EXPECT_THAT(failure([&] {
                commit_statuses(store, {{"zh", "B1", "ja"}});
              }),
              FailsWith(STELSEL_FAILED_PRECONDITION, "its owner may not use server"));
  EXPECT_EQ(store.latest(), "");
}

}  // namespace
}  // namespace storage_postgres
