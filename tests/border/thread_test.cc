// Several engines, and several threads in one.
#include <functional>
#include <memory>
#include <thread>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 5;

const std::vector<std::string> kPlugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins",
                                           PluginFolder("test_plain_c")};
const stelsel::ReportOptions kCount = {
    .format = "plain", .as_of = "2021-12-31", .language = "en", .set = R"({"table": "region"})"};

// Runs `f` in several threads at once, some rounds each.
void AtOnce(const std::function<void(int)>& f, int rounds = kRounds) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&f, i, rounds] {
      for (int round = 0; round < rounds; ++round) {
        EXPECT_EQ(Failure([&] { f(i); }), "OK");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ThreadTest, EachWithItsOwnEngineDoNotKnowOfEachOther) {
  AtOnce([](int) {
    const stelsel::Engine engine({.plugins = kPlugins});
    stelsel::Findings findings(engine.host());
    const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
    engine.check(snapshot, findings);
    EXPECT_EQ(findings.errors(), 0);
    EXPECT_NE(Report(engine, "test_plain_c/count", snapshot, kCount), "");
  });
}

TEST(ThreadTest, ShareAnEngineAndASnapshot) {
  const stelsel::Engine engine({.plugins = kPlugins});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
  const std::string report = Report(engine, "test_plain_c/count", snapshot, kCount);
  AtOnce([&](int) {
    stelsel::Findings own(engine.host());
    const stelsel::Snapshot copy = snapshot;
    engine.check(copy, own);
    EXPECT_EQ(own.errors(), 0);
    EXPECT_EQ(Report(engine, "test_plain_c/count", copy, kCount), report);
    EXPECT_EQ(LinesOf(copy.as_of("2021-12-31").stream("region", {"region"})).size(),
              static_cast<std::size_t>(copy.as_of("2021-12-31").row_count("region")));
  });
}

TEST(ThreadTest, StartAPluginOnceThatSeveralNeedForTheFirstTime) {
  const stelsel::Engine engine({.plugins = kPlugins});
  const stelsel::Snapshot snapshot = SnapshotOf(engine, {});
  AtOnce([&](int) { EXPECT_NE(Report(engine, "test_plain_c/count", snapshot, kCount), ""); });
}

TEST(ThreadTest, ReadAStoreAndMakeReportsOfOnePluginSetAtOnce) {
  const TempFolder temp;
  const stelsel::Engine engine({.plugins = kPlugins});
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
  engine.commit(snapshot, temp / "a.db");
  AtOnce([&](int i) {
    stelsel::Findings own(engine.host());
    if (i % 2 == 0) {
      EXPECT_EQ(engine.read(temp / "a.db", own).row_count("region"), snapshot.row_count("region"));
    } else {
      EXPECT_NE(Report(engine, "reporting/national", snapshot,
                       {.format = "md", .as_of = "2021-12-31", .language = "nl", .set = "{}"}),
                "");
    }
  });
}

TEST(ThreadTest, UseOnePluginAsAStoreAndForReportsWithoutWaitingForEver) {
  const stelsel::Engine engine({.plugins = {PluginFolder("test_throws"), kPlugins[1]}});
  const stelsel::Snapshot snapshot = SnapshotOf(engine, {});
  AtOnce(
      [&](int i) {
        stelsel::Findings findings(engine.host());
        if (i % 2 == 0) {
          engine.read("throws:fine", findings);
        } else {
          stelsel::ReportOptions options = kCount;
          options.set = "{}";
          EXPECT_EQ(Report(engine, "test_throws/fine", snapshot, options), "1 Title\n");
        }
      },
      200);
}

TEST(ThreadTest, WriteEachTheirOwnNextSnapshotOfOneBase) {
  const stelsel::Engine engine;
  const stelsel::Snapshot base = SnapshotOf(engine, {{"GM0166", "Kampen"}});
  AtOnce([&](int i) {
    const std::string key = "GM000" + std::to_string(i);
    stelsel::Writer writer(engine.host(), &base);
    writer.upsert("municipality", Municipalities({{key, "new " + key}}));
    const stelsel::Snapshot next = writer.commit();
    EXPECT_THAT(LinesOf(next.stream("municipality", {"municipality"})),
                testing::UnorderedElementsAre("GM0166", key));
  });
  EXPECT_EQ(base.row_count("municipality"), 1);
}

TEST(EngineTest, ClosedOneLeavesAnotherAlone) {
  auto first = std::make_unique<stelsel::Engine>(stelsel::EngineOptions{.plugins = kPlugins});
  const stelsel::Engine second({.plugins = kPlugins});
  Report(*first, "test_plain_c/count", SnapshotOf(*first, {}), kCount);
  Report(second, "test_plain_c/count", SnapshotOf(second, {}), kCount);
  first.reset();
  EXPECT_NE(Report(second, "test_plain_c/count", SnapshotOf(second, {}), kCount), "");
}

TEST(EngineTest, ReportsOnASnapshotOfAnother) {
  const stelsel::Engine one;
  const stelsel::Engine two({.plugins = kPlugins});
  const stelsel::Snapshot snapshot = SnapshotOf(one, {{"GM0166", "Kampen"}});
  EXPECT_NE(Report(two, "test_plain_c/count", snapshot, kCount), "");
}

}  // namespace
}  // namespace border
