#include "report/phases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using enum PhaseState;

std::array<PhaseState, 3> Of(const std::vector<std::pair<const char*, Status>>& statuses) {
  PhaseCounter counter;
  for (const auto& [topic, status] : statuses) counter.Add("a", topic, status);
  return PhasesOf(counter.Of("a"));
}

TEST(PhasesTest, NothingIsKnownOfARegionOfWhichNothingIsSaid) {
  EXPECT_THAT(PhasesOf(PhaseCounter().Of("a")), ElementsAre(unknown, unknown, unknown));
}

TEST(PhasesTest, AVisionThatIsThereIsDoneUntilItIsMadeAnew) {
  EXPECT_THAT(Of({{"A1", Status::ja}}), ElementsAre(done, unknown, unknown));
  // Set back by a new norm: the vision is being made, whatever was there.
  EXPECT_THAT(Of({{"A1", Status::ja}, {"D1", Status::in_ontwikkeling}}),
              ElementsAre(busy, unknown, unknown));
  EXPECT_THAT(Of({{"A1", Status::nee}}), ElementsAre(not_begun, unknown, unknown));
}

TEST(PhasesTest, AgreementsAreDoneOnlyWhenAllAreMade) {
  EXPECT_EQ(Of({{"B1", Status::ja}, {"D4", Status::ja}})[1], done);
  EXPECT_EQ(Of({{"B1", Status::ja}, {"B2", Status::nee}})[1], busy);
  EXPECT_EQ(Of({{"B1", Status::in_ontwikkeling}})[1], busy);
  EXPECT_EQ(Of({{"B1", Status::nee}})[1], not_begun);
  // A planning is no agreement.
  EXPECT_EQ(Of({{"C", Status::ja}})[1], unknown);
}

TEST(PhasesTest, SeveralPhasesAtOnceAreNormal) {
  PhaseFacts facts;
  facts.visions_prepared = facts.topics_busy = facts.projects_run = 1;
  EXPECT_THAT(PhasesOf(facts), ElementsAre(busy, busy, busy));
}

TEST(PhasesTest, ProjectsThatWaitAreNotExecution) {
  PhaseFacts facts;
  facts.projects_waiting = 2;
  EXPECT_EQ(PhasesOf(facts)[2], not_begun);
  facts.projects_done = 1;
  EXPECT_EQ(PhasesOf(facts)[2], busy);
}

TEST(PhasesTest, TheMatrixSaysWhatAPhaseRestsOn) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  PhaseCounter counter;
  counter.Add("a", "B1", Status::ja);
  counter.Add("a", "B2", Status::in_ontwikkeling);
  WritePhases({context, sources, *document}, {{"a", "A", "", {}, false}, {"b", "B", "", {}, false}},
              counter);
  EXPECT_THAT(
      document.RowsOf("Fase per regio"),
      ElementsAre(ElementsAre("A", "1 visie ontwikkelen", "unknown", "-"),
                  ElementsAre("A", "2 afspraken maken", "busy", "1 op ja; 1 in ontwikkeling"),
                  ElementsAre("A", "3 afspraken uitvoeren", "unknown", "-")));
  EXPECT_THAT(document.AllText(), HasSubstr("Van 1 van de 2 regio's is iets bekend"));
  EXPECT_THAT(document.AllText(),
              HasSubstr("Fase 2 afspraken maken: 0 gereed, 1 bezig, 0 niet begonnen, 0 onbekend."));
}

}  // namespace
}  // namespace reporting
