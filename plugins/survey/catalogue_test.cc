#include "catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stelsel/edtf.hpp"
#include "words.h"

namespace survey {
namespace {

using ::testing::ElementsAre;

const Catalogue& TheCatalogue() {
  static const Catalogue* const catalogue = new Catalogue();
  return *catalogue;
}

std::int32_t Day(const char* date) { return *stelsel::edtf_bounds(date)->latest; }

TEST(CatalogueTest, OwnCsv) {
  const TextTable table = ReadOwnCsv("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,\n");
  EXPECT_THAT(table.head, ElementsAre("a", "b"));
  EXPECT_THAT(table.rows, ElementsAre(ElementsAre("1", "x, \"y\"\nz"), ElementsAre("2", "")));
  EXPECT_EQ(table.Cell(0, "c"), "");
}

TEST(CatalogueTest, TopicsStandInTheOrderOfTheForm) {
  const Catalogue& catalogue = TheCatalogue();
  EXPECT_EQ(catalogue.topics().front().code, "A1");
  EXPECT_EQ(catalogue.FindTopic("e10"), catalogue.FindTopic("E9") + 1);
  EXPECT_EQ(catalogue.FindTopic("Z1"), -1);
  EXPECT_TRUE(catalogue.topics()[static_cast<size_t>(catalogue.FindTopic("D7"))].open);
}

TEST(CatalogueTest, TheVersionFollowsTheDay) {
  const Topic& vision =
      TheCatalogue().topics()[static_cast<size_t>(TheCatalogue().FindTopic("D1"))];
  EXPECT_EQ(vision.VersionOn(Day("2017-06-01")), 1);
  EXPECT_EQ(vision.VersionOn(Day("2020-08-19")), 2);
  const Topic& access =
      TheCatalogue().topics()[static_cast<size_t>(TheCatalogue().FindTopic("B5"))];
  EXPECT_EQ(access.VersionOn(Day("2017-06-01")), 0);
}

TEST(CatalogueTest, AWordingThatWasCutOffIsFoundWhenOnlyOneTopicHasIt) {
  const Catalogue& catalogue = TheCatalogue();
  const auto cut = catalogue.FindWording(Plain("De wijze waarop toegang tot BW en MO geor"));
  ASSERT_TRUE(cut);
  EXPECT_EQ(catalogue.topics()[cut->topic].code, "B5");
  EXPECT_FALSE(catalogue.FindWording(Plain("Zijn er concrete uitvoeringsafspraken gemaakt over")));
  EXPECT_FALSE(catalogue.FindWording(Plain("De wijze waarop")));
}

TEST(CatalogueTest, Regions) {
  const Catalogue& catalogue = TheCatalogue();
  for (const char* text : {"ijssel_vecht", "IJssel-Vecht", "regio ijssel vecht", "Zwolle",
                           "gemeente Zwolle", "GM0193"})
    EXPECT_EQ(catalogue.FindRegion(text), "ijssel_vecht") << text;
  EXPECT_EQ(catalogue.FindRegion("Den Haag"), "s_gravenhage");
  EXPECT_EQ(catalogue.FindRegion("'s-Hertogenbosch"), "s_hertogenbosch");
  EXPECT_EQ(catalogue.FindRegion("Atlantis"), "");
  EXPECT_EQ(catalogue.NearestRegion("Ijsel-Vecht"), "ijssel_vecht");
  EXPECT_EQ(catalogue.NearestRegion("Atlantis"), "");
}

TEST(CatalogueTest, TablesOfAFolderTakeThePlaceOfThoseOfTheBuild) {
  TextTables tables;
  tables["region"] = ReadOwnCsv("region,name\noost,Oost\n");
  const Catalogue catalogue(tables);
  EXPECT_EQ(catalogue.FindRegion("Oost"), "oost");
  EXPECT_EQ(catalogue.FindRegion("Alkmaar en omstreken"), "");
  EXPECT_GE(catalogue.FindTopic("A1"), 0);
}

TEST(CatalogueTest, WavesAndTags) {
  EXPECT_EQ(TheCatalogue().WaveDate("2020"), "2020-08-19/2020-09-03");
  EXPECT_EQ(TheCatalogue().WaveDate("2022"), "");
  EXPECT_EQ(TheCatalogue().FindTag("Visie en commitment"), "visie_en_commitment");
  EXPECT_EQ(TheCatalogue().FindTag("inrichting zorginfrastructuur"), "zorginfrastructuur");
  EXPECT_EQ(TheCatalogue().FindTag("iets"), "");
}

}  // namespace
}  // namespace survey
