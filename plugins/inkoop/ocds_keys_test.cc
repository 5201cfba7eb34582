#include "ocds_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inkoop {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RepeatedMembers, AreNamedByTheirPath) {
  EXPECT_THAT(RepeatedMembers(R"({"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 1}]})"), IsEmpty());
  EXPECT_THAT(RepeatedMembers(R"({"a": 1, "b": 2, "a": 3})"), ElementsAre("a"));
  EXPECT_THAT(RepeatedMembers(R"({"t": {"l": [{"id": 1}, 5, {"id": 1, "x": {}, "id": 1}]}})"),
              ElementsAre("t/l/2/id"));
}

TEST(RepeatedMembers, AreTheSameHoweverTheyAreWritten) {
  EXPECT_THAT(RepeatedMembers(R"({"ab": 1, "\u0061b": 2})"), ElementsAre("ab"));
}

TEST(RepeatedMembers, OfATextThatIsNoJsonAreThoseUpToThere) {
  EXPECT_THAT(RepeatedMembers(R"({"a": 1, "a": 2, )"), ElementsAre("a"));
  EXPECT_THAT(RepeatedMembers("]"), IsEmpty());
  EXPECT_THAT(RepeatedMembers(""), IsEmpty());
}

}  // namespace
}  // namespace inkoop
