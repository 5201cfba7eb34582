#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace stelsel::core {
namespace {

class ForEachTaskTest : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Threads, ForEachTaskTest, testing::Values(-1, 1, 2, 7));

TEST_P(ForEachTaskTest, DoesEachTaskOnce) {
  for (const size_t count : {size_t{0}, size_t{1}, size_t{3}, size_t{1000}}) {
    std::vector<int> done(count, 0);
    EXPECT_TRUE(ForEachTask(GetParam(), count, [&](size_t i) {
                  ++done[i];
                  return absl::OkStatus();
                }).ok());
    EXPECT_EQ(done, std::vector<int>(count, 1));
  }
}

TEST_P(ForEachTaskTest, TellsTheFirstFailureInOrderWhateverEndsFirst) {
  for (int time = 0; time < 50; ++time) {
    const absl::Status status = ForEachTask(GetParam(), 100, [](size_t i) {
      if (i == 3) std::this_thread::yield();
      return i >= 3 ? absl::InvalidArgumentError(std::to_string(i)) : absl::OkStatus();
    });
    EXPECT_EQ(status, absl::InvalidArgumentError("3"));
  }
}

TEST_P(ForEachTaskTest, BeginsNothingAfterAFailure) {
  std::atomic<int> begun{0};
  EXPECT_FALSE(ForEachTask(GetParam(), 100'000, [&](size_t) {
                 ++begun;
                 return absl::InternalError("");
               }).ok());
  EXPECT_LE(begun, 7);
}

TEST_P(ForEachTaskTest, AnExceptionBecomesAStatus) {
  EXPECT_EQ(ForEachTask(GetParam(), 5,
                        [](size_t) -> absl::Status { throw std::runtime_error("no memory"); }),
            absl::InternalError("no memory"));
  EXPECT_EQ(ForEachTask(GetParam(), 5, [](size_t) -> absl::Status { throw 1; }).code(),
            absl::StatusCode::kInternal);
}

TEST(ForEachTaskOrderTest, OneThreadIsTheCallersAndGoesInOrder) {
  std::vector<size_t> order;
  EXPECT_TRUE(ForEachTask(1, 4, [&](size_t i) {
                order.push_back(i);
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(order, (std::vector<size_t>{0, 1, 2, 3}));
}

TEST(ForEachTaskOrderTest, TwoThreadsWorkAtOnce) {
  std::atomic<int> there{0};
  EXPECT_TRUE(ForEachTask(2, 2, [&](size_t) {
                ++there;
                while (there < 2) std::this_thread::yield();  // for ever if they took turns
                return absl::OkStatus();
              }).ok());
}

TEST(ThreadsForTest, IsWhatWasAskedOrAtMostTwo) {
  EXPECT_EQ(ThreadsFor(1, 1'000'000), 1);
  EXPECT_EQ(ThreadsFor(5, 1), 5);
  EXPECT_EQ(ThreadsFor(0, 99'999), 1);
  EXPECT_GE(ThreadsFor(0, 1'000'000), 1);
  EXPECT_LE(ThreadsFor(0, 1'000'000), 2);
}

}  // namespace
}  // namespace stelsel::core
