// The importer, tested by what stelsel says of the tables that it writes.
#include <filesystem>
#include <fstream>
#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "importer.h"
#include "stelsel/tables.hpp"
#include "stelsel/testing.hpp"

namespace {

using stelsel::tables::Municipality;
using stelsel::tables::Region;
using stelsel::tables::RegionMunicipality;
using stelsel::testing::AsExpected;
using stelsel::testing::Finding;
using stelsel::testing::FindingsOf;
using stelsel::testing::GoldenCase;
using stelsel::testing::HasNoErrors;

// Where the test that runs writes its tables.
std::string Folder() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  std::string name = std::string(test->test_suite_name()) + "_" + test->name();
  for (char& c : name)
    if (c == '/') c = '_';
  return ::testing::TempDir() + "import_" + name;
}

// ---- Golden runs: cases/NAME/export.csv, and beside it what a check is to find in its tables
// ------

class Cases : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(Cases, AreAsExpected) {
  const stelsel::Engine engine;
  ImportExport((GetParam().folder / "export.csv").string(), Folder());
  EXPECT_TRUE(AsExpected(GetParam(), FindingsOf(engine, Folder(), {.as_of = "2026-01-01"})));
}

INSTANTIATE_TEST_SUITE_P(All, Cases, ::testing::ValuesIn(stelsel::testing::GoldenCases(CASES)),
                         stelsel::testing::GoldenName);

// ---- One thing, told by a matcher ---------------------------------------------------------------

TEST(Import, HandsOnADateThatIsNone) {
  const stelsel::Engine engine;
  ImportExport(CASES "/wrong/export.csv", Folder());
  EXPECT_THAT(FindingsOf(engine, Folder()),
              ::testing::Contains(Finding("core/type-error")
                                      .At("region_municipality.csv", 3)
                                      .Field("valid_from")
                                      .Severity("error")));
}

// ---- Landscapes that are made up: more regions, and stranger ones, than one thinks of
// ------------

// Writes the memberships of the landscape in `folder` as an export; returns how many there are.
int Export(const stelsel::Engine& engine, const std::string& folder, const std::string& file) {
  stelsel::Findings findings(engine.host());
  const stelsel::Snapshot snapshot = engine.read(folder, findings);
  std::map<std::string, std::string> regions, municipalities;
  snapshot.rows<Region>([&](const Region& row) { regions[std::string(row.region)] = row.name; });
  snapshot.rows<Municipality>(
      [&](const Municipality& row) { municipalities[std::string(row.municipality)] = row.name; });
  std::ofstream out(file);
  out << "Regio;Gemeentecode;Gemeente;Rol;Sinds;Tot\n";
  int rows = 0;
  snapshot.rows<RegionMunicipality>([&](const RegionMunicipality& row) {
    const bool centre = row.role == RegionMunicipality::Role::centrumgemeente;
    out << regions[std::string(row.region)] << ';' << row.municipality << ';'
        << municipalities[std::string(row.municipality)] << ';' << (centre ? "centrum" : "lid")
        << ';' << row.valid_from.value_or("") << ';' << row.valid_to.value_or("") << '\n';
    ++rows;
  });
  return rows;
}

TEST(Generated, AWholeLandscapeComesThroughWhole) {
  const stelsel::Engine engine;
  const std::string file = Folder() + ".csv";
  const int rows = Export(engine, LANDSCAPES "/landscape_0/source", file);
  ASSERT_GT(rows, 20);
  ImportExport(file, Folder());
  EXPECT_THAT(FindingsOf(engine, Folder(), {.as_of = "2026-01-01"}), ::testing::IsEmpty());
  stelsel::Findings findings(engine.host());
  EXPECT_EQ(engine.read(Folder(), findings).row_count("region_municipality"), rows);
}

// What is broken in the source must be found behind the importer as well: it may mend nothing
// unseen.
TEST(Generated, WhatIsBrokenIsStillFound) {
  const stelsel::Engine engine;
  const std::string file = Folder() + ".csv";
  Export(engine, LANDSCAPES "/landscape_2/source", file);
  ImportExport(file, Folder());
  const auto found = FindingsOf(engine, Folder(), {.as_of = "2026-01-01"});
  EXPECT_THAT(found, ::testing::Not(HasNoErrors()));
  EXPECT_THAT(found, ::testing::SizeIs(2));
  EXPECT_THAT(found, ::testing::Each(Finding("core/one_centrumgemeente").Field("role")));
}

}  // namespace
