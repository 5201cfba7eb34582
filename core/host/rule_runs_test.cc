#include "core/host/rule_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/check/message.h"
#include "core/host/engine.h"
#include "core/io/io_test_util.h"
#include "core/model/stream_cells.h"

namespace stelsel::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr char kSqlManifest[] = R"({
  "id": "sql_stand_in", "version": "1", "border": "1.1", "licence": "EUPL-1.2",
  "title": {"nl": "S", "en": "S"},
  "capabilities": {"stelsel.query/1": [{"id": "sql", "title": {"nl": "S", "en": "S"}}]}
})";

std::string PackManifest(std::string_view id, std::string_view more = "") {
  return absl::StrCat(R"({"id": ")", std::string(id), R"(", "version": "1", "border": "1.1",
      "licence": "EUPL-1.2", "title": {"nl": "P", "en": "P"})",
                      std::string(more), "}");
}

// A rule about municipalities of which the last line says what happens.
std::string RuleOf(std::string_view name, std::string_view more, std::string_view select) {
  return absl::StrCat("-- rule: ", std::string(name), R"(
-- severity: warning
-- table: municipality
-- title nl: Titel
-- title en: Title
-- cause nl: c
-- cause en: c
-- cure nl: c
-- cure en: c
-- source: s
)",
                      std::string(more), "SELECT ", std::string(select), "\n");
}

class RuleRunsTest : public testing::Test {
 protected:
  void SetUp() override {
    temp_.Put("in/municipality.csv",
              "municipality,name,illustratief\nGM0193,Zwolle,true\nGM0150,Deventer,true\n");
    temp_.Put("plugins/west/plugin.json", PackManifest("west", more_));
    PutSql();
  }
  void PutSql() {
    temp_.Put("plugins/sql_stand_in/plugin.json", kSqlManifest);
    std::filesystem::copy_file(RULE_RUNS_TEST_SQL, temp_ / "plugins/sql_stand_in/sql_stand_in.so");
  }
  void Put(std::string_view name, std::string_view select, std::string_view more = "") {
    temp_.Put(absl::StrCat("plugins/west/rules/", std::string(name), ".sql"),
              RuleOf(name, more, select));
  }
  std::string File(std::string_view name) {
    return temp_ / absl::StrCat("plugins/west/rules/", std::string(name), ".sql");
  }

  absl::Status Open() {
    auto engine = Engine::Open({.plugin_folders = {temp_ / "plugins"}, .language = Language::kEn});
    if (engine.ok()) engine_ = *std::move(engine);
    return engine.status();
  }
  absl::Status Check(const CheckRequest& request) {
    const absl::Status opened = engine_ != nullptr ? absl::OkStatus() : Open();
    if (!opened.ok()) return opened;
    findings_ = std::make_unique<Findings>(engine_->rules());
    const auto snapshot = engine_->Read(temp_ / "in", {}, *findings_);
    if (!snapshot.ok()) return snapshot.status();
    return engine_->Check(*snapshot, request, *findings_);
  }
  // What the pack finds: `RULE KEY FILE:LINE MESSAGE`.
  std::vector<std::string> Found(CheckRequest request = {}) {
    if (request.packs.empty()) request.packs = {"west"};
    const absl::Status status = Check(request);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> lines;
    if (!status.ok()) return lines;
    for (const Finding& finding : findings_->Kept()) {
      if (finding.rule.rfind("west/", 0) != 0 && finding.rule != "core/fault") continue;
      const std::string file = finding.file.substr(finding.file.rfind('/') + 1);
      lines.push_back(absl::StrCat(
          finding.rule, " ", KeyOf(finding), " ", file, ":", finding.line, " ",
          MessageOf(finding, engine_->rules().Find(finding.rule), Language::kEn, false)));
    }
    return lines;
  }

  // What the faults say.
  std::vector<std::string> Faults() const {
    std::vector<std::string> reasons;
    for (const Finding& finding : findings_->Kept()) {
      if (finding.rule == "core/fault") reasons.push_back(finding.arguments[0].text);
    }
    return reasons;
  }

  std::string more_ = R"(, "parameters": [
      {"name": "days", "type": "integer", "default": 30, "constraints": {"minimum": 0}},
      {"name": "share", "type": "number", "stelsel:scale": 2, "default": 0.5},
      {"name": "word", "type": "string", "default": "none"}])";
  TempFolder temp_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Findings> findings_;
};

TEST_F(RuleRunsTest, ARowThatComesOutFailsTheRule) {
  Put("late", "rows municipality;GM0150");
  EXPECT_THAT(Found(), ElementsAre("west/late GM0150 municipality.csv:3 Title"));
  EXPECT_EQ(findings_->Count(Severity::kWarning), 1);
  EXPECT_THAT(Found({.packs = {"sql_stand_in"}}), IsEmpty());
}

TEST_F(RuleRunsTest, TheColumnMessageIsTheSentenceAndOtherTextsAreRedacted) {
  Put("a", "rows municipality,message;GM0193,Zwolle is late;GM0150,-");
  Put("b", "rows municipality,word;GM0193,secret",
      "-- message nl: {municipality} {word}\n-- message en: {municipality} has {word}\n");
  EXPECT_THAT(Found(), ElementsAre("west/a GM0193 municipality.csv:2 Zwolle is late",
                                   "west/b GM0193 municipality.csv:2 GM0193 has aaaaaa",
                                   "west/a GM0150 municipality.csv:3 Title"));
}

TEST_F(RuleRunsTest, TextsThatAreNamesAreShown) {
  const char words[] = "-- message nl: {other} {word}\n-- message en: {other} and {word}\n";
  Put("a", "rows municipality,other,word;GM0193,GM0150,secret",
      std::string("-- names: other\n") + words);
  EXPECT_THAT(Found(), ElementsAre("west/a GM0193 municipality.csv:2 GM0150 and aaaaaa"));
}

TEST_F(RuleRunsTest, WhatIsWrongIsToldWithTheRulesFileAndTheOthersRun) {
  Put("a", "fail line 12: no such column: x");
  Put("b", "fail line x: what");
  Put("c", "rows name;Zwolle");
  Put("d", "rows municipality;GM9999");
  Put("e", "rows municipality,field;GM0193,colour");
  Put("f", "nothing");
  Put("g", "rows municipality;GM0193", "-- message nl: {x}\n-- message en: {x}\n");
  Put("z", "rows municipality;GM0193");
  EXPECT_THAT(Found(), UnorderedElementsAre(HasSubstr("core/fault  a.sql:12 "),
                                            HasSubstr("b.sql:1 "), HasSubstr("c.sql:1 "),
                                            HasSubstr("d.sql:1 "), HasSubstr("e.sql:1 "),
                                            HasSubstr("f.sql:1 "), HasSubstr("g.sql:1 "),
                                            "west/z GM0193 municipality.csv:2 Title"));
  const std::vector<Finding> kept = findings_->Kept();
  const auto reason_of = [&](const std::string& name) -> std::string {
    for (const Finding& finding : kept) {
      if (finding.file == File(name)) return finding.arguments[0].text;
    }
    return "";
  };
  EXPECT_EQ(reason_of("a"), "west/a: no such column: x");
  EXPECT_EQ(reason_of("b"), "west/b: line x: what");
  EXPECT_EQ(reason_of("c"),
            "west/c: gives no column `municipality` of the key of table municipality");
  EXPECT_EQ(reason_of("d"), "west/d: names a row that table municipality has not: GM9999");
  EXPECT_EQ(reason_of("e"), "west/e: names field `colour`, which table municipality has not");
  EXPECT_THAT(reason_of("f"), HasSubstr("gave no table"));
  EXPECT_THAT(reason_of("g"), HasSubstr("gives no column `x`, which its message names"));
}

TEST_F(RuleRunsTest, ARuleThatIsTooSlowIsStoppedAndTheOthersRun) {
  Put("a", "slow", "-- seconds: 1\n");
  Put("b", "rows municipality;GM0193");
  EXPECT_THAT(Found(), UnorderedElementsAre(HasSubstr("a.sql:1 "), HasSubstr("west/b GM0193")));
  EXPECT_THAT(Faults(), ElementsAre("west/a: takes longer than 1 s"));
}

TEST_F(RuleRunsTest, ACallersCancelEndsTheWholeAndAPluginsDoesNot) {
  Put("a", "of itself");
  Put("b", "of itself");
  stelsel_progress progress;
  progress.function = [](void* context, const char* what, int64_t, int64_t) {
    if (std::string_view(what) == "west/b")
      static_cast<stelsel_progress*>(context)->cancelled = true;
  };
  progress.context = &progress;
  EXPECT_TRUE(absl::IsCancelled(Check({.packs = {"west"}, .progress = &progress})));
  EXPECT_THAT(Faults(), ElementsAre("west/a: cancelled"));
}

TEST_F(RuleRunsTest, ACancelReachesARuleThatRuns) {
  Put("a", "slow");
  ASSERT_TRUE(Open().ok());
  stelsel_progress progress;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    progress.cancelled = true;
  });
  RunRequest request;
  request.snapshot = Snapshot::Empty(engine_->schemas());
  request.progress = &progress;
  Findings findings(engine_->rules());
  const absl::Status status =
      RunRules(*engine_->plugins().Find("west"), engine_->plugins().FindById(STELSEL_QUERY, kSql),
               request, findings);
  canceller.join();
  EXPECT_TRUE(absl::IsCancelled(status)) << status;
  EXPECT_EQ(findings.CountOf("core/fault"), 0);
}

TEST_F(RuleRunsTest, ARuleAboutADayDoesNotRunWithoutOne) {
  Put("a", "as_of municipality;GM0193");
  EXPECT_THAT(Found(), IsEmpty());
  EXPECT_THAT(Found({.as_of = "2021-12-31"}), SizeIs(1));
}

TEST_F(RuleRunsTest, ParametersAreThoseOfTheRuleThenOfThePluginThenTheirDefaults) {
  Put("a", "parameters", "-- parameters: days\n");
  Put("b", "parameters", "-- parameters: days, word, share\n");
  EXPECT_THAT(Found(), ElementsAre(HasSubstr(R"({"days":30})"),
                                   HasSubstr(R"({"days":30,"share":0.5,"word":"none"})")));
  EXPECT_THAT(Found({.parameters = {{"west/days", "5"}, {"west/b/days", "6"}}}),
              ElementsAre(HasSubstr(R"({"days":5})"),
                          HasSubstr(R"({"days":6,"share":0.5,"word":"none"})")));
}

TEST_F(RuleRunsTest, ParametersThatAreNoneOrHaveNoSuchValueAreAWrongCall) {
  Put("a", "parameters", "-- parameters: days\n");
  const auto why_not = [&](const std::string& name, const std::string& value) {
    const absl::Status status = Check({.packs = {"west"}, .parameters = {{name, value}}});
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    return std::string(status.message());
  };
  EXPECT_THAT(why_not("west/days", "-1"), HasSubstr("west: parameter `days` is below its minimum"));
  EXPECT_THAT(why_not("west/a/days", "x"), HasSubstr("west/a: parameter `days` must be a value"));
  EXPECT_THAT(why_not("west/weeks", "1"), HasSubstr("west: parameter `weeks` is not known"));
  EXPECT_THAT(why_not("west/a/word", "x"), HasSubstr("west/a: parameter `word` is not known"));
  EXPECT_THAT(why_not("west/b/days", "1"), HasSubstr("not so: west/b/days"));
  EXPECT_THAT(why_not("east/days", "1"), HasSubstr("not so: east/days"));
}

TEST_F(RuleRunsTest, WhereNobodyKnowsSqlThatIsToldOnce) {
  Put("a", "rows municipality;GM0193");
  Put("b", "rows municipality;GM0193");
  std::filesystem::remove_all(temp_ / "plugins/sql_stand_in");
  EXPECT_THAT(Found(), ElementsAre(AllOf(HasSubstr("core/fault"), HasSubstr("rules"))));
  EXPECT_THAT(Faults(), ElementsAre(HasSubstr("no plugin was found")));
}

TEST_F(RuleRunsTest, RulesOfWhatAPluginRequiresRunToo) {
  Put("a", "rows municipality;GM0193");
  temp_.Put("plugins/north/plugin.json", PackManifest("north", R"(, "requires": ["south"])"));
  temp_.Put("plugins/south/plugin.json", PackManifest("south", R"(, "requires": ["west"])"));
  EXPECT_THAT(Found({.packs = {"north"}}), SizeIs(1));
  EXPECT_THAT(Found({.packs = {"south"}, .parameters = {{"west/days", "1"}}}), SizeIs(1));
}

TEST_F(RuleRunsTest, AQueryThatSaysSoGetsParametersThatItDoesNotDeclare) {
  const auto answer = [&](const std::string& manifest) -> std::string {
    temp_.Put("plugins/sql_stand_in/plugin.json", manifest);
    EXPECT_TRUE(Open().ok());
    RunRequest request;
    request.snapshot = Snapshot::Empty(engine_->schemas());
    request.parameters = {{"region", "ijssel_vecht"}};
    ArrowArrayStream rows{};
    const absl::Status status = engine_->Query("sql", "\nSELECT parameters", request, &rows);
    if (!status.ok()) return std::string(status.message());
    StreamCells cells = StreamCells::Open(&rows).value();
    return cells.Next().value() ? *cells.Text(1).value() : "";
  };
  EXPECT_THAT(answer(kSqlManifest), HasSubstr("parameter `region` is not known"));
  EXPECT_EQ(answer(absl::StrReplaceAll(
                kSqlManifest, {{R"("id": "sql",)", R"("id": "sql", "free_parameters": true,)"}})),
            R"({"region":"ijssel_vecht"})");
}

TEST_F(RuleRunsTest, AreAmongTheRulesOfTheEngine) {
  Put("a", "rows municipality;GM0193");
  ASSERT_TRUE(Open().ok());
  ASSERT_NE(engine_->rules().Find("west/a"), nullptr);
  EXPECT_EQ(engine_->rules().Find("west/a")->title.nl, "Titel");
}

TEST_F(RuleRunsTest, ARuleAboutATableThatIsNotThereIsRefusedWithItsLine) {
  temp_.Put("plugins/west/rules/a.sql",
            "-- rule: a\n-- table: nowhere\n-- severity: info\n"
            "-- title nl: t\n-- title en: t\n-- cause nl: c\n-- cause en: c\n-- cure nl: c\n"
            "-- cure en: c\n-- source: s\nSELECT 1\n");
  EXPECT_EQ(Open().message(), File("a") + ":2: table `nowhere` is not known");
}

}  // namespace
}  // namespace stelsel::core
