#include "core/host/sql_rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kManifest[] = R"({
  "id": "west", "version": "1", "border": "1.1", "licence": "EUPL-1.2",
  "title": {"nl": "W", "en": "W"},
  "parameters": [{"name": "days", "type": "integer", "default": 30},
                 {"name": "share", "type": "number", "stelsel:scale": 2}],
  "capabilities": {"stelsel.checks/1": [
    {"id": "taken", "severity": "info", "source": "s",
     "title": {"nl": "t", "en": "t"}, "message": {"nl": "m", "en": "m"},
     "cause": {"nl": "c", "en": "c"}, "cure": {"nl": "c", "en": "c"}}]}
})";

constexpr char kFile[] = "/p/west/rules/late.sql";

constexpr char kHead[] = R"(-- rule: late
-- severity: warning
-- title nl: Te laat
-- title en: Late
-- cause nl: Dit gebeurt
--   als het te laat is.
-- cause en: This happens
--     when it is late.
-- cure nl: Wees op tijd: altijd.
-- cure en: Be on time.
-- source: S1 §4.5
)";
constexpr char kSelect[] = "SELECT 1\n";

absl::StatusOr<SqlRule> Read(const std::string& text, const std::string& file = kFile) {
  static const auto* const manifest = new Manifest(ReadManifest(kManifest, "plugin.json").value());
  return ReadSqlRule(text, file, *manifest);
}
// With these lines at the end of the head, so from line 12.
absl::StatusOr<SqlRule> ReadWith(std::string_view lines) {
  return Read(absl::StrCat(kHead, std::string(lines), kSelect));
}
std::string WhyNot(const absl::StatusOr<SqlRule>& rule) {
  return rule.ok() ? "it was read" : std::string(rule.status().message());
}
// The head with one text in place of another.
std::string Instead(std::string_view from, std::string_view to) {
  return WhyNot(Read(
      absl::StrCat(absl::StrReplaceAll(kHead, {{std::string(from), std::string(to)}}), kSelect)));
}

TEST(SqlRuleTest, SaysInItsHeadWhatItIs) {
  const auto rule =
      ReadWith("-- table: west_plan\n-- parameters: share,\n--    days\n-- seconds: 5\n");
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->rule.id, "west/late");
  EXPECT_EQ(rule->rule.severity, Severity::kWarning);
  EXPECT_EQ(rule->rule.title.nl, "Te laat");
  EXPECT_EQ(rule->rule.cause.nl, "Dit gebeurt als het te laat is.");
  EXPECT_EQ(rule->rule.cause.en, "This happens when it is late.");
  EXPECT_EQ(rule->rule.cure.nl, "Wees op tijd: altijd.");
  EXPECT_EQ(rule->rule.source, "S1 §4.5");
  EXPECT_EQ(rule->rule.table, "west_plan");
  EXPECT_EQ(rule->table_line, 12);
  EXPECT_THAT(rule->parameters, ElementsAre("share", "days"));
  EXPECT_THAT(rule->rule.parameters, HasSubstr(R"("default":30)"));
  EXPECT_EQ(rule->seconds, 5);
  EXPECT_EQ(rule->file, kFile);
  EXPECT_THAT(rule->text, testing::StartsWith("-- rule: late"));
}

TEST(SqlRuleTest, NeedsNoMore) {
  const auto rule = ReadWith("");
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->seconds, 60);
  EXPECT_THAT(rule->parameters, IsEmpty());
  EXPECT_EQ(rule->rule.parameters, "[]");
  EXPECT_THAT(rule->rule.table, IsEmpty());
}

TEST(SqlRuleTest, WithoutAMessageSaysItsColumnOrItsTitle) {
  const auto rule = ReadWith("");
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->rule.message.nl, "{message}");
  EXPECT_EQ(rule->rule.phrases.at("message").at("none").en, "Late");
  const auto other = ReadWith("-- message nl: {region} is laat\n-- message en: {region} is late\n");
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->rule.message.en, "{region} is late");
  EXPECT_THAT(other->rule.phrases, IsEmpty());
}

TEST(SqlRuleTest, MayBeginWithAByteOrderMarkAndEndLinesAsWindowsDoes) {
  const std::string windows = absl::StrReplaceAll(kHead, {{"\n", "\r\n"}});
  const auto rule = Read(absl::StrCat("\xEF\xBB\xBF", windows, "\r\nselect 1\r\n"));
  ASSERT_TRUE(rule.ok()) << rule.status();
  EXPECT_EQ(rule->rule.title.en, "Late");
}

TEST(SqlRuleTest, MayHaveOtherCommentsBehindItsHead) {
  EXPECT_TRUE(Read(absl::StrCat(kHead, "\n-- no key\n/* SELECT\n */ with x as (select 1) ")).ok());
}

TEST(SqlRuleTest, RefusesKeysThatItDoesNotKnowOrHasTwice) {
  EXPECT_THAT(WhyNot(ReadWith("-- kind: x\n")),
              HasSubstr("/p/west/rules/late.sql:12: `kind` is not known; known are rule,"));
  EXPECT_THAT(WhyNot(ReadWith("-- rule: late\n")),
              HasSubstr("late.sql:12: `rule` stands there twice"));
  EXPECT_THAT(WhyNot(ReadWith("-- just words\n")), HasSubstr("late.sql:12: this is not `KEY: "));
}

TEST(SqlRuleTest, RefusesAHeadThatLacksSomething) {
  EXPECT_THAT(Instead("-- title nl: Te laat\n", ""),
              HasSubstr("late.sql:1: the head has no `title nl`"));
  EXPECT_THAT(Instead("Te laat", " "), HasSubstr("late.sql:3: `title nl` has no value"));
  EXPECT_THAT(WhyNot(Read(kSelect)), HasSubstr("late.sql:1: there is no head"));
  EXPECT_THAT(WhyNot(Read("")), HasSubstr("late.sql:1: there is no head"));
  EXPECT_THAT(WhyNot(Read("--     goes on\n")), HasSubstr("late.sql:1: nothing stands before"));
}

TEST(SqlRuleTest, RefusesWhatIsNotAsItMustBe) {
  EXPECT_THAT(Instead("rule: late", "rule: Late"), HasSubstr("late.sql:1: `rule` is not an id"));
  EXPECT_THAT(Instead("rule: late", "rule: early"), HasSubstr("but the file is called late.sql"));
  EXPECT_THAT(Instead("warning", "fatal"), HasSubstr("late.sql:2: `severity` must be error,"));
  EXPECT_THAT(WhyNot(ReadWith("-- table: a b\n")),
              HasSubstr("late.sql:12: `table` is not the name"));
  for (const char* seconds : {"0", "601", "-1", "1.5", "soon", "99999999999999999999"}) {
    EXPECT_THAT(WhyNot(ReadWith(absl::StrCat("-- seconds: ", seconds, "\n"))),
                HasSubstr("late.sql:12: `seconds` must be a number from 1 to 600"));
  }
}

TEST(SqlRuleTest, RefusesAMessageInOneLanguageOrWithOtherColumns) {
  EXPECT_THAT(WhyNot(ReadWith("-- message nl: x\n")),
              HasSubstr("late.sql:12: `message nl` stands there without `message en`"));
  EXPECT_THAT(WhyNot(ReadWith("-- message nl: {a}\n-- message en: {b}\n")),
              HasSubstr("late.sql:13: `message en` names other columns"));
}

TEST(SqlRuleTest, RefusesParametersThatAreNotDeclared) {
  EXPECT_THAT(WhyNot(ReadWith("-- parameters: days, weeks\n")),
              HasSubstr("late.sql:12: `parameters` has `weeks`, which plugin.json does not"));
  EXPECT_THAT(WhyNot(ReadWith("-- parameters: days, days\n")), HasSubstr("has `days` twice"));
  EXPECT_THAT(WhyNot(ReadWith("-- message nl: {a}\n-- message en: {a}\n-- names: a, b\n")),
              HasSubstr("`names` has `b`, which the message does not name"));
  EXPECT_THAT(WhyNot(ReadWith("-- parameters: days,\n")), HasSubstr("has ``"));
}

TEST(SqlRuleTest, RefusesARuleThatTheManifestHas) {
  const std::string text =
      absl::StrCat(absl::StrReplaceAll(kHead, {{"rule: late", "rule: taken"}}), kSelect);
  EXPECT_THAT(WhyNot(Read(text, "/p/west/rules/taken.sql")),
              HasSubstr("taken.sql:1: `rule` is taken, which plugin.json has too"));
}

TEST(SqlRuleTest, RefusesWhatIsNoSelect) {
  EXPECT_THAT(WhyNot(Read(kHead)), HasSubstr("late.sql:12: there is no SELECT"));
  EXPECT_THAT(WhyNot(Read(absl::StrCat(kHead, "\n/* a\n */ DELETE FROM x"))),
              HasSubstr("late.sql:14: there is no SELECT"));
  EXPECT_THAT(WhyNot(Read(absl::StrCat(kHead, "/* open"))), HasSubstr("there is no SELECT"));
}

TEST(SqlRuleTest, RefusesWhatIsNoText) {
  EXPECT_THAT(WhyNot(ReadWith("-- table: \xff\n")), HasSubstr("late.sql:12: this is not UTF-8"));
  EXPECT_THAT(WhyNot(Read(absl::StrCat(kHead, "SELECT 1", std::string(1, '\0'), "\n"))),
              HasSubstr("late.sql:12: there is a NUL byte"));
}

}  // namespace
}  // namespace stelsel::core
