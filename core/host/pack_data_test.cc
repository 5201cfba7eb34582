#include "core/host/pack_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/host/engine.h"
#include "core/host/plugin_lock.h"
#include "core/host/services.h"
#include "core/io/io_test_util.h"
#include "core/model/stream_cells.h"

namespace stelsel::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string PackManifest(std::string_view id, std::string_view more = "") {
  return absl::StrCat(R"({"id": ")", std::string(id), R"(", "version": "1", "border": "1.1",
      "licence": "EUPL-1.2", "title": {"nl": "P", "en": "P"})",
                      std::string(more), "}");
}

// A table ID_bed with a key, a reference to a municipality and a limit.
std::string BedSchema(std::string_view id) {
  return absl::StrCat(R"({"name": ")", std::string(id), R"(_bed", "fields": [
      {"name": "bed", "type": "string", "constraints": {"required": true}},
      {"name": "municipality", "type": "string"},
      {"name": "places", "type": "integer", "constraints": {"maximum": 9}}],
    "primaryKey": "bed",
    "foreignKeys": [{"fields": "municipality",
                     "reference": {"resource": "municipality", "fields": "municipality"}}]})");
}

class PackDataTest : public testing::Test {
 protected:
  void SetUp() override {
    temp_.Put("in/municipality.csv",
              "municipality,name,illustratief\nGM0193,Zwolle,true\nGM0150,Deventer,true\n");
    temp_.Put("plugins/west/plugin.json", PackManifest("west"));
    temp_.Put("plugins/west/schema/west_bed.json", BedSchema("west"));
    PutBeds("bed,municipality,places\na,GM0193,1\nb,GM0150,2\n");
  }
  void PutBeds(std::string_view text) { temp_.Put("plugins/west/data/west_bed.csv", text); }

  absl::Status Open(const std::string& lock = "") {
    auto engine = Engine::Open({.plugin_folders = {temp_ / "plugins"}, .lock = lock});
    if (engine.ok()) engine_ = *std::move(engine);
    return engine.status();
  }
  std::string WhyNot() { return std::string(Open().message()); }
  SnapshotPtr Read(const std::string& source = "") {
    const absl::Status opened = engine_ != nullptr ? absl::OkStatus() : Open();
    EXPECT_TRUE(opened.ok()) << opened;
    if (!opened.ok()) return nullptr;
    auto read = engine_->Read(source.empty() ? temp_ / "in" : source, {}, findings_);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value();
  }
  static std::vector<std::string> Beds(const SnapshotPtr& snapshot) {
    std::vector<std::string> beds;
    snapshot->table("west_bed")->ForEachRow([&](const RowRef& row) {
      beds.push_back(absl::StrCat(row.Format(0), " ", row.Format(2)));
    });
    return beds;
  }
  std::vector<std::string> Checked(const SnapshotPtr& snapshot,
                                   const std::vector<std::string>& packs = {}) {
    Findings findings(engine_->rules());
    EXPECT_TRUE(engine_->Check(snapshot, {.packs = packs}, findings).ok());
    std::vector<std::string> rules;
    for (const Finding& finding : findings.Kept()) rules.push_back(finding.rule);
    return rules;
  }

  TempFolder temp_;
  std::unique_ptr<Engine> engine_;
  Collector findings_;
};

TEST_F(PackDataTest, IsInEverySnapshotThatIsRead) {
  const SnapshotPtr snapshot = Read();
  EXPECT_THAT(Beds(snapshot), ElementsAre("a 1", "b 2"));
  EXPECT_FALSE(snapshot->has("west_bed"));
  EXPECT_TRUE(snapshot->has("municipality"));
  EXPECT_EQ(snapshot->origin().source, temp_ / "in");
  EXPECT_THAT(findings_.Lines(), IsEmpty());
  EXPECT_THAT(Beds(Read()), ElementsAre("a 1", "b 2"));
}

TEST_F(PackDataTest, IsReplacedByTheSourcesRowsOfTheSameKey) {
  temp_.Put("in/west_bed.csv", "bed,municipality,places\nb,GM0150,7\nc,GM0150,8\n");
  const SnapshotPtr snapshot = Read();
  EXPECT_THAT(Beds(snapshot), ElementsAre("b 7", "c 8", "a 1"));
  EXPECT_TRUE(snapshot->has("west_bed"));
}

TEST_F(PackDataTest, IsNotCopied) {
  const SnapshotPtr snapshot = Read();
  const auto done = engine_->Commit(snapshot, temp_ / "out", {}, nullptr);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(done->written, 2);
  EXPECT_THAT(temp_.List("out"), ElementsAre("datapackage.json", "municipality.csv"));
}

TEST_F(PackDataTest, IsLeftOutOfWhatLeadsFromOneSnapshotToAnother) {
  temp_.Put("in/west_bed.csv", "bed,municipality,places\nc,GM0150,8\n");
  const stelsel_snapshot before(Read());
  temp_.Put("in/west_bed.csv", "bed,municipality,places\nd,GM0150,9\n");
  PutBeds("bed,municipality,places\nz,GM0193,1\n");
  const stelsel_snapshot after(Read());
  ArrowArrayStream upserts{}, erasures{};
  stelsel_error error = STELSEL_ERROR_INIT;
  ASSERT_EQ(ModelService()->diff(&before, &after, "west_bed", &upserts, &erasures, &error),
            STELSEL_OK);
  const auto keys = [](ArrowArrayStream& stream) {
    StreamCells cells = StreamCells::Open(&stream).value();
    std::vector<std::string> found;
    while (cells.Next().value()) found.push_back(*cells.Text(0).value());
    return found;
  };
  EXPECT_THAT(keys(upserts), ElementsAre("d"));
  EXPECT_THAT(keys(erasures), ElementsAre("c"));
}

TEST_F(PackDataTest, IsNotCopiedPartlyEither) {
  temp_.Put("in/west_bed.csv", "bed,municipality,places\nc,GM0150,8\nd,GM0150,10\n");
  // A row of the pack that fails stays, for it is not written, and is not counted.
  PutBeds("bed,municipality,places\na,GM0193,1\nb,GM9999,2\n");
  const SnapshotPtr snapshot = Read();
  Findings findings(engine_->rules());
  ASSERT_TRUE(engine_->Check(snapshot, {}, findings).ok());
  std::map<std::string, int64_t> left_out;
  const auto partial = WithoutFailedRows(snapshot, findings, left_out);
  ASSERT_TRUE(partial.ok()) << partial.status();
  EXPECT_THAT(Beds(*partial), ElementsAre("c 8", "a 1", "b 2"));
  EXPECT_THAT(left_out, ElementsAre(testing::Pair("west_bed", 1)));
  ASSERT_TRUE(engine_->Commit(*partial, temp_ / "out", {}, nullptr).ok());
  EXPECT_EQ(temp_.Get("out/west_bed.csv"), "bed,municipality,places\nc,GM0150,8\n");
}

TEST_F(PackDataTest, IsJudgedOnlyWhenItsPackIsAskedFor) {
  PutBeds("bed,municipality,places\na,GM9999,1\nb,GM0150,10\nb,GM0150,1\n");
  temp_.Put("plugins/north/plugin.json", PackManifest("north", R"(, "requires": ["west"])"));
  temp_.Put("plugins/south/plugin.json", PackManifest("south"));
  const SnapshotPtr snapshot = Read();
  EXPECT_THAT(Checked(snapshot), IsEmpty());
  EXPECT_THAT(Checked(snapshot, {"south"}), IsEmpty());
  const auto all = ElementsAre("core/foreign-key", "core/constraint-error", "core/primary-key");
  EXPECT_THAT(Checked(snapshot, {"west"}), all);
  EXPECT_THAT(Checked(snapshot, {"north"}), all);
}

TEST_F(PackDataTest, OfAPackThatIsAlwaysThereIsAlwaysJudged) {
  temp_.Put("plugins/west/plugin.json", PackManifest("west", R"(, "always": true)"));
  PutBeds("bed,municipality,places\na,GM9999,1\n");
  EXPECT_THAT(Checked(Read()), ElementsAre("core/foreign-key"));
}

TEST_F(PackDataTest, WhatCannotBeReadIsAlwaysTold) {
  PutBeds("bed,municipality,places\na,GM0193,many\n");
  Read();
  ASSERT_THAT(findings_.findings, testing::SizeIs(1));
  EXPECT_EQ(findings_.findings[0].rule, "core/type-error");
  EXPECT_EQ(findings_.findings[0].file, temp_ / "plugins/west/data/west_bed.csv");
  EXPECT_EQ(findings_.findings[0].line, 2);
}

TEST_F(PackDataTest, MayBeOfATableOfAPluginThatIsRequired) {
  temp_.Put("plugins/north/plugin.json", PackManifest("north", R"(, "requires": ["west"])"));
  temp_.Put("plugins/north/data/west_bed.csv", "bed,municipality,places\nn,GM0193,3\n");
  EXPECT_THAT(Beds(Read()), ElementsAre("n 3", "a 1", "b 2"));
}

TEST_F(PackDataTest, OfAnotherTableIsRefused) {
  temp_.Put("plugins/north/plugin.json", PackManifest("north"));
  temp_.Put("plugins/north/data/west_bed.csv", "bed,municipality,places\n");
  EXPECT_THAT(WhyNot(), AllOf(StartsWith(temp_ / "plugins/north/data/west_bed.csv"),
                              HasSubstr("is not called as a table of plugin north")));
  std::filesystem::remove_all(temp_ / "plugins/north");
  temp_.Put("plugins/west/data/municipality.csv", "municipality,name\n");
  EXPECT_THAT(WhyNot(), HasSubstr("data/municipality.csv is not called as a table"));
}

TEST_F(PackDataTest, OfTwoPacksWithOneTableIsRefusedNamingBoth) {
  temp_.Put("plugins/west_bed/plugin.json", PackManifest("west_bed"));
  temp_.Put("plugins/west_bed/schema/x.json", BedSchema("west_bed"));
  EXPECT_EQ(WhyNot(), "");
  std::string schema = BedSchema("west");
  schema.replace(schema.find("west_bed"), 8, "west_bed_x");
  temp_.Put("plugins/west_bed/schema/x.json", schema);
  temp_.Put("plugins/west/schema/x.json", schema);
  EXPECT_THAT(WhyNot(),
              AllOf(HasSubstr("table `west_bed_x` of west_bed"), HasSubstr("brought by west")));
}

TEST_F(PackDataTest, ThatLeadsOutOrIsNoFileOrTooLargeIsRefused) {
  namespace fs = std::filesystem;
  const std::string file = temp_.Put("plugins/west/data/west_bed.csv", "");
  const std::string other = temp_.Put("other.csv", "bed,municipality,places\n");
  fs::remove(file);
  fs::create_symlink(other, file);
  EXPECT_EQ(WhyNot(), file + " leads out of the plugin's folder");
  fs::remove(file);
  fs::create_directory(file);
  EXPECT_THAT(WhyNot(), HasSubstr(file));
  fs::remove(file);
  std::ofstream(file) << "bed\n";
  fs::resize_file(file, int64_t{1} << 30);
  EXPECT_EQ(WhyNot(), file + " is larger than 64 MiB");
  fs::remove(file);
  fs::create_symlink("other.csv", file);
  temp_.Put("plugins/west/data/other.csv.txt", "");
  EXPECT_THAT(WhyNot(), HasSubstr("west_bed.csv"));
}

TEST_F(PackDataTest, AWholeFolderThatLeadsOutIsRefused) {
  namespace fs = std::filesystem;
  fs::rename(temp_ / "plugins/west/data", temp_ / "data");
  fs::create_directory_symlink(temp_ / "data", temp_ / "plugins/west/data");
  EXPECT_THAT(WhyNot(), HasSubstr("west_bed.csv leads out of the plugin's folder"));
  fs::remove(temp_ / "plugins/west/data");
  fs::rename(temp_ / "plugins/west/schema", temp_ / "schema");
  fs::create_directory_symlink(temp_ / "schema", temp_ / "plugins/west/schema");
  EXPECT_THAT(WhyNot(), HasSubstr("west_bed.json leads out of the plugin's folder"));
}

TEST_F(PackDataTest, IsUsedUnderALockOnlyAsItWasLocked) {
  const std::string folder = temp_ / "plugins/west";
  const std::string lock = temp_.Put("lock", LockLines("west", folder).value());
  ASSERT_TRUE(Open(lock).ok());
  EXPECT_THAT(Beds(Read()), ElementsAre("a 1", "b 2"));
  // Changed after the engine was opened: not read.
  PutBeds("bed,municipality,places\nz,GM0193,9\n");
  EXPECT_THAT(Beds(Read()), IsEmpty());
  EXPECT_THAT(findings_.Lines(),
              ElementsAre(AllOf(StartsWith("core/source-error"), HasSubstr("the lock file"))));
  EXPECT_THAT(Open(lock).message(), HasSubstr("west_bed.csv is not used: it has sha256"));
  PutBeds("bed,municipality,places\na,GM0193,1\nb,GM0150,2\n");
  temp_.Put("plugins/west/rules/x.sql", "-- rule: x\nSELECT 1");
  EXPECT_THAT(Open(lock).message(), HasSubstr("has no west/rules/x.sql"));
}

}  // namespace
}  // namespace stelsel::core
