// Servers that are stopped between the COMMIT of one and the other: nothing is half visible, and
// the next commit goes through.
#include <chrono>
#include <thread>

#include "test_cluster.h"
#include "test_shards.h"

namespace storage_postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int kSeconds = 4;  // that a COMMIT takes where it is made slow

class ShardFaultTest : public StoreTest {
 protected:
  // From now on a commit of rows of the region waits on that server before it is done.
  void make_slow(const std::string& conninfo, const std::string& region) const {
    sql(conninfo, "SET search_path = " + name() +
                      "; CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                      "'BEGIN PERFORM pg_sleep(" +
                      std::to_string(kSeconds) +
                      "); RETURN NULL; END'; CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON "
                      "stelsel_at_status__" +
                      region +
                      " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()");
  }
  void make_fast(const std::string& conninfo) const {
    sql(conninfo, "DROP FUNCTION " + name() + ".slow CASCADE");
  }
  bool is_committing(const std::string& conninfo) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return !sql(conninfo,
                "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND usename = '" +
                    name() + "_shard'")
                .empty();
  }
  // Rows there that are of no revision.
  Lines left_over(const std::string& conninfo, const std::string& region) const {
    return sql(conninfo, "SELECT topic, rev_from, rev_to FROM " + name() + ".stelsel_at_status__" +
                             region + " WHERE rev_from > 1 OR rev_to > 1 ORDER BY 1, 2");
  }
};

const Cells kFirst = {
    {"nh", "B1", "ja"}, {"nh", "B2", "ja"}, {"zh", "B1", "ja"}, {"zh", "B2", "ja"}};
const Cells kSecond = {
    {"nh", "B1", "nee"}, {"nh", "B3", "ja"}, {"zh", "B1", "nee"}, {"zh", "B3", "ja"}};
const Lines kShownFirst = {"nh|B1|ja", "nh|B2|ja", "zh|B1|ja", "zh|B2|ja"};

TEST_F(ShardFaultTest, AServerThatIsDownIsNamed) {
  TestCluster own;
  TestShards shards(cluster(), name());
  shards.add("a", own.conninfo(), {"nh", "fl"});
  TestStore store(path());
  commit_places(store, {{"a", "Assen"}});
  commit_statuses(store, {{"gl", "B1", "ja"}, {"nh", "B1", "ja"}});
  own.halt("fast");
  const std::string words = "could not connect to server \"" + name() + "_a\"";
  EXPECT_THAT(failure([&] { lines_of(store.read("status")); }),
              FailsWith(STELSEL_UNAVAILABLE, words));
  EXPECT_THAT(failure([&] { store.verify(); }), FailsWith(STELSEL_UNAVAILABLE, words));
  EXPECT_THAT(failure([&] {
                commit_statuses(store, {{"nh", "B1", "nee"}});
              }),
              FailsWith(STELSEL_UNAVAILABLE, words));
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  EXPECT_THAT(sql("SELECT region FROM " + name() + "_latest.status WHERE region = 'gl'"),
              ElementsAre("gl"));
  EXPECT_EQ(store.latest(), "2");
  own.start();
  commit_statuses(store, {{"nh", "B1", "nee"}});
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("gl|B1|ja", "nh|B1|nee"));
  store.verify();
}

// None was told to commit, so that nothing has to be swept and no other server is needed.
TEST_F(ShardFaultTest, ACommitThatIsRolledBackNeedsNoServerAfterwards) {
  TestCluster own;
  TestShards shards(cluster(), name());
  shards.add("a", shard(0), {"nh"});
  shards.add("b", own.conninfo(), {"zh"});
  TestStore store(path());
  commit_statuses(store, kFirst);
  const std::string unfinished = "SELECT unfinished FROM " + name() + ".stelsel_store";
  for (const bool fails : {false, true}) {
    TestCommit commit = store.begin();
    commit.upsert("status", kStatuses, rows_of(status_types(), kSecond));
    EXPECT_THAT(sql(unfinished), ElementsAre("t"));
    if (fails) {
      EXPECT_THAT(failure([&] {
                    commit.upsert("status", kStatuses, failing_after(status_types(), kSecond));
                  }),
                  FailsWith(STELSEL_CANCELLED, "the source stopped"));
    }
    commit.roll_back();
    EXPECT_THAT(sql(unfinished), ElementsAre("f"));
  }
  own.halt("fast");
  commit_statuses(store, {{"nh", "B1", "nee"}});
  own.start();
  EXPECT_THAT(lines_of(store.read("status")),
              ElementsAre("nh|B1|nee", "nh|B2|ja", "zh|B1|ja", "zh|B2|ja"));
  store.verify();
}

// What became of its session there is not known: the next commit waits for it.
TEST_F(ShardFaultTest, ACommitThatIsRolledBackWithoutAServerIsSweptLater) {
  TestCluster own;
  TestShards shards(cluster(), name());
  shards.add("a", own.conninfo(), {"nh"});
  TestStore store(path());
  commit_statuses(store, kFirst);
  {
    TestCommit commit = store.begin();
    commit.upsert("status", kStatuses, rows_of(status_types(), kSecond));
    own.halt("immediate");
  }
  EXPECT_THAT(sql("SELECT unfinished FROM " + name() + ".stelsel_store"), ElementsAre("t"));
  own.start();
  TestStore other(path());  // nobody has kept the lock
  commit_statuses(other, {{"nh", "B1", "nee"}});
  EXPECT_THAT(sql("SELECT unfinished FROM " + name() + ".stelsel_store"), ElementsAre("f"));
  EXPECT_THAT(lines_of(other.read("status")),
              ElementsAre("nh|B1|nee", "nh|B2|ja", "zh|B1|ja", "zh|B2|ja"));
}

// In which order the servers commit is postgres_fdw's: the one that comes second is stopped.
TEST_F(ShardFaultTest, AServerThatIsStoppedInTheMiddleOfACommitLeavesNothingHalfVisible) {
  TestCluster own[2];
  const char* const regions[] = {"nh", "zh"};
  TestShards shards(cluster(), name());
  shards.add("a", own[0].conninfo(), {"nh"});
  shards.add("b", own[1].conninfo(), {"zh"});
  TestStore store(path());
  commit_statuses(store, kFirst);
  for (const std::size_t place : {0u, 1u}) make_slow(own[place].conninfo(), regions[place]);
  std::size_t first = 0;
  std::thread stopping([&] {
    while (!is_committing(own[first].conninfo())) first = 1 - first;
    while (!is_committing(own[1 - first].conninfo())) continue;
    own[1 - first].halt("immediate");
    own[1 - first].start();
  });
  EXPECT_THAT(failure([&] { commit_statuses(store, kSecond); }),
              FailsWith(STELSEL_UNAVAILABLE, "nothing was committed"));
  stopping.join();
  EXPECT_THAT(left_over(own[first].conninfo(), regions[first]),
              ElementsAre("B1|1|2", "B1|2|-", "B3|2|-"));
  EXPECT_THAT(left_over(own[1 - first].conninfo(), regions[1 - first]), IsEmpty());
  EXPECT_EQ(store.latest(), "1");
  EXPECT_EQ(lines_of(store.read("status")), kShownFirst);
  EXPECT_THAT(sql("SELECT * FROM " + name() + "_latest.status ORDER BY 1, 2"),
              testing::ElementsAreArray(kShownFirst));
  store.verify();
  for (const TestCluster& server : own) make_fast(server.conninfo());
  commit_statuses(store, {{"nh", "B2", "nee"}});
  EXPECT_THAT(lines_of(store.read("status")),
              ElementsAre("nh|B1|ja", "nh|B2|nee", "zh|B1|ja", "zh|B2|ja"));
  EXPECT_EQ(lines_of(store.read("status", "1")), kShownFirst);
  EXPECT_THAT(store.changes("status", 1, 2).upserts, ElementsAre("nh|B2|nee"));
  EXPECT_THAT(sql(own[1].conninfo(), "SELECT count(*) FROM " + name() + ".stelsel_at_status__zh"),
              ElementsAre("2"));
  store.verify();
}

// Its sessions on the others do not notice and commit: the sweep must wait for them.
TEST_F(ShardFaultTest, TheCoordinatorIsStoppedInTheMiddleOfACommit) {
  TestCluster own;
  TestShards shards(own.conninfo(), name());
  shards.add("a", shard(0), {"nh"});
  shards.add("b", shard(1), {"zh"});
  {
    TestStore store(shards.path());
    commit_statuses(store, kFirst);
    for (const std::size_t place : {0u, 1u}) make_slow(shard(place), place == 0 ? "nh" : "zh");
    std::thread stopping([&] {
      while (!is_committing(shard(0)) && !is_committing(shard(1))) continue;
      own.halt("immediate");
      own.start();
    });
    EXPECT_THAT(failure([&] {
                  commit_statuses(store, {{"nh", "B1", "nee"}, {"zh", "B1", "nee"}});
                }),
                FailsWith(STELSEL_UNAVAILABLE, "store `"));
    stopping.join();
    EXPECT_EQ(store.latest(), "1");
    EXPECT_THAT(sql(own.conninfo(), "SELECT unfinished FROM " + name() + ".stelsel_store"),
                ElementsAre("t"));
    EXPECT_EQ(lines_of(store.read("status")), kShownFirst);
    // Begins while a server may still be at it.
    commit_places(store, {{"a", "Assen"}});
    EXPECT_EQ(lines_of(store.read("status")), kShownFirst);
    for (const std::size_t place : {0u, 1u}) {
      EXPECT_THAT(left_over(shard(place), place == 0 ? "nh" : "zh"), IsEmpty());
      make_fast(shard(place));
    }
    commit_statuses(store, {{"nh", "B1", "nee"}});
    EXPECT_THAT(lines_of(store.read("status")),
                ElementsAre("nh|B1|nee", "nh|B2|ja", "zh|B1|ja", "zh|B2|ja"));
    store.verify();
  }
}

}  // namespace
}  // namespace storage_postgres
