#include "core/base/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace stelsel::core {
namespace {

absl::Status Both(const absl::Status& first, const absl::Status& second, int& reached) {
  STELSEL_RETURN_IF_ERROR(first);
  ++reached;
  STELSEL_RETURN_IF_ERROR(second);
  ++reached;
  return absl::OkStatus();
}

absl::StatusOr<int> Twice(absl::StatusOr<int> value) {
  STELSEL_ASSIGN_OR_RETURN(const int number, value);
  return 2 * number;
}

absl::StatusOr<std::unique_ptr<int>> Passed(absl::StatusOr<std::unique_ptr<int>> value) {
  std::unique_ptr<int> result;
  STELSEL_ASSIGN_OR_RETURN(result, std::move(value));
  return result;
}

TEST(ReturnIfErrorTest, ReturnsTheFirstError) {
  int reached = 0;
  EXPECT_EQ(Both(absl::OkStatus(), absl::NotFoundError("b"), reached), absl::NotFoundError("b"));
  EXPECT_EQ(reached, 1);
}

TEST(ReturnIfErrorTest, GoesOnWhenOk) {
  int reached = 0;
  EXPECT_TRUE(Both(absl::OkStatus(), absl::OkStatus(), reached).ok());
  EXPECT_EQ(reached, 2);
}

TEST(AssignOrReturnTest, AssignsOrReturns) {
  EXPECT_EQ(*Twice(21), 42);
  EXPECT_EQ(Twice(absl::DataLossError("gone")).status(), absl::DataLossError("gone"));
}

TEST(AssignOrReturnTest, MovesAValueThatCannotBeCopied) {
  EXPECT_THAT(*Passed(std::make_unique<int>(7)), testing::Pointee(7));
}

TEST(AssignOrReturnTest, TakesCommasAndLambdasThatUseTheMacrosThemselves) {
  const auto sum = []() -> absl::StatusOr<int> {
    STELSEL_ASSIGN_OR_RETURN(const auto pair, absl::StatusOr<std::pair<int, int>>({1, 2}));
    STELSEL_ASSIGN_OR_RETURN(const int three, [&]() -> absl::StatusOr<int> {
      STELSEL_RETURN_IF_ERROR(absl::OkStatus());
      STELSEL_ASSIGN_OR_RETURN(const int first, absl::StatusOr<int>(pair.first));
      return first + pair.second;
    }());
    return three;
  };
  EXPECT_EQ(*sum(), 3);
}

}  // namespace
}  // namespace stelsel::core
