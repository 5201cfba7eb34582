#include "core/cli/describe_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/json.h"

namespace stelsel::core {
namespace {

using testing::HasSubstr;

std::vector<Rule> TwoRules() {
  Rule wide;
  wide.id = "polder/wide";
  wide.title = {"Breed | lang", "Wide | long"};
  wide.message = {"{field} is {value}{hint}.", "{field} is {value}{hint}."};
  wide.cause = {"Meetfout <b>.", "Measured wrong <b>."};
  wide.cure = {"Meet opnieuw.", "Measure again."};
  wide.table = "region";
  wide.parameters = R"([{"name": "most", "type": "integer"}])";
  Rule other;
  other.id = "core/other";
  other.severity = Severity::kInfo;
  return {wide, other};
}

TEST(DescribeRulesTest, MarkdownHasAnAnchorAndEscapesForEachRule) {
  const std::string text = MarkdownOfRules(TwoRules(), Language::kEn);
  EXPECT_THAT(text, HasSubstr("## polder\n"));
  EXPECT_THAT(text, HasSubstr("| [`polder/wide`](#polder-wide) | error | Wide \\| long |"));
  EXPECT_THAT(text, HasSubstr("### <a id=\"polder-wide\"></a>Wide \\| long (`polder/wide`)"));
  EXPECT_THAT(text, HasSubstr("| **message** | `{field}` is `{value}{hint}`. |"));
  EXPECT_THAT(text, HasSubstr("| **cause** | Measured wrong &lt;b>. |"));
  EXPECT_THAT(text, HasSubstr("| **table** | region |"));
  EXPECT_THAT(text, HasSubstr("## core\n"));
}

TEST(DescribeRulesTest, MarkdownIsInTheLanguageAskedFor) {
  EXPECT_THAT(MarkdownOfRules(TwoRules(), Language::kNl),
              HasSubstr("| **oplossing** | Meet opnieuw. |"));
}

TEST(DescribeRulesTest, JsonHasBothLanguagesAndParameters) {
  const auto read = ParseJson(JsonOfRules(TwoRules()), "rules");
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->as_array().size(), 2u);
  const auto& wide = read->as_array()[0].as_object();
  EXPECT_EQ(wide.at("id"), "polder/wide");
  EXPECT_EQ(wide.at("cure").at("nl"), "Meet opnieuw.");
  EXPECT_EQ(wide.at("cure").at("en"), "Measure again.");
  EXPECT_EQ(wide.at("parameters").at(0).at("name"), "most");
  EXPECT_EQ(read->as_array()[1].at("severity"), "info");
}

}  // namespace
}  // namespace stelsel::core
