#include "core/host/plugin_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/host/plugins.h"
#include "core/io/io_test_util.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr char kManifest[] = R"({
  "id": "west", "version": "1.0.0", "border": "1.0", "licence": "EUPL-1.2",
  "title": {"nl": "West", "en": "West"},
  "capabilities": {"stelsel.report/1": [{"id": "any", "title": {"nl": "Iets", "en": "Any"}}]}
})";
constexpr char kTable[] = R"({
  "name": "west_plan",
  "fields": [{"name": "plan", "type": "string", "constraints": {"required": true}}],
  "primaryKey": "plan"
})";

class PluginLockTest : public testing::Test {
 protected:
  PluginLockTest() {
    temp_.Put("all/west/plugin.json", kManifest);
    temp_.Put("all/west/schema/west_plan.json", kTable);
    fs::copy_file(LOADER_TEST_PLUGIN, temp_ / "all/west/west.so");
    Lock(LockLines("west", temp_ / "all/west").value());
  }
  void Lock(const std::string& lines) {
    temp_.Put("lock", lines);
    chmod((temp_ / "lock").c_str(), 0644);
  }
  absl::StatusOr<std::unique_ptr<PluginSet>> Find() {
    return PluginSet::Find({{temp_ / "all"}, {}, temp_ / "lock"}, nullptr);
  }
  std::string WhyNot() { return std::string(Find().status().message()); }

  TempFolder temp_;
};

TEST_F(PluginLockTest, HasALineAFileAsSha256sumWritesThem) {
  const std::string lines = LockLines("west", temp_ / "all/west").value();
  EXPECT_THAT(lines, testing::MatchesRegex("[0-9a-f]+  west/plugin.json\n"
                                           "[0-9a-f]+  west/schema/west_plan.json\n"
                                           "[0-9a-f]+  west/west.so\n"));
}

TEST_F(PluginLockTest, LetsPassWhatStandsInIt) {
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_THAT(std::string((*set)->Find("west")->Capability(STELSEL_REPORT).status().message()),
              HasSubstr("plugin west did not start"))
      << "it was loaded, and this one never starts";
}

TEST_F(PluginLockTest, RefusesAPluginThatDoesNotStandInIt) {
  Lock("");
  EXPECT_EQ(Find().status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(WhyNot(), AllOf(HasSubstr("west/plugin.json is not used"),
                              HasSubstr("has no west/plugin.json")));
}

TEST_F(PluginLockTest, RefusesAManifestOrTableThatWasChanged) {
  temp_.Put("all/west/schema/west_plan.json", absl::StrCat(kTable, " "));
  EXPECT_THAT(WhyNot(),
              AllOf(HasSubstr("west_plan.json is not used: it has sha256"), HasSubstr("says")));
  temp_.Put("all/west/schema/west_plan.json", kTable);
  temp_.Put("all/west/schema/west_more.json", kTable);
  EXPECT_THAT(WhyNot(), HasSubstr("has no west/schema/west_more.json"));
  fs::remove(temp_ / "all/west/schema/west_more.json");
  temp_.Put("all/west/plugin.json", absl::StrCat(kManifest, " "));
  EXPECT_THAT(WhyNot(), HasSubstr("plugin.json is not used: it has sha256"));
}

TEST_F(PluginLockTest, RefusesALibraryThatWasChanged) {
  std::ofstream(temp_ / "all/west/west.so", std::ios::app) << "more";
  const auto set = Find();
  ASSERT_TRUE(set.ok()) << "the library is looked at when it is loaded";
  const absl::Status status = (*set)->Find("west")->Capability(STELSEL_REPORT).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(std::string(status.message()), HasSubstr("and the lock file says"));
}

TEST_F(PluginLockTest, MustBeALockThatNobodyElseCanWrite) {
  Lock("something else\n");
  EXPECT_THAT(WhyNot(), HasSubstr("/lock:1: not SHA256, two spaces and PLUGIN/NAME"));
  chmod((temp_ / "lock").c_str(), 0666);
  EXPECT_THAT(WhyNot(), HasSubstr("can be written by any user"));
  fs::remove(temp_ / "lock");
  EXPECT_EQ(Find().status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace stelsel::core
