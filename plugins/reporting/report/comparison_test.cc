#include "report/comparison.h"

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

Stood At(Status status, std::int64_t wording = 1) {
  return {status, wording, "", {"visie", "§1"}, false};
}

Subject Of(const char* topic, const char* region) { return {Domain::BW, topic, region}; }

Comparison Compared(const Side& before, const Side& after) {
  Comparison out;
  out.before = "1 januari 2020";
  out.after = "31 december 2021";
  out.moves = Compare(before, after);
  out.topics = {{"A1", "Visie", std::nullopt},
                {"B10", "Later", std::nullopt},
                {"D1", "Regiovisie", std::nullopt}};
  out.regions = {{"a", "Aa"}, {"b", "Bee"}};
  return out;
}

TEST(ComparisonTest, ASubjectMovesForwardBackStaysComesOrGoes) {
  const auto moves = Compare({{Of("A1", "a"), At(Status::nee)},
                              {Of("A1", "b"), At(Status::ja)},
                              {Of("B2", "a"), At(Status::ja)},
                              {Of("B3", "a"), At(Status::ja)}},
                             {{Of("A1", "a"), At(Status::in_ontwikkeling)},
                              {Of("A1", "b"), At(Status::nee)},
                              {Of("B2", "a"), At(Status::ja)},
                              {Of("B10", "a"), At(Status::ja)}});
  std::vector<Direction> directions;
  for (const Move& move : moves) directions.push_back(move.direction());
  EXPECT_THAT(directions, ElementsAre(Direction::forward, Direction::back, Direction::same,
                                      Direction::gone, Direction::fresh));
}

TEST(ComparisonTest, AnotherWordingIsToldApartFromAnotherStatus) {
  TestDocument document;
  WriteComparison(
      TestContext(),
      Compared({{Of("D1", "a"), At(Status::ja, 1)}, {Of("A1", "b"), At(Status::ja, 1)}},
               {{Of("D1", "a"), At(Status::nee, 2)}, {Of("A1", "b"), At(Status::nee, 1)}}),
      *document);
  EXPECT_THAT(document.RowsOf("Wat veranderde"),
              ElementsAre(ElementsAre("A1 Visie", "BW", "Bee", "ja", "nee", "back",
                                      "andere stand van zaken", "-", "bron 1: §1", "0"),
                          ElementsAre("D1 Regiovisie", "BW", "Aa", "ja", "nee", "back",
                                      "andere formulering (1 → 2)", "-", "bron 1: §1", "0")));
  EXPECT_THAT(document.AllText(), HasSubstr("Onder een andere formulering: 0 vooruit en 1 terug."));
}

TEST(ComparisonTest, FlowsCountFromWhichStatusToWhich) {
  TestDocument document;
  WriteComparison(TestContext(),
                  Compared({{Of("A1", "a"), At(Status::nee)}, {Of("A1", "b"), At(Status::nee)}},
                           {{Of("A1", "a"), At(Status::ja)},
                            {Of("A1", "b"), At(Status::ja)},
                            {Of("D1", "a"), At(Status::nee)}}),
                  *document);
  EXPECT_THAT(document.RowsOf("Beschermd wonen (BW): van welke stand van zaken naar welke"),
              ElementsAre(ElementsAre("nee", "ja", "2"), ElementsAre("none", "nee", "1")));
  EXPECT_THAT(document.RowsOf("Per regio"),
              ElementsAre(ElementsAre("Aa", "BW", "1", "0", "0", "1", "0"),
                          ElementsAre("Bee", "BW", "1", "0", "0", "0", "0")));
}

TEST(ComparisonTest, WithoutAnyStatusItSaysSo) {
  TestDocument document;
  WriteComparison(TestContext(), Compared({}, {}), *document);
  EXPECT_THAT(document.Texts(STELSEL_PARAGRAPH),
              Contains("Aan geen van beide kanten is een stand van zaken bekend."));
}

TEST(ComparisonTest, WhatStayedTheSameIsCountedAndNotListed) {
  TestDocument document;
  WriteComparison(TestContext(),
                  Compared({{Of("A1", "a"), At(Status::ja)}}, {{Of("A1", "a"), At(Status::ja)}}),
                  *document);
  EXPECT_THAT(document.AllText(), HasSubstr("Daarvan vooruit: 0, terug: 0, gelijk: 1."));
  EXPECT_THAT(document.AllText(), Not(HasSubstr("Wat veranderde\n")));
}

}  // namespace
}  // namespace reporting
