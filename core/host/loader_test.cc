#include "core/host/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "core/base/sha256.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr uid_t kSomebodyElse = 65534;

void SetMode(const std::string& path, mode_t mode) { ASSERT_EQ(chmod(path.c_str(), mode), 0); }

std::string Folder(const TempFolder& parent, const std::string& name) {
  fs::create_directory(parent / name);
  SetMode(parent / name, 0755);
  return parent / name;
}

std::string Why(const absl::Status& status) { return std::string(status.message()); }

TEST(TrustedFolderTest, IsItsRealPath) {
  const TempFolder temp;
  const std::string folder = Folder(temp, "plugins");
  fs::create_directory_symlink(folder, temp / "link");
  EXPECT_EQ(TrustedFolder(temp / "link").value(), fs::canonical(folder));
  EXPECT_EQ(TrustedFolder("/").value(), "/");
}

TEST(TrustedFolderTest, MustBeAbsolute) {
  for (const char* path : {"", "plugins", "./plugins", "../plugins"}) {
    const absl::Status status = TrustedFolder(path).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << path;
    EXPECT_THAT(Why(status), HasSubstr("not an absolute path"));
  }
}

TEST(TrustedFolderTest, MustBeThereAndBeAFolder) {
  const TempFolder temp;
  EXPECT_EQ(TrustedFolder(temp / "nowhere").status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(Why(TrustedFolder(temp.Put("file", "")).status()), HasSubstr("is not a folder"));
}

TEST(TrustedFolderTest, MayNotBeWritableByOthersEvenWhenSticky) {
  const TempFolder temp;
  const std::string folder = Folder(temp, "plugins");
  for (const mode_t mode : {mode_t{0777}, mode_t{01777}, mode_t{0757}}) {
    SetMode(folder, mode);
    EXPECT_THAT(Why(TrustedFolder(folder).status()),
                HasSubstr("plugins can be written by any user"));
  }
}

TEST(TrustedFolderTest, MayNotHaveAParentThatIsWritableByOthers) {
  const TempFolder temp;
  const std::string parent = Folder(temp, "parent");
  const std::string folder = Folder(temp, "parent/plugins");
  SetMode(parent, 0777);
  EXPECT_THAT(Why(TrustedFolder(folder).status()), HasSubstr("parent can be written by any user"));
  SetMode(parent, 01777);  // as /tmp: nobody can rename what is another's
  EXPECT_TRUE(TrustedFolder(folder).ok());
}

TEST(TrustedFolderTest, MayBeWritableByAGroupThatHoldsNobodyElse) {
  const TempFolder temp;
  const std::string folder = Folder(temp, "plugins");
  SetMode(folder, 0775);
  const bool own = getegid() == 0 || getegid() == geteuid();
  EXPECT_EQ(TrustedFolder(folder).ok(), own);
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder to another group";
  ASSERT_EQ(chown(folder.c_str(), 0, 100), 0);
  SetMode(folder, 0775);
  EXPECT_THAT(Why(TrustedFolder(folder).status()), HasSubstr("can be written by a group"));
}

TEST(TrustedFolderTest, MayNotBelongToSomebodyElseNorMayItsParent) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  const TempFolder temp;
  const std::string parent = Folder(temp, "parent");
  const std::string folder = Folder(temp, "parent/plugins");
  ASSERT_EQ(chown(parent.c_str(), kSomebodyElse, kSomebodyElse), 0);
  EXPECT_THAT(Why(TrustedFolder(parent).status()), HasSubstr("belongs to another user"));
  EXPECT_THAT(Why(TrustedFolder(folder).status()), HasSubstr("belongs to another user"));
}

class LoadLibraryTest : public testing::Test {
 protected:
  // A copy of a library of the build, under a name of its own.
  std::string Library(const std::string& from) {
    const std::string path = Folder(temp_, "plugin" + std::to_string(made_++)) + "/it.so";
    fs::copy_file(from, path);
    SetMode(path, 0755);
    return path;
  }
  std::string WhyNot(const std::string& path) { return Why(LoadLibrary(path).status()); }

  TempFolder temp_;
  int made_ = 0;
};

TEST_F(LoadLibraryTest, GivesTheEntry) {
  const auto entry = LoadLibrary(Library(LOADER_TEST_PLUGIN));
  ASSERT_TRUE(entry.ok()) << entry.status();
  EXPECT_EQ((*entry)(nullptr, nullptr), nullptr) << "this one refuses to start";
}

TEST_F(LoadLibraryTest, LoadsAFileOnceHoweverOftenItIsAskedFor) {
  const std::string path = Library(LOADER_TEST_PLUGIN);
  fs::create_symlink(path, temp_ / "link.so");
  const auto first = LoadLibrary(path), second = LoadLibrary(temp_ / "link.so");
  ASSERT_TRUE(first.ok() && second.ok()) << first.status() << second.status();
  EXPECT_EQ(*first, *second);
}

TEST_F(LoadLibraryTest, LoadsAnotherFileOfTheSameBytesAnew) {
  const auto first = LoadLibrary(Library(LOADER_TEST_PLUGIN));
  const auto second = LoadLibrary(Library(LOADER_TEST_PLUGIN));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(*first, *second);
}

TEST_F(LoadLibraryTest, LoadsAFileThatTookTheNameOfOneThatWasLoaded) {
  const std::string path = Library(LOADER_TEST_PLUGIN);
  const auto first = LoadLibrary(path);
  fs::rename(Library(LOADER_TEST_PLUGIN), path);
  const auto second = LoadLibrary(path);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(*first, *second);
}

TEST_F(LoadLibraryTest, RefusesAFileThatWasOverwrittenAfterItWasLoaded) {
  const std::string path = Library(LOADER_TEST_PLUGIN);
  ASSERT_TRUE(LoadLibrary(path).ok());
  std::ofstream(path, std::ios::binary | std::ios::app) << "more";  // beyond what is mapped
  EXPECT_THAT(WhyNot(path), HasSubstr("was overwritten"));
}

TEST_F(LoadLibraryTest, RefusesALibraryWithoutTheEntry) {
  EXPECT_THAT(WhyNot(Library(LOADER_TEST_NO_PLUGIN)),
              HasSubstr("does not export stelsel_plugin_entry"));
}

TEST_F(LoadLibraryTest, RefusesWhatIsNoLibrary) {
  const std::string path = Folder(temp_, "plugin") + "/it.so";
  std::ofstream(path) << "#!/bin/sh\n";
  EXPECT_THAT(WhyNot(path), HasSubstr("could not be loaded"));
  EXPECT_EQ(LoadLibrary(temp_ / "nowhere.so").status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(LoadLibrary(Folder(temp_, "folder.so")).ok());
}

TEST_F(LoadLibraryTest, RefusesALibraryThatOthersCanWriteTo) {
  const std::string path = Library(LOADER_TEST_PLUGIN);
  SetMode(path, 0757);
  EXPECT_THAT(WhyNot(path), HasSubstr("it.so can be written by any user"));
}

TEST_F(LoadLibraryTest, RefusesALibraryOfSomebodyElse) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const std::string path = Library(LOADER_TEST_PLUGIN);
  ASSERT_EQ(chown(path.c_str(), kSomebodyElse, kSomebodyElse), 0);
  EXPECT_THAT(WhyNot(path), HasSubstr("it.so belongs to another user"));
}

TEST_F(LoadLibraryTest, RefusesAFileThatIsNotTheOneOfTheLock) {
  const std::string library = Library(LOADER_TEST_PLUGIN);
  std::ifstream file(library, std::ios::binary);
  const std::string sum = Sha256Hex(std::string(std::istreambuf_iterator<char>(file), {}));
  EXPECT_TRUE(LoadLibrary(library, sum).ok());
  const absl::Status status = LoadLibrary(library, std::string(64, '0')).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(Why(status), HasSubstr("the lock file says 0000"));
}

// A link that leads now to a library that may be loaded and now to one that may not is swapped all
// the time: what is loaded was checked.
TEST_F(LoadLibraryTest, LoadsWhatItCheckedThoughALinkIsSwappedMeanwhile) {
  const std::string library = Library(LOADER_TEST_PLUGIN);
  const std::string open = Folder(temp_, "open");
  const std::string evil = open + "/evil.so";
  fs::copy_file(library, evil);
  std::ofstream(evil, std::ios::app) << "other bytes";
  SetMode(open, 0777);
  const std::string link = temp_ / "link.so";
  fs::create_symlink(library, link);
  std::atomic<bool> done{false};
  std::thread swaps([&] {
    for (int i = 0; !done; ++i) {
      fs::create_symlink(i % 2 == 0 ? evil : library, temp_ / "next");
      fs::rename(temp_ / "next", link);
    }
  });
  const stelsel_plugin_entry_function good = *LoadLibrary(library);
  int loaded = 0, refused = 0;
  for (int i = 0; i < 20000 && (i < 1000 || loaded == 0 || refused == 0); ++i) {
    const auto got = LoadLibrary(link);
    if (got.ok()) {
      EXPECT_EQ(*got, good);
    }
    ++(got.ok() ? loaded : refused);
  }
  done = true;
  swaps.join();
  EXPECT_GT(loaded, 0);
  EXPECT_GT(refused, 0);
}

TEST_F(LoadLibraryTest, RefusesALinkIntoAFolderThatOthersCanWriteTo) {
  const std::string path = Library(LOADER_TEST_PLUGIN);
  SetMode(fs::path(path).parent_path(), 0777);
  fs::create_symlink(path, temp_ / "link.so");
  EXPECT_THAT(WhyNot(temp_ / "link.so"), HasSubstr("can be written by any user"));
}

}  // namespace
}  // namespace stelsel::core
