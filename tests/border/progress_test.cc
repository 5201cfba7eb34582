// host.progress/1: how far, and whether to stop.
#include <atomic>
#include <thread>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::StartsWith;

class ProgressTest : public testing::Test {
 protected:
  const stelsel::Engine engine_;
  stelsel::Findings findings_{engine_.host()};
};

TEST_F(ProgressTest, TellsHowFarACallIs) {
  int calls = 0;
  stelsel::Progress progress(engine_.host(),
                             [&](const char* what, std::int64_t done, std::int64_t total) {
                               EXPECT_NE(std::string(what), "");
                               EXPECT_GE(done, 0);
                               EXPECT_GE(total, 0);
                               ++calls;
                             });
  engine_.check(engine_.read(Landscape(), findings_, &progress), findings_, &progress);
  EXPECT_GT(calls, 0);
}

TEST_F(ProgressTest, StopsACallFromWithinItsFunction) {
  stelsel::Progress* self = nullptr;
  stelsel::Progress progress(engine_.host(),
                             [&](const char*, std::int64_t, std::int64_t) { self->cancel(); });
  self = &progress;
  EXPECT_THAT(Failure([&] { engine_.read(Landscape(), findings_, &progress); }), StartsWith("1: "));
}

TEST_F(ProgressTest, WhatItsFunctionThrowsStopsTheCallAndComesOutOfIt) {
  int told = 0;
  stelsel::Progress progress(engine_.host(), [&](const char*, std::int64_t, std::int64_t) {
    ++told;
    throw std::string("enough");
  });
  EXPECT_THROW(engine_.read(Landscape(), findings_, &progress), std::string);
  EXPECT_LT(told, 10);
}

TEST_F(ProgressTest, StopsACallFromAnotherThread) {
  const stelsel::Snapshot snapshot = engine_.read(Landscape(), findings_);
  stelsel::Progress progress(engine_.host());
  std::thread([&] { progress.cancel(); }).join();
  EXPECT_THAT(Failure([&] { engine_.check(snapshot, findings_, &progress); }), StartsWith("1: "));
}

TEST_F(ProgressTest, StopsACommitWhichThenHasNotHappened) {
  const TempFolder temp;
  const stelsel::Engine engine({.plugins = {STELSEL_BUILD_DIR "/lib/stelsel/plugins"}});
  const stelsel::Snapshot snapshot = SnapshotOf(engine, {{"GM0166", "Kampen"}});
  stelsel::Progress progress(engine.host());
  progress.cancel();
  EXPECT_THAT(Failure([&] { engine.commit(snapshot, "sqlite:" + (temp / "a.db"), "", &progress); }),
              StartsWith("1: "));
  engine.commit(snapshot, "sqlite:" + (temp / "a.db"));
  EXPECT_EQ(engine.read(temp / "a.db", findings_).row_count("municipality"), 1);
}

TEST_F(ProgressTest, MayBeNobody) {
  const stelsel_progress_v1& api = engine_.host().progress();
  api.advance(nullptr, "work", 1, 2);
  EXPECT_EQ(api.cancelled(nullptr), 0);
  stelsel_progress* silent = nullptr;
  ASSERT_EQ(api.make(engine_.host().raw(), nullptr, nullptr, &silent, nullptr), STELSEL_OK);
  api.advance(silent, nullptr, 1, 2);
  EXPECT_EQ(api.cancelled(silent), 0);
  api.cancel(silent);
  EXPECT_EQ(api.cancelled(silent), 1);
  api.release(silent);
}

}  // namespace
}  // namespace border
