#include "core/model/as_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/date.h"
#include "core/base/edtf.h"
#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Lines AsOf(const SnapshotPtr& snapshot, std::string_view table, std::string_view day) {
  const TablePtr whole = snapshot->table(table);
  const Lines lines = LinesOf(*TableAsOf(whole, ParseDate(day).value()));
  // However many threads there are.
  EXPECT_EQ(LinesOf(*TableAsOf(whole, ParseDate(day).value(), 3)), lines);
  return lines;
}

// ---- Rows with a period -------------------------------------------------------------------

constexpr std::string_view kPeriods = R"({
  "name": "member",
  "fields": [
    {"name": "member", "constraints": {"required": true}},
    {"name": "valid_from", "type": "date"},
    {"name": "valid_to", "type": "date"}
  ],
  "primaryKey": "member",
  "stelsel:period": ["valid_from", "valid_to"]
})";

Lines MembersOn(std::string_view day, const Lines& lines) {
  return AsOf(SnapshotOf(SetOf({kPeriods}), "member", lines), "member", day);
}

TEST(AsOfPeriodTest, HoldsFromItsFirstDayUpToButNotOnItsLast) {
  const Lines row = {"a|2022-01-01|2022-07-01"};
  EXPECT_THAT(MembersOn("2021-12-31", row), IsEmpty());
  EXPECT_THAT(MembersOn("2022-01-01", row), ElementsAre(row[0]));
  EXPECT_THAT(MembersOn("2022-06-30", row), ElementsAre(row[0]));
  EXPECT_THAT(MembersOn("2022-07-01", row), IsEmpty());
}

TEST(AsOfPeriodTest, AnEmptyEndIsOpen) {
  EXPECT_THAT(MembersOn("0001-01-01", {"a|-|2022-07-01"}), ElementsAre("a|-|2022-07-01"));
  EXPECT_THAT(MembersOn("2022-07-01", {"a|-|2022-07-01"}), IsEmpty());
  EXPECT_THAT(MembersOn("9999-12-31", {"a|2022-01-01|-"}), ElementsAre("a|2022-01-01|-"));
  EXPECT_THAT(MembersOn("2021-12-31", {"a|2022-01-01|-"}), IsEmpty());
  EXPECT_THAT(MembersOn("2022-01-01", {"a|-|-"}), ElementsAre("a|-|-"));
}

TEST(AsOfPeriodTest, APeriodThatEndsWhereItBeginsNeverHolds) {
  EXPECT_THAT(MembersOn("2022-01-01", {"a|2022-01-01|2022-01-01"}), IsEmpty());
}

TEST(AsOfPeriodTest, SharesItsChunksAndDropsPartsWithoutRows) {
  const SnapshotPtr all =
      SnapshotOf(SetOf({kPeriods}), "member", {"a|-|2000-01-01", "b|-|2000-01-01", "c|-|-"}, 2);
  const TablePtr table = TableAsOf(all->table("member"), 18'000);
  ASSERT_EQ(table->parts().size(), 1u);
  EXPECT_EQ(table->parts()[0].chunk, all->table("member")->parts()[1].chunk);
}

constexpr std::string_view kSourcePeriods = R"({
  "name": "plan",
  "fields": [
    {"name": "plan", "constraints": {"required": true}},
    {"name": "valid_from", "type": "string", "stelsel:edtf": true},
    {"name": "valid_to", "type": "string", "stelsel:edtf": true}
  ],
  "primaryKey": "plan",
  "stelsel:period": ["valid_from", "valid_to"]
})";

Lines PlansOn(std::string_view day, const Lines& lines) {
  return AsOf(SnapshotOf(SetOf({kSourcePeriods}), "plan", lines), "plan", day);
}

TEST(AsOfPeriodTest, ABoundAsTheSourceGivesItIsTheFirstDayItCanMean) {
  const Lines row = {"a|2021|2022-06"};
  EXPECT_THAT(PlansOn("2020-12-31", row), IsEmpty());
  EXPECT_THAT(PlansOn("2021-01-01", row), ElementsAre(row[0]));
  EXPECT_THAT(PlansOn("2022-05-31", row), ElementsAre(row[0]));
  EXPECT_THAT(PlansOn("2022-06-01", row), IsEmpty());
}

TEST(AsOfPeriodTest, WhatEndsInAYearAndWhatBeginsInItAdjoin) {
  const Lines rows = {"old|-|2021", "new|2021|-"};
  EXPECT_THAT(PlansOn("2020-12-31", rows), ElementsAre(rows[0]));
  EXPECT_THAT(PlansOn("2021-01-01", rows), ElementsAre(rows[1]));
}

TEST(AsOfPeriodTest, ABoundWithoutAFirstDayIsItsLast) {
  const Lines row = {"a|../2021-12-31|2026-01-01/.."};
  EXPECT_THAT(PlansOn("2021-12-30", row), IsEmpty());
  EXPECT_THAT(PlansOn("2021-12-31", row), ElementsAre(row[0]));
  EXPECT_THAT(PlansOn("2025-12-31", row), ElementsAre(row[0]));
  EXPECT_THAT(PlansOn("2026-01-01", row), IsEmpty());
}

RC_GTEST_PROP(AsOfPeriodProperty, ARowHoldsWhenTheDayLiesInItsPeriod, ()) {
  const auto bound = rc::gen::inRange(-1, 5);  // -1: open
  const auto periods =
      *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(bound, bound));
  const int day = *rc::gen::inRange(0, 5);
  Lines all, expected;
  for (const auto& [from, to] : periods) {
    const auto cell = [](int value) { return value < 0 ? "-" : FormatDate(value); };
    all.push_back(std::to_string(all.size()) + "|" + cell(from) + "|" + cell(to));
    if (from <= day && (to < 0 || day < to)) expected.push_back(all.back());
  }
  RC_ASSERT(MembersOn(FormatDate(day), all) == expected);
}

// ---- Observations -------------------------------------------------------------------------

constexpr std::string_view kObserved = R"({
  "name": "status",
  "fields": [
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "region", "type": "string"},
    {"name": "topic", "type": "string"},
    {"name": "observed_on", "type": "string", "stelsel:edtf": true},
    {"name": "status", "constraints": {"enum": ["nee", "in_ontwikkeling", "ja"]}}
  ],
  "primaryKey": "number",
  "stelsel:observed": {"on": "observed_on", "of": ["region", "topic"], "lowest": "status"}
})";

Lines StatusOn(std::string_view day, const Lines& lines) {
  return AsOf(SnapshotOf(SetOf({kObserved}), "status", lines), "status", day);
}

TEST(AsOfObservationTest, TheLatestOfEachSubjectHolds) {
  const Lines rows = {"1|x|t|2021-01-01|nee", "2|x|t|2022-01-01|ja", "3|x|u|2020-01-01|nee",
                      "4|y|t|2020-06-01|ja"};
  EXPECT_THAT(StatusOn("2023-01-01", rows), ElementsAre(rows[1], rows[2], rows[3]));
}

TEST(AsOfObservationTest, AnObservationCountsFromItsDay) {
  const Lines rows = {"1|x|t|2021-01-01|nee", "2|x|t|2022-01-01|ja"};
  EXPECT_THAT(StatusOn("2020-12-31", rows), IsEmpty());
  EXPECT_THAT(StatusOn("2021-12-31", rows), ElementsAre(rows[0]));
  EXPECT_THAT(StatusOn("2022-01-01", rows), ElementsAre(rows[1]));
}

TEST(AsOfObservationTest, AVagueDateCountsFromTheLastDayItCanMean) {
  const Lines rows = {"1|x|t|2021-09-05|nee", "2|x|t|2021-36~|ja"};
  EXPECT_THAT(StatusOn("2021-12-30", rows), ElementsAre(rows[0]));
  EXPECT_THAT(StatusOn("2021-12-31", rows), ElementsAre(rows[1]));
}

TEST(AsOfObservationTest, AnOpenStartCountsFromItsEndAndAnOpenEndNever) {
  const Lines rows = {"1|x|t|../2022-01-01|nee", "2|x|t|2021/..|ja"};
  EXPECT_THAT(StatusOn("2021-12-31", rows), IsEmpty());
  EXPECT_THAT(StatusOn("9999-12-31", rows), ElementsAre(rows[0]));
}

TEST(AsOfObservationTest, WithoutADateItNeverCounts) {
  EXPECT_THAT(StatusOn("9999-12-31", {"1|x|t|-|ja"}), IsEmpty());
}

TEST(AsOfObservationTest, InATieTheLowestStatusHolds) {
  const Lines rows = {"1|x|t|2021-12-31|ja", "2|x|t|2021|in_ontwikkeling", "3|x|t|2021-12|ja"};
  EXPECT_THAT(StatusOn("2022-01-01", rows), ElementsAre(rows[1]));
}

TEST(AsOfObservationTest, OfEquallyLowOnesTheFirstRowHolds) {
  const Lines rows = {"2|x|t|2021|ja", "1|x|t|2021|ja"};
  EXPECT_THAT(StatusOn("2022-01-01", rows), ElementsAre(rows[0]));
}

TEST(AsOfObservationTest, AStatusThatIsListedIsLowerThanOneThatIsNot) {
  const Lines rows = {"1|x|t|2021|-", "2|x|t|2021|misschien", "3|x|t|2021|ja"};
  EXPECT_THAT(StatusOn("2022-01-01", rows), ElementsAre(rows[2]));
}

TEST(AsOfObservationTest, NoSubjectIsASubjectToo) {
  const Lines rows = {"1|-|t|2021|ja", "2|x|t|2021|ja", "3|-|t|2022|nee"};
  EXPECT_THAT(StatusOn("2023-01-01", rows), ElementsAre(rows[1], rows[2]));
}

// What the header says, in the plainest words.
struct Observation {
  std::string region, topic, on, status;
};

Lines Reference(const std::vector<Observation>& rows, int32_t day) {
  const std::map<std::string, int> ranks = {
      {"nee", 0}, {"in_ontwikkeling", 1}, {"ja", 2}, {"-", 9}};
  std::map<std::pair<std::string, std::string>, std::tuple<int32_t, int, size_t>> best;
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto bounds = ParseEdtf(rows[i].on);
    if (!bounds || !bounds->latest || *bounds->latest > day) continue;
    const std::tuple<int32_t, int, size_t> mine(-*bounds->latest, ranks.at(rows[i].status), i);
    const auto [it, fresh] = best.try_emplace({rows[i].region, rows[i].topic}, mine);
    it->second = std::min(it->second, mine);
  }
  std::vector<size_t> winners;
  for (const auto& [subject, winner] : best) winners.push_back(std::get<2>(winner));
  std::sort(winners.begin(), winners.end());
  Lines lines;
  for (size_t i : winners) {
    lines.push_back(std::to_string(i) + "|" + rows[i].region + "|" + rows[i].topic + "|" +
                    rows[i].on + "|" + rows[i].status);
  }
  return lines;
}

rc::Gen<Observation> AnObservation() {
  using rc::gen::element;
  return rc::gen::construct<Observation>(
      element<std::string>("x", "y", "z", "-"), element<std::string>("t", "u", "-"),
      element<std::string>("2021", "2021-12-31", "2021-06", "2022-34~", "../2021", "2021/..", "-"),
      element<std::string>("nee", "in_ontwikkeling", "ja", "-"));
}

// Whether subjects are numbered or hashed is not to be seen: `region` in a set where its dictionary
// already holds very many texts makes the numbers too many.
Lines Observe(const std::vector<Observation>& rows, int32_t day, bool crowded) {
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kObserved}));
  const auto dictionaries = empty->table("status")->dictionaries();
  for (int i = 0; crowded && i < 2000; ++i) dictionaries[1]->Intern("crowd " + std::to_string(i));
  Lines lines;
  for (const Observation& row : rows) {
    lines.push_back(std::to_string(lines.size()) + "|" + row.region + "|" + row.topic + "|" +
                    row.on + "|" + row.status);
  }
  const Table table(empty->table("status")->schema_ptr(), dictionaries,
                    {{ChunkFor(empty, "status", lines), nullptr}});
  return LinesOf(*TableAsOf(std::make_shared<const Table>(table), day));
}

RC_GTEST_PROP(AsOfObservationProperty, GivesWhatThePlainestReadingGives, ()) {
  const auto rows = *rc::gen::container<std::vector<Observation>>(AnObservation());
  const int32_t day = *rc::gen::element(DaysFromCivil(2021, 6, 30), DaysFromCivil(2021, 12, 30),
                                        DaysFromCivil(2021, 12, 31), DaysFromCivil(2030, 1, 1));
  const Lines expected = Reference(rows, day);
  RC_ASSERT(Observe(rows, day, false) == expected);
  RC_ASSERT(Observe(rows, day, true) == expected);
}

// ---- Other shapes -------------------------------------------------------------------------

TEST(AsOfTest, ObservationsMayBeOfNumbersAndOnPlainDates) {
  const SnapshotPtr all = SnapshotOf(SetOf({R"({
    "name": "count",
    "fields": [
      {"name": "number", "type": "integer", "constraints": {"required": true}},
      {"name": "year", "type": "integer"},
      {"name": "day", "type": "date"},
      {"name": "status", "constraints": {"enum": ["nee", "ja"]}}
    ],
    "primaryKey": "number",
    "stelsel:observed": {"on": "day", "of": "year", "lowest": "status"}
  })"}),
                                     "count",
                                     {"1|2021|2021-05-01|nee", "2|2021|2021-06-01|ja",
                                      "3|2022|2021-06-02|nee", "4|-|2021-01-01|ja"});
  EXPECT_THAT(AsOf(all, "count", "2021-06-01"),
              ElementsAre("2|2021|2021-06-01|ja", "4|-|2021-01-01|ja"));
}

TEST(AsOfTest, ATableWithoutTimeStaysAsItIs) {
  const SnapshotPtr all = SnapshotOf(SetOf({kEverything}), "everything", {Everything("a")});
  EXPECT_EQ(TableAsOf(all->table("everything"), 0), all->table("everything"));
}

TEST(AsOfTest, ATableWithoutRowsStaysEmpty) {
  EXPECT_THAT(StatusOn("2022-01-01", {}), IsEmpty());
  EXPECT_THAT(MembersOn("2022-01-01", {}), IsEmpty());
}

TEST(AsOfTest, ADeadRowDoesNotCount) {
  const SnapshotPtr all =
      SnapshotOf(SetOf({kObserved}), "status", {"1|x|t|2021|nee", "2|x|t|2022|ja"});
  const TablePtr first = PickRows(*all->table("status"), {0});
  EXPECT_THAT(LinesOf(*TableAsOf(first, DaysFromCivil(2023, 1, 1))), ElementsAre("1|x|t|2021|nee"));
}

}  // namespace
}  // namespace stelsel::core
