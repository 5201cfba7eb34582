#include "report/region.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Role = stelsel::tables::RegionMunicipality::Role;

Observation Made(const char* topic, const char* on, Status status, std::int64_t wording = 1,
                 Domain domain = Domain::BW) {
  Observation out;
  out.topic = topic;
  out.domain = domain;
  out.observed_on = on;
  out.sequence = 1;
  out.wording = wording;
  out.status = status;
  out.source = {"visie", "§1"};
  return out;
}

// Vechtdal, with two municipalities, two topics and one status.
RegionState State() {
  RegionState state;
  state.region = {"vechtdal", "Vechtdal", "", {}, false};
  state.members = {
      {"vechtdal", "GM0193", "Zwolle", Role::centrumgemeente, {}, {"visie", ""}, false},
      {"vechtdal", "GM0160", "Hardenberg", Role::regiogemeente, {}, {"visie", ""}, false}};
  state.topics = {{"A1", "Visie", Theme::beweging_beschermd_thuis, true},
                  {"B1", "Governance", Theme::samenwerking, true},
                  {"D7", "Lasten", Theme::samenwerking, false}};
  state.current = {Made("A1", "2021-09", Status::ja)};
  state.made = state.current;
  state.documents["visie"] = {"Regiovisie", "gemeenten", "2021", std::nullopt};
  return state;
}

std::string TextOf(const RegionState& state) {
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  return document.AllText();
}

TEST(RegionTest, AStatusStandsWithItsDateExplanationAndSource) {
  RegionState state = State();
  state.current[0].explanation = "Er is een visie. Twijfel: zij is oud.";
  state.current[0].expected_ready_on = "../2021-12-31";
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  EXPECT_THAT(
      document.RowsOf("Beweging beschermd thuis (BW)"),
      ElementsAre(ElementsAre("A1 Visie", "ja", "september 2021", "uiterlijk 31 december 2021",
                              "Er is een visie.\nTwijfel: zij is oud.", "bron 1: §1", "0")));
  EXPECT_THAT(document.AllText(), HasSubstr("In 1 van de 1 toelichtingen staat achter"));
}

TEST(RegionTest, MembersStandWithTheirRole) {
  TestDocument document;
  WriteRegion(TestContext(), State(), *document);
  EXPECT_THAT(document.RowsOf("Gemeenten van de regio, voor zover bekend"),
              ElementsAre(ElementsAre("Zwolle", "GM0193", "centrumgemeente", "bron 1", "0"),
                          ElementsAre("Hardenberg", "GM0160", "regiogemeente", "bron 1", "0")));
  EXPECT_THAT(document.AllText(),
              HasSubstr("zijn van deze regio 2 gemeenten bekend. Centrumgemeente is Zwolle."));
}

TEST(RegionTest, ASubregionHasTheCentrumgemeenteOfItsParent) {
  RegionState state = State();
  state.members.erase(state.members.begin());
  state.parent = Region{"groot", "Groot", "", {}, false};
  state.parent_centres = {{"groot", "GM0193", "Zwolle", Role::centrumgemeente, {}, {}, false}};
  EXPECT_THAT(TextOf(state),
              HasSubstr("Centrumgemeente is die van de hoofdregio: Zwolle. Zij is een subregio van "
                        "Groot."));
}

TEST(RegionTest, MembersOfSubregionsSayWhichOne) {
  RegionState state = State();
  state.subregions = {{"noord", "Noord", "vechtdal", {}, false}};
  state.members[1].region = "noord";
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  EXPECT_THAT(
      document.RowsOf("Gemeenten van de regio, voor zover bekend"),
      Contains(ElementsAre("Hardenberg", "GM0160", "regiogemeente", "Noord", "bron 1", "0")));
}

TEST(RegionTest, TopicsWithoutAStatusAreNamedAndNotTakenForNo) {
  TestDocument document;
  WriteRegion(TestContext(), State(), *document);
  EXPECT_THAT(document.RowsOf("Onderwerpen zonder stand van zaken, per domein"),
              ElementsAre(ElementsAre("Beschermd wonen (BW)", "1", "B1 Governance")));
  EXPECT_THAT(document.AllText(), HasSubstr("staat niet op nee: er is geen waarneming."));
  EXPECT_THAT(document.AllText(), HasSubstr("In Maatschappelijke opvang (MO), Vrouwenopvang (VO)"));
}

TEST(RegionTest, EarlierObservationsStayVisibleBesideTheOneThatCounts) {
  RegionState state = State();
  state.wordings[{"A1", 1}] = {"Oude vraag", "", {}, false};
  state.wordings[{"A1", 2}] = {"Nieuwe vraag", "", {}, false};
  state.current = {Made("A1", "2021-12", Status::nee, 2)};
  state.made = {Made("A1", "2019-10-19", Status::ja, 1), state.current[0]};
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  EXPECT_THAT(document.RowsOf("Waarnemingen van oud naar nieuw"),
              ElementsAre(ElementsAre("A1 Visie, formulering 1", "BW", "19 oktober 2019", "ja", "-",
                                      "bron 1: §1", "0", "0"),
                          ElementsAre("A1 Visie, formulering 2", "BW", "december 2021", "nee", "-",
                                      "bron 1: §1", "1", "0")));
  EXPECT_THAT(document.AllText(), HasSubstr("betekent niet dat er minder is gedaan"));
}

TEST(RegionTest, WithoutEarlierObservationsThereIsNoMovement) {
  EXPECT_THAT(TextOf(State()), Not(HasSubstr("Verloop")));
}

TEST(RegionTest, AStatusOnATopicThatIsNotKnownIsShownAllTheSame) {
  RegionState state = State();
  state.current.push_back(Made("Z9", "2021", Status::unlisted));
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  EXPECT_THAT(document.RowsOf("Overige onderwerpen (BW)"),
              ElementsAre(ElementsAre("Z9", "(onbekend)", "2021", "-", "-", "bron 1: §1", "0")));
}

TEST(RegionTest, ARegionWithoutStatusesSaysSo) {
  RegionState state = State();
  state.current.clear();
  state.made.clear();
  EXPECT_THAT(TextOf(state),
              HasSubstr("Van deze regio is op 31 december 2021 geen stand van zaken bekend."));
}

TEST(RegionTest, AMadeUpMemberIsAnnouncedAndMarked) {
  RegionState state = State();
  state.members[1].illustratief = true;
  TestDocument document;
  WriteRegion(TestContext(), state, *document);
  EXPECT_THAT(document.Texts(STELSEL_NOTE), Contains(HasSubstr("illustratief")));
  EXPECT_THAT(document.RowsOf("Gemeenten van de regio, voor zover bekend"),
              Contains(ElementsAre("Hardenberg", "GM0160", "regiogemeente", "bron 1", "1")));
}

}  // namespace
}  // namespace reporting
