#include "core/check/message.h"

#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

std::string Say(const Finding& finding, Language language = Language::kEn, bool values = true) {
  return MessageOf(finding, CoreRules().Find(finding.rule), language, values);
}

Finding OfRule(std::string rule) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.field = "name";
  return finding;
}

TEST(MessageTest, IsASentenceInEitherLanguage) {
  Finding finding = OfRule("core/type-error");
  finding.WithValue("value", "morgen").With("type", "date");
  EXPECT_EQ(Say(finding), "“morgen” in name cannot be read as date (yyyy-mm-dd).");
  EXPECT_EQ(Say(finding, Language::kNl),
            "“morgen” in name is niet te lezen als datum (jjjj-mm-dd).");
}

TEST(MessageTest, ShowsTheShapeOfAValueUnlessValuesAreAskedFor) {
  Finding finding = OfRule("core/type-error");
  finding.WithValue("value", "12-ab Żółw").With("type", "integer");
  EXPECT_EQ(Say(finding, Language::kEn, false),
            "“99-aa aaaa” in name cannot be read as whole number.");
}

TEST(MessageTest, NeverShowsACitizenServiceNumber) {
  Finding finding = OfRule("core/type-error");
  finding.WithValue("value", "123456782").With("type", "date");
  EXPECT_EQ(Say(finding, Language::kEn, true),
            "“999999999” in name cannot be read as date (yyyy-mm-dd).");
}

TEST(MessageTest, IsOneLineThatIsSafeInATerminal) {
  Finding finding = OfRule("core/source-error");
  finding.With("reason", "line\nbreak\x1b[31m");
  EXPECT_EQ(Say(finding), "The source could not be read: line\\nbreak\\x1b[31m.");
}

TEST(MessageTest, SaysConstraintsInWords) {
  const auto say = [](std::string constraint, Language language) {
    Finding finding = OfRule("core/constraint-error");
    finding.WithValue("value", "x").With("constraint", std::move(constraint));
    return Say(finding.With("suggestion", "none"), language);
  };
  EXPECT_EQ(say("required", Language::kEn), "name is empty but must be filled in.");
  EXPECT_EQ(say("minimum 1", Language::kNl), "name is “x”, maar moet ten minste 1 zijn.");
  EXPECT_EQ(say("maximum 9", Language::kEn), "name is “x” but must be at most 9.");
  EXPECT_EQ(say("minLength 2", Language::kEn), "name is “x” but must have at least 2 characters.");
  EXPECT_EQ(say("maxLength 2", Language::kNl),
            "name is “x”, maar mag hoogstens 2 tekens lang zijn.");
  EXPECT_EQ(say("pattern [0-9]{4} {value}", Language::kEn),
            "name is “x” but must follow the pattern [0-9]{4} {value}.");
  EXPECT_EQ(say("one of nee, in_ontwikkeling, ja", Language::kNl),
            "name is “x”, maar moet een van deze zijn: nee, in_ontwikkeling, ja.");
  EXPECT_EQ(say("something new", Language::kEn), "name something new.");
}

TEST(MessageTest, APhraseMayHoldAnother) {
  Finding finding = OfRule("core/one_centrumgemeente");
  finding.region = "zwolle";
  finding.With("count", "none").With("period", "between 2021-01-01 2022-01-01");
  EXPECT_EQ(Say(finding), "Region zwolle has no centrumgemeente from 2021-01-01 until 2022-01-01.");
  EXPECT_EQ(Say(finding, Language::kNl),
            "Regio zwolle heeft van 2021-01-01 tot 2022-01-01 geen centrumgemeente.");
}

TEST(MessageTest, AWordThatIsNotKnownIsAnEllipsis) {
  EXPECT_EQ(Say(OfRule("core/blank-header")), "Column … has no name and was not read.");
}

TEST(MessageTest, WithoutARuleTheArgumentsAreShown) {
  Finding finding = OfRule("other/rule");
  finding.With("limit", "5").WithValue("value", "abc");
  EXPECT_EQ(Say(finding, Language::kEn, false), "other/rule limit=5 value=aaa");
}

}  // namespace
}  // namespace stelsel::core
