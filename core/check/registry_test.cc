#include "core/check/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

constexpr std::string_view kRule = R"({"rules": [{"id": "regio/too_many", "severity": "warning",
  "source": "beleid", "table": "facility", "parameters": [{"name": "most", "type": "integer"}],
  "title": {"nl": "Te veel", "en": "Too many"}, "message": {"nl": "Meer dan {most}.", "en": "Over {most}."},
  "cause": {"nl": "o", "en": "c"}, "cure": {"nl": "h", "en": "r"}}]})";

std::string With(std::string_view what, std::string_view other) {
  std::string text(kRule);
  return text.replace(text.find(what), what.size(), other);
}

std::string ErrorOf(const std::string& json) {
  const auto rules = ReadRules(json, "rules.json");
  if (!rules.ok()) return std::string(rules.status().message());
  return std::string(Registry::Create(*rules).status().message());
}

TEST(CoreRulesTest, EveryRuleHasAllItsTextsInBothLanguages) {
  for (const Rule& rule : CoreRules().all()) {
    for (const Texts& texts : {rule.title, rule.message, rule.cause, rule.cure}) {
      EXPECT_FALSE(texts.nl.empty()) << rule.id;
      EXPECT_FALSE(texts.en.empty()) << rule.id;
    }
    EXPECT_TRUE(absl::EndsWith(rule.message.nl, ".")) << rule.id;
    EXPECT_TRUE(absl::EndsWith(rule.message.en, ".")) << rule.id;
    EXPECT_FALSE(rule.source.empty()) << rule.id;
  }
}

TEST(CoreRulesTest, PlaceholdersAreTheSameInBothLanguages) {
  for (const Rule& rule : CoreRules().all()) {
    EXPECT_THAT(PlaceholdersOf(rule.message.nl),
                UnorderedElementsAreArray(PlaceholdersOf(rule.message.en)))
        << rule.id;
    for (const auto& [name, phrases] : rule.phrases) {
      for (const auto& [start, texts] : phrases) {
        EXPECT_THAT(PlaceholdersOf(texts.nl), UnorderedElementsAreArray(PlaceholdersOf(texts.en)))
            << start;
        EXPECT_EQ(std::count(texts.nl.begin(), texts.nl.end(), '{'),
                  std::count(texts.en.begin(), texts.en.end(), '{'))
            << start;
      }
    }
  }
}

TEST(CoreRulesTest, HasTheRulesThatReadersAndChecksRaise) {
  for (const char* id : {"source-error",
                         "package-error",
                         "unknown_table",
                         "encoding-error",
                         "blank-header",
                         "duplicate-label",
                         "extra-label",
                         "missing-label",
                         "blank-row",
                         "missing-cell",
                         "extra-cell",
                         "type-error",
                         "unclosed_quote",
                         "unlisted_file",
                         "constraint-error",
                         "unique-error",
                         "primary-key",
                         "foreign-key",
                         "period_reversed",
                         "overlap",
                         "during",
                         "personal_number",
                         "one_centrumgemeente",
                         "contradicting_observations",
                         "status_tie",
                         "ja_without_source",
                         "status_falls_back",
                         "without_source",
                         "exactly_one",
                         "dialect",
                         "encoding_guessed",
                         "succession_circle",
                         "party_outside_region",
                         "adopted_without_all",
                         "milestone_passed",
                         "expected_date_passed",
                         "claims_differ",
                         "claim_differs_from_model",
                         "fault"}) {
    EXPECT_NE(CoreRules().Find(std::string("core/") + id), nullptr) << id;
  }
  EXPECT_EQ(CoreRules().all().size(), 39u);
  EXPECT_EQ(CoreRules().Find("core/nothing"), nullptr);
}

TEST(RegistryTest, APluginsRulesAreReadFromTheSameFormAndFound) {
  const auto rules = ReadRules(kRule, "rules.json");
  ASSERT_TRUE(rules.ok()) << rules.status();
  const auto registry = Registry::Create(*rules);
  ASSERT_TRUE(registry.ok());
  const Rule* rule = registry->Find("regio/too_many");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->severity, Severity::kWarning);
  EXPECT_EQ(rule->message.nl, "Meer dan {most}.");
  EXPECT_EQ(rule->table, "facility");
  EXPECT_EQ(rule->parameters, R"([{"name":"most","type":"integer"}])");
  EXPECT_EQ(registry->Find("core/type-error"), nullptr);
}

TEST(RegistryTest, AMistakeInARuleIsRefusedAndNamed) {
  EXPECT_THAT(ErrorOf(With("severity", "severty")),
              HasSubstr("rule `regio/too_many`: `severty` is not known"));
  EXPECT_THAT(ErrorOf(With("warning", "alarming")), HasSubstr("fatal, error, warning or info"));
  EXPECT_THAT(ErrorOf(With("\"en\": \"c\"", "\"en\": \"\"")),
              HasSubstr("`cause`: a text is empty"));
  EXPECT_THAT(ErrorOf(With(", \"en\": \"r\"", "")), HasSubstr("`cure`: `en` is missing"));
  EXPECT_THAT(ErrorOf(With("regio/too_many", "Too many")), HasSubstr("an id like OWNER/NAME"));
  EXPECT_THAT(ErrorOf(With("Over {most}", "Over {more}")), HasSubstr("other placeholders"));
  EXPECT_EQ(ErrorOf(std::string(kRule)), "");
}

TEST(RegistryTest, AnIdCanStandThereOnlyOnce) {
  auto rules = *ReadRules(kRule, "rules.json");
  rules.push_back(rules.front());
  EXPECT_THAT(std::string(Registry::Create(rules).status().message()),
              HasSubstr("stands there twice"));
}

TEST(PlaceholdersTest, AreTheNamesBetweenBraces) {
  EXPECT_THAT(PlaceholdersOf("{b} and {a}, {b} and {} "), ElementsAre("b", "a"));
  EXPECT_THAT(PlaceholdersOf("none { here"), ElementsAre());
}

}  // namespace
}  // namespace stelsel::core
