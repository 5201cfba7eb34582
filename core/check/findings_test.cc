#include "core/check/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

void AddAt(Findings& findings, std::string_view rule, std::string file, int64_t line) {
  findings.Add(rule, [&](Finding& finding) {
    finding.file = std::move(file);
    finding.line = line;
  });
}

TEST(FindingsTest, CountsAllAndKeepsSoManyOfEachRule) {
  Findings findings(CoreRules(), 2);
  int filled = 0;
  for (int i = 0; i < 5; ++i) findings.Add("core/type-error", [&](Finding&) { ++filled; });
  findings.Add("core/blank-row", [&](Finding&) { ++filled; });
  EXPECT_EQ(filled, 3);  // what is not kept costs no words
  EXPECT_EQ(findings.Kept().size(), 3u);
  EXPECT_EQ(findings.CountOf("core/type-error"), 5);
  EXPECT_THAT(findings.LeftOut(Findings::Known::kNo), ElementsAre(Pair("core/type-error", 3)));
  EXPECT_EQ(findings.Count(Severity::kError), 5);
  EXPECT_EQ(findings.Count(Severity::kInfo), 1);
  EXPECT_EQ(findings.Count(Severity::kWarning), 0);
  EXPECT_THAT(findings.Totals(),
              ElementsAre(Pair("core/blank-row", 1), Pair("core/type-error", 5)));
}

TEST(FindingsTest, AreOrderedByPlaceWhateverTheOrderOfTheirComing) {
  Findings findings;
  AddAt(findings, "core/type-error", "b.csv", 1);
  AddAt(findings, "core/type-error", "a.csv", 20);
  AddAt(findings, "core/type-error", "a.csv", 3);
  AddAt(findings, "core/blank-row", "a.csv", 20);
  std::vector<std::string> order;
  for (const Finding& finding : findings.Kept()) {
    order.push_back(finding.file + ":" + std::to_string(finding.line) + " " + finding.rule);
  }
  EXPECT_THAT(order, ElementsAre("a.csv:3 core/type-error", "a.csv:20 core/blank-row",
                                 "a.csv:20 core/type-error", "b.csv:1 core/type-error"));
}

TEST(FindingsTest, ARuleThatNobodyKnowsIsAFault) {
  Findings findings;
  AddAt(findings, "regio/misspelt", "a.csv", 3);
  EXPECT_EQ(findings.Count(Severity::kFatal), 1);
  EXPECT_EQ(findings.CountOf("core/fault"), 1);
  ASSERT_EQ(findings.Kept().size(), 1u);
  const Finding kept = findings.Kept().front();
  EXPECT_EQ(kept.rule, "core/fault");
  EXPECT_EQ(kept.line, 3);
  EXPECT_EQ(kept.arguments.front().text, "no rule is called `regio/misspelt`");
}

TEST(FindingsTest, RemembersEveryRowThatFailsAnErrorAlsoWhenNotKept) {
  TestData data;
  for (const char* region : {"a", "b", "c", "d"}) data.Add("region", {{"region", region}});
  const SnapshotPtr snapshot = data.Done();
  const TablePtr table = snapshot->table("region");
  Findings findings(CoreRules(), 1);
  for (const RowId id : {RowId{3}, RowId{1}, RowId{3}}) {
    findings.AddRow("core/foreign-key", table->row(id), [](Finding&) {});
  }
  findings.AddRow("core/without_source", table->row(0), [](Finding&) {});  // a warning
  EXPECT_THAT(findings.FailedRows("region"), ElementsAre(1, 3));
  EXPECT_THAT(findings.FailedRows("municipality"), IsEmpty());
}

TEST(FindingsTest, KnowARowsTableKeyRegionAndPlace) {
  const SnapshotPtr snapshot = TestData().Add("region", {{"region", "zwolle"}}).Done();
  Findings findings;
  findings.AddRow("core/foreign-key", snapshot->table("region")->row(0),
                  [](Finding& finding) { finding.field = "parent_region"; });
  const Finding kept = findings.Kept().front();
  EXPECT_EQ(kept.table, "region");
  EXPECT_THAT(kept.key, ElementsAre("zwolle"));
  EXPECT_EQ(kept.region, "zwolle");
  EXPECT_EQ(kept.file, "data/region.csv");
  EXPECT_EQ(kept.line, 2);
}

TEST(FindingsTest, KeepNoCitizenServiceNumber) {
  Findings findings;
  findings.Add("core/type-error", [](Finding& finding) {
    finding.key = {"123456782"};
    finding.region = "r 123456782";
    finding.WithValue("value", "1234.56.782");
  });
  const Finding kept = findings.Kept().front();
  EXPECT_THAT(kept.key, ElementsAre("999999999"));
  EXPECT_EQ(kept.region, "r 999999999");
  EXPECT_EQ(kept.arguments.front().text, "9999.99.999");
}

TEST(FindingsTest, MayBeAddedFromSeveralThreads) {
  Findings findings(CoreRules(), 10);
  const auto add = [&] {
    for (int i = 0; i < 1000; ++i) AddAt(findings, "core/type-error", "a.csv", i);
  };
  std::thread first(add), second(add);
  first.join();
  second.join();
  EXPECT_EQ(findings.CountOf("core/type-error"), 2000);
  EXPECT_EQ(findings.Kept().size(), 10u);
}

}  // namespace
}  // namespace stelsel::core
