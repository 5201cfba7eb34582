#include "head.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace survey {
namespace {

const Catalogue& TheCatalogue() {
  static const Catalogue* const catalogue = new Catalogue();
  return *catalogue;
}

Column Read(const std::string& name, const std::vector<Column>& before = {}) {
  return ReadColumn(name, TheCatalogue(), before);
}

// `B5 explanation MO`: the code, the role and the domain, or what else it is.
std::string Said(const Column& column) {
  constexpr const char* kKinds[] = {"unknown", "empty", "passed", "personal", "about"};
  if (column.kind != Column::kQuestion) return kKinds[column.kind];
  constexpr const char* kRoles[] = {"answer", "explanation", "ready", "tags"};
  return TheCatalogue().topics()[column.topic].code + " " + kRoles[static_cast<int>(column.role)] +
         (column.domain.empty() ? "" : " " + column.domain);
}

TEST(HeadTest, ByCode) {
  for (const char* name : {"B5", "b5", "B5.", "Vraag B5", "B 5", "B-5", "b5?"})
    EXPECT_EQ(Said(Read(name)), "B5 answer") << name;
  EXPECT_EQ(Said(Read("C")), "C answer");
  EXPECT_EQ(Said(Read("E10")), "E10 answer");
}

TEST(HeadTest, ByWording) {
  for (const char* name :
       {"Zijn er concrete uitvoeringsafspraken gemaakt over: De wijze waarop toegang tot BW en MO "
        "georganiseerd wordt?",
        "de wijze waarop toegang tot BW en MO georganiseerd wordt",
        "B5. De wijze waarop toegang tot BW en MO georganiseerd wordt?", "Toegang", "B5 Toegang",
        "B5: De wijze waarop toegang tot BW en MO geor"})
    EXPECT_EQ(Said(Read(name)), "B5 answer") << name;
}

TEST(HeadTest, TheWordingTellsTheVersion) {
  EXPECT_EQ(Read("D1").version, 0);
  EXPECT_EQ(Read("Regiovisie").version, 0);
  EXPECT_EQ(
      Read("De regio beschikt over een regiovisie die in regionaal verband is opgesteld en door "
           "de verschillende gemeenteraden wordt vastgesteld.")
          .version,
      2);
}

TEST(HeadTest, RolesAndDomains) {
  for (const char* name : {"A1 toelichting", "Toelichting A1", "A1_toelichting",
                           "Toelichting bij A1", "toelichting op vraag A1", "A1 (toelichting)"})
    EXPECT_EQ(Said(Read(name)), "A1 explanation") << name;
  EXPECT_EQ(Said(Read("A1 gereed")), "A1 ready");
  EXPECT_EQ(Said(Read("A1 naar verwachting gereed op")), "A1 ready");
  EXPECT_EQ(Said(Read("E4 trefwoorden")), "E4 tags");
  EXPECT_EQ(Said(Read("B5 BW")), "B5 answer BW");
  EXPECT_EQ(Said(Read("B5 (mo) toelichting")), "B5 explanation MO");
  EXPECT_EQ(Said(Read("B5 toelichting MO")), "B5 explanation MO");
}

TEST(HeadTest, AnExplanationBelongsToTheQuestionToItsLeft) {
  const std::vector<Column> before = {Read("B5 MO")};
  EXPECT_EQ(Said(Read("Toelichting", before)), "B5 explanation MO");
  EXPECT_EQ(Said(Read("Toelichting2", before)), "B5 explanation MO");
  EXPECT_EQ(Said(Read("Toelichting 12:", before)), "B5 explanation MO");
  EXPECT_EQ(Said(Read("Toelichting")), "unknown");
  EXPECT_EQ(Said(Read("Toelichting", {Read("regio")})), "unknown");
  EXPECT_EQ(Said(Read("Toelichting", {Read("E1")})), "unknown");
}

TEST(HeadTest, OtherColumns) {
  EXPECT_EQ(Read("Regio").about, About::kRegion);
  EXPECT_EQ(Read("Ingevuld op").about, About::kDate);
  EXPECT_EQ(Said(Read("Volgnummer")), "passed");
  EXPECT_EQ(Said(Read("E-mail")), "personal");
  EXPECT_EQ(Said(Read("Naam")), "personal");
  EXPECT_EQ(Said(Read(" ")), "empty");
  for (const char* name : {"C contactpersoon", "B12", "B5 iets anders", "Z1", "A", "E1 gereed",
                           "A1 trefwoorden", "vraag", "toelichting bij"})
    EXPECT_EQ(Said(Read(name)), "unknown") << name;
}

RC_GTEST_PROP(HeadTest, AnyHeadIsJudged, ()) {
  const auto name = *rc::gen::arbitrary<std::string>();
  RC_ASSERT(!Said(Read(name)).empty());
}

}  // namespace
}  // namespace survey
