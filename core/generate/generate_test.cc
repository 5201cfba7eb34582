// What is written, and when nothing is.
#include "core/generate/generate.h"

#include <cstdlib>
#include <filesystem>

#include "core/base/file.h"
#include "core/schema/schema_set.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stelsel::core {
namespace {

using ::testing::HasSubstr;

class GenerateTest : public ::testing::Test {
 protected:
  GenerateTest() {
    std::string name = ::testing::TempDir() + "generate-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~GenerateTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  std::string Read(const std::string& name) const {
    const auto text = ReadWholeFile(Path(name), int64_t{1} << 24);
    return text.ok() ? *text : std::string("no file: ") + std::string(text.status().message());
  }
  // All files of a landscape, one behind the other.
  std::string All(const std::string& name) const {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(Path(name))) {
      if (entry.is_regular_file())
        files.insert(std::filesystem::relative(entry.path(), folder_).string());
    }
    std::string all;
    for (const std::string& file : files) all += file.substr(name.size()) + "\n" + Read(file);
    return all;
  }

  std::string folder_;
};

TEST_F(GenerateTest, EveryTableOfTheCoreHasRows) {
  ASSERT_TRUE(Generate(Path("a"), {}).ok());
  for (const TableSchemaPtr& table : CoreTables()) {
    const std::string text = Read("a/source/" + table->name + ".csv");
    EXPECT_GE(std::count(text.begin(), text.end(), '\n'), 2) << table->name << ": " << text;
  }
}

TEST_F(GenerateTest, TheSameRequestGivesTheSameBytes) {
  GenerateRequest request;
  request.seed = 5;
  request.faults = 12;
  ASSERT_TRUE(Generate(Path("a"), request).ok());
  ASSERT_TRUE(Generate(Path("b"), request).ok());
  EXPECT_EQ(All("a"), All("b"));
  request.seed = 6;
  ASSERT_TRUE(Generate(Path("c"), request).ok());
  EXPECT_NE(All("a"), All("c"));
}

TEST_F(GenerateTest, SaysWhatIsBrokenOnlyWhenSomethingIs) {
  ASSERT_TRUE(Generate(Path("whole"), {}).ok());
  EXPECT_FALSE(std::filesystem::exists(Path("whole/broken.ndjson")));
  GenerateRequest request;
  request.faults = 3;
  request.rule = "core/foreign-key";
  ASSERT_TRUE(Generate(Path("broken"), request).ok());
  const std::string broken = Read("broken/broken.ndjson");
  EXPECT_EQ(std::count(broken.begin(), broken.end(), '\n'), 3) << broken;
  EXPECT_THAT(broken, HasSubstr("\"fault\":3,\"kind\":\"missing_reference\""));
}

TEST_F(GenerateTest, RefusesWhatItCannotMake) {
  const auto error = [&](const GenerateRequest& request) {
    return std::string(Generate(Path("no"), request).status().message());
  };
  GenerateRequest request;
  request.regions = 0;
  EXPECT_THAT(error(request), HasSubstr("from 1 to 40"));
  request.regions = 1;
  request.faults = -1;
  EXPECT_THAT(error(request), HasSubstr("fewer than none"));
  request.faults = 1'000'000;
  EXPECT_THAT(error(request), HasSubstr("more regions give more room"));
  request.rule = "core/nothing";
  EXPECT_THAT(error(request), HasSubstr("`core/nothing`"));
  EXPECT_FALSE(std::filesystem::exists(Path("no")));
}

TEST_F(GenerateTest, WritesNothingOver) {
  ASSERT_TRUE(Generate(Path("a"), {}).ok());
  EXPECT_THAT(std::string(Generate(Path("a"), {}).status().message()),
              HasSubstr("is there already"));
}

}  // namespace
}  // namespace stelsel::core
