// Commits to a store that keeps revisions, as a program that embeds stelsel makes them: what goes
// together with the commits of others, and what does not.
#include <string>
#include <utility>
#include <vector>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

using Rows = std::vector<std::pair<std::string, std::string>>;

const Rows kFirst = {{"GM0001", "one"}, {"GM0002", "two"}, {"GM0003", "three"}};

class RevisionsTest : public testing::Test {
 protected:
  static stelsel::Stream Keys(const Lines& keys) {
    Rows rows;
    for (const std::string& key : keys) rows.emplace_back(key, "whatever");
    return Municipalities(rows);
  }
  std::string Store(const std::string& name = "a") const {
    return "sqlite:" + (temp_ / (name + ".sqlite"));
  }
  stelsel::Snapshot Read(const std::string& source) {
    stelsel::Findings findings(engine_.host());
    stelsel::Snapshot snapshot = engine_.read(source, findings);
    EXPECT_EQ(findings.errors(), 0);
    return snapshot;
  }
  Lines NamesIn(const std::string& source) {
    return LinesOf(Read(source).stream("municipality", {"municipality", "name"}));
  }
  stelsel::Snapshot Changed(const stelsel::Snapshot& base, const Rows& rows,
                            const Lines& gone = {}) const {
    stelsel::Writer writer(engine_.host(), &base);
    writer.upsert("municipality", Municipalities(rows));
    writer.erase("municipality", Keys(gone));
    return writer.commit();
  }
  stelsel_committed Commit(const stelsel::Snapshot& snapshot, const std::string& store) const {
    return engine_.commit(snapshot, store, stelsel::CommitOptions{});
  }
  std::string Refusal(const stelsel::Snapshot& snapshot, const std::string& store) const {
    return Failure([&] { Commit(snapshot, store); });
  }
  // The revisions of a store, each as NUMBER|AUTHOR|MESSAGE|UPSERTED|ERASED.
  Lines History(const std::string& store) const {
    Lines lines;
    stelsel::Rows rows(engine_.history(store));
    while (rows.next()) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto text = [&](std::size_t c) { return rows.is_null(i, c) ? "-" : rows.text(i, c); };
        std::string line = std::to_string(rows.integer(i, 0));
        for (const std::size_t c : {2u, 3u}) (line += '|') += text(c);
        for (const std::size_t c : {4u, 5u}) (line += '|') += std::to_string(rows.integer(i, c));
        lines.push_back(line);
      }
    }
    return lines;
  }

  TempFolder temp_;
  const stelsel::Engine engine_{{.plugins = {OwnPlugins()}, .language = "en"}};
};

TEST_F(RevisionsTest, EachCommitIsOneWithWhoAndWhy) {
  const stelsel::Snapshot first = SnapshotOf(engine_, kFirst);
  const stelsel_committed done =
      engine_.commit(first, Store(), {.message = "the first", .author = "regio"});
  EXPECT_EQ(done.written, 3);
  EXPECT_EQ(done.erased, 0);
  EXPECT_EQ(done.revision, 1);
  EXPECT_EQ(Commit(Changed(first, {{"GM0001", "ONE"}}, {"GM0003"}), Store()).revision, 2);
  EXPECT_THAT(History(Store()), ElementsAre("1|regio|the first|3|0", "2|-|-|1|1"));
  EXPECT_THAT(History(Store() + "@1"), ElementsAre("1|regio|the first|3|0"));
  EXPECT_THAT(NamesIn(Store() + "@1"), ElementsAre("GM0001|one", "GM0002|two", "GM0003|three"));
  EXPECT_THAT(NamesIn(Store()), ElementsAre("GM0001|ONE", "GM0002|two"));
}

TEST_F(RevisionsTest, ACommitThatChangesNothingMakesNone) {
  const stelsel::Snapshot first = SnapshotOf(engine_, kFirst);
  Commit(first, Store());
  for (const stelsel::Snapshot& same :
       {first, Read(Store()), SnapshotOf(engine_, kFirst), Changed(first, {kFirst[0]})}) {
    const stelsel_committed done = Commit(same, Store());
    EXPECT_EQ(done.written + done.erased, 0);
    EXPECT_EQ(done.revision, 1);
  }
  EXPECT_EQ(History(Store()).size(), 1u);
}

// ---- Two who start from one revision ------------------------------------------------------

TEST_F(RevisionsTest, ChangesOfOtherKeysStandBesideWhatOthersCommitted) {
  Commit(SnapshotOf(engine_, kFirst), Store());
  const stelsel::Snapshot start = Read(Store());
  Commit(Changed(start, {{"GM0001", "theirs"}, {"GM0004", "theirs"}}), Store());
  const stelsel_committed done =
      Commit(Changed(start, {{"GM0002", "ours"}, {"GM0005", "ours"}}, {"GM0003"}), Store());
  EXPECT_EQ(done.written, 2);
  EXPECT_EQ(done.erased, 1);
  EXPECT_EQ(done.revision, 3);
  EXPECT_THAT(NamesIn(Store()),
              ElementsAre("GM0001|theirs", "GM0002|ours", "GM0004|theirs", "GM0005|ours"));
  EXPECT_EQ(Failure([&] { engine_.verify(Store()); }), "OK");
}

// Whoever is second is told where they meet, and nothing of theirs is written.
TEST_F(RevisionsTest, ChangesOfTheSameKeyAreRefusedWithItsName) {
  Commit(SnapshotOf(engine_, kFirst), Store());
  const stelsel::Snapshot start = Read(Store());
  Commit(Changed(start, {{"GM0001", "theirs"}}, {"GM0002"}), Store());
  const std::vector<stelsel::Snapshot> clashing = {
      Changed(start, {{"GM0001", "ours"}, {"GM0004", "ours"}}), Changed(start, {}, {"GM0001"}),
      Changed(start, {{"GM0001", "theirs"}})};  // they may have counted one up, as we did
  for (const stelsel::Snapshot& ours : clashing) {
    EXPECT_THAT(Refusal(ours, Store()),
                AllOf(StartsWith("10: "), HasSubstr("from revision 1 of "), HasSubstr("now at 2"),
                      HasSubstr("municipality `GM0001`"), testing::Not(HasSubstr("GM0004"))));
  }
  EXPECT_THAT(Refusal(Changed(start, {{"GM0002", "ours"}}), Store()), HasSubstr("`GM0002`"));
  EXPECT_THAT(Refusal(Changed(start, {}, {"GM0002"}), Store()), HasSubstr("`GM0002`"));
  EXPECT_THAT(NamesIn(Store()), ElementsAre("GM0001|theirs", "GM0003|three"));
  EXPECT_EQ(History(Store()).size(), 2u);
}

TEST_F(RevisionsTest, ARefusalNamesSomeOfManyKeys) {
  Rows many;
  for (int i = 1000; i < 1008; ++i) many.emplace_back("GM" + std::to_string(i), "first");
  Commit(SnapshotOf(engine_, many), Store());
  const stelsel::Snapshot start = Read(Store());
  for (auto& row : many) row.second = "theirs";
  Commit(Changed(start, many), Store());
  for (auto& row : many) row.second = "ours";
  EXPECT_THAT(Refusal(Changed(start, many), Store()), HasSubstr("`GM1004` and 3 more"));
}

// ---- One after another --------------------------------------------------------------------

TEST_F(RevisionsTest, WhatWasCommittedIsWhereTheNextChangesStart) {
  Commit(SnapshotOf(engine_, kFirst), Store());
  const stelsel::Snapshot ours = Changed(Read(Store()), {{"GM0002", "ours"}});
  EXPECT_EQ(Commit(ours, Store()).revision, 2);
  Commit(Changed(Read(Store()), {{"GM0001", "theirs"}}), Store());
  // Neither our first change nor that of others meets the second.
  const stelsel_committed done = Commit(Changed(ours, {{"GM0002", "again"}}), Store());
  EXPECT_EQ(done.written, 1);
  EXPECT_EQ(done.revision, 4);
  EXPECT_THAT(NamesIn(Store()), ElementsAre("GM0001|theirs", "GM0002|again", "GM0003|three"));
}

// What the store holds then is more than the snapshot, which has to be read again.
TEST_F(RevisionsTest, ASnapshotThatWentBesideOthersIsOnTheRevisionItStartedFrom) {
  Commit(SnapshotOf(engine_, kFirst), Store());
  const stelsel::Snapshot start = Read(Store());
  Commit(Changed(start, {{"GM0001", "theirs"}}), Store());
  const stelsel::Snapshot ours = Changed(start, {{"GM0002", "ours"}});
  EXPECT_EQ(Commit(ours, Store()).revision, 3);
  EXPECT_THAT(Refusal(Changed(ours, {{"GM0002", "again"}}), Store()), StartsWith("10: "));
  EXPECT_EQ(Commit(Changed(Read(Store()), {{"GM0002", "again"}}), Store()).revision, 4);
  EXPECT_THAT(NamesIn(Store()), ElementsAre("GM0001|theirs", "GM0002|again", "GM0003|three"));
}

// ---- Two stores ---------------------------------------------------------------------------

TEST_F(RevisionsTest, AStoreOfAnotherPastGetsTheWholeSnapshot) {
  Commit(SnapshotOf(engine_, kFirst), Store("a"));
  Commit(SnapshotOf(engine_, {{"GM0001", "one"}, {"GM0009", "nine"}}), Store("b"));
  const stelsel_committed done =
      Commit(Changed(Read(Store("a")), {{"GM0002", "ours"}}), Store("b"));
  EXPECT_EQ(done.written, 2);
  EXPECT_EQ(done.erased, 1);
  EXPECT_THAT(NamesIn(Store("b")), ElementsAre("GM0001|one", "GM0002|ours", "GM0003|three"));
  EXPECT_THAT(NamesIn(Store("a")), ElementsAre("GM0001|one", "GM0002|two", "GM0003|three"));
}

TEST_F(RevisionsTest, AStoreOfTheSamePastIsTakenForTheSame) {
  Commit(SnapshotOf(engine_, kFirst), Store("a"));
  engine_.backup(Store("a"), temp_ / "b.sqlite");
  const stelsel::Snapshot start = Read(Store("a"));
  Commit(Changed(Read(Store("b")), {{"GM0001", "theirs"}}), Store("b"));
  EXPECT_EQ(Commit(Changed(start, {{"GM0002", "ours"}}), Store("b")).revision, 3);
  EXPECT_THAT(NamesIn(Store("b")), ElementsAre("GM0001|theirs", "GM0002|ours", "GM0003|three"));
}

// Of as many revisions, but not of the same: the number alone would make it one of ours.
TEST_F(RevisionsTest, ARevisionIsToldByItsDigestNotByItsNumber) {
  Commit(SnapshotOf(engine_, kFirst), Store("a"));
  Commit(Changed(Read(Store("a")), {{"GM0001", "theirs"}}), Store("a"));
  Commit(SnapshotOf(engine_, kFirst), Store("b"));
  Commit(Changed(Read(Store("b")), {{"GM0003", "other"}}), Store("b"));
  Commit(Changed(Read(Store("a")), {{"GM0002", "ours"}}), Store("b"));
  EXPECT_THAT(NamesIn(Store("b")), ElementsAre("GM0001|theirs", "GM0002|ours", "GM0003|three"));
}

TEST_F(RevisionsTest, AFolderHasNone) {
  EXPECT_THAT(Failure([&] { engine_.history(Landscape()); }), HasSubstr("only a store has"));
  EXPECT_THAT(Failure([&] { engine_.verify(Landscape()); }), HasSubstr("only a store has"));
  EXPECT_THAT(Failure([&] { engine_.history(Store("nowhere")); }), StartsWith("5: "));
}

TEST(NoPluginsTest, SaysWhyNoStoreIsKnown) {
  const stelsel::Engine bare;
  stelsel::Findings findings(bare.host());
  EXPECT_THAT(Failure([&] { bare.read("sqlite:a.sqlite", findings); }),
              AllOf(HasSubstr("no format or store is called `sqlite`"),
                    HasSubstr("stores are plugins, and none was found")));
}

}  // namespace
}  // namespace border
