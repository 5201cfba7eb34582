#include "ocds_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inkoop {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kGood[] =
    R"({"ocid":"ocds-a1b2c3-x","id":"1","date":"2021-12-31T00:00:00Z","tag":["tender"],
        "initiationType":"tender","tender":{"id":1,"status":null,"lots":[{"id":"a"}]}})";

std::vector<std::string> FaultsOf(const std::string& text) {
  std::vector<std::string> out;
  for (const ShapeFault& fault : FaultsOfRelease(boost::json::parse(text)))
    out.push_back(fault.path + "|" + fault.expected);
  return out;
}

// The good release with one text in it replaced.
std::vector<std::string> Spoilt(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return FaultsOf(text.replace(at, from.size(), to));
}

TEST(FaultsOfRelease, NoneOfAGoodOne) { EXPECT_THAT(FaultsOf(kGood), IsEmpty()); }

TEST(FaultsOfRelease, MomentsAreDaysThatAreThereWithATimeAndAZone) {
  for (const char* right : {"2024-02-29T23:59:59Z", "2021-12-31T00:00:00+02:00",
                            "2021-12-31T00:00:00.125Z", "2021-12-31T00:00:00.5-10:30"})
    EXPECT_THAT(Spoilt("2021-12-31T00:00:00Z", right), IsEmpty()) << right;
  for (const char* wrong : {"2026-02-30T00:00:00Z", "2021-13-01T00:00:00Z", "2021-12-31T24:00:00Z",
                            "2021-12-31T00:60:00Z", "2021-12-31T00:00:00", "2021-12-31",
                            "2021-12-31T00:00:00.Z", "2021-12-31T00:00:00Zz"})
    EXPECT_THAT(Spoilt("2021-12-31T00:00:00Z", wrong), ElementsAre("date|date-time")) << wrong;
}

TEST(FaultsOfRelease, WhatIsMissingOrOfAnotherKind) {
  EXPECT_THAT(Spoilt("\"id\":\"1\",", ""), ElementsAre("id|"));
  EXPECT_THAT(Spoilt("{\"id\":\"a\"}", "{}"), ElementsAre("tender/lots/0/id|"));
  EXPECT_THAT(Spoilt("{\"id\":\"a\"}", "7"), ElementsAre("tender/lots/0|object"));
  EXPECT_THAT(Spoilt("2021-12-31T00:00:00Z", "31 december"), ElementsAre("date|date-time"));
  EXPECT_THAT(Spoilt("[\"tender\"]", "[]"), ElementsAre("tag|array, minItems 1"));
  EXPECT_THAT(Spoilt("[\"tender\"]", "[\"sold\"]"),
              ElementsAre(testing::StartsWith("tag/0|planning ")));
  EXPECT_THAT(Spoilt("\"status\":null", "\"status\":\"done\""),
              ElementsAre(testing::StartsWith("tender/status|")));
  EXPECT_THAT(FaultsOf("[]"), ElementsAre("|object"));
}

TEST(FaultsOfRelease, TwinsInAListOfWhichNoneMayBe) {
  const char lots[] = "\"lots\":[{\"id\":\"a\"}]";
  EXPECT_THAT(Spoilt(lots, R"("items":[{"id":1},{"id":2},{"id":1}])"),
              ElementsAre("tender/items/2|uniqueItems"));
  EXPECT_THAT(Spoilt(lots, R"("documents":[{"id":1},{"id":1}])"), IsEmpty());
}

TEST(FaultsOfRelease, AddressesCurrenciesAndWhatIsSeldomUsed) {
  const char lots[] = "\"lots\":[{\"id\":\"a\"}]";
  EXPECT_THAT(Spoilt(lots, R"("value":{"amount":1,"currency":"EURO"})"),
              ElementsAre("tender/value/currency|ISO 4217"));
  EXPECT_THAT(Spoilt(lots, R"("documents":[{"title":"x","url":"not here"}])"),
              ElementsAre("tender/documents/0/id|", "tender/documents/0/url|uri"));
  EXPECT_THAT(Spoilt(lots, R"("numberOfTenderers":1.5)"),
              ElementsAre("tender/numberOfTenderers|integer"));
  EXPECT_THAT(Spoilt(lots, R"("milestones":[{"id":1,"status":"late"}])"),
              ElementsAre("tender/milestones/0/status|scheduled met notMet partiallyMet"));
  EXPECT_THAT(Spoilt(lots, R"("techniques":{"frameworkAgreement":{"periodRationale":""}})"),
              ElementsAre("tender/techniques/frameworkAgreement/periodRationale|"
                          "string, minLength 1"));
}

TEST(FaultsOfRelease, AreBounded) {
  std::string lots = "{\"id\":\"a\"}";
  for (int i = 0; i < 1000; ++i) lots += ",3";
  EXPECT_LE(Spoilt("{\"id\":\"a\"}", lots).size(), 100u);
}

}  // namespace
}  // namespace inkoop
