// Connections that are lost, servers that are stopped, and two writers: nothing is lost, nothing is
// half there, and it is said what happened.
#include <thread>

#include "errors.h"
#include "test_cluster.h"
#include "test_util.h"

namespace storage_postgres {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class FaultTest : public StoreTest {
 protected:
  // Known by their name among the sessions of other tests.
  std::string marked() const { return path("application_name=" + name()); }
  // Ends them; how many there were.
  std::size_t end_sessions() const {
    return sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
               "application_name = '" +
               name() + "'")
        .size();
  }
  // As many as wanted, in order of the key; before the batch `at` the sessions are ended.
  stelsel::Stream cut_at(int at, int batches) const {
    int batch = 0;
    return stelsel::stream_of(place_types(), [=, this](stelsel::Builder& out) mutable {
      if (batch == at) {
        EXPECT_EQ(end_sessions(), 1u);
      }
      for (int i = 0; i < 30'000; ++i) {
        out.text(0, std::to_string(10'000'000 + batch * 30'000 + i));
        out.text(1, "a name that takes some room in what is sent");
        out.end_row();
      }
      return ++batch < batches;
    });
  }
  // More than fits between the server and us.
  void commit_many(TestStore& store) const {
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, cut_at(-1, 10));
    commit.commit();
  }
};

TEST_F(FaultTest, ASessionThatIsLostBetweenCommitsIsReplaced) {
  TestStore store(marked());
  commit_places(store, {{"a", "Assen"}});
  EXPECT_EQ(end_sessions(), 1u);
  EXPECT_EQ(store.latest(), "1");
  EXPECT_EQ(end_sessions(), 1u);
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  EXPECT_EQ(end_sessions(), 1u);
  TestCommit commit = store.begin("1");
  commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Breda"}}));
  commit.commit();
  EXPECT_EQ(store.latest(), "2");
}

TEST_F(FaultTest, ASessionThatIsLostWithinACommitLeavesNothing) {
  TestStore store(marked());
  commit_places(store, {{"a", "Assen"}});
  {
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Breda"}}));
    EXPECT_EQ(end_sessions(), 1u);
    EXPECT_THAT(failure([&] { commit.commit(); }), FailsWith(STELSEL_UNAVAILABLE, "store `"));
  }
  {
    TestCommit commit = store.begin();
    EXPECT_EQ(end_sessions(), 1u);
    EXPECT_THAT(failure([&] {
                  commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Breda"}}));
                }),
                FailsWith(STELSEL_UNAVAILABLE, "store `"));
    EXPECT_THAT(failure([&] { commit.commit(); }),
                FailsWith(STELSEL_FAILED_PRECONDITION, "failed before"));
  }
  EXPECT_EQ(store.latest(), "1");
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  commit_places(store, {{"b", "Breda"}});
  store.verify();
}

TEST_F(FaultTest, ASessionThatIsLostWhileRowsAreSentLeavesNothing) {
  TestStore store(marked());
  for (const char* before : {"", "1"}) {  // copied straight, and staged
    TestCommit commit = store.begin(before);
    EXPECT_THAT(failure([&] { commit.upsert("place", kPlaces, cut_at(3, 6)); }),
                FailsWith(STELSEL_UNAVAILABLE, "store `"));
    commit.roll_back();
    EXPECT_EQ(store.latest(), before);
    if (*before == 0) commit_places(store, {{"a", "Assen"}});
  }
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
}

TEST_F(FaultTest, AStreamThatIsCutOffSaysSoUnlessNothingWasReadYet) {
  TestStore store(marked());
  commit_many(store);
  stelsel::Stream stream = store.read("place");
  EXPECT_GE(end_sessions(), 1u);
  EXPECT_THAT(lines_of(std::move(stream)), SizeIs(300'000));
  stelsel::Rows rows(store.read("place"));
  EXPECT_TRUE(rows.next());
  EXPECT_GE(end_sessions(), 1u);
  EXPECT_THAT(failure([&] {
                while (rows.next()) continue;
              }),
              FailsWith(STELSEL_UNAVAILABLE, "store `"));
  EXPECT_EQ(store.latest(), "1");
}

TEST_F(FaultTest, AStreamThatIsCutOffWhileItsTableIsBroughtForwardSaysSo) {
  TestStore store(marked());
  commit_many(store);
  stelsel::Stream stream = store.read("place");
  EXPECT_GE(end_sessions(), 1u);
  {
    TestStore other(path());
    TestCommit commit = other.begin();
    commit.upsert("place",
                  R"({"name": "place", "stelsel:version": 2, "fields": [
                      {"name": "place", "type": "string", "constraints": {"required": true}},
                      {"name": "title", "type": "string", "stelsel:was": "name"}],
                      "primaryKey": ["place"]})",
                  rows_of({{"place", stelsel::Kind::text, 0}}, {{"a"}}));
    commit.commit();
  }
  EXPECT_THAT(failure([&] { lines_of(std::move(stream)); }),
              FailsWith(STELSEL_UNAVAILABLE, "was brought forward meanwhile; open it again"));
  EXPECT_THAT(lines_of(store.read("place")), SizeIs(300'001));
}

TEST_F(FaultTest, AnAnswerToCommitThatIsLostIsFoundOut) {
  { TestStore store(path()); }
  TestProxy proxy;
  TestStore store(proxy.conninfo() + " schema=" + name());
  commit_places(store, {{"a", "Assen"}});
  proxy.cut(TestProxy::kAnswer);
  commit_places(store, {{"b", "Breda"}});  // says that it was done
  EXPECT_TRUE(proxy.was_cut());
  EXPECT_EQ(store.latest(), "2");
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "b|Breda"));
}

TEST_F(FaultTest, ACommitThatWasNotReceivedIsNotDone) {
  TestProxy proxy;
  TestStore store(proxy.conninfo() + " schema=" + name());
  commit_places(store, {{"a", "Assen"}});
  proxy.cut(TestProxy::kRequest);
  EXPECT_THAT(failure([&] {
                commit_places(store, {{"b", "Breda"}});
              }),
              FailsWith(STELSEL_UNAVAILABLE, "nothing was committed"));
  EXPECT_TRUE(proxy.was_cut());
  EXPECT_EQ(store.latest(), "1");
}

// Another's commit with the same number is not taken for ours.
TEST_F(FaultTest, WhatSomebodyElseCommittedMeanwhileIsNotOurs) {
  TestProxy proxy;
  TestStore store(proxy.conninfo() + " schema=" + name());
  commit_places(store, {{"a", "Assen"}});
  std::thread other;
  {
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Breda"}}));
    other = std::thread([&] {  // waits for the lock
      TestStore theirs(path());
      EXPECT_THAT(failure([&] {
                    TestCommit second = theirs.begin("1");
                    second.upsert("place", kPlaces, rows_of(place_types(), {{"c", "Cuijk"}}));
                    second.commit();
                  }),
                  "OK");
    });
    while (sql("SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database WHERE "
               "locktype = 'advisory' AND NOT granted AND l.objid = (hashtext('" +
               name() + "')::bigint & 4294967295)::oid")
               .empty()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    proxy.cut(TestProxy::kRequest);
    EXPECT_THAT(failure([&] { commit.commit(); }),
                FailsWith(STELSEL_UNAVAILABLE, "nothing was committed"));
  }
  other.join();
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen", "c|Cuijk"));
}

TEST_F(FaultTest, WhenItCannotBeFoundOutThatIsSaid) {
  TestProxy proxy;
  TestStore store(proxy.conninfo() + " schema=" + name());
  commit_places(store, {{"a", "Assen"}});
  proxy.cut(TestProxy::kAnswer, true);
  EXPECT_THAT(failure([&] {
                commit_places(store, {{"b", "Breda"}});
              }),
              FailsWith(STELSEL_UNAVAILABLE, "it may have been"));
  EXPECT_EQ(TestStore(path(), STELSEL_READ).latest(), "2");
}

TEST_F(FaultTest, OfTwoWritersOnTheSameBaseOneIsRefused) {
  TestStore one(path());
  TestStore two(path());
  commit_places(one, {{"a", "Assen"}});
  std::string refused;
  std::thread second;
  {
    TestCommit commit = one.begin("1");
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", "Breda"}}));
    second = std::thread([&] { refused = failure([&] { two.begin("1"); }); });
    commit.commit();
  }
  second.join();
  EXPECT_THAT(refused, FailsWith(STELSEL_ABORTED, "is `2`, and the changes start from `1`"));
}

TEST_F(FaultTest, AWriterDoesNotWaitForEver) {
  TestStore one(path());
  TestStore two(path("options='-c lock_timeout=200ms'"));
  TestCommit commit = one.begin();
  EXPECT_THAT(failure([&] { two.begin(); }),
              FailsWith(STELSEL_UNAVAILABLE, "in use by somebody else; try again later"));
}

TEST_F(FaultTest, SeveralWritersAtOnceLoseNothing) {
  constexpr int kWriters = 4, kCommits = 8;
  { TestStore store(path()); }
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      TestStore store(path());
      for (int done = 0; done < kCommits;) {
        const std::string key = std::to_string(writer) + '-' + std::to_string(done);
        const std::string said = failure([&] { commit_places(store, {{key, "x"}, {"all", key}}); });
        if (said == "OK") {
          ++done;
        } else {
          EXPECT_THAT(said, FailsWith(STELSEL_ABORTED, "read it again"));
        }
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  TestStore store(path());
  EXPECT_EQ(store.latest(), std::to_string(kWriters * kCommits));
  EXPECT_THAT(lines_of(store.read("place")), SizeIs(kWriters * kCommits + 1));
  store.verify();
}

TEST_F(FaultTest, ASweepTakesAwayWhatACommitLeftOnAnotherServer) {
  TestStore store(path());
  commit_statuses(store, {{"nh", "B1", "ja"}, {"zh", "B1", "ja"}});
  sql("UPDATE " + name() + ".status SET rev_to = 2 WHERE region = 'nh'; INSERT INTO " + name() +
      ".status (region, topic, status, rev_from) VALUES ('nh', 'B1', 'half', 2); UPDATE " + name() +
      ".stelsel_store SET unfinished = true");
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja", "zh|B1|ja"));
  EXPECT_THAT(sql("SELECT status FROM " + name() + "_latest.status"), ElementsAre("ja", "ja"));
  commit_statuses(store, {{"zh", "B1", "nee"}});
  EXPECT_THAT(lines_of(store.read("status")), ElementsAre("nh|B1|ja", "zh|B1|nee"));
  store.verify();
}

TEST_F(FaultTest, AServerThatIsStoppedAndStartedIsFoundAgain) {
  TestCluster own;
  const std::string where = own.conninfo() + " schema=store";
  TestStore store(where);
  commit_places(store, {{"a", "Assen"}});
  for (const char* mode : {"fast", "immediate"}) {
    own.halt(mode);
    own.start();
    EXPECT_EQ(store.latest(), "1");
    TestCommit commit = store.begin();
    commit.upsert("place", kPlaces, rows_of(place_types(), {{"b", mode}}));
    own.halt(mode);
    own.start();
    EXPECT_THAT(failure([&] { commit.commit(); }), FailsWith(STELSEL_UNAVAILABLE, "store `"));
    EXPECT_EQ(store.latest(), "1");
  }
  EXPECT_THAT(lines_of(store.read("place")), ElementsAre("a|Assen"));
  store.verify();
  own.halt("fast");
  EXPECT_THAT(failure([&] { store.latest(); }),
              FailsWith(STELSEL_UNAVAILABLE, "cannot be reached"));
  std::thread starting([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    own.start();
  });
  EXPECT_EQ(store.latest(), "1");  // waits for it
  starting.join();
}

// States that a test cannot bring about on any machine.
TEST(ErrorTest, EachStateOfTheServerHasItsCode) {
  const auto code = [](const char* state) {
    return failure([&] { throw_state("store", state, "words"); });
  };
  EXPECT_THAT(code("53100"),
              FailsWith(STELSEL_RESOURCE_EXHAUSTED, "no room left on its disk: words"));
  EXPECT_THAT(code("53200"), FailsWith(STELSEL_RESOURCE_EXHAUSTED, "max_locks_per_transaction"));
  EXPECT_THAT(code("25006"), FailsWith(STELSEL_PERMISSION_DENIED, "can only be read"));
  EXPECT_THAT(code("40P01"), FailsWith(STELSEL_ABORTED, "try again"));
  EXPECT_THAT(code("XX001"), FailsWith(STELSEL_DATA_LOSS, "is damaged"));
  EXPECT_THAT(code("57P03"), FailsWith(STELSEL_UNAVAILABLE, "ended the session"));
  EXPECT_THAT(code("XX000"), FailsWith(STELSEL_INTERNAL, "failed: words"));
  for (const char* state : {"22P02", "23505", "P0001", "22021"}) {
    EXPECT_THAT(code(state), testing::Not(testing::HasSubstr("words"))) << "may hold a value";
  }
  EXPECT_THAT(code("22012"), FailsWith(STELSEL_INVALID_ARGUMENT, "cannot hold (SQLSTATE 22012)"));
}

TEST(ErrorTest, TheColumnOfACopyIsTakenFromWordsOfAnyLanguage) {
  EXPECT_EQ(column_of_copy("COPY place, line 1, column name"), "name");
  EXPECT_EQ(column_of_copy("COPY place, Zeile 12, Spalte name\nPL/pgSQL"), "name");
  for (const char* other :
       {"", "COPY place, line 1", "COPY place, line 1, column name: \"secret\"",
        "COPY place, line 1, name", "SQL statement, line 1, column name", "COPY place"}) {
    EXPECT_EQ(column_of_copy(other), "") << other;
  }
}

}  // namespace
}  // namespace storage_postgres
