#include "core/host/kept_out_note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::IsEmpty;
using testing::StartsWith;

TEST(KeptOutNoteTest, SaysNothingWhenAllRowsWereRead) {
  EXPECT_THAT(KeptOutNote(*TestData().Done(), Language::kEn), IsEmpty());
}

TEST(KeptOutNoteTest, NamesTheTablesOfRowsThatWereNot) {
  Writer writer(TestData().Done());
  writer.KeepOut("region", {"zwolle"});
  EXPECT_THAT(KeptOutNote(*writer.Commit({}), Language::kEn),
              StartsWith("1 row could not be read and does not count here (Region: 1)."));
  writer.KeepOut("region", {});
  writer.KeepOut("municipality", {});
  EXPECT_THAT(KeptOutNote(*writer.Commit({}), Language::kNl),
              StartsWith("3 rijen waren niet te lezen en tellen hier niet mee "
                         "(Gemeente: 1, Regio: 2)."));
}

}  // namespace
}  // namespace stelsel::core
