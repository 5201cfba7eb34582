// What a baseline knows, in every format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "boost/json/parse.hpp"
#include "core/base/file.h"
#include "core/check/write_findings_test_util.h"

namespace stelsel::core {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

void AddOne(Findings& findings, std::string_view rule, const char* region) {
  findings.Add(rule, [&](Finding& finding) {
    finding.table = "region";
    finding.key = {region};
    finding.field = "parent_region";
    finding.file = "data/region.csv";
    finding.line = 3;
    finding.WithValue("value", "twente").With("target", "region");
  });
}

// Of three findings of one rule and a warning, one is known, and so is the warning; two that were
// known are gone.
class WriteKnownTest : public testing::Test {
 protected:
  WriteKnownTest() : baseline_(Before()), findings_(CoreRules(), 1000, &baseline_) {
    for (const char* region : {"almelo", "deventer", "zwolle"})
      AddOne(findings_, "core/foreign-key", region);
    AddOne(findings_, "core/without_source", "almelo");
  }

  static Baseline Before() {
    Baseline baseline = Baseline::ToWrite();
    Findings findings(CoreRules(), 1000, &baseline);
    for (const char* region : {"almelo", "gone", "gone too"})
      AddOne(findings, "core/foreign-key", region);
    AddOne(findings, "core/without_source", "almelo");
    const std::string path = testing::TempDir() + "/write_known_baseline";
    EXPECT_TRUE(baseline.Write(path).ok());
    return *Baseline::Read(path);
  }

  std::string Text(FindingFormat format, Language language = Language::kEn) const {
    WriteOptions options = InEnglish();
    options.language = language;
    options.tables = {"region"};
    return Written(findings_, format, options);
  }
  boost::json::value Json(FindingFormat format) const { return boost::json::parse(Text(format)); }

  Baseline baseline_;
  Findings findings_;
};

TEST_F(WriteKnownTest, TextShowsWhatIsNewAndCountsTheRest) {
  const std::string text = Text(FindingFormat::kText);
  EXPECT_THAT(text, Not(HasSubstr("core/without_source")));
  EXPECT_THAT(text, EndsWith(R"(
2 errors, 0 warnings, 0 remarks; 2 known.
Rows not read: region 1,500.
Of what was known, not found any more: core/foreign-key 2.
)"));
  EXPECT_THAT(Text(FindingFormat::kText, Language::kNl), HasSubstr(R"(
2 fouten, 0 waarschuwingen, 0 opmerkingen; 2 bekend.
Niet gelezen rijen: region 1.500.
Van wat bekend was, is niet meer gevonden: core/foreign-key 2.
)"));
}

TEST_F(WriteKnownTest, NdjsonMarksWhatIsKnownAndTotalsItApart) {
  const std::string text = Text(FindingFormat::kNdjson);
  EXPECT_THAT(text, HasSubstr(R"(,"known":true}
{"rule":"core/without_source",)"));
  EXPECT_THAT(
      text,
      EndsWith(
          R"({"totals":{"fatal":0,"error":3,"warning":1,"info":0,"rules":{"core/foreign-key":3,"core/without_source":1},"left_out":{},"kept_out":{"region":1500},"known":{"fatal":0,"error":1,"warning":1,"info":0,"rules":{"core/foreign-key":1,"core/without_source":1}},"gone":{"core/foreign-key":2}}}
)"));
}

TEST_F(WriteKnownTest, InAFrictionlessReportItStandsApartAndMakesNothingInvalid) {
  const auto report = Json(FindingFormat::kJson);
  EXPECT_EQ(report.at("stats").at("errors").to_number<int>(), 2);
  EXPECT_EQ(report.at("stats").at("warnings").to_number<int>(), 0);
  const auto& task = report.at("tasks").at(0);
  EXPECT_THAT(task.at("errors").as_array(), SizeIs(2));
  EXPECT_THAT(task.at("warnings").as_array(), SizeIs(0));
  EXPECT_THAT(task.at("stelsel:known").as_array(), SizeIs(2));

  Baseline all = Baseline::ToWrite();
  Findings known(CoreRules(), 1000, &all);
  AddOne(known, "core/foreign-key", "almelo");
  const std::string valid = Written(known, FindingFormat::kJson, InEnglish());
  EXPECT_THAT(valid, Not(HasSubstr("\"valid\": false")));
}

TEST_F(WriteKnownTest, SarifSaysWhichAreNewAndSuppressesTheOthers) {
  const auto log = Json(FindingFormat::kSarif);
  const auto& results = log.at("runs").at(0).at("results").as_array();
  ASSERT_THAT(results, SizeIs(4));
  EXPECT_EQ(results[0].at("baselineState").as_string(), "new");
  EXPECT_THAT(results[0].at("suppressions").as_array(), SizeIs(0));
  EXPECT_EQ(results[3].at("ruleId").as_string(), "core/without_source");
  EXPECT_EQ(results[3].at("baselineState").as_string(), "unchanged");
  EXPECT_EQ(results[3].at("suppressions").at(0).at("kind").as_string(), "external");
}

TEST(SarifFingerprintTest, IsThereWithoutABaselineAndTheSameAsInOne) {
  Findings findings;
  AddOne(findings, "core/foreign-key", "almelo");
  const auto log = boost::json::parse(Written(findings, FindingFormat::kSarif, InEnglish()));
  const auto& result = log.at("runs").at(0).at("results").at(0).as_object();
  EXPECT_EQ(result.at("partialFingerprints").at("stelsel/v1").as_string(),
            FingerprintOf(findings.Kept()[0]));
  EXPECT_FALSE(result.contains("baselineState"));
  EXPECT_FALSE(result.contains("suppressions"));
}

TEST(SarifKnownTest, WhatIsKnownGivesWayToWhatIsNew) {
  std::vector<std::string> keys;
  for (int i = 0; i < 6000; ++i) keys.push_back(std::to_string(i));
  const std::string path = testing::TempDir() + "/write_known_many";
  {
    Baseline before = Baseline::ToWrite();
    Findings findings(CoreRules(), 1, &before);
    for (const std::string& key : keys) AddOne(findings, "core/foreign-key", key.c_str());
    ASSERT_TRUE(before.Write(path).ok());
  }
  Baseline baseline = *Baseline::Read(path);
  Findings findings(CoreRules(), 10'000, &baseline);
  for (const std::string& key : keys) AddOne(findings, "core/foreign-key", key.c_str());
  AddOne(findings, "core/without_source", "zwolle");
  const auto log = boost::json::parse(Written(findings, FindingFormat::kSarif, InEnglish()));
  const auto& results = log.at("runs").at(0).at("results").as_array();
  ASSERT_THAT(results, SizeIs(5000));
  EXPECT_EQ(results[0].at("ruleId").as_string(), "core/without_source");
}

TEST_F(WriteKnownTest, JunitFailsForWhatIsNewOnly) {
  const std::string xml = Text(FindingFormat::kJunit);
  EXPECT_THAT(xml, HasSubstr("<failure type=\"core/foreign-key\" message=\"2× Reference to"));
  EXPECT_THAT(xml, HasSubstr("      </failure>\n      <system-out>\n[known] data/region.csv:3: "
                             "parent_region refers"));
  EXPECT_THAT(xml, HasSubstr("failures=\"1\" skipped=\"0\""));
}

TEST(JunitKnownTest, ACaseThatWouldOnlyFailForWhatIsKnownIsSkipped) {
  Baseline all = Baseline::ToWrite();
  Findings known(CoreRules(), 1000, &all);
  AddOne(known, "core/foreign-key", "almelo");
  AddOne(known, "core/without_source", "almelo");
  WriteOptions options = InEnglish();
  options.tables = {"region"};
  const std::string xml = Written(known, FindingFormat::kJunit, options);
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"1× Reference to nothing, known\"/>"));
  EXPECT_THAT(xml, HasSubstr("failures=\"0\" skipped=\"1\"")) << "a warning passes";
  options.warnings_fail = true;
  EXPECT_THAT(Written(known, FindingFormat::kJunit, options), HasSubstr("skipped=\"2\""));
}

}  // namespace
}  // namespace stelsel::core
