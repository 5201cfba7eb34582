// What can be relied on about claims: those that cannot both be right are told, beside each other
// and beside what the model works out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kDiffer = "core/claims_differ";
constexpr std::string_view kModel = "core/claim_differs_from_model";

class Claims {
 public:
  Claims& Figure(std::string_view figure, std::string_view qualifier = "",
                 std::string_view unit = "%") {
    TestData::Cells cells = {{"subject", "s"}, {"figure", figure}, {"unit", unit}};
    if (!qualifier.empty()) cells.emplace_back("qualifier", qualifier);
    return Add(cells);
  }
  Claims& Value(std::string_view value) { return Add({{"subject", "s"}, {"value", value}}); }
  Claims& Add(TestData::Cells cells) {
    const std::string key = "c" + std::to_string(++count_);
    cells.emplace_back("claim", key);
    data_.Add("claim", cells);
    return *this;
  }
  TestData& data() { return data_; }
  std::vector<std::string> Differ() { return Places(data_.Done(), kDiffer); }

 private:
  TestData data_;
  int count_ = 0;
};

// ---- Figures beside figures ----------------------------------------------------------------

TEST(ClaimsDifferTest, TwoFiguresOfOneSubjectAreToldWithBoth) {
  Claims claims;
  claims.Figure("7", "", "jaar").Figure("10", "", "jaar");
  const SnapshotPtr snapshot = claims.data().Done();
  EXPECT_THAT(Places(snapshot, kDiffer), ElementsAre("claim:3 figure"));
  EXPECT_THAT(Messages(snapshot, kDiffer),
              ElementsAre("Of s this says 10 jaar and claim.csv:2 says 7 jaar."));
}

TEST(ClaimsDifferTest, AShareInWholePercentsLeavesHalfAPercentOpen) {
  EXPECT_THAT(Claims().Figure("33").Figure("33.33").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("33").Figure("33.50").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("33").Figure("34").Figure("35").Differ(),
              ElementsAre("claim:4 figure"));
  EXPECT_THAT(Claims().Figure("33", "", "regios").Figure("33.50", "", "regios").Differ().size(),
              1u);
}

TEST(ClaimsDifferTest, AboutLeavesATenthOpenAndOfAShareFivePercents) {
  EXPECT_THAT(Claims().Figure("60", "ongeveer").Figure("66").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("60", "ongeveer").Figure("67").Differ().size(), 1u);
  EXPECT_THAT(Claims().Figure("20", "ongeveer").Figure("25").Differ(), IsEmpty());
  EXPECT_THAT(
      Claims().Figure("100", "ongeveer", "mensen").Figure("111", "", "mensen").Differ().size(), 1u);
}

TEST(ClaimsDifferTest, MoreLessAtLeastAndAtMostLeaveOneSideOpen) {
  EXPECT_THAT(Claims().Figure("50", "meer_dan").Figure("90").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("50", "meer_dan", "n").Figure("50", "", "n").Differ().size(), 1u);
  EXPECT_THAT(Claims().Figure("50", "ten_minste", "n").Figure("50", "", "n").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("50", "minder_dan").Figure("40", "ten_hoogste").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Figure("50", "meer_dan").Figure("40", "ten_hoogste").Differ().size(), 1u);
}

TEST(ClaimsDifferTest, ALaterClaimIsComparedWithAllBeforeIt) {
  EXPECT_THAT(Claims().Figure("50", "meer_dan").Figure("60").Figure("80").Differ(),
              ElementsAre("claim:4 figure"));
  EXPECT_THAT(Claims().Figure("60").Figure("50", "meer_dan").Figure("40").Differ(),
              ElementsAre("claim:4 figure"));
}

TEST(ClaimsDifferTest, OnlyTheSameSubjectPlaceTopicDomainTimeAndUnitAreCompared) {
  const TestData::Cells claim = {{"subject", "s"}, {"figure", "7"}, {"unit", "jaar"}};
  for (const auto& other :
       std::vector<std::pair<std::string_view, std::string_view>>{{"subject", "t"},
                                                                  {"region", "r"},
                                                                  {"municipality", "GM0001"},
                                                                  {"domain", "BW"},
                                                                  {"agreement_topic", "B1"},
                                                                  {"facility_kind", "k"},
                                                                  {"holds_on", "2020"},
                                                                  {"unit", "maand"}}) {
    TestData::Cells second = {{"figure", "10"}, other};
    for (const auto& cell : claim) {
      if (cell.first != other.first && cell.first != "figure") second.push_back(cell);
    }
    EXPECT_THAT(Claims().Add(claim).Add(second).Differ(), IsEmpty()) << other.first;
  }
}

TEST(ClaimsDifferTest, FiguresAtTheEndOfTheRangeAreLeftAlone) {
  EXPECT_THAT(Claims().Figure("92233720368547758.07").Figure("1").Differ(), IsEmpty());
}

// ---- Values beside values ------------------------------------------------------------------

TEST(ClaimsDifferTest, WordsDifferWhenALetterDoes) {
  EXPECT_THAT(Claims().Value("zwolle").Value("gezamenlijk").Value("zwolle").Differ(),
              ElementsAre("claim:3 value"));
}

TEST(ClaimsDifferTest, DatesDifferWhenTheyHaveNoDayInCommon) {
  EXPECT_THAT(Claims().Value("2023").Value("2023-01-01").Value("2023~").Differ(), IsEmpty());
  EXPECT_THAT(Claims().Value("2023").Value("../2022-12-31").Value("2022").Differ(),
              ElementsAre("claim:3 value", "claim:4 value"));
}

TEST(ClaimsDifferTest, WhatIsNeitherAWordNorADateIsShownByItsShape) {
  Claims claims;
  claims.Value("a@b.nl").Value("zwolle");
  Findings findings;
  ASSERT_TRUE(CheckSnapshot(claims.data().Done(), {}, findings).ok());
  for (const Finding& finding : findings.Kept()) {
    if (finding.rule != kDiffer) continue;
    for (const auto& argument : finding.arguments) {
      EXPECT_EQ(argument.is_value, argument.name == "other_said") << argument.name;
    }
  }
}

// ---- Beside the model ----------------------------------------------------------------------

TestData::Cells Member(std::string_view region, std::string_view municipality) {
  return {{"region", region}, {"municipality", municipality}, {"sequence", "1"}};
}

TEST(ClaimBesideModelTest, CountsTheMembersOfARegionAndItsSubregionsOnTheDayOfTheClaim) {
  Claims claims;
  claims.data()
      .Add("region", {{"region", "noord"}})
      .Add("region", {{"region", "oost"}, {"parent_region", "noord"}})
      .Add("region_municipality", Member("noord", "GM0001"))
      .Add("region_municipality", Member("oost", "GM0001"))
      .Add("region_municipality", Member("oost", "GM0002"));
  for (const char* figure : {"2", "3"}) {
    claims.Add({{"subject", "leden"},
                {"region", "noord"},
                {"figure", figure},
                {"holds_on", "2020"},
                {"measure", "gemeenten_in_regio"}});
  }
  const SnapshotPtr snapshot = claims.data().Done();
  EXPECT_THAT(Places(snapshot, kModel), ElementsAre("claim:3 figure"));
  EXPECT_THAT(Messages(snapshot, kModel),
              ElementsAre("The text says 3, and from the data follows 2."));
}

TEST(ClaimBesideModelTest, CountsRegionsAndMunicipalitiesThatAreThere) {
  Claims claims;
  claims.data()
      .Add("region", {{"region", "noord"}})
      .Add("region", {{"region", "oost"}, {"parent_region", "noord"}})
      .Add("municipality", {{"municipality", "GM0001"}})
      .Add("municipality", {{"municipality", "GM0002"}, {"valid_to", "2019-01-01"}});
  for (const char* measure : {"regios", "gemeenten"}) {
    claims.Add({{"subject", measure}, {"figure", "1"}, {"holds_on", "2020"}, {"measure", measure}});
    claims.Add({{"subject", measure}, {"figure", "2"}, {"holds_on", "2020"}, {"measure", measure}});
  }
  EXPECT_THAT(Places(claims.data().Done(), kModel),
              ElementsAre("claim:3 figure", "claim:5 figure"));
}

TEST(ClaimBesideModelTest, SumsThePlacesThatAreThere) {
  Claims claims;
  TestData& data = claims.data();
  data.Add("facility",
           {{"region", "r"}, {"facility", "a"}, {"domain", "MO"}, {"facility_kind", "k"}})
      .Add("facility",
           {{"region", "r"}, {"facility", "b"}, {"domain", "MO"}, {"facility_kind", "l"}});
  const auto places = [&](std::string_view facility, std::string_view kind,
                          std::string_view number) {
    data.Add("facility_capacity", {{"region", "r"},
                                   {"facility", facility},
                                   {"domain", "MO"},
                                   {"kind", kind},
                                   {"sequence", "1"},
                                   {"places", number}});
  };
  places("a", "gerealiseerd", "20");
  places("b", "gerealiseerd", "5");
  places("b", "gepland", "50");
  const auto claim = [&](std::string_view figure, std::string_view kind) {
    TestData::Cells cells = {{"subject", "plaatsen"},
                             {"region", "r"},
                             {"figure", figure},
                             {"holds_on", "2020"},
                             {"measure", "plaatsen"}};
    if (!kind.empty()) cells.emplace_back("facility_kind", kind);
    claims.Add(cells);
  };
  claim("25", "");
  claim("20", "k");
  claim("75", "");
  EXPECT_THAT(Messages(data.Done(), kModel),
              ElementsAre("The text says 75, and from the data follows 25."));
}

class ShareTest : public ::testing::Test {
 protected:
  ShareTest() {
    for (const char* region : {"a", "b", "c"}) data().Add("region", {{"region", region}});
  }
  TestData& data() { return claims_.data(); }
  void Answer(std::string_view region, std::string_view domain, std::string_view on,
              std::string_view status) {
    data().Add("agreement_status", {{"region", region},
                                    {"agreement_topic", "B5"},
                                    {"domain", domain},
                                    {"observed_on", on},
                                    {"sequence", "1"},
                                    {"status", status}});
  }
  std::vector<std::string> Told(std::string_view figure, std::string_view domain = "BW") {
    TestData::Cells cells = {{"subject", "aandeel_ja"}, {"agreement_topic", "B5"},
                             {"figure", figure},        {"unit", "%"},
                             {"holds_on", "2020"},      {"measure", "aandeel_ja"}};
    if (!domain.empty()) cells.emplace_back("domain", domain);
    claims_.Add(cells);
    return Messages(data().Done(), kModel);
  }

 private:
  Claims claims_;
};

TEST_F(ShareTest, IsThatOfTheLatestAnswersOfAllRegions) {
  Answer("a", "BW", "2019", "nee");
  Answer("a", "BW", "2020-09", "ja");
  Answer("b", "BW", "2020-09", "nee");
  Answer("c", "BW", "2020-09", "in_ontwikkeling");
  Answer("c", "BW", "2021-09", "ja");  // too late
  EXPECT_THAT(Told("67"), ElementsAre("The text says 67 %, and from the data follows 33.33."));
}

TEST_F(ShareTest, RoundedToWholePercentsIsTheSame) {
  Answer("a", "BW", "2020", "ja");
  Answer("b", "BW", "2020", "ja");
  Answer("c", "BW", "2020", "nee");
  EXPECT_THAT(Told("67"), IsEmpty());
}

TEST_F(ShareTest, OfAClaimWithoutADomainARegionCountsWithItsLowestAnswer) {
  Answer("a", "BW", "2020", "ja");
  Answer("a", "MO", "2020", "nee");
  Answer("b", "BW", "2020", "ja");
  Answer("c", "BW", "2020", "nee");
  EXPECT_THAT(Told("67", ""), ElementsAre("The text says 67 %, and from the data follows 33.33."));
}

TEST_F(ShareTest, NothingIsSaidWhileARegionHasNoAnswer) {
  Answer("a", "BW", "2020", "ja");
  Answer("b", "BW", "2020", "ja");
  EXPECT_THAT(Told("0"), IsEmpty());
}

}  // namespace
}  // namespace stelsel::core
