#include "report/quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Quality Found() {
  Quality out;
  out.errors = 1;
  out.warnings = 2;
  out.kept = 3;
  out.rules = {{"core/foreign-key", "error", 1, "verwijst naar niets", "region_municipality"},
               {"core/contradiction", "warning", 2, "spreekt tegen", "claim"}};
  out.findings_of_region["a"] = 2;
  out.regions = {{"a", "Aa", "", {}, false}, {"b", "Bee", "", {}, false}};
  out.coverage = {{"a", "agreement_status", 7}, {"a", "project", 2}};
  out.topics[{"a", Domain::BW}] = 5;
  out.tables = {{"agreement_status", 7, 6, 1}};
  out.rows_of_source = {{"visie", 6}, {"weg", 3}};
  out.tables_of_source = {{"visie", 1}, {"weg", 2}};
  out.documents["visie"] = {"Regiovisie", "", "2021", std::nullopt};
  return out;
}

TEST(QualityTest, FindingsAreGroupedByRule) {
  TestDocument document;
  WriteQuality(TestContext(), Found(), *document);
  EXPECT_THAT(document.AllText(), HasSubstr("Fouten: 1. Waarschuwingen: 2. Opmerkingen: 0."));
  EXPECT_THAT(
      document.RowsOf("Bevindingen per regel"),
      ElementsAre(ElementsAre("error", "core/foreign-key", "1", "region_municipality",
                              "verwijst naar niets"),
                  ElementsAre("warning", "core/contradiction", "2", "claim", "spreekt tegen")));
}

TEST(QualityTest, EachRegionSaysWhatThereIsOfIt) {
  TestDocument document;
  WriteQuality(TestContext(), Found(), *document);
  EXPECT_THAT(document.RowsOf("Per regio: onderwerpen met stand van zaken, en rijen"),
              ElementsAre(ElementsAre("Aa", "5", "0", "0", "0", "0", "2", "9", "2"),
                          ElementsAre("Bee", "0", "0", "0", "0", "0", "0", "0", "0")));
}

TEST(QualityTest, SourcesStandByTheirRowsAndUnknownOnesAreMarked) {
  TestDocument document;
  WriteQuality(TestContext(), Found(), *document);
  EXPECT_THAT(document.RowsOf("Rijen per bron"),
              ElementsAre(ElementsAre("Regiovisie", "2021", "1", "6", "0"),
                          ElementsAre("weg", "-", "2", "3", "1")));
}

TEST(QualityTest, ContradictionsStandBesideEachOther) {
  Quality quality = Found();
  quality.contradictions = {
      {"datum_doordecentralisatie_bw", "BW", "Per 2022.", "2022-01-01", {"visie", "§1"}, false},
      {"datum_doordecentralisatie_bw", "BW", "Per 2023.", "2023-01-01", {"visie", "§4"}, false}};
  TestDocument document;
  WriteQuality(TestContext(), quality, *document);
  EXPECT_THAT(document.RowsOf("Beweringen die van elkaar verschillen"),
              ElementsAre(ElementsAre("Datum doordecentralisatie bw", "BW", "2022-01-01",
                                      "Per 2022.", "bron 1: §1", "0"),
                          ElementsAre("Datum doordecentralisatie bw", "BW", "2023-01-01",
                                      "Per 2023.", "bron 1: §4", "0")));
}

TEST(QualityTest, WhatCouldNotRunAndWhatWasNotKeptIsSaid) {
  Quality quality = Found();
  quality.fatal = 1;
  TestDocument document;
  WriteQuality(TestContext(), quality, *document);
  EXPECT_THAT(document.Texts(STELSEL_NOTE), Contains(HasSubstr("de controle is niet volledig")));
  EXPECT_THAT(document.Texts(STELSEL_NOTE), Contains(HasSubstr("minder geteld dan er zijn")));
}

}  // namespace
}  // namespace reporting
