#include "report/milestones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NamedDate Named(const char* stated, const char* planned, const char* section) {
  NamedDate out;
  out.stated_on = stated;
  out.planned_on = planned;
  out.source = {"brief", section};
  return out;
}

Milestone Moved() {
  Milestone out;
  out.id = "model";
  out.name = "Het verdeelmodel";
  out.owner = "Rijk";
  out.dates = {Named("2016-11", "2020-01-01", "§1"), Named("2020-06", "2022-01-01", "§2"),
               Named("2020-07", "2022-01-01", "§3"), Named("2021", "", "§4")};
  return out;
}

TEST(MilestonesTest, ADateThatIsNamedOtherwiseWentSomewhereOrIsOnlyMorePrecise) {
  Milestone moved = Moved();
  moved.dates.push_back(Named("2022", "2019", "§5"));
  moved.dates.push_back(Named("2023", "2019-03", "§6"));
  moved.dates.push_back(Named("2024", "2018-12", "§7"));
  std::vector<Change> changes;
  for (const Renaming& one : RenamingsOf(moved)) changes.push_back(one.change);
  EXPECT_THAT(changes, ElementsAre(Change::later, Change::undated, Change::dated_again,
                                   Change::precision, Change::earlier));
  EXPECT_EQ(SlipsOf(moved), 3);
  EXPECT_EQ(RenamingsOf(moved)[1].before->source.section, "§3");
}

TEST(MilestonesTest, ASlipSaysWhatWasSaidBeforeWhatAfterAndWhere) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  WriteRenamings({context, sources, *document}, {Moved()});
  EXPECT_THAT(
      document.RowsOf("Verschoven data"),
      ElementsAre(ElementsAre("Het verdeelmodel", "1 januari 2020", "bron 1: §1", "1 januari 2022",
                              "later", "juni 2020", "-", "-", "bron 1: §2", "0"),
                  ElementsAre("Het verdeelmodel", "1 januari 2022", "bron 1: §3", "geen datum meer",
                              "undated", "2021", "-", "-", "bron 1: §4", "0")));
}

TEST(MilestonesTest, TheTimelineHasEachDateThatWasNamed) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  Milestone milestone = Moved();
  milestone.dates = {Named("2016", "2020", "§1"), Named("2020", "2022-01-01", "§2")};
  WriteMilestones({context, sources, *document}, {milestone});
  const auto rows = document.RowsOf("Genoemde data per mijlpaal");
  ASSERT_EQ(rows.size(), 2u);
  // A year is a bar up to the day after its last; a day is a moment.
  EXPECT_THAT(rows[0], ElementsAre("Het verdeelmodel", "18262", "18628", "2020", "2016", "earlier",
                                   "bron 1: §1", "0"));
  EXPECT_THAT(rows[1], ElementsAre("Het verdeelmodel", "18993", "-", "1 januari 2022", "2020",
                                   "latest", "bron 1: §2", "0"));
}

TEST(MilestonesTest, OfNoneNothingIsWritten) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  WriteMilestones({context, sources, *document}, {});
  EXPECT_THAT(document.AllText(), IsEmpty());
}

}  // namespace
}  // namespace reporting
