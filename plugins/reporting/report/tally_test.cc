#include "report/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reporting {
namespace {

using stelsel::tables::AgreementStatus;
using testing::ElementsAre;

std::vector<Topic> Topics() {
  return {{"A1", "Visie", Theme::samenwerking, true}, {"D7", "Open vraag", {}, false}};
}

std::vector<Region> Regions() {
  return {{"noord", "Noord", "", {}, false}, {"zuid", "Zuid", "", {}, false}};
}

AgreementStatus Row(const char* region, Status status, const char* topic = "A1",
                    Domain domain = Domain::BW) {
  AgreementStatus row;
  row.region = region;
  row.agreement_topic = topic;
  row.domain = domain;
  row.status = status;
  return row;
}

TEST(PercentTest, AHalfIsRoundedUp) {
  EXPECT_EQ(Percent(1, 8), 13);  // 12.5
  EXPECT_EQ(Percent(1, 3), 33);
  EXPECT_EQ(Percent(2, 3), 67);
  EXPECT_EQ(Percent(0, 3), 0);
  EXPECT_EQ(Percent(3, 3), 100);
  EXPECT_EQ(Percent(40, 45), 89);  // A1 of the national survey
}

TEST(TallyTest, RegionsAreCountedByStatusWithinADomain) {
  Tally tally(Topics(), Regions());
  tally.Add(Row("noord", Status::ja));
  tally.Add(Row("zuid", Status::nee));
  tally.Add(Row("noord", Status::ja, "A1", Domain::MO));
  EXPECT_THAT(tally.domains().at(Domain::BW).topics[0].regions, ElementsAre(1, 0, 1));
  EXPECT_THAT(tally.domains().at(Domain::MO).topics[0].regions, ElementsAre(0, 0, 1));
  EXPECT_EQ(tally.regions_with_status(), 2);
}

TEST(TallyTest, ARegionWithoutAStatusIsCountedAsARegion) {
  Tally tally(Topics(), Regions());
  tally.Add(Row("noord", Status::ja));
  EXPECT_EQ(tally.regions(), 2);
  EXPECT_EQ(tally.regions_with_status(), 1);
  EXPECT_EQ(tally.domains().at(Domain::BW).topics[0].observed(), 1);
}

TEST(TallyTest, SplitRegionsAreCountedByTheirSubregions) {
  std::vector<Region> regions = Regions();
  regions.push_back({"oost", "Oost", "", {}, false});
  regions.push_back({"oost_a", "Oost A", "oost", {}, false});
  regions.push_back({"oost_b", "Oost B", "oost", {}, false});
  Tally tally(Topics(), regions);
  EXPECT_EQ(tally.regions(), 4);
  tally.Add(Row("oost", Status::ja));  // the whole has one of its own
  EXPECT_EQ(tally.regions(), 5);
}

TEST(TallyTest, WhatCannotBeCountedIsLeftOutAndSaidSo) {
  Tally tally(Topics(), Regions());
  tally.Add(Row("elders", Status::ja));
  tally.Add(Row("noord", Status::ja, "Z9"));
  tally.Add(Row("noord", Status::ja, "D7"));  // answered in free words
  tally.Add(Row("noord", Status::unlisted));
  tally.Add(Row("noord", Status::ja, "A1", Domain::unlisted));
  EXPECT_EQ(tally.left_out(), 5);
  EXPECT_EQ(tally.statuses(), 0);
  EXPECT_TRUE(tally.domains().empty());
}

TEST(TallyTest, KeepsWhichWordingsWereAnsweredAndWhatIsIllustratief) {
  Tally tally(Topics(), Regions());
  AgreementStatus row = Row("noord", Status::ja);
  row.topic_version = 1;
  tally.Add(row);
  EXPECT_FALSE(tally.illustratief());
  row = Row("zuid", Status::ja);
  row.topic_version = 2;
  row.illustratief = true;
  row.source_document = "visie";
  tally.Add(row);
  const TopicCount& count = tally.domains().at(Domain::BW).topics[0];
  EXPECT_THAT(count.wordings, ElementsAre(1, 2));
  EXPECT_TRUE(count.illustratief);
  EXPECT_TRUE(tally.illustratief());
  EXPECT_THAT(tally.documents(), ElementsAre("visie"));
}

TEST(TopicOrderTest, TopicsStandInTheOrderPeopleKnow) {
  EXPECT_TRUE(TopicBefore("A1", "B1"));
  EXPECT_TRUE(TopicBefore("B9", "C"));
  EXPECT_TRUE(TopicBefore("E2", "E10"));
  EXPECT_TRUE(TopicBefore("C", "C1"));
  EXPECT_FALSE(TopicBefore("E10", "E2"));
  EXPECT_FALSE(TopicBefore("A1", "A1"));
}

}  // namespace
}  // namespace reporting
