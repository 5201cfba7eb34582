#include "report/planning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_context.h"
#include "report/waves.h"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::tables::AgreementStatus;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

AgreementStatus Row(const char* topic, Status status, Domain domain, const char* ready = nullptr) {
  AgreementStatus row;
  row.region = "a";
  row.agreement_topic = topic;
  row.domain = domain;
  row.status = status;
  if (ready != nullptr) row.expected_ready_on = ready;
  return row;
}

Grid With(const std::vector<AgreementStatus>& rows) {
  Grid grid({{"A1", "Visie", std::nullopt}, {"B1", "Governance", std::nullopt}},
            {{"a", "A", "", {}, false}});
  for (const AgreementStatus& row : rows) grid.Add(row);
  return grid;
}

TEST(PlanningTest, ADayLiesInAQuarter) {
  EXPECT_EQ(QuarterOf(ReadyDay("2021-12-31")), "2021-36");
  EXPECT_EQ(QuarterOf(ReadyDay("2022-01-01")), "2022-33");
  EXPECT_EQ(ReadyDay("2023/.."), Stand::kNoEnd);
  EXPECT_EQ(ReadyDay(""), Stand::kNotSaid);
}

TEST(PlanningTest, WhatIsNotReadyCountsInTheQuarterOfItsLastDay) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  WritePlanning({context, sources, *document},
                With({Row("A1", Status::in_ontwikkeling, Domain::BW, "2022-01/2022-05"),
                      Row("B1", Status::nee, Domain::BW), Row("A1", Status::ja, Domain::MO, "2020"),
                      Row("B1", Status::in_ontwikkeling, Domain::MO, "2021-23")}));
  EXPECT_THAT(document.RowsOf("Verwachte gereedheid per kwartaal"),
              ElementsAre(ElementsAre("BW", "Tweede kwartaal van 2022", "1", "0", "1"),
                          ElementsAre("BW", "Niet vermeld", "0", "1", "1"),
                          ElementsAre("MO", "Verstreken", "1", "0", "1")));
}

TEST(PlanningTest, BwAndMoGoTogetherWhenNothingDiffers) {
  const Grid same = With({Row("A1", Status::ja, Domain::BW), Row("A1", Status::ja, Domain::MO),
                          Row("B1", Status::nee, Domain::BW)});
  EXPECT_EQ(TimePathOf(same, 0), TimePath::together);
  EXPECT_EQ(
      TimePathOf(With({Row("A1", Status::ja, Domain::BW), Row("A1", Status::nee, Domain::MO)}), 0),
      TimePath::apart);
  EXPECT_EQ(TimePathOf(With({Row("A1", Status::nee, Domain::BW, "2022"),
                             Row("A1", Status::nee, Domain::MO, "2026")}),
                       0),
            TimePath::apart);
  EXPECT_EQ(TimePathOf(With({Row("A1", Status::ja, Domain::BW)}), 0), TimePath::one_domain);
}

TEST(PlanningTest, AGridOfTooManyRegionsKeepsNothing) {
  std::vector<Region> many;
  for (std::size_t i = 0; i <= Grid::kMostRegions; ++i) {
    many.push_back({"r" + std::to_string(i), "", "", {}, false});
  }
  Grid grid({{"A1", "Visie", std::nullopt}}, many);
  AgreementStatus row = Row("A1", Status::ja, Domain::BW);
  row.region = "r0";
  grid.Add(row);
  EXPECT_FALSE(grid.kept());
  EXPECT_TRUE(grid.domains().empty());
}

TEST(WavesTest, WavesStandBesideEachOtherWithTheirWordings) {
  const Context context = TestContext();
  Sources sources({});
  TestDocument document;
  Waves waves;
  waves.topics = {{"D1", "Regiovisie", std::nullopt}};
  Wave first{"2019", 0, {}}, second{"2020-08", 1, {}};
  first.counts[{Domain::BW, 0}] = {{1, 0, 3}, {1}};
  second.counts[{Domain::BW, 0}] = {{0, 3, 1}, {2}};
  waves.waves = {first, second};
  WriteWaves({context, sources, *document}, waves);
  EXPECT_THAT(document.RowsOf("Aantallen en aandelen per golf"),
              ElementsAre(ElementsAre("D1 Regiovisie", "BW", "2019", "1", "4", "3", "0", "1", "75",
                                      "0", "25"),
                          ElementsAre("D1 Regiovisie", "BW", "augustus 2020", "2", "4", "1", "3",
                                      "0", "25", "75", "0")));
}

}  // namespace
}  // namespace reporting
