// Golden runs: cases in a folder, what differs, and writing the files anew.
#include <cstdlib>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "stelsel/testing.hpp"
#include "tests/harness/harness_test_util.h"

namespace harness {
namespace {

using stelsel::testing::AsExpected;
using stelsel::testing::Compare;
using stelsel::testing::Finding;
using stelsel::testing::FindingsOf;
using stelsel::testing::GoldenCase;
using stelsel::testing::GoldenCases;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kExpected =
    R"({"rule":"core/foreign-key","file":"region.csv","line":2}
{"rule":"core/type-error","severity":"error","file":"municipality.csv","line":2,"column":3}
{"rule":"core/without_source"}
{"rule":"core/constraint-error","key":["GM99"],"table":"municipality"}
)";

class Golden : public Folder {
 protected:
  Golden() {
    write("cases/b/source/region.csv", kRegions);
    write("cases/b/source/municipality.csv", kMunicipalities);
    write("cases/b/expect.ndjson", kExpected);
  }
  // What is thrown when expect.ndjson is this.
  std::string Refused(const std::string& lines) {
    const std::string file = write("lines.ndjson", lines);
    try {
      Compare(file, {});
    } catch (const stelsel::Error& error) {
      return error.what();
    }
    return "not refused";
  }
  std::string Message(const GoldenCase& golden) {
    const ::testing::AssertionResult result = AsExpected(engine_, golden);
    return result ? "as expected" : result.message();
  }
  GoldenCase Case() const { return GoldenCases(path("cases")).front(); }
  stelsel::Engine engine_;
};

TEST_F(Golden, CasesAreTheFoldersByName) {
  write("cases/a-1/region.csv", kRegions);
  write("cases/README.md", "not a case");
  const std::vector<GoldenCase> cases = GoldenCases(path("cases"));
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(cases[0].name, "a-1");
  EXPECT_EQ(cases[0].source(), path("cases/a-1/region.csv"));
  EXPECT_EQ(cases[1].source(), path("cases/b/source"));
  EXPECT_EQ(::testing::PrintToString(cases[0]), "a-1");
  EXPECT_EQ(stelsel::testing::GoldenName({cases[0], 0}), "a_1");
}

TEST_F(Golden, AFolderWithoutCasesDoesNotPass) {
  EXPECT_THROW(GoldenCases(path("nowhere")), stelsel::Error);
  EXPECT_THROW(GoldenCases(path("cases/b/source")), stelsel::Error);
  write("two/a/region.csv", kRegions);
  write("two/a/municipality.csv", kMunicipalities);
  EXPECT_THROW(GoldenCases(path("two")).front().source(), stelsel::Error);
}

TEST_F(Golden, WhatIsExpectedPasses) { EXPECT_TRUE(AsExpected(engine_, Case())); }

TEST_F(Golden, WhatDiffersIsTold) {
  write("cases/b/expect.ndjson",
        "{\"rule\":\"core/type-error\"}\n{\"rule\":\"core/without_source\",\"line\":9}\n"
        "{\"rule\":\"core/constraint-error\"}\n");
  const std::string message = Message(Case());
  EXPECT_THAT(message, HasSubstr("b: 1 expected and not found, 2 found and not expected\n"
                                 "- {\"rule\":\"core/without_source\",\"line\":9}\n"
                                 "+ {\"rule\":\"core/without_source\",\"severity\":\"warning\","
                                 "\"file\":\"municipality.csv\",\"line\":3,"));
  EXPECT_THAT(message, HasSubstr("    parent_region refers to “aaaaaaa”"));
  EXPECT_THAT(message, HasSubstr("STELSEL_UPDATE_GOLDEN=1 writes what was found into"));
}

TEST_F(Golden, OneFindingAnswersOneLine) {
  write("cases/b/expect.ndjson",
        std::string(kExpected) + "{\"rule\":\"core/foreign-key\",\"line\":2}\n");
  EXPECT_THAT(Message(Case()), HasSubstr("1 expected and not found, 0 found and not expected"));
}

// The first line could take what only the second can have.
TEST_F(Golden, ALineThatSaysLittleLeavesWhatALineNeedsThatSaysMore) {
  write("many/region.csv",
        "region,name,parent_region,illustratief\na,A,nergens,true\nb,B,nergens,true\n");
  const auto found = FindingsOf(engine_, path("many"));
  const std::string file = write(
      "e.ndjson",
      "{\"rule\":\"core/foreign-key\"}\n{\"rule\":\"core/foreign-key\",\"file\":\"region.csv\","
      "\"line\":2}\n");
  EXPECT_TRUE(Compare(file, found).empty()) << Compare(file, found).text();
}

// Each could take any: whoever compares all with all does not end.
TEST_F(Golden, ManyLinesThatSayLittleArePaired) {
  std::string regions = "region,name,parent_region,illustratief\n", lines;
  for (int i = 0; i < 1000; ++i) {
    regions += "r" + std::to_string(i) + ",R,nergens,true\n";
    lines += "{\"rule\":\"core/foreign-key\"}\n";
  }
  write("many/region.csv", regions);
  const auto found = FindingsOf(engine_, path("many"));
  EXPECT_TRUE(Compare(write("e.ndjson", lines), found).empty());
  lines += "{\"rule\":\"core/foreign-key\"}\n";
  EXPECT_THAT(Compare(write("e.ndjson", lines), found).text(), HasSubstr("1 expected and not"));
}

TEST_F(Golden, WhatCheckPrintsCanBeKeptAsItIs) {
  stelsel::Findings findings(engine_.host());
  const auto snapshot = engine_.read(path("cases/b/source"), findings);
  engine_.check(snapshot, findings);
  std::string printed;
  const std::function<void(std::string_view)> write_to = [&](std::string_view bytes) {
    printed += bytes;
  };
  stelsel::Output output = stelsel::Output::function(engine_.host(), write_to);
  findings.write("ndjson", output);
  output.commit();
  ASSERT_THAT(printed, HasSubstr("\"fingerprint\""));
  ASSERT_THAT(printed, HasSubstr("\"totals\""));
  // But for the folder, which is not the case's.
  for (size_t at; (at = printed.find(path("cases/b/source/"))) != std::string::npos;)
    printed.erase(at, path("cases/b/source/").size());
  write("cases/b/expect.ndjson", printed);
  EXPECT_EQ(Message(Case()), "as expected");
}

TEST_F(Golden, WhatCannotBeReadIsRefusedWithItsLine) {
  EXPECT_THAT(Refused("\n{\"rule\":\"a/b\",\"lien\":3}"),
              HasSubstr("lines.ndjson:2: `lien` is no member of a finding"));
  EXPECT_THAT(Refused("{\"line\":3}"), HasSubstr("`rule` is missing"));
  EXPECT_THAT(Refused("{\"rule\":\"a/b\",\"line\":\"three\"}"), HasSubstr("a whole number"));
  EXPECT_THAT(Refused("{\"rule\":\"a/b\"} x"), HasSubstr("behind the object"));
  EXPECT_THAT(Refused("{\"rule\":\"a/b"), HasSubstr("does not end"));
  EXPECT_THAT(Refused("{\"rule\":\"a\",\"rule\":\"b\"}"), HasSubstr("stands there twice"));
  EXPECT_THAT(Refused("rule"), HasSubstr("no `{`"));
  EXPECT_THROW(Compare(path("nowhere.ndjson"), {}), stelsel::Error);
}

TEST_F(Golden, TextsAreReadAsJsonHasThem) {
  const auto members = stelsel::detail::NdjsonLine(
                           R"({ "a" : "x\"\\\né€", "b": [1, "2"], "c": {"d": [true]}, "e": null })")
                           .read();
  EXPECT_EQ(members.at("a"), "x\"\\\né€");
  EXPECT_EQ(members.at("b"), "1, 2");
  EXPECT_EQ(members.at("c"), R"({"d": [true]})");
  EXPECT_EQ(members.at("e"), "null");
}

TEST_F(Golden, IsWrittenAnewWhenTheEnvironmentSaysSo) {
  write("cases/b/expect.ndjson", "{\"rule\":\"core/overlap\"}\n");
  setenv("STELSEL_UPDATE_GOLDEN", "0", 1);
  EXPECT_FALSE(AsExpected(engine_, Case()));
  setenv("STELSEL_UPDATE_GOLDEN", "1", 1);
  EXPECT_TRUE(AsExpected(engine_, Case()));
  unsetenv("STELSEL_UPDATE_GOLDEN");
  EXPECT_TRUE(AsExpected(engine_, Case())) << read("cases/b/expect.ndjson");
  EXPECT_THAT(read("cases/b/expect.ndjson"),
              HasSubstr("{\"rule\":\"core/foreign-key\",\"severity\":\"error\",\"file\":"
                        "\"region.csv\",\"line\":2,\"field\":\"parent_region\",\"table\":"
                        "\"region\"}\n"));
}

TEST_F(Golden, ACaseThatIsRightExpectsNothing) {
  write("cases/b/source/region.csv", "region,name,illustratief\nnoord,Noord,true\n");
  std::filesystem::remove(path("cases/b/source/municipality.csv"));
  write("cases/b/expect.ndjson", "");
  EXPECT_TRUE(AsExpected(engine_, Case()));
  EXPECT_THAT(Compare(Case().expect(), {}).missing, IsEmpty());
}

}  // namespace
}  // namespace harness
