// host.findings/1: what is wrong, counted, as rows and as text.
#include <cstdint>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class FindingsTest : public testing::Test {
 protected:
  void SetUp() override {
    temp_.Put("in/municipality.csv",
              "municipality,name,valid_from,illustratief\nGM0193,Zwolle,yesterday,true\n"
              "990,Deventer,,true\n991,Kampen,,true\n");
  }
  void ReadAndCheck(stelsel::Findings& findings) {
    engine_.check(engine_.read(temp_ / "in", findings), findings);
  }
  std::string Written(const stelsel::Findings& findings, const char* format,
                      const char* options = nullptr) {
    std::string text;
    const std::function<void(std::string_view)> write = [&](std::string_view part) {
      text += part;
    };
    stelsel::Output output = stelsel::Output::function(engine_.host(), write);
    findings.write(format, output, options);
    return text;
  }

  const TempFolder temp_;
  const stelsel::Engine engine_;
};

TEST_F(FindingsTest, AreCountedBySeverity) {
  stelsel::Findings findings(engine_.host());
  EXPECT_EQ(findings.errors(), 0);
  ReadAndCheck(findings);
  EXPECT_EQ(findings.errors(), 3);
  EXPECT_EQ(findings.count(STELSEL_WRONG), 3);
  EXPECT_EQ(findings.count(STELSEL_FATAL), 0);
  EXPECT_EQ(findings.count(0) + findings.count(5) + findings.count(-1), 0) << "no severities";
}

TEST_F(FindingsTest, SayWhereEachIs) {
  stelsel::Findings findings(engine_.host());
  ReadAndCheck(findings);
  Lines lines;
  findings.each(
      [&](const stelsel::FindingRow& row) {
        lines.push_back(std::string(row.rule) + " " + std::string(row.severity) + " " +
                        std::string(row.table) + "." + std::string(row.field) + " " +
                        std::to_string(row.line));
        EXPECT_THAT(std::string(row.file), HasSubstr("municipality.csv"));
        EXPECT_THAT(std::string(row.message), Not(IsEmpty()));
      },
      "en");
  EXPECT_THAT(lines, ElementsAre("core/type-error error municipality.valid_from 2",
                                 "core/constraint-error error municipality.municipality 3",
                                 "core/constraint-error error municipality.municipality 4"));
}

TEST_F(FindingsTest, AreKeptUpToAMaximumAndAllCounted) {
  stelsel::Findings findings(engine_.host(), 1);
  ReadAndCheck(findings);
  EXPECT_EQ(findings.errors(), 3);
  EXPECT_THAT(LinesOf(findings.stream("nl")), SizeIs(2)) << "one of each rule";
}

TEST_F(FindingsTest, AreWrittenInEachFormat) {
  stelsel::Findings findings(engine_.host());
  ReadAndCheck(findings);
  EXPECT_THAT(Written(findings, "text", "{\"lang\": \"en\"}"), HasSubstr("municipality.csv"));
  EXPECT_THAT(Written(findings, "json"), StartsWith("{"));
  const std::string ndjson = Written(findings, "ndjson");
  EXPECT_EQ(std::count(ndjson.begin(), ndjson.end(), '\n'), 4) << "three, and the totals";
  EXPECT_THAT(Failure([&] { Written(findings, "yaml"); }), StartsWith("3: "));
  EXPECT_THAT(Failure([&] { Written(findings, nullptr); }), StartsWith("3: "));
}

TEST_F(FindingsTest, ShowTheShapeOfAValueUnlessAskedForTheValue) {
  stelsel::Findings findings(engine_.host());
  ReadAndCheck(findings);
  EXPECT_THAT(Written(findings, "text"), Not(HasSubstr("yesterday")));
  EXPECT_THAT(Written(findings, "text", "{\"values\": true}"), HasSubstr("yesterday"));
}

TEST_F(FindingsTest, SpeakTwoLanguages) {
  stelsel::Findings findings(engine_.host());
  ReadAndCheck(findings);
  EXPECT_NE(LinesOf(findings.stream("nl")), LinesOf(findings.stream("en")));
  EXPECT_THAT(Failure([&] { findings.stream("fr"); }), HasSubstr("`fr` is no language"));
}

TEST_F(FindingsTest, StayGoodAsAStreamWhenTheyAreReleased) {
  stelsel::Stream stream;
  {
    stelsel::Findings findings(engine_.host());
    ReadAndCheck(findings);
    stream = findings.stream();
  }
  EXPECT_THAT(LinesOf(std::move(stream)), SizeIs(3));
}

TEST_F(FindingsTest, HandOnWhatAFunctionThatWritesThrows) {
  stelsel::Findings findings(engine_.host());
  ReadAndCheck(findings);
  const std::function<void(std::string_view)> refuse = [](std::string_view) {
    throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "full");
  };
  stelsel::Output output = stelsel::Output::function(engine_.host(), refuse);
  EXPECT_THAT(Failure([&] { findings.write("text", output); }), HasSubstr("8: full"));
}

}  // namespace
}  // namespace border
