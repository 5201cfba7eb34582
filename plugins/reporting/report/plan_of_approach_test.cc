#include "report/plan_of_approach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// Two groups with three items, of which the region ticked one.
PlanOfApproach Plan() {
  PlanOfApproach plan;
  plan.groups = {{"g1",
                  "Samenwerking",
                  {{"i1", "g1", "actie", "Vorm kiezen", "Kies een vorm.", {"gids", "punt 1"}},
                   {"i2", "g1", "actie", "Contactpersoon", "Wijs aan.", {"gids", "punt 2"}}}},
                 {"g2",
                  "Budget",
                  {{"i3", "g2", "aandachtspunt", "Risico's", "Deel ze.", {"gids", "punt 3"}}}}};
  plan.region = "a";
  plan.regions = {{"a", "Aa", "", {}, false}};
  plan.ticks[{"a", "i1"}] = {"2017-06", "Gekozen is een convenant.", {"plan", "§2"}, false};
  return plan;
}

std::string TextOf(const PlanOfApproach& plan) {
  TestDocument document;
  WritePlanOfApproach(TestContext(), plan, *document);
  return document.AllText();
}

TEST(PlanOfApproachTest, TicksStandWithTheirDateAndSourceAndTheRestIsMissing) {
  TestDocument document;
  WritePlanOfApproach(TestContext(), Plan(), *document);
  EXPECT_THAT(
      document.RowsOf("Samenwerking"),
      ElementsAre(ElementsAre("Vorm kiezen", "actie", "ticked", "juni 2017",
                              "Gekozen is een convenant.", "bron 1: §2", "0"),
                  ElementsAre("Contactpersoon", "actie", "open", "-", "-", "bron 2: punt 2", "0")));
  EXPECT_THAT(document.RowsOf("Wat ontbreekt"),
              ElementsAre(ElementsAre("Samenwerking", "Contactpersoon", "actie", "Wijs aan."),
                          ElementsAre("Budget", "Risico's", "aandachtspunt", "Deel ze.")));
  EXPECT_THAT(document.AllText(), HasSubstr("Afgevinkt: 1 van de 3 punten (33%)."));
}

TEST(PlanOfApproachTest, ARegionWithoutTicksIsNotSaidToHaveDoneNothing) {
  PlanOfApproach plan = Plan();
  plan.ticks.clear();
  EXPECT_THAT(TextOf(plan), HasSubstr("Dat wil niet zeggen dat er niets is gedaan"));
}

TEST(PlanOfApproachTest, OfAllRegionsCompletenessAndEachItem) {
  PlanOfApproach plan = Plan();
  plan.region.clear();
  TestDocument document;
  WritePlanOfApproach(TestContext(), plan, *document);
  EXPECT_THAT(document.RowsOf("Hoe volledig, per regio"),
              ElementsAre(ElementsAre("Aa", "1", "2", "33")));
  EXPECT_THAT(document.RowsOf("Punten per regio"),
              Contains(ElementsAre("Aa", "Vorm kiezen", "ticked", "0")));
  plan.regions.clear();
  EXPECT_THAT(TextOf(plan), HasSubstr("De punten van de handreiking\n"));
}

TEST(PlanOfApproachTest, WithoutThePackItSaysSo) {
  EXPECT_THAT(TextOf(PlanOfApproach()), HasSubstr("het pack plan_van_aanpak, dat hier niet is"));
}

TEST(PlanOfApproachTest, AMadeUpTickIsAnnounced) {
  PlanOfApproach plan = Plan();
  plan.ticks[{"a", "i1"}].illustratief = true;
  TestDocument document;
  WritePlanOfApproach(TestContext(), plan, *document);
  EXPECT_THAT(document.Texts(STELSEL_NOTE), Contains(HasSubstr("illustratief")));
}

}  // namespace
}  // namespace reporting
