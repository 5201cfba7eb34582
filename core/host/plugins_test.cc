#include "core/host/plugins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A manifest; `more` are further members, each with a comma before it.
std::string ManifestOf(std::string_view id, std::string_view more = "") {
  return absl::StrCat(R"({"id": ")", std::string(id), R"(", "version": "1", "border": "1.0",
      "licence": "EUPL-1.2", "title": {"nl": "T", "en": "T"})",
                      std::string(more), "}");
}

std::string Offering(std::string_view capability, std::string_view id, std::string_view more = "") {
  return absl::StrCat(R"(, "capabilities": {")", std::string(capability), R"(": [{"id": ")",
                      std::string(id), R"(", "title": {"nl": "T", "en": "T"})", std::string(more),
                      "}]}");
}

constexpr char kTable[] = R"({
  "name": "west_plan",
  "fields": [{"name": "plan", "type": "string", "constraints": {"required": true}}],
  "primaryKey": "plan"
})";

class PluginSetTest : public testing::Test {
 protected:
  void Put(const std::string& folder, std::string_view manifest) {
    temp_.Put(folder + "/plugin.json", manifest);
  }
  absl::StatusOr<std::unique_ptr<PluginSet>> Find(const std::vector<std::string>& folders = {""}) {
    std::vector<std::string> paths;
    for (const std::string& folder : folders) paths.push_back(temp_ / folder);
    return PluginSet::Find({paths, {}, ""}, nullptr);
  }
  std::string WhyNot(const std::vector<std::string>& folders = {""}) {
    return std::string(Find(folders).status().message());
  }

  TempFolder temp_;
};

TEST_F(PluginSetTest, HoldsThePluginsOneLevelBelowAFolderByTheirIds) {
  Put("z", ManifestOf("alpha"));
  Put("a", ManifestOf("beta"));
  Put("deep/er", ManifestOf("gamma"));
  temp_.Put("README", "not a plugin");
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  ASSERT_THAT((*set)->plugins(), SizeIs(2));
  EXPECT_EQ((*set)->plugins()[0]->manifest().id, "alpha");
  EXPECT_EQ((*set)->plugins()[1]->manifest().id, "beta");
  EXPECT_EQ((*set)->Find("gamma"), nullptr);
}

TEST_F(PluginSetTest, HasTheTablesOfEachPlugin) {
  Put("west", ManifestOf("west"));
  temp_.Put("west/schema/west_plan.json", kTable);
  temp_.Put("west/schema/README.md", "not a table");
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  ASSERT_THAT((*set)->Find("west")->tables(), SizeIs(1));
  EXPECT_EQ((*set)->Find("west")->tables()[0]->name, "west_plan");
  EXPECT_EQ((*set)->Find("west")->tables()[0]->owner, "west");
}

TEST_F(PluginSetTest, RefusesATableThatDoesNotBeginWithThePluginsId) {
  Put("east", ManifestOf("east"));
  temp_.Put("east/schema/plan.json", kTable);
  EXPECT_THAT(WhyNot(), HasSubstr("must be called east_"));
}

TEST_F(PluginSetTest, CountsAFolderThatIsGivenTwiceOnce) {
  Put("all/west", ManifestOf("west"));
  const auto set = Find({"all", "all", "all/../all"});
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT((*set)->plugins(), SizeIs(1));
}

TEST_F(PluginSetTest, RefusesAnIdThatIsThereTwiceAndNamesBothFolders) {
  Put("one/west", ManifestOf("west"));
  Put("two/other", ManifestOf("west"));
  const auto set = Find({"one", "two"});
  EXPECT_EQ(set.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(WhyNot({"one", "two"}), HasSubstr("plugin west is there twice"));
  EXPECT_THAT(WhyNot({"one", "two"}), HasSubstr("/one/west"));
  EXPECT_THAT(WhyNot({"one", "two"}), HasSubstr("/two/other"));
}

TEST_F(PluginSetTest, RefusesAPluginWhoseRequiredPluginIsNotThere) {
  Put("west", ManifestOf("west", R"(, "requires": ["north"])"));
  EXPECT_THAT(WhyNot(), HasSubstr("plugin west requires plugin north, which was not found"));
  Put("north", ManifestOf("north"));
  EXPECT_TRUE(Find().ok());
}

TEST_F(PluginSetTest, RefusesPluginsThatRequireEachOtherAndNamesTheCircle) {
  Put("a", ManifestOf("alpha", R"(, "requires": ["beta"])"));
  Put("b", ManifestOf("beta", R"(, "requires": ["gamma"])"));
  Put("c", ManifestOf("gamma", R"(, "requires": ["beta"])"));
  EXPECT_EQ(WhyNot(), "plugins require each other in a circle: beta, gamma, beta");
  Put("c", ManifestOf("gamma"));
  EXPECT_TRUE(Find().ok());
  Put("c", ManifestOf("gamma", R"(, "requires": ["gamma"])"));
  EXPECT_EQ(WhyNot(), "plugins require each other in a circle: gamma, gamma");
}

TEST_F(PluginSetTest, PassesOverALibraryWithoutAManifest) {
  temp_.Put("west/west.so", "no library either");
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT((*set)->plugins(), IsEmpty());
  EXPECT_THAT((*set)->Get("west").status().message(),
              AllOf(HasSubstr("no plugin is called `west`; looked in "), HasSubstr("found none")));
}

TEST_F(PluginSetTest, RefusesAFormatThatStelselReadsItself) {
  Put("west", ManifestOf("west", Offering("stelsel.format/1", "csv")));
  EXPECT_EQ(WhyNot(), "plugin west offers `csv`, which stelsel reads itself");
}

TEST_F(PluginSetTest, RefusesAFormatAndAStoreOfOneName) {
  Put("west", ManifestOf("west", Offering("stelsel.format/1", "box")));
  Put("east", ManifestOf("east", Offering("stelsel.store/1", "box")));
  EXPECT_EQ(WhyNot(), "plugins east and west both offer `box`");
}

TEST_F(PluginSetTest, FindsAPackInItsOwnFolderOnce) {
  Put("all/west", ManifestOf("west"));
  const std::string pack = temp_ / "all/west";
  const auto set = PluginSet::Find({{temp_ / "all"}, {pack, pack}, ""}, nullptr);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT((*set)->plugins(), SizeIs(1));
  EXPECT_THAT((*PluginSet::Find({{}, {pack}, ""}, nullptr))->plugins(), SizeIs(1));
}

TEST_F(PluginSetTest, RefusesACapabilityThatNobodyKnows) {
  Put("west", ManifestOf("west", Offering("stelsel.magic/1", "wand")));
  EXPECT_THAT(WhyNot(), HasSubstr("stelsel.magic/1"));
  EXPECT_THAT(WhyNot(), HasSubstr("/west/plugin.json"));
}

TEST_F(PluginSetTest, RefusesTwoPluginsThatOfferOneFormat) {
  Put("west", ManifestOf("west", Offering("stelsel.renderer/1", "html")));
  Put("east", ManifestOf("east", Offering("stelsel.renderer/1", "html")));
  EXPECT_EQ(WhyNot(), "plugins east and west both offer `html`");
}

TEST_F(PluginSetTest, MayHaveReportsOfOneNameFromSeveralPlugins) {
  Put("west", ManifestOf("west", Offering("stelsel.report/1", "plan")));
  Put("east", ManifestOf("east", Offering("stelsel.report/1", "plan")));
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT((*set)->Names("stelsel.report/1"), ElementsAre("east/plan", "west/plan"));
  const auto report = (*set)->FindByName("stelsel.report/1", "west/plan");
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->plugin->manifest().id, "west");
  EXPECT_THAT((*set)->FindByName("stelsel.report/1", "plan").status().message(),
              HasSubstr("`plan` is not known; known are east/plan, west/plan"));
}

TEST_F(PluginSetTest, FindsAStoreByItsFormatAndByTheEndingOfAPath) {
  Put("west", ManifestOf("west", Offering("stelsel.store/1", "box", R"(, "endings": [".bx"])")));
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_NE((*set)->FindById("stelsel.store/1", "box").plugin, nullptr);
  EXPECT_EQ((*set)->FindById("stelsel.store/1", "bag").plugin, nullptr);
  EXPECT_NE((*set)->FindByEnding("stelsel.store/1", "/srv/a.bx").plugin, nullptr);
  EXPECT_EQ((*set)->FindByEnding("stelsel.store/1", "/srv/abx").plugin, nullptr);
}

TEST_F(PluginSetTest, RefusesAFolderThatIsNotThere) {
  EXPECT_EQ(Find({"nowhere"}).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PluginSetTest, SaysThatALibraryIsMissingWhenItIsNeeded) {
  Put("west", ManifestOf("west", Offering("stelsel.report/1", "plan")));
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT((*set)->Find("west")->Capability("stelsel.report/1").status().message(),
              HasSubstr("/west/west.so is not there"));
}

}  // namespace
}  // namespace stelsel::core
