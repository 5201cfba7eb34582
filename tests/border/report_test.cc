// A report writes a document, a renderer turns it into bytes: two plugins that know nothing of each
// other.
#include "stelsel/set.hpp"
#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kOwnPlugins = STELSEL_BUILD_DIR "/lib/stelsel/plugins";

class ReportTest : public testing::Test {
 protected:
  stelsel::ReportOptions Options(const std::string& set, const std::string& format = "plain") {
    return {.format = format, .as_of = "2021-12-31", .language = "en", .set = set};
  }
  std::string Run(const std::string& id, const stelsel::ReportOptions& options) {
    return Report(engine_, id, snapshot_, options);
  }

  const stelsel::Engine engine_{{.plugins = {PluginFolder("test_plain_c"), kOwnPlugins}}};
  const stelsel::Snapshot snapshot_ =
      SnapshotOf(engine_, {{"GM0193", "Zwolle"}, {"GM0150", "Deventer"}});
};

TEST_F(ReportTest, OfAPluginInCComesOutOfARendererInC) {
  EXPECT_EQ(Run("test_plain_c/count", Options(R"({"table": "municipality"})")),
            "1 municipality on 2021-12-31 in en\n"
            "3 2 rows\n"
            "4 all of them\n"
            "  2 rows\n");
}

TEST_F(ReportTest, ParametersMayBeGivenAsASet) {
  const std::string table = "municipality";
  EXPECT_THAT(Run("test_plain_c/count", Options(stelsel::Set{{"table", table}})),
              StartsWith("1 municipality on 2021-12-31"));
  const std::string set = stelsel::Set{
      {"a", "\"quoted\"\n"}, {"b", table}, {"c", -7}, {"d", true}, {"e", std::string_view("é")}};
  EXPECT_EQ(set, R"({"a":"\"quoted\"\u000a","b":"municipality","c":-7,"d":true,"e":"é"})");
  EXPECT_EQ(std::string(stelsel::Set{}), "{}");
}

TEST_F(ReportTest, OfAnyPluginComesOutOfTheRendererOfAnyOther) {
  const std::string html =
      Run("test_plain_c/count", Options(R"({"table": "municipality"})", "html"));
  EXPECT_THAT(html, HasSubstr("Zwolle"));
  stelsel::Findings findings(engine_.host());
  const stelsel::Snapshot landscape = engine_.read(Landscape(), findings);
  EXPECT_THAT(Report(engine_, "reporting/national", landscape, Options("{}")), StartsWith("1 "));
}

TEST_F(ReportTest, IsTheSameEachTime) {
  const stelsel::ReportOptions options = Options(R"({"table": "municipality"})", "md");
  EXPECT_EQ(Run("test_plain_c/count", options), Run("test_plain_c/count", options));
}

TEST_F(ReportTest, HandsOnWhatAServiceSaysToThePlugin) {
  EXPECT_EQ(Failure([&] { Run("test_plain_c/count", Options(R"({"table": "nonsense"})")); }),
            "5: test_plain_c/count: no table is called `nonsense`");
}

TEST_F(ReportTest, GetsParametersThatWereChecked) {
  EXPECT_THAT(Failure([&] { Run("test_plain_c/count", Options("{}")); }),
              HasSubstr("parameter `table` is needed"));
  EXPECT_THAT(Failure([&] { Run("test_plain_c/count", Options(R"({"tabel": "region"})")); }),
              StartsWith("3: "));
  EXPECT_THAT(Failure([&] { Run("test_plain_c/count", Options(R"([])")); }), StartsWith("3: "));
}

TEST_F(ReportTest, NeedsADayAndAReportAndAFormatThatAreKnown) {
  stelsel::ReportOptions options = Options(R"({"table": "region"})");
  EXPECT_THAT(Failure([&] { Run("test_plain_c/other", options); }), HasSubstr("known are "));
  options.format = "paper";
  EXPECT_THAT(Failure([&] { Run("test_plain_c/count", options); }),
              HasSubstr("no renderer makes `paper`; known are"));
  options = Options(R"({"table": "region"})");
  options.as_of = "";
  EXPECT_THAT(Failure([&] { Run("test_plain_c/count", options); }), HasSubstr("is not a date"));
}

TEST_F(ReportTest, LeavesAFileUncommittedForItsCallerToDecide) {
  const TempFolder temp;
  {
    stelsel::Output output = stelsel::Output::file(engine_.host(), temp / "out.txt");
    engine_.report("test_plain_c/count", snapshot_, Options(R"({"table": "region"})"), output);
  }
  EXPECT_THAT(temp.List(), testing::IsEmpty());
}

TEST_F(ReportTest, StopsWhenItsOutputRefuses) {
  const std::function<void(std::string_view)> refuse = [](std::string_view) { throw 1; };
  stelsel::Output output = stelsel::Output::function(engine_.host(), refuse);
  EXPECT_THROW(engine_.report("test_plain_c/count", snapshot_,
                              Options(R"({"table": "municipality"})"), output),
               int);
}

TEST_F(ReportTest, TellsHowFarItIsAndStopsAtItsNextElement) {
  const stelsel::ReportOptions options = Options(R"({"table": "municipality"})");
  const std::function<void(std::string_view)> nobody = [](std::string_view) {};
  stelsel::Output output = stelsel::Output::function(engine_.host(), nobody);
  int told = 0;
  stelsel::Progress all(engine_.host(), [&](const char*, std::int64_t, std::int64_t) { ++told; });
  engine_.report("test_plain_c/count", snapshot_, options, output, &all);
  EXPECT_GT(told, 0);
  stelsel::Progress none(engine_.host());
  none.cancel();
  EXPECT_THAT(
      Failure([&] { engine_.report("test_plain_c/count", snapshot_, options, output, &none); }),
      testing::StartsWith("1: "));
}

TEST(PluginTest, MayKeepASnapshotAfterItsRun) {
  const std::string folder = PluginFolder("test_keeps");
  const stelsel::Engine engine({.plugins = {folder, PluginFolder("test_plain_c")}});
  const stelsel::ReportOptions options = {
      .format = "plain", .as_of = "2021-12-31", .language = "en", .set = "{}"};
  const std::string first =
      Report(engine, "test_keeps/last", SnapshotOf(engine, {{"GM0193", "Zwolle"}}), options);
  EXPECT_EQ(first, "1 test_keeps\n3 " + folder + "/test_keeps\n3 none\n");
  EXPECT_THAT(Report(engine, "test_keeps/last", SnapshotOf(engine, {}), options),
              HasSubstr("\n3 1\n"));
}

TEST(PluginTest, IsStoppedOnceWithItsEngineAndMayStillLog) {
  const std::string options = R"({"log": "info", "plugins": [")" + PluginFolder("test_keeps") +
                              R"(", ")" + PluginFolder("test_plain_c") + R"("]})";
  const stelsel_host* const host = stelsel_open(options.c_str(), nullptr);
  ASSERT_NE(host, nullptr);
  const std::function<void(std::string_view)> nobody = [](std::string_view) {};
  {
    stelsel::Writer writer{stelsel::Host(host)};
    const stelsel::Snapshot snapshot = writer.commit();
    stelsel::Output output = stelsel::Output::function(stelsel::Host(host), nobody);
    ASSERT_EQ(stelsel::Host(host).engine().run(host, "test_keeps/last", snapshot.raw(),
                                               R"({"format": "plain", "as_of": "2021-12-31"})",
                                               output.raw(), nullptr, nullptr),
              STELSEL_OK);
  }
  testing::internal::CaptureStderr();
  stelsel_close(host);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "stelsel: info: test_keeps: stopped\n");
}

}  // namespace
}  // namespace border
