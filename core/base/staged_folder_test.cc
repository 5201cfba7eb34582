#include "core/base/staged_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class StagedFolderTest : public testing::Test {
 protected:
  StagedFolderTest() {
    std::string name = (fs::temp_directory_path() / "staged-XXXXXX").native();
    root_ = ::mkdtemp(name.data());
  }
  ~StagedFolderTest() override { fs::remove_all(root_); }

  static void Write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static std::string Read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Paths below the root.
  std::set<std::string> All() const {
    std::set<std::string> found;
    for (const auto& one : fs::recursive_directory_iterator(root_))
      found.insert(one.path().lexically_relative(root_).native());
    return found;
  }
  StagedFolder Staged(const std::string& name = "out") const {
    auto staged = StagedFolder::Create(root_ / name);
    EXPECT_TRUE(staged.ok()) << staged.status();
    EXPECT_TRUE(staged->MakeFolder("region").ok());
    Write(staged->path() + "/a.html", "new a");
    Write(staged->path() + "/region/b.html", "new b");
    return *std::move(staged);
  }

  fs::path root_;
};

TEST_F(StagedFolderTest, PutsAllInPlace) {
  StagedFolder staged = Staged("out/");
  ASSERT_TRUE(staged.Commit().ok());
  { const StagedFolder gone(std::move(staged)); }
  EXPECT_THAT(All(), UnorderedElementsAre("out", "out/a.html", "out/region", "out/region/b.html"));
  EXPECT_EQ(Read(root_ / "out/region/b.html"), "new b");
}

TEST_F(StagedFolderTest, LeavesNothingWithoutACommit) {
  { const StagedFolder staged = Staged(); }
  EXPECT_THAT(All(), UnorderedElementsAre());
}

TEST_F(StagedFolderTest, ReplacesFilesOfThoseNamesOnly) {
  fs::create_directory(root_ / "out");
  Write(root_ / "out/a.html", "old a");
  Write(root_ / "out/other", "other");
  ASSERT_TRUE(Staged().Commit().ok());
  EXPECT_EQ(Read(root_ / "out/a.html"), "new a");
  EXPECT_EQ(Read(root_ / "out/other"), "other");
}

TEST_F(StagedFolderTest, MovesNothingWhenSomethingIsInTheWay) {
  fs::create_directories(root_ / "out/a.html");
  const absl::Status status = Staged().Commit();
  EXPECT_THAT(status.message(), HasSubstr("out/a.html is there and is no file"));
  EXPECT_THAT(All(), UnorderedElementsAre("out", "out/a.html"));
  fs::remove_all(root_ / "out");
  fs::create_directory(root_ / "out");
  Write(root_ / "out/region", "a file");
  EXPECT_THAT(Staged().Commit().message(), HasSubstr("out/region is there and is no folder"));
  EXPECT_THAT(All(), UnorderedElementsAre("out", "out/region"));
}

TEST_F(StagedFolderTest, NeedsAFolderOrAPlaceForOne) {
  Write(root_ / "file", "");
  EXPECT_THAT(StagedFolder::Create(root_ / "file").status().message(),
              HasSubstr("is there and is no folder"));
  EXPECT_THAT(StagedFolder::Create(root_ / "none/out").status().message(),
              HasSubstr("cannot write beside"));
  EXPECT_FALSE(StagedFolder::Create("").ok());
}

}  // namespace
}  // namespace stelsel::core
