// Several engines, and several threads in one.
#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
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

TEST(ThreadTest, OpenAndCloseEnginesWithAllTheirPluginsAtWork) {
  const TempFolder temp;
  AtOnce(
      [&](int i) {
        const stelsel::Engine engine(
            {.plugins = {kPlugins[0], kPlugins[1], PluginFolder("test_kinds")}});
        stelsel::Findings findings(engine.host());
        const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
        engine.commit(snapshot, temp / (std::to_string(i) + ".sqlite"));
        EXPECT_NE(Report(engine, "reporting/national", snapshot,
                         {.format = "html", .as_of = "2021-12-31", .language = "nl", .set = "{}"}),
                  "");
        EXPECT_NE(LinesOf(engine.calculate("test_kinds/letters", snapshot, {.as_of = "2021-12-31"}))
                      .size(),
                  0u);
      },
      2);
}

TEST(ThreadTest, StreamEveryTableOfOneSnapshotAndLeaveSomeHalfRead) {
  const stelsel::Engine engine;
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
  AtOnce([&](int i) {
    for (const std::string& table : snapshot.tables()) {
      const stelsel::Snapshot then = snapshot.as_of("2021-0" + std::to_string(i + 1) + "-01");
      EXPECT_EQ(LinesOf(then.stream(table)).size(),
                static_cast<std::size_t>(then.row_count(table)));
      stelsel::Rows unread(snapshot.stream(table));
      EXPECT_EQ(unread.next(), snapshot.row_count(table) > 0);
    }
  });
}

// A writer goes from one snapshot to the next; whoever reads sees one of them, whole.
TEST(ThreadTest, ReadWhileOneWritesTheNext) {
  constexpr int kCommits = 50;
  const stelsel::Engine engine;
  std::mutex mutex;
  stelsel::Snapshot latest = SnapshotOf(engine, {{"GM0000", "0"}});
  const auto get = [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    return latest;
  };
  std::thread writer([&] {
    for (int i = 1; i <= kCommits; ++i) {
      const stelsel::Snapshot base = get();
      stelsel::Writer next(engine.host(), &base);
      next.upsert("municipality", Municipalities({{"GM0000", std::to_string(i)},
                                                  {"GM" + std::to_string(1000 + i), "new"}}));
      const stelsel::Snapshot made = next.commit();
      const std::lock_guard<std::mutex> lock(mutex);
      latest = made;
    }
  });
  AtOnce(
      [&](int) {
        const stelsel::Snapshot seen = get();
        const Lines rows = LinesOf(seen.stream("municipality", {"municipality", "name"}));
        const auto first = std::find_if(rows.begin(), rows.end(), [](const std::string& row) {
          return row.rfind("GM0000|", 0) == 0;
        });
        ASSERT_NE(first, rows.end());
        EXPECT_EQ(*first, "GM0000|" + std::to_string(rows.size() - 1));
        stelsel::Findings own(engine.host());
        engine.check(seen, own);
      },
      20);
  writer.join();
  EXPECT_EQ(latest.row_count("municipality"), kCommits + 1);
}

// The plugin counts the calls that are inside it, without any lock of its own.
TEST(ThreadTest, DoNotMeetInAPluginThatIsNotThreadSafe) {
  const stelsel::Engine engine({.plugins = {PluginFolder("test_alone")}});
  const stelsel::Snapshot snapshot = SnapshotOf(engine, {{"GM0166", "Kampen"}});
  AtOnce([&](int i) {
    stelsel::Findings own(engine.host());
    if (i % 4 == 0) engine.check(snapshot, stelsel::CheckOptions{.packs = {"test_alone"}}, own);
    if (i % 4 == 1) LinesOf(engine.calculate("test_alone/any", snapshot, {.as_of = "2021-12-31"}));
    if (i % 4 == 2) LinesOf(engine.query("alone", snapshot, "any"));
    if (i % 4 == 3) {
      Report(engine, "test_alone/any", snapshot,
             {.format = "alone", .as_of = "2021-12-31", .language = "en", .set = "{}"});
    }
    EXPECT_EQ(own.count(STELSEL_FATAL), 0) << LinesOf(own.stream()).front();
  });
}

TEST(ThreadTest, StopWhatAnotherIsDoing) {
  const stelsel::Engine engine;
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(Landscape(), findings);
  AtOnce([&](int) {
    std::atomic<bool> begun{false};
    stelsel::Progress progress(engine.host(),
                               [&](const char*, std::int64_t, std::int64_t) { begun = true; });
    std::string why;
    std::thread work([&] {
      stelsel::Findings own(engine.host());
      why = Failure([&] {
        while (true) engine.check(snapshot, own, &progress);
      });
    });
    while (!begun) std::this_thread::yield();
    progress.cancel();
    work.join();
    EXPECT_THAT(why, testing::StartsWith("1: "));
  });
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
