#include "report/national.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::tables::AgreementStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

AgreementStatus Row(const char* region, const char* topic, Status status,
                    Domain domain = Domain::BW) {
  AgreementStatus row;
  row.region = region;
  row.agreement_topic = topic;
  row.domain = domain;
  row.status = status;
  row.topic_version = 1;
  row.source_document = "visie";
  return row;
}

// Eight regions, of which as many have a status as the test adds.
National WithRows(const std::vector<AgreementStatus>& rows) {
  std::vector<Region> regions;
  for (const char* id : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    regions.push_back({id, id, "", {}, false});
  }
  const std::vector<Topic> topics{{"A1", "Visie", Theme::beweging_beschermd_thuis},
                                  {"B1", "Governance", Theme::samenwerking},
                                  {"NVO2", "Geschillen", std::nullopt, true, "2"}};
  National national(topics, regions);
  national.region_documents = {"visie"};
  for (const AgreementStatus& row : rows) national.Add(row);
  national.wordings[{"A1", 1}] = {
      "Is er een visie?", "2020-08-19", {"uitvraag", "bijlage 1"}, false};
  national.documents["visie"] = {"Regiovisie", "gemeenten", "2021-12", std::nullopt};
  national.documents["uitvraag"] = {"Uitvraag", "bureau", "2020", std::nullopt};
  return national;
}

std::string TextOf(const National& national, const char* language = "nl") {
  TestDocument document(language);
  WriteNational(TestContext(language), national, *document);
  return document.AllText();
}

TEST(NationalTest, TablesCountRegionsAndGiveSharesOfThoseWithAStatus) {
  TestDocument document;
  WriteNational(TestContext(),
                WithRows({Row("a", "A1", Status::ja), Row("b", "A1", Status::ja),
                          Row("c", "A1", Status::nee)}),
                *document);
  EXPECT_THAT(document.RowsOf("BW: tabel 1, uitvoeringsafspraken"),
              Contains(ElementsAre("A1 Visie", "Beweging beschermd thuis", "2", "0", "1", "67", "0",
                                   "33", "5", "0")));
  EXPECT_THAT(document.RowsOf("Beweging beschermd thuis (BW): aantal regio's per stand van zaken"),
              ElementsAre(ElementsAre("A1 Visie", "2", "0", "1")));
}

TEST(NationalTest, ATopicWithoutAnyStatusHasNoShares) {
  TestDocument document;
  National national = WithRows({Row("a", "A1", Status::ja)});
  WriteNational(TestContext(), national, *document);
  EXPECT_THAT(document.Texts(STELSEL_PARAGRAPH),
              Contains("Van geen enkele regio is hier een stand van zaken bekend."));
}

TEST(NationalTest, DomainsStandApartAndAreNeverAddedUp) {
  TestDocument document;
  WriteNational(TestContext(),
                WithRows({Row("a", "A1", Status::ja), Row("a", "A1", Status::nee, Domain::MO)}),
                *document);
  EXPECT_THAT(
      document.Texts(STELSEL_SECTION),
      ElementsAre("In het kort", "Beschermd wonen (BW)", "Tabellen", "Beweging beschermd thuis",
                  "Samenwerking", "Overige onderwerpen", "Maatschappelijke opvang (MO)", "Tabellen",
                  "Beweging beschermd thuis", "Samenwerking", "Overige onderwerpen", "Fasen",
                  "Planning", "Tijdspaden van BW en MO", "Alle regio's", "Beschermd wonen (BW)",
                  "Maatschappelijke opvang (MO)", "Formuleringen", "Bronnen"));
  EXPECT_THAT(document.RowsOf("Regio's met een stand van zaken, per domein"),
              ElementsAre(ElementsAre("Beschermd wonen (BW)", "1", "7", "1"),
                          ElementsAre("Maatschappelijke opvang (MO)", "1", "7", "1")));
}

TEST(NationalTest, FewRegionsAreNotMistakenForTheCountry) {
  EXPECT_THAT(TextOf(WithRows({Row("a", "A1", Status::ja), Row("b", "A1", Status::ja),
                               Row("c", "A1", Status::ja)})),
              HasSubstr("Van 3 van de 8 regio's is een stand van zaken bekend. De cijfers gaan "
                        "alleen over die regio's"));
  EXPECT_THAT(TextOf(WithRows({Row("a", "A1", Status::ja), Row("b", "A1", Status::ja),
                               Row("c", "A1", Status::ja), Row("d", "A1", Status::ja)})),
              Not(HasSubstr("geen beeld van het land")));
}

TEST(NationalTest, MadeUpRowsAreAnnouncedAndMarked) {
  AgreementStatus row = Row("a", "A1", Status::ja);
  row.illustratief = true;
  TestDocument document;
  WriteNational(TestContext(), WithRows({row}), *document);
  EXPECT_THAT(document.Texts(STELSEL_NOTE), Contains(HasSubstr("illustratief")));
  EXPECT_THAT(document.RowsOf("BW: tabel 1, uitvoeringsafspraken"),
              Contains(ElementsAre("A1 Visie", "Beweging beschermd thuis", "1", "0", "0", "100",
                                   "0", "0", "7", "1")));
  EXPECT_THAT(TextOf(WithRows({Row("a", "A1", Status::ja)})), Not(HasSubstr("illustratief")));
}

TEST(NationalTest, SourcesAndWordingsCloseTheReport) {
  TestDocument document;
  WriteNational(TestContext(), WithRows({Row("a", "A1", Status::ja)}), *document);
  EXPECT_THAT(document.RowsOf("Documenten waarop dit rapport steunt"),
              ElementsAre(ElementsAre("bron 1", "Uitvraag", "bureau", "-", "2020"),
                          ElementsAre("bron 2", "Regiovisie", "gemeenten", "-", "december 2021")));
  EXPECT_THAT(document.RowsOf("De vragen en normen die zijn beantwoord, in de woorden van de bron"),
              ElementsAre(ElementsAre("A1 Visie", "1", "Is er een visie?", "19 augustus 2020",
                                      "bron 1: bijlage 1", "0")));
}

TEST(NationalTest, AnswersToDifferentWordingsAreSaidToBeSo) {
  AgreementStatus newer = Row("b", "A1", Status::nee);
  newer.topic_version = 2;
  EXPECT_THAT(
      TextOf(WithRows({Row("a", "A1", Status::ja), newer})),
      HasSubstr("A1 Visie: de regio's beantwoordden verschillende formuleringen (1 en 2)."));
}

TEST(NationalTest, WithoutStatusesItSaysSo) {
  TestDocument document;
  WriteNational(TestContext(), WithRows({}), *document);
  EXPECT_THAT(document.Texts(STELSEL_PARAGRAPH),
              Contains("Er is op deze datum geen stand van zaken bekend."));
  EXPECT_THAT(document.Texts(STELSEL_CHART), IsEmpty());
}

TEST(NationalTest, WhatWasLeftOutIsCounted) {
  EXPECT_THAT(TextOf(WithRows({Row("elders", "A1", Status::ja)})),
              HasSubstr("1 waarneming is niet meegeteld"));
}

TEST(NationalTest, TablesAreInThePublishedOrder) {
  National national = WithRows({Row("a", "A1", Status::ja), Row("b", "B1", Status::ja)});
  for (const char* topic : {"B1", "A1"}) {
    PublishedBeside row;
    row.row.topic = topic;
    national.published.push_back(row);
  }
  TestDocument document;
  WriteNational(TestContext(), national, *document);
  const auto rows = document.RowsOf("BW: tabel 1, uitvoeringsafspraken");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][0], "B1 Governance");
  EXPECT_EQ(document.RowsOf("BW: tabel 2, Norm voor Opdrachtgeverschap").size(), 1u);
}

TEST(NationalTest, EachThemeIsConcludedInNumbers) {
  EXPECT_THAT(
      TextOf(WithRows(
          {Row("a", "A1", Status::ja), Row("b", "A1", Status::ja), Row("c", "A1", Status::nee)})),
      HasSubstr("Conclusie in cijfers. A1 Visie: ja bij 2 van de 3 regio's (67%), in ontwikkeling "
                "bij 0 (0%), nee bij 1 (33%)."));
}

TEST(NationalTest, AllRegionsStandInAMatrixAndOnAMap) {
  National national = WithRows(
      {Row("a", "A1", Status::ja), Row("b", "A1", Status::nee), Row("b", "B1", Status::ja)});
  national.tiles = {{"a", {0, 1, "AAA"}}, {"c", {2, 1, "CCC"}}};
  TestDocument document;
  WriteNational(TestContext(), national, *document);
  EXPECT_THAT(
      document.RowsOf("Beschermd wonen (BW): stand van zaken per regio en onderwerp"),
      ElementsAre(ElementsAre("a", "A1 Visie", "ja", "0"), ElementsAre("b", "A1 Visie", "nee", "0"),
                  ElementsAre("b", "B1 Governance", "ja", "0")));
  EXPECT_THAT(
      document.RowsOf("Beschermd wonen (BW): deel van de onderwerpen dat op ja staat, per regio"),
      ElementsAre(ElementsAre("0", "1", "AAA", "a", "most", "1", "1", "100"),
                  ElementsAre("2", "1", "CCC", "c", "none", "0", "0", "-")));
  EXPECT_THAT(document.AllText(), HasSubstr("Regio's met een stand van zaken en zonder tegel: 1."));
}

TEST(NationalTest, TheMapShowsATopicWhenAskedTo) {
  National national = WithRows({Row("a", "A1", Status::nee)});
  national.tiles = {{"a", {0, 1, "AAA"}}};
  national.options.topic = "A1";
  TestDocument document;
  WriteNational(TestContext(), national, *document);
  EXPECT_THAT(document.RowsOf("A1 Visie, Beschermd wonen (BW): stand van zaken per regio"),
              ElementsAre(ElementsAre("0", "1", "AAA", "a", "nee")));
}

TEST(NationalTest, WhatWasPublishedStandsBesideTheCountsBehindIt) {
  National national = WithRows({Row("a", "A1", Status::ja)});
  PublishedBeside right, wrong;
  right.row = {{"rapport", "tabel 1"}, 1, "A1", std::nullopt, "2020", {89, 7, 4}, 45, "", false};
  wrong.row = {{"rapport", "tabel 1"}, 2, "B1", std::nullopt, "2020", {47, 53, 2}, 45, "", false};
  for (PublishedBeside* row : {&right, &wrong}) {
    row->reconstruction = Reconstruct({row->row}, {}).front();
    national.published.push_back(*row);
  }
  TestDocument document;
  WriteNational(TestContext(), national, *document);
  const auto rows = document.RowsOf("Gepubliceerd: tabel 1");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_THAT(rows[0], ElementsAre("A1 Visie", "89/7/4", "45", "40/3/2", "-", "-", "-", "0",
                                   HasSubstr("tabel 1"), "0"));
  EXPECT_EQ(rows[1][7], "1");
  EXPECT_THAT(rows[1][6], HasSubstr("Telt op tot 102"));
}

TEST(NationalTest, ItIsThereInEnglishToo) {
  const std::string text = TextOf(WithRows({Row("a", "A1", Status::ja)}), "en");
  EXPECT_THAT(text, HasSubstr("National status"));
  EXPECT_THAT(text, HasSubstr("On 31 December 2021 the landscape counts 8 regions."));
  EXPECT_THAT(text, HasSubstr("Move to beschermd thuis"));
}

}  // namespace
}  // namespace reporting
