#include "core/host/source.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace stelsel::core {
namespace {

// FORMAT|PATH|REVISION
std::string Parts(std::string_view text) {
  const SourceName name = ParseSource(text);
  return absl::StrCat(name.format, "|", name.path, "|", name.revision);
}

TEST(SourceTest, MayBeAPathAlone) {
  EXPECT_EQ(Parts("examples/landscape"), "|examples/landscape|");
  EXPECT_EQ(Parts("/srv/wmo.db"), "|/srv/wmo.db|");
  EXPECT_EQ(Parts(""), "||");
}

TEST(SourceTest, MayBeginWithAFormat) {
  EXPECT_EQ(Parts("sqlite:/srv/wmo"), "sqlite|/srv/wmo|");
  EXPECT_EQ(Parts("csv:folder"), "csv|folder|");
  EXPECT_EQ(Parts("sqlite:"), "sqlite||");
}

TEST(SourceTest, HasNoFormatWhenWhatStandsBeforeTheColonIsNoId) {
  EXPECT_EQ(Parts("./a:b"), "|./a:b|");
  EXPECT_EQ(Parts("/srv/10:00"), "|/srv/10:00|");
  EXPECT_EQ(Parts("C:data"), "|C:data|");
  EXPECT_EQ(Parts(":a"), "|:a|");
}

TEST(SourceTest, HasAFormatUpToItsFirstColonOnly) { EXPECT_EQ(Parts("sqlite:a:b"), "sqlite|a:b|"); }

TEST(SourceTest, MayEndWithARevision) {
  EXPECT_EQ(Parts("sqlite:a.db@12"), "sqlite|a.db|12");
  EXPECT_EQ(Parts("a.db@latest"), "|a.db|latest");
  EXPECT_EQ(Parts("a.db@2021-12-31"), "|a.db|2021-12-31");
  EXPECT_EQ(Parts("a@1@2"), "|a@1|2");
}

TEST(SourceTest, KeepsAnAtThatIsNoRevision) {
  EXPECT_EQ(Parts("jan@zwolle"), "|jan@zwolle|");
  EXPECT_EQ(Parts("a@"), "|a@|");
  EXPECT_EQ(Parts("a@2021-02-30"), "|a@2021-02-30|");
  EXPECT_EQ(Parts("a@1/b"), "|a@1/b|");
}

TEST(SourceTest, IsShownWithoutAPassword) {
  for (const char* given :
       {"postgresql://anna:gehe:im@host/db?sslmode=require@7",
        "postgresql://anna@host/db?password=geheim",
        "postgresql:host=x password = 'gehe\\'im' dbname=y", "postgresql:password=geheim"}) {
    EXPECT_EQ(ShownSource(given).find("geh"), std::string::npos) << ShownSource(given);
  }
  EXPECT_EQ(ShownSource("postgresql://anna:geheim@host/db@7"), "postgresql://anna:***@host/db@7");
  for (const char* given : {"folder/password=x", "sqlite:a@b.sqlite@2", "postgresql://anna@host/db",
                            "postgresql:host=x dbname=y"})
    EXPECT_EQ(ShownSource(given), given);
}

TEST(SourceTest, TellsWhatARevisionLooksLikeWhereOneMayHaveBeenMeant) {
  const auto told = [](std::string_view path) {
    return std::string(WithRevisionForms(absl::NotFoundError("nothing is there"), path).message());
  };
  EXPECT_EQ(
      told("a.db@2026-11"),
      "nothing is there (@2026-11 is no revision: those are @NUMBER, @YYYY-MM-DD and @latest)");
  EXPECT_EQ(told("a.db"), "nothing is there");
  EXPECT_EQ(told("//anna@host/db"), "nothing is there");
  EXPECT_EQ(WithRevisionForms(absl::DataLossError("broken"), "a@x").message(), "broken");
}

}  // namespace
}  // namespace stelsel::core
