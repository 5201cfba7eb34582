#include "coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inkoop {
namespace {

using testing::ElementsAre;

// A region of two municipalities with one contract, on day 100.
class CoverageTest : public testing::Test {
 protected:
  CoverageTest() {
    market_.regions.push_back({"noord", "Noord", {{"GM0001", {}}, {"GM0002", {}}}, false});
    Contract contract;
    contract.region = "noord";
    contract.period = {0, 200};
    market_.contracts.push_back(contract);
  }
  Required& Require(const std::string& kind, Scale scale) {
    Required& required = market_.required.emplace_back();
    required.region = "noord";
    required.facility_kind = kind;
    required.scale = scale;
    return required;
  }
  Supply& Offer(const std::string& provider, const std::string& kind, Scale scale,
                const std::string& municipality = "") {
    Supply& supply = market_.supply.emplace_back();
    supply.contract = 0;
    supply.provider = provider;
    supply.facility_kind = kind;
    supply.scale = scale;
    supply.municipality = municipality;
    return supply;
  }
  std::vector<Coverage> On(Day day) const { return CoverageOn(market_, day, ""); }
  Market market_;
};

TEST_F(CoverageTest, LocalIsAskedOfEachMunicipality) {
  Require("thuis", Scale::lokaal);
  Offer("p", "thuis", Scale::lokaal, "GM0001");
  const auto found = On(100);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].municipality, "GM0001");
  EXPECT_EQ(found[0].cover, Cover::covered);
  EXPECT_THAT(found[0].alone, ElementsAre("p"));
  EXPECT_EQ(found[1].cover, Cover::none);
  EXPECT_EQ(found[1].lacking_facilities(), 1);
}

TEST_F(CoverageTest, RegionalPlacesAddUpAndSomeProvidersCarryThem) {
  Require("wonen", Scale::regionaal).places = 100;
  Offer("p", "wonen", Scale::regionaal).places = 80;
  Offer("q", "wonen", Scale::regionaal).places = 30;
  const auto found = On(100);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].places, 110);
  EXPECT_EQ(found[0].cover, Cover::covered);
  EXPECT_THAT(found[0].alone, ElementsAre("p", "q"));
  market_.supply[0].places = 100;
  EXPECT_THAT(On(100)[0].alone, ElementsAre("p"));
}

TEST_F(CoverageTest, TooFewPlacesAreShortAndThoseNotAgreedUnknown) {
  Require("wonen", Scale::regionaal).places = 100;
  Offer("p", "wonen", Scale::regionaal).places = 80;
  EXPECT_EQ(On(100)[0].cover, Cover::short_of);
  EXPECT_EQ(On(100)[0].lacking_places(), 20);
  Offer("q", "wonen", Scale::regionaal);
  EXPECT_EQ(On(100)[0].cover, Cover::unknown);
  EXPECT_EQ(On(100)[0].lacking_places(), std::nullopt);
}

TEST_F(CoverageTest, OutsideItsPeriodASupplyOrContractDoesNotCount) {
  Require("wonen", Scale::regionaal);
  Offer("p", "wonen", Scale::regionaal).period = {0, 100};
  EXPECT_EQ(On(99)[0].cover, Cover::covered);
  EXPECT_EQ(On(100)[0].cover, Cover::none);
  market_.supply[0].period = {};
  EXPECT_EQ(On(200)[0].cover, Cover::none);
}

TEST_F(CoverageTest, WhatNothingAsksForIsToldApart) {
  Offer("p", "crisis", Scale::regionaal).places = 5;
  const auto found = On(100);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].cover, Cover::not_required);
  EXPECT_EQ(found[0].places, 5);
}

TEST_F(CoverageTest, SupplyThatMeetsNoRequirementHasARowOfItsOwn) {
  Require("thuis", Scale::lokaal).municipality = "GM0001";
  Offer("p", "thuis", Scale::lokaal, "GM0001");
  Offer("q", "thuis", Scale::lokaal, "GM0002");
  Offer("r", "thuis", Scale::regionaal);
  Offer("s", "thuis", Scale::lokaal);
  std::vector<std::string> found;
  for (const Coverage& one : On(100))
    found.push_back(one.municipality + "/" + one.providers.front() +
                    (one.cover == Cover::not_required ? "" : " asked"));
  EXPECT_THAT(found, testing::UnorderedElementsAre("GM0001/p asked", "GM0002/q", "/r", "/s"));
  market_.provider_periods["q"] = {0, 100};
  const auto rows = On(100);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const Coverage& one) {
    return one.municipality == "GM0002" && one.gone == std::vector<std::string>{"q"} &&
           one.facilities == 0;
  }));
}

TEST_F(CoverageTest, PlacesMayBeAskedWithoutFacilities) {
  Required& required = Require("thuis", Scale::regionaal);
  required.facilities = 0;
  required.places = 10;
  EXPECT_EQ(On(100)[0].cover, Cover::none);
  Supply& supply = Offer("p", "thuis", Scale::regionaal);
  supply.facilities = 0;
  supply.places = 9;
  EXPECT_EQ(On(100)[0].cover, Cover::short_of);
  market_.supply[0].places = 10;
  EXPECT_EQ(On(100)[0].cover, Cover::covered);
  market_.required[0].places = 0;
  market_.supply.clear();
  EXPECT_EQ(On(100)[0].cover, Cover::covered);
}

TEST_F(CoverageTest, ARowOfNothingOffersNothing) {
  Require("thuis", Scale::regionaal).places = 10;
  Offer("p", "thuis", Scale::regionaal).places = 5;
  Offer("q", "thuis", Scale::regionaal).facilities = 0;
  const auto found = On(100);
  EXPECT_EQ(found[0].cover, Cover::short_of);
  EXPECT_THAT(found[0].providers, ElementsAre("p"));
}

TEST_F(CoverageTest, WhoIsNotThereOnTheDayDoesNotCountAndIsNamed) {
  Require("thuis", Scale::regionaal);
  Offer("p", "thuis", Scale::regionaal);
  market_.provider_periods["p"] = {0, 100};
  EXPECT_EQ(On(99)[0].cover, Cover::covered);
  EXPECT_TRUE(On(99)[0].gone.empty());
  EXPECT_EQ(On(100)[0].cover, Cover::none);
  EXPECT_THAT(On(100)[0].gone, ElementsAre("p"));
}

TEST_F(CoverageTest, SupplyOfTheOtherScaleIsSaidAndDoesNotCount) {
  Require("thuis", Scale::lokaal).municipality = "GM0001";
  Offer("p", "thuis", Scale::regionaal);
  const auto found = On(100);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].cover, Cover::not_required);
  EXPECT_EQ(found[1].cover, Cover::none);
  EXPECT_TRUE(found[1].other_scale);
}

}  // namespace
}  // namespace inkoop
