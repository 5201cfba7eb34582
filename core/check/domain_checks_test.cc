// What the domain can rely on: centrumgemeenten, statuses and sources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- core/one_centrumgemeente --------------------------------------------------------------

constexpr std::string_view kOneCentre = "core/one_centrumgemeente";

TestData::Cells Member(std::string_view region, std::string_view municipality,
                       std::string_view role, std::string_view from = "",
                       std::string_view to = "") {
  TestData::Cells cells = {
      {"region", region}, {"municipality", municipality}, {"sequence", "1"}, {"role", role}};
  if (!from.empty()) cells.emplace_back("valid_from", from);
  if (!to.empty()) cells.emplace_back("valid_to", to);
  return cells;
}

constexpr const char* kMembers = "region_municipality";

TEST(OneCentrumgemeenteTest, ARegionWithoutMembersHasNone) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("region", {{"region", "zwolle"}})
                                   .Add("region", {{"region", "empty"}})
                                   .Add(kMembers, Member("zwolle", "GM0193", "centrumgemeente"))
                                   .Done();
  EXPECT_EQ(Places(snapshot, kOneCentre).size(), 1u);
}

TEST(OneCentrumgemeenteTest, NothingIsSaidOfASourceThatHoldsNoMemberships) {
  const SnapshotPtr snapshot = TestData().Add("region", {{"region", "zwolle"}}).Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), IsEmpty());
}

TEST(OneCentrumgemeenteTest, ARegionWithOneIsFine) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("region", {{"region", "zwolle"}})
                                   .Add(kMembers, Member("zwolle", "GM0193", "centrumgemeente"))
                                   .Add(kMembers, Member("zwolle", "GM0148", "regiogemeente"))
                                   .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), IsEmpty());
}

TEST(OneCentrumgemeenteTest, TheRoleMayPassOnWithoutAGap) {
  const SnapshotPtr snapshot =
      TestData()
          .Add(kMembers, Member("r", "GM0001", "centrumgemeente", "", "2021-01-01"))
          .Add(kMembers, Member("r", "GM0002", "centrumgemeente", "2021-01-01"))
          .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), IsEmpty());
}

TEST(OneCentrumgemeenteTest, NoneIsTold) {
  const SnapshotPtr snapshot = TestData()
                                   .Add(kMembers, Member("r", "GM0001", "regiogemeente"))
                                   .Add(kMembers, Member("r", "GM0002", "regiogemeente"))
                                   .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), ElementsAre("region_municipality:2 role"));
  EXPECT_THAT(Messages(snapshot, kOneCentre), ElementsAre("Region r has no centrumgemeente."));
}

TEST(OneCentrumgemeenteTest, AGapIsToldWithItsDates) {
  const SnapshotPtr snapshot =
      TestData()
          .Add(kMembers, Member("r", "GM0001", "centrumgemeente", "2018-01-01", "2020-01-01"))
          .Add(kMembers, Member("r", "GM0002", "centrumgemeente", "2021-01-01"))
          .Add(kMembers, Member("r", "GM0003", "regiogemeente", "2018-01-01"))
          .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), ElementsAre("region_municipality:4 role"));
  EXPECT_THAT(Messages(snapshot, kOneCentre),
              ElementsAre("Region r has no centrumgemeente from 2020-01-01 until 2021-01-01."));
}

TEST(OneCentrumgemeenteTest, ARegionIsNoRowThatFails) {
  Findings findings;
  const SnapshotPtr snapshot =
      TestData().Add(kMembers, Member("r", "GM0001", "regiogemeente")).Done();
  ASSERT_TRUE(CheckSnapshot(snapshot, {}, findings).ok());
  EXPECT_EQ(findings.CountOf(kOneCentre), 1);
  // GM0001 and r are in no table, which makes the row fail; a region without centre alone would
  // not.
  EXPECT_THAT(findings.FailedRows(kMembers), ElementsAre(0));
  const SnapshotPtr whole = TestData()
                                .Add("region", {{"region", "r"}, {"name", "R"}})
                                .Add("municipality", {{"municipality", "GM0001"}, {"name", "M"}})
                                .Add(kMembers, Member("r", "GM0001", "regiogemeente"))
                                .Done();
  Findings again;
  ASSERT_TRUE(CheckSnapshot(whole, {}, again).ok());
  EXPECT_EQ(again.Count(Severity::kError), 1);
  EXPECT_THAT(again.FailedRows(kMembers), IsEmpty());
}

TEST(OneCentrumgemeenteTest, MoreThanOneIsToldAtTheLaterOne) {
  const SnapshotPtr snapshot =
      TestData()
          .Add(kMembers, Member("r", "GM0001", "centrumgemeente", "2021-01-01"))
          .Add(kMembers, Member("r", "GM0002", "centrumgemeente", "", "2022-01-01"))
          .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), ElementsAre("region_municipality:2 role"));
  EXPECT_THAT(
      Messages(snapshot, kOneCentre),
      ElementsAre("Region r has more than one centrumgemeente from 2021-01-01 until 2022-01-01: "
                  "GM0002 as well."));
}

TEST(OneCentrumgemeenteTest, ASubregionWithoutOneHasThatOfItsParent) {
  TestData data;
  data.Add("region", {{"region", "parent"}})
      .Add("region", {{"region", "north"}, {"parent_region", "parent"}})
      .Add("region", {{"region", "south"}, {"parent_region", "parent"}})
      .Add(kMembers, Member("north", "GM0001", "centrumgemeente"))
      .Add(kMembers, Member("south", "GM0002", "regiogemeente"));
  EXPECT_THAT(Places(data.Done(), kOneCentre), IsEmpty());
}

TEST(OneCentrumgemeenteTest, EachSubregionMayHaveItsOwn) {
  TestData data;
  data.Add("region", {{"region", "parent"}})
      .Add("region", {{"region", "north"}, {"parent_region", "parent"}})
      .Add("region", {{"region", "south"}, {"parent_region", "parent"}})
      .Add(kMembers, Member("north", "GM0001", "centrumgemeente"))
      .Add(kMembers, Member("south", "GM0002", "centrumgemeente"));
  EXPECT_THAT(Places(data.Done(), kOneCentre), IsEmpty());
}

TEST(OneCentrumgemeenteTest, ARowThatCouldNotBeReadMayHaveBeenIt) {
  const SnapshotPtr snapshot = TestData()
                                   .KeepOut(kMembers, {"r", "GM0009", "1"})
                                   .Add(kMembers, Member("r", "GM0001", "regiogemeente"))
                                   .Add(kMembers, Member("other", "GM0002", "regiogemeente"))
                                   .Done();
  EXPECT_THAT(Places(snapshot, kOneCentre), ElementsAre("region_municipality:3 role"));
  const SnapshotPtr unreadable =
      TestData().KeepOut(kMembers, {}).Add(kMembers, Member("r", "GM0001", "regiogemeente")).Done();
  EXPECT_THAT(Places(unreadable, kOneCentre), IsEmpty());
}

// ---- Statuses ------------------------------------------------------------------------------

constexpr const char* kStatus = "agreement_status";

// An observation of zwolle, A1, BW.
struct Seen {
  std::string_view on;
  std::string_view status;
  std::string_view source = "report";
  std::string_view version = "1";
};

SnapshotPtr Statuses(const std::vector<Seen>& all) {
  TestData data;
  std::vector<std::string> sequences;
  for (size_t i = 0; i < all.size(); ++i) sequences.push_back(std::to_string(i + 1));
  for (size_t i = 0; i < all.size(); ++i) {
    TestData::Cells cells = {{"region", "zwolle"},       {"agreement_topic", "A1"},
                             {"domain", "BW"},           {"sequence", sequences[i]},
                             {"observed_on", all[i].on}, {"status", all[i].status}};
    if (!all[i].source.empty()) cells.emplace_back("source_document", all[i].source);
    if (!all[i].version.empty()) cells.emplace_back("topic_version", all[i].version);
    data.Add(kStatus, cells);
  }
  return data.Done();
}

constexpr std::string_view kContradiction = "core/contradicting_observations";
constexpr std::string_view kTie = "core/status_tie";
constexpr std::string_view kFall = "core/status_falls_back";

TEST(ContradictionTest, OneSourceMayNotSayTwoThingsOfOneDate) {
  const SnapshotPtr snapshot = Statuses({{"2021-06", "ja"}, {"2021-06", "nee"}});
  EXPECT_THAT(Places(snapshot, kContradiction), ElementsAre("agreement_status:2 status"));
  EXPECT_THAT(
      Messages(snapshot, kContradiction),
      ElementsAre(
          "The same source says ja here and nee at agreement_status.csv:3, of the same date."));
  EXPECT_THAT(Places(snapshot, kTie), IsEmpty());  // one row, one finding
}

TEST(ContradictionTest, SayingTheSameTwiceOrAnsweringAnotherWordingIsNone) {
  EXPECT_THAT(Places(Statuses({{"2021-06", "ja"}, {"2021-06", "ja"}}), kContradiction), IsEmpty());
  EXPECT_THAT(
      Places(Statuses({{"2021-06", "ja", "report", "1"}, {"2021-06", "nee", "report", "2"}}),
             kContradiction),
      IsEmpty());
  EXPECT_THAT(Places(Statuses({{"2021-06", "ja"}, {"2021-07", "nee"}}), kContradiction), IsEmpty());
}

TEST(ContradictionTest, HoldsForADateWithoutAnEndAsWell) {
  EXPECT_THAT(Places(Statuses({{"2021/..", "ja"}, {"2021/..", "nee"}}), kContradiction),
              ElementsAre("agreement_status:2 status"));
}

TEST(StatusTieTest, EquallyLateObservationsOfSeveralSourcesMustAgree) {
  const SnapshotPtr snapshot =
      Statuses({{"2021-12", "in_ontwikkeling", "report"}, {"2021-12-31", "ja", "letter"}});
  EXPECT_THAT(Places(snapshot, kTie), ElementsAre("agreement_status:3 status"));
  EXPECT_THAT(
      Messages(snapshot, kTie),
      ElementsAre("This ja does not count: the equally late observation agreement_status.csv:2 "
                  "says in_ontwikkeling, and the lowest counts."));
  EXPECT_THAT(Places(snapshot, kContradiction), IsEmpty());
}

TEST(StatusTieTest, TheSameStatusOrAnotherDayIsNone) {
  EXPECT_THAT(Places(Statuses({{"2021-12", "ja", "report"}, {"2021-12-31", "ja", "letter"}}), kTie),
              IsEmpty());
  EXPECT_THAT(
      Places(Statuses({{"2021-12", "ja", "report"}, {"2021-12-30", "nee", "letter"}}), kTie),
      IsEmpty());
}

TEST(StatusTieTest, EveryRowThatLosesATieIsTold) {
  // Without a source, or from one source with dates that merely end on one day, it is a tie too.
  EXPECT_THAT(Places(Statuses({{"2021-12", "ja", ""}, {"2021-12", "nee", ""}}), kTie),
              ElementsAre("agreement_status:2 status"));
  EXPECT_THAT(Places(Statuses({{"2021-12", "ja"}, {"2021-12-31", "nee"}}), kTie),
              ElementsAre("agreement_status:2 status"));
}

TEST(StatusFallsBackTest, ALaterObservationThatIsLowerIsTold) {
  const SnapshotPtr snapshot =
      Statuses({{"2020", "ja"}, {"2021-06", "in_ontwikkeling"}, {"2022", "ja"}});
  EXPECT_THAT(Places(snapshot, kFall), ElementsAre("agreement_status:3 status"));
  EXPECT_THAT(
      Messages(snapshot, kFall),
      ElementsAre("The status is in_ontwikkeling but was ja earlier (agreement_status.csv:2)."));
}

TEST(StatusFallsBackTest, EachFallingRowIsToldOnceAndComparedWithTheHighestAndNearest) {
  const SnapshotPtr snapshot =
      Statuses({{"2018", "ja"}, {"2019", "ja"}, {"2020", "in_ontwikkeling"}, {"2021", "nee"}});
  EXPECT_THAT(Places(snapshot, kFall),
              ElementsAre("agreement_status:4 status", "agreement_status:5 status"));
  EXPECT_THAT(Messages(snapshot, kFall)[1],
              "The status is nee but was ja earlier (agreement_status.csv:3).");
}

TEST(StatusFallsBackTest, UnderAnotherWordingItIsNoFall) {
  EXPECT_THAT(
      Places(Statuses({{"2020", "ja", "report", "1"}, {"2021", "nee", "report", "2"}}), kFall),
      IsEmpty());
}

TEST(StatusFallsBackTest, OnlyWhatIsCertainlyLaterCounts) {
  EXPECT_THAT(Places(Statuses({{"2021", "ja"}, {"2021-06", "nee"}}), kFall), IsEmpty());
  EXPECT_THAT(Places(Statuses({{"2021-06/..", "ja"}, {"2022", "nee"}}), kFall), IsEmpty());
  EXPECT_THAT(Places(Statuses({{"2021", "ja"}, {"../2022-06", "nee"}}), kFall), IsEmpty());
}

// ---- Sources -------------------------------------------------------------------------------

constexpr std::string_view kNoSource = "core/without_source";
constexpr std::string_view kJaNoSource = "core/ja_without_source";

TEST(SourceTest, AFactNamesItsSourceOrIsIllustratief) {
  const SnapshotPtr snapshot = TestData()
                                   .Add("region", {{"region", "a"}, {"source_document", "report"}})
                                   .Add("region", {{"region", "b"}, {"illustratief", "true"}})
                                   .Add("region", {{"region", "c"}, {"illustratief", "false"}})
                                   .Add("region", {{"region", "d"}})
                                   .Add("source_document", {{"source_document", "report"}})
                                   .Done();
  EXPECT_THAT(Places(snapshot, kNoSource),
              ElementsAre("region:4 source_document", "region:5 source_document"));
}

TEST(SourceTest, AJaWithoutOneHasItsOwnWarningInstead) {
  const SnapshotPtr snapshot = Statuses({{"2020", "ja", ""}, {"2021", "ja"}});
  EXPECT_THAT(Places(snapshot, kJaNoSource), ElementsAre("agreement_status:2 source_document"));
  EXPECT_THAT(Places(snapshot, kNoSource), IsEmpty());
  const SnapshotPtr nee = Statuses({{"2020", "nee", ""}});
  EXPECT_THAT(Places(nee, kJaNoSource), IsEmpty());
  EXPECT_THAT(Places(nee, kNoSource), ElementsAre("agreement_status:2 source_document"));
}

}  // namespace
}  // namespace stelsel::core
