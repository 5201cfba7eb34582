#include "core/check/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/check/findings.h"

namespace stelsel::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using Known = Findings::Known;

std::string PathOf(const char* name) { return testing::TempDir() + "/baseline_" + name; }

std::string Put(const char* name, const std::string& text) {
  FileWriter file = *FileWriter::Create(PathOf(name));
  EXPECT_TRUE(file.Write(text).ok() && file.Commit().ok());
  return PathOf(name);
}

std::string Got(const std::string& path) { return *ReadWholeFile(path, 1 << 20); }

Finding OfRow(std::string key, std::string field = "status", std::string rule = "core/type-error") {
  Finding finding;
  finding.rule = std::move(rule);
  finding.table = "agreement_status";
  finding.field = std::move(field);
  finding.key = {std::move(key)};
  return finding;
}

void Add(Findings& findings, const Finding& finding) {
  findings.Add(finding.rule, [&](Finding& out) { out = finding; });
}

// A file in which these are known.
std::string Written(const char* name, const std::vector<Finding>& known) {
  Baseline baseline = Baseline::ToWrite();
  Findings findings(CoreRules(), 1000, &baseline);
  for (const Finding& finding : known) Add(findings, finding);
  EXPECT_TRUE(baseline.Write(PathOf(name)).ok());
  return PathOf(name);
}

TEST(FingerprintTest, IsOfTheRuleTheFieldAndTheKeyWhereverTheRowStands) {
  const Finding finding = OfRow("noord");
  EXPECT_THAT(FingerprintOf(finding), MatchesRegex("[0-9a-f]{32}"));
  Finding moved = finding;
  moved.file = "elsewhere/agreement_status.csv";
  moved.line = 7;
  moved.row = 6;
  moved.byte = 900;
  moved.revision = "r7";
  moved.WithValue("value", "other").With("other", "agreement_status.csv:8");
  EXPECT_EQ(FingerprintOf(moved), FingerprintOf(finding));
  EXPECT_NE(FingerprintOf(OfRow("zuid")), FingerprintOf(finding));
  EXPECT_NE(FingerprintOf(OfRow("noord", "sequence")), FingerprintOf(finding));
  EXPECT_NE(FingerprintOf(OfRow("noord", "status", "core/foreign-key")), FingerprintOf(finding));
}

TEST(FingerprintTest, WithoutAKeyIsOfTheFilesNameAndTheWords) {
  Finding finding;
  finding.rule = "core/extra-label";
  finding.table = "region";
  finding.file = "a/b/region.csv";
  finding.With("label", "kleur");
  Finding same = finding;
  same.file = "region.csv";
  same.line = 3;
  EXPECT_EQ(FingerprintOf(same), FingerprintOf(finding));
  Finding other_words = finding, other_file = finding;
  other_words.arguments[0].text = "vorm";
  other_file.file = "a/b/regions.csv";
  EXPECT_NE(FingerprintOf(other_words), FingerprintOf(finding));
  EXPECT_NE(FingerprintOf(other_file), FingerprintOf(finding));
}

TEST(BaselineTest, TheFileIsSortedHasALineAFindingAndNoValue) {
  const auto path = Written("sorted", {OfRow("zwolle"), OfRow("geheim"), OfRow("zwolle"),
                                       OfRow("almelo", "", "core/primary-key")});
  const std::string text = Got(path);
  EXPECT_THAT(text, Not(HasSubstr("geheim")));
  EXPECT_THAT(text, MatchesRegex("# stelsel baseline 1: [^\n]*\n"
                                 "core/primary-key agreement_status - [0-9a-f]*\n"
                                 "core/type-error agreement_status status [0-9a-f]*( 2)?\n"
                                 "core/type-error agreement_status status [0-9a-f]*( 2)?\n"));
  EXPECT_EQ(Got(Written("again", {OfRow("geheim"), OfRow("almelo", "", "core/primary-key"),
                                  OfRow("zwolle"), OfRow("zwolle")})),
            text);
}

TEST(BaselineTest, WhatStandsInTheFileIsKnownAndTheRestIsNew) {
  Baseline baseline = *Baseline::Read(Written("known", {OfRow("noord"), OfRow("zuid")}));
  Findings findings(CoreRules(), 1000, &baseline);
  Add(findings, OfRow("noord"));
  Add(findings, OfRow("oost"));
  EXPECT_EQ(findings.Count(Severity::kError), 2);
  EXPECT_EQ(findings.Count(Severity::kError, Known::kYes), 1);
  EXPECT_EQ(findings.Count(Severity::kError, Known::kNo), 1);
  ASSERT_THAT(findings.Kept(), SizeIs(1));
  EXPECT_THAT(findings.Kept()[0].key, ElementsAre("oost"));
  ASSERT_THAT(findings.Kept(Known::kYes), SizeIs(1));
  EXPECT_THAT(findings.Kept(Known::kYes)[0].key, ElementsAre("noord"));
  EXPECT_THAT(baseline.Gone(), ElementsAre(Pair("core/type-error", 1)));
}

TEST(BaselineTest, WhatIsKnownTwiceIsNewTheThirdTime) {
  Baseline baseline = *Baseline::Read(Written("twice", {OfRow("noord"), OfRow("noord")}));
  Findings findings(CoreRules(), 1000, &baseline);
  for (int i = 0; i < 3; ++i) Add(findings, OfRow("noord"));
  EXPECT_EQ(findings.Count(Severity::kError, Known::kYes), 2);
  EXPECT_EQ(findings.Count(Severity::kError, Known::kNo), 1);
  EXPECT_THAT(baseline.Gone(), IsEmpty());
}

TEST(BaselineTest, WhatIsKnownLeavesRoomForWhatIsNew) {
  std::vector<Finding> known;
  for (int i = 0; i < 50; ++i) known.push_back(OfRow(std::to_string(i)));
  Baseline baseline = *Baseline::Read(Written("room", known));
  Findings findings(CoreRules(), 2, &baseline);
  for (const Finding& finding : known) Add(findings, finding);
  Add(findings, OfRow("new"));
  ASSERT_THAT(findings.Kept(), SizeIs(1));
  EXPECT_THAT(findings.Kept()[0].key, ElementsAre("new"));
  EXPECT_THAT(findings.Kept(Known::kYes), SizeIs(2));
  EXPECT_EQ(findings.Count(Severity::kError, Known::kYes), 50) << "also those not kept";
  EXPECT_THAT(findings.LeftOut(Known::kYes), ElementsAre(Pair("core/type-error", 48)));
  EXPECT_THAT(findings.LeftOut(Known::kNo), IsEmpty());
}

TEST(BaselineTest, AFaultIsNeverKnown) {
  Baseline baseline = Baseline::ToWrite();
  Findings findings(CoreRules(), 1000, &baseline);
  findings.Add("core/fault", [](Finding& finding) { finding.With("reason", "memory ran out"); });
  EXPECT_EQ(findings.Count(Severity::kFatal, Known::kNo), 1);
}

TEST(BaselineTest, ACitizenServiceNumberIsMaskedBeforeItIsDigested) {
  const std::string masked = Got(Written("masked", {OfRow("999999999")}));
  EXPECT_EQ(Got(Written("number", {OfRow("123456782")})), masked);
}

TEST(BaselineTest, CommentsEmptyLinesAndOtherLineEndsAreFineAndALineTwiceCountsTwice) {
  const std::string line = "core/type-error region name " + std::string(32, 'a');
  Baseline baseline = *Baseline::Read(
      Put("comments", "# stelsel baseline 1\r\n\r\n# why\r\n" + line + "\r\n" + line + " 3\r\n"));
  EXPECT_THAT(baseline.Gone(), ElementsAre(Pair("core/type-error", 4)));
}

TEST(BaselineTest, ARuleIsKnownAsOftenAsItsFindingsTogether) {
  const std::string line = "core/x region name ";
  Baseline baseline = *Baseline::Read(
      Put("many", "# stelsel baseline 1\n" + line + std::string(32, 'a') + " 10000000000\n" + line +
                      std::string(32, 'b') + " 10000000000\n"));
  EXPECT_THAT(baseline.Gone(), ElementsAre(Pair("core/x", 20'000'000'000)));
}

TEST(BaselineTest, AFileThatIsNoneIsRefusedWithTheLine) {
  const std::string head = "# stelsel baseline 1\n", print(32, 'a');
  EXPECT_THAT(std::string(Baseline::Read(PathOf("nowhere")).status().message()),
              HasSubstr("baseline_nowhere"));
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("# stelsel baseline 12\n")})
    EXPECT_THAT(std::string(Baseline::Read(Put("none", text)).status().message()),
                HasSubstr("is no baseline"));
  for (const std::string& line :
       {std::string("core/x region name"), "core/x region name " + print.substr(1),
        "core/x region name " + print + " 0", "core/x region name " + print + " two",
        "core/x region name " + print + " 1 1", "core/x region  " + print + "A",
        "core/x region name " + print + " 10000000001",
        "core/x region name " + print + " 10000000000\ncore/x region name " + print}) {
    const auto read = Baseline::Read(Put("wrong", head + line + "\n"));
    ASSERT_FALSE(read.ok()) << line;
    EXPECT_THAT(std::string(read.status().message()), HasSubstr("baseline_wrong:")) << line;
  }
}

}  // namespace
}  // namespace stelsel::core
