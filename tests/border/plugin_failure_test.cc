// Plugins that break their word: what is said, and that the host goes on.
#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

stelsel::ReportOptions Throws() {
  return {.format = "throws", .as_of = "2021-12-31", .language = "en", .set = "{}"};
}

class ThrowingPluginTest : public testing::Test {
 protected:
  std::string WhyNot(const std::string& report) {
    return Failure([&] { Report(engine_, "test_throws/" + report, snapshot_, Throws()); });
  }
  std::string WhyNotRead(const std::string& where) {
    stelsel::Findings findings(engine_.host());
    return Failure([&] { engine_.read("throws:" + where, findings); });
  }
  std::string WhyNotCommit(const std::string& where) {
    return Failure([&] { engine_.commit(snapshot_, "throws:" + where); });
  }

  const stelsel::Engine engine_{{.plugins = {PluginFolder("test_throws")}}};
  const stelsel::Snapshot snapshot_ = SnapshotOf(engine_, {{"GM0166", "Kampen"}});
};

TEST_F(ThrowingPluginTest, OfAReportBecomesAnError) {
  EXPECT_EQ(WhyNot("exception"), "13: test_throws/exception: an exception: exception");
  EXPECT_EQ(WhyNot("error"), "10: test_throws/error: an error of the border");
  EXPECT_THAT(WhyNot("number"), StartsWith("13: test_throws/number: something was thrown"));
  EXPECT_EQ(WhyNot("memory"), "8: test_throws/memory: out of memory");
}

TEST_F(ThrowingPluginTest, OfAStreamThatAReportGaveBecomesAnError) {
  EXPECT_THAT(WhyNot("rows"), HasSubstr("an exception: rows"));
}

TEST_F(ThrowingPluginTest, OfARendererBecomesAnError) {
  EXPECT_EQ(WhyNot("fine"), "13: renderer throws: an exception: renderer");
}

TEST_F(ThrowingPluginTest, OfAStoreBecomesAnErrorWhereverItComesFrom) {
  EXPECT_EQ(WhyNotRead("fine"), "OK");
  for (const char* where : {"open", "tables", "read", "rows", "latest", "close"}) {
    EXPECT_THAT(WhyNotRead(where), HasSubstr(std::string("an exception: ") + where)) << where;
  }
  for (const char* where : {"open", "latest", "begin", "upsert", "commit", "close"}) {
    EXPECT_THAT(WhyNotCommit(where), StartsWith("13: test_throws: an exception: ")) << where;
  }
}

TEST_F(ThrowingPluginTest, MayNotSayYesAndGiveNothing) {
  EXPECT_THAT(WhyNotRead("none"), HasSubstr("gave no store"));
  EXPECT_THAT(WhyNotCommit("nothing"), HasSubstr("gave no transaction"));
}

TEST_F(ThrowingPluginTest, IsAskedAgainAsIfNothingHadHappened) {
  EXPECT_EQ(WhyNot("number"), WhyNot("number"));
  EXPECT_EQ(snapshot_.row_count("municipality"), 1);
}

// Why the only report of a plugin does not run; OK when it does.
std::string WhyNotRun(const std::string& id) {
  return Failure([&] {
    const stelsel::Engine engine({.plugins = {PluginFolder(id), PluginFolder("test_plain_c")}});
    stelsel::ReportOptions options = Throws();
    options.format = "plain";
    Report(engine, id + "/any", SnapshotOf(engine, {}), options);
  });
}

TEST(OddPluginTest, ThatThrowsAsItStartsIsNotStarted) {
  EXPECT_EQ(WhyNotRun("test_throws_at_start"),
            "13: plugin test_throws_at_start did not start: no room here");
}

TEST(OddPluginTest, WhoseManifestSaysAnotherMajorVersionIsNotFound) {
  EXPECT_THAT(WhyNotRun("test_major_2"), StartsWith("9: "));
  EXPECT_THAT(WhyNotRun("test_major_2"), HasSubstr("was made for border version 2.0"));
}

TEST(OddPluginTest, WhoseLibraryIsOfAnotherMajorVersionIsNotUsed) {
  EXPECT_EQ(WhyNotRun("test_lies"),
            "9: plugin test_lies was built for border version 2.0, and this stelsel has 1.1");
}

TEST(OddPluginTest, WhoseLibraryHasNoEntryIsNoPlugin) {
  EXPECT_THAT(WhyNotRun("test_no_entry"), HasSubstr("does not export stelsel_plugin_entry"));
}

TEST(OddPluginTest, ThatLacksWhatItsManifestNamesSaysSo) {
  EXPECT_THAT(WhyNotRun("test_lacks"), HasSubstr("names stelsel.report/1 in its manifest"));
}

TEST(OddPluginTest, WhoseTableIsTooShortForItsFunctionsIsNotCalled) {
  EXPECT_THAT(WhyNotRun("test_short"), HasSubstr("lacks functions of border 1.0"));
}

TEST(OddPluginTest, WithoutALibraryIsFoundAndMissedWhenItIsNeeded) {
  const stelsel::Engine engine({.plugins = {PluginFolder("test_no_library")}});
  EXPECT_THAT(WhyNotRun("test_no_library"), HasSubstr("test_no_library.so is not there"));
}

TEST(OddPluginTest, IsNotLoadedBeforeItIsNeeded) {
  const stelsel::Engine engine({.plugins = {PluginFolder("test_throws_at_start")}});
  SnapshotOf(engine, {});
}

TEST(PluginFolderTest, MustBeAbsoluteAndThere) {
  EXPECT_THAT(Failure([] { stelsel::Engine engine({.plugins = {"plugins"}}); }),
              StartsWith("7: plugins is not an absolute path"));
  EXPECT_THAT(Failure([] { stelsel::Engine engine({.plugins = {"/nowhere"}}); }),
              StartsWith("5: "));
}

}  // namespace
}  // namespace border
