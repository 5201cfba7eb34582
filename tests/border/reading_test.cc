// host.reading/1: what a plugin's format may have read for it.
#include <filesystem>

#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReadingTest : public testing::Test {
 protected:
  // What the format of test_kinds makes of a folder whose file is to be read.
  Lines Read(const std::string& file) {
    Put("which", file + "\n");
    return LinesOf(engine_.read("names:" + (temp_ / "in"), findings_)
                       .stream("municipality", {"municipality", "name"}));
  }
  std::string Refusal(const std::string& file) {
    return Failure([&] { Read(file); });
  }
  void Put(const std::string& name, const std::string& bytes) const {
    temp_.Put("in/" + name, bytes);
  }

  const TempFolder temp_;
  const stelsel::Engine engine_{{.plugins = {PluginFolder("test_kinds")}, .language = "en"}};
  stelsel::Findings findings_{engine_.host()};
};

TEST_F(ReadingTest, GivesTheRowsOfAFileAsTextsInWhateverDialect) {
  Put("a.csv", "Code;Naam;Naam\nGM9001;Aa;x\nGM9002;\"B;b\";y\n");
  EXPECT_THAT(Read("a.csv"), ElementsAre("GM9001|Aa", "GM9002|B;b"));
}

TEST_F(ReadingTest, PutsWhatIsWrongWithARowAmongTheFindings) {
  Put("a.csv", "code,name\nGM9001\nGM9002,B\n");
  EXPECT_THAT(Read("a.csv"), ElementsAre("GM9002|B"));
  EXPECT_EQ(findings_.errors(), 1);
  EXPECT_THAT(LinesOf(findings_.stream()), ElementsAre(HasSubstr("core/missing-cell")));
}

TEST_F(ReadingTest, ReadsNothingElse) {
  EXPECT_THAT(Refusal("../other.csv"), HasSubstr("nor does it stand below it"));
  EXPECT_THAT(Refusal("none.csv"), HasSubstr("none.csv"));
  EXPECT_THAT(Refusal("which"), HasSubstr("must end in .csv or .xlsx"));
  temp_.Put("linked.csv", "a,b\n");
  std::filesystem::create_symlink("../linked.csv", temp_ / "in/link.csv");
  EXPECT_THAT(Refusal("link.csv"), HasSubstr("nor does it stand below it"));
}

}  // namespace
}  // namespace border
