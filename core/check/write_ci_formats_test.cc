// SARIF for code scanning and JUnit for the pages of CI.
#include <gtest/gtest.h>

#include "boost/json/parse.hpp"
#include "core/check/write_findings_test_util.h"

namespace stelsel::core {
namespace {

boost::json::object Sarif(const Findings& findings) {
  const std::string text = Written(findings, FindingFormat::kSarif, InEnglish());
  return boost::json::parse(text).as_object().at("runs").as_array().at(0).as_object();
}

TEST(SarifFormatTest, HasAResultForEachFindingWithItsRuleLevelAndPlace) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  const auto run = Sarif(findings);
  const auto& results = run.at("results").as_array();
  ASSERT_EQ(results.size(), 4u);
  const auto& typed = results[3].as_object();
  EXPECT_EQ(typed.at("ruleId").as_string(), "core/type-error");
  EXPECT_EQ(typed.at("level").as_string(), "error");
  const auto& place = typed.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri").as_string(), "data/region.csv");
  EXPECT_EQ(place.at("region").at("startLine").as_int64(), 12);
  const auto& rules = run.at("tool").at("driver").at("rules").as_array();
  const auto index = static_cast<size_t>(typed.at("ruleIndex").to_number<int64_t>());
  EXPECT_EQ(rules.at(index).at("id").as_string(), "core/type-error");
}

TEST(SarifFormatTest, SaysHowManyFindingsAreNotAmongTheResults) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  const auto run = Sarif(findings);
  const auto& invocation = run.at("invocations").at(0).as_object();
  EXPECT_TRUE(invocation.at("executionSuccessful").as_bool());
  EXPECT_EQ(invocation.at("toolExecutionNotifications").at(0).at("message").at("text").as_string(),
            "1499 of 1503 findings are not among these results.");
}

TEST(SarifFormatTest, HasNoMoreResultsThanCodeScanningShowsAndDropsTheLeastSevere) {
  Findings findings(CoreRules(), 10'000);
  for (int i = 0; i < 6000; ++i) {
    findings.Add(i < 4000 ? "core/without_source" : "core/type-error",
                 [&](Finding& finding) { finding.line = i + 1; });
  }
  const auto run = Sarif(findings);
  const auto& results = run.at("results").as_array();
  EXPECT_EQ(results.size(), 5000u);
  EXPECT_EQ(results[0].at("level").as_string(), "error");
  EXPECT_EQ(results[4999].at("level").as_string(), "warning");
}

TEST(SarifFormatTest, APathBecomesAUri) {
  Findings findings;
  findings.Add("core/without_source", [](Finding& f) { f.file = "/data/mijn map/é#1.csv"; });
  EXPECT_EQ(Sarif(findings)
                .at("results")
                .at(0)
                .at("locations")
                .at(0)
                .at("physicalLocation")
                .at("artifactLocation")
                .at("uri")
                .as_string(),
            "file:///data/mijn%20map/%C3%A9%231.csv");
}

TEST(JunitFormatTest, HasACaseForEachRuleOfATableAndThoseThatFailAreFailures) {
  Findings findings(CoreRules(), 1);
  AddExamples(findings);
  WriteOptions options = InEnglish();
  options.tables = {"region", "claim"};
  const std::string xml = Written(findings, FindingFormat::kJunit, options);
  EXPECT_NE(xml.find("<testcase classname=\"claim\" name=\"core/claims_differ\" time=\"0\"/>"),
            std::string::npos);
  EXPECT_EQ(xml.find("<testcase classname=\"region\" name=\"core/claims_differ\""),
            std::string::npos);
  EXPECT_NE(xml.find("<failure type=\"core/type-error\" message=\"1× Value of the wrong type\">\n"
                     "data/region.csv:12:4: “aaaaaa” in valid_from"),
            std::string::npos)
      << xml;
  EXPECT_NE(xml.find("<testsuite name=\"data\""), std::string::npos) << "what is about no table";
}

TEST(JunitFormatTest, AWarningIsAFailureWhereItIsToFail) {
  Findings findings;
  findings.Add("core/without_source", [](Finding& f) { f.table = "region"; });
  WriteOptions options = InEnglish();
  options.tables = {"region"};
  EXPECT_EQ(Written(findings, FindingFormat::kJunit, options).find("<failure"), std::string::npos);
  options.warnings_fail = true;
  EXPECT_NE(Written(findings, FindingFormat::kJunit, options).find("<failure"), std::string::npos);
}

TEST(JunitFormatTest, EscapesWhatXmlWouldReadOrCannotHold) {
  Findings findings;
  findings.Add("core/extra-label", [](Finding& f) {
    f.table = "region";
    f.With("label", "<a> & \"b\" \x01");
  });
  const std::string xml = Written(findings, FindingFormat::kJunit, InEnglish());
  EXPECT_NE(xml.find("&lt;a&gt; &amp; &quot;b&quot; \\x01"), std::string::npos) << xml;
}

}  // namespace
}  // namespace stelsel::core
