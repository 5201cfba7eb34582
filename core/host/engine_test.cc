#include "core/host/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::HasSubstr;

class EngineTest : public testing::Test {
 protected:
  void SetUp() override {
    auto engine = Engine::Open({});
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
    temp_.Put("in/municipality.csv", "municipality,name\nGM0193,Zwolle\nGM0150,Deventer\n");
  }
  absl::StatusOr<SnapshotPtr> Read(const std::string& source) {
    return engine_->Read(source, {{}, 0, progress_}, findings_);
  }
  SnapshotPtr Whole() { return Read(temp_ / "in").value(); }
  absl::Status Commit(const std::string& target) {
    return engine_->Commit(Whole(), target, {}, progress_).status();
  }

  TempFolder temp_;
  std::unique_ptr<Engine> engine_;
  Findings findings_;
  stelsel_progress* progress_ = nullptr;
};

TEST_F(EngineTest, CopiesAPackage) {
  const auto written = engine_->Commit(Whole(), temp_ / "out", {}, nullptr);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->written, 2);
  EXPECT_EQ(written->erased, 0);
  EXPECT_EQ(Read(temp_ / "out").value()->table("municipality")->row_count(), 2);
}

TEST_F(EngineTest, RefusesASourceThatNothingReadsAndSaysWhatIsKnown) {
  EXPECT_THAT(Read("excel:a").status().message(), HasSubstr("`excel`; known are csv"));
  EXPECT_EQ(Read("excel:a").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Read("").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Read("csv:").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Read(temp_ / "nowhere").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(EngineTest, KnowsNoRevisionsOfAFolder) {
  EXPECT_THAT(Read((temp_ / "in") + "@1").status().message(), HasSubstr("has no revisions"));
  EXPECT_THAT(Commit((temp_ / "out") + "@1").message(), HasSubstr("a target has no revision"));
}

TEST_F(EngineTest, RefusesToCommitWhatIsNotTheWhole) {
  const auto status = engine_->Commit(Whole()->AsOf(0), temp_ / "out", {}, nullptr).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Commit(temp_ / "out.csv").message(), HasSubstr("a package is a folder"));
}

TEST_F(EngineTest, SaysWhichReportsAndFormatsThereAre) {
  const auto output = FunctionOutput([](std::string_view) { return absl::OkStatus(); });
  const absl::Status status = engine_->Report("a/b", {Whole()}, "html", *output);
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no renderer makes `html`"));
}

TEST_F(EngineTest, StopsWhenProgressIsCancelled) {
  const SnapshotPtr whole = Whole();
  stelsel_progress progress;
  progress.cancelled = true;
  EXPECT_EQ(engine_->Read(temp_ / "in", {{}, 0, &progress}, findings_).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(engine_->Check(whole, {.progress = &progress}, findings_).code(),
            absl::StatusCode::kCancelled);
}

TEST_F(EngineTest, TellsHowFarItIs) {
  int times = 0;
  stelsel_progress progress;
  progress.context = &times;
  progress.function = [](void* context, const char* what, int64_t done, int64_t total) {
    EXPECT_STRNE(what, "");
    EXPECT_TRUE(total == 0 || done <= total);
    ++*static_cast<int*>(context);
  };
  ASSERT_TRUE(engine_->Read(temp_ / "in", {{}, 0, &progress}, findings_).ok());
  EXPECT_GT(times, 0);
}

}  // namespace
}  // namespace stelsel::core
