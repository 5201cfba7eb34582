// What can be relied on about agreements: who takes part, and what "adopted" means.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TestData::Cells Member(std::string_view region, std::string_view municipality,
                       std::string_view to = "") {
  TestData::Cells cells = {{"region", region},
                           {"municipality", municipality},
                           {"sequence", "1"},
                           {"role", "regiogemeente"}};
  if (!to.empty()) cells.emplace_back("valid_to", to);
  return cells;
}

TestData::Cells Agreement(std::string_view state, std::string_view body = "",
                          std::string_view from = "") {
  TestData::Cells cells = {{"region", "noord"}, {"agreement", "visie"}, {"state", state}};
  if (!body.empty()) cells.emplace_back("adopting_body", body);
  if (!from.empty()) cells.emplace_back("valid_from", from);
  return cells;
}

TestData::Cells Party(std::string_view sequence, std::string_view municipality,
                      std::string_view provider = "") {
  TestData::Cells cells = {{"region", "noord"}, {"agreement", "visie"}, {"sequence", sequence}};
  if (!municipality.empty()) cells.emplace_back("municipality", municipality);
  if (!provider.empty()) cells.emplace_back("provider", provider);
  return cells;
}

TestData::Cells Adoption(std::string_view municipality, std::string_view body,
                         std::string_view state) {
  return {{"region", "noord"},
          {"agreement", "visie"},
          {"municipality", municipality},
          {"body", body},
          {"state", state}};
}

// The municipalities GM0001 to GM0003, and the region they may be in.
TestData Country() {
  TestData data;
  data.Add("region", {{"region", "noord"}});
  for (const char* code : {"GM0001", "GM0002", "GM0003"}) {
    data.Add("municipality", {{"municipality", code}});
  }
  return data;
}

// ---- core/exactly_one ----------------------------------------------------------------------

TEST(AgreementPartyTest, IsAMunicipalityOrAnOrganisationAndNotBothOrNeither) {
  TestData data;
  data.Add("agreement_party", Party("1", "GM0001"))
      .Add("agreement_party", Party("2", "", "ggd"))
      .Add("agreement_party", Party("3", "GM0001", "ggd"))
      .Add("agreement_party", Party("4", ""));
  const SnapshotPtr snapshot = data.Done();
  EXPECT_THAT(Places(snapshot, "core/exactly_one"),
              ElementsAre("agreement_party:4 provider", "agreement_party:5 provider"));
  EXPECT_THAT(Messages(snapshot, "core/exactly_one"),
              ElementsAre("Fill in exactly one of municipality, provider; now more than one is.",
                          "Fill in exactly one of municipality, provider; now none is."));
}

// ---- core/party_outside_region -------------------------------------------------------------

constexpr std::string_view kOutside = "core/party_outside_region";

TEST(PartyOutsideRegionTest, TellsOfOneThatIsNoMemberWhileTheAgreementHolds) {
  TestData data = Country();
  data.Add("region_municipality", Member("noord", "GM0001"))
      .Add("region_municipality", Member("noord", "GM0002", "2021-01-01"))
      .Add("agreement", Agreement("voorgenomen", "", "2022-01-01"))
      .Add("agreement_party", Party("1", "GM0001"))
      .Add("agreement_party", Party("2", "GM0002"))
      .Add("agreement_party", Party("3", "GM0003"));
  const SnapshotPtr snapshot = data.Done();
  EXPECT_THAT(Places(snapshot, kOutside),
              ElementsAre("agreement_party:3 municipality", "agreement_party:4 municipality"));
  EXPECT_THAT(Messages(snapshot, kOutside).front(),
              "GM0002 is named with this agreement but does not belong to region noord from "
              "2022-01-01 on.");
}

TEST(PartyOutsideRegionTest, TellsOfOneThatAdoptsToo) {
  TestData data = Country();
  data.Add("region_municipality", Member("noord", "GM0001"))
      .Add("agreement", Agreement("voorgenomen"))
      .Add("agreement_adoption", Adoption("GM0001", "college", "vastgesteld"))
      .Add("agreement_adoption", Adoption("GM0003", "college", "vastgesteld"));
  EXPECT_THAT(Places(data.Done(), kOutside), ElementsAre("agreement_adoption:3 municipality"));
}

TEST(PartyOutsideRegionTest, MembersOfItsSubregionsBelongToARegion) {
  TestData data = Country();
  data.Add("region", {{"region", "noordoost"}, {"parent_region", "noord"}})
      .Add("region_municipality", Member("noordoost", "GM0001"))
      .Add("agreement", Agreement("voorgenomen"))
      .Add("agreement_party", Party("1", "GM0001"));
  EXPECT_THAT(Places(data.Done(), kOutside), IsEmpty());
}

TEST(PartyOutsideRegionTest, NothingIsSaidOfARegionWhoseMembersAreNotKnown) {
  TestData data = Country();
  data.Add("agreement", Agreement("voorgenomen")).Add("agreement_party", Party("1", "GM0001"));
  EXPECT_THAT(Places(data.Done(), kOutside), IsEmpty());
}

// ---- core/adopted_without_all --------------------------------------------------------------

constexpr std::string_view kNotByAll = "core/adopted_without_all";

TEST(AdoptedWithoutAllTest, NamesThePartiesWhoseBodyDidNotAdopt) {
  TestData data = Country();
  data.Add("agreement", Agreement("vastgesteld", "gemeenteraad"))
      .Add("agreement_party", Party("1", "GM0001"))
      .Add("agreement_party", Party("2", "GM0002"))
      .Add("agreement_party", Party("3", "GM0003"))
      .Add("agreement_adoption", Adoption("GM0001", "gemeenteraad", "vastgesteld"))
      .Add("agreement_adoption", Adoption("GM0002", "college", "vastgesteld"))
      .Add("agreement_adoption", Adoption("GM0003", "gemeenteraad", "ter_kennisname"));
  const SnapshotPtr snapshot = data.Done();
  EXPECT_THAT(Places(snapshot, kNotByAll), ElementsAre("agreement:2 state"));
  EXPECT_THAT(Messages(snapshot, kNotByAll),
              ElementsAre("The agreement is called adopted, but of these municipalities it is not "
                          "said that the council adopted it: GM0002, GM0003."));
}

TEST(AdoptedWithoutAllTest, WithoutPartiesTheMembersOfTheRegionHaveTo) {
  TestData data = Country();
  data.Add("region_municipality", Member("noord", "GM0001"))
      .Add("region_municipality", Member("noord", "GM0002", "2019-01-01"))
      .Add("agreement", {{"region", "noord"},
                         {"agreement", "visie"},
                         {"state", "vastgesteld"},
                         {"adopting_body", "college"},
                         {"adopted_on", "2020-06"}});
  EXPECT_THAT(Messages(data.Done(), kNotByAll),
              ElementsAre("The agreement is called adopted, but of these municipalities it is not "
                          "said that the college adopted it: GM0001."))
      << "GM0002 had left";
}

TEST(AdoptedWithoutAllTest, IsNotAskedOfWhatIsNotAdoptedOrDecidedForAllAtOnce) {
  for (const auto& [state, body] :
       {std::pair("in_voorbereiding", "gemeenteraad"),
        std::pair("vastgesteld", "bestuurlijk_overleg"), std::pair("vastgesteld", "")}) {
    TestData data = Country();
    data.Add("agreement", Agreement(state, body)).Add("agreement_party", Party("1", "GM0001"));
    EXPECT_THAT(Places(data.Done(), kNotByAll), IsEmpty()) << state << body;
  }
}

// ---- core/succession_circle ----------------------------------------------------------------

TEST(SuccessionCircleTest, TellsOfEveryStepOfACircleAndOfNoOther) {
  TestData data;
  const auto step = [&](std::string_view from, std::string_view to) {
    data.Add("municipality_succession", {{"municipality", from}, {"successor", to}});
  };
  step("GM0001", "GM0002");  // before the circle
  step("GM0002", "GM0003");
  step("GM0003", "GM0002");
  step("GM0003", "GM0004");  // out of it
  step("GM0005", "GM0005");
  EXPECT_THAT(
      Places(data.Done(), "core/succession_circle"),
      ElementsAre("municipality_succession:3 successor", "municipality_succession:4 successor",
                  "municipality_succession:6 successor"));
}

TEST(SuccessionCircleTest, SeveralSuccessorsAndLongChainsAreFine) {
  TestData data;
  for (int i = 0; i < 2000; ++i) {
    data.Add("municipality_succession", {{"municipality", "GM" + std::to_string(10000 + i)},
                                         {"successor", "GM" + std::to_string(10001 + i)}});
    data.Add("municipality_succession",
             {{"municipality", "GM" + std::to_string(10000 + i)}, {"successor", "GM9999"}});
  }
  EXPECT_THAT(Places(data.Done(), "core/succession_circle"), IsEmpty());
}

}  // namespace
}  // namespace stelsel::core
