#include "core/base/file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

namespace stelsel::core {
namespace {

namespace fs = std::filesystem;

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

// A folder of its own for each test.
class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/stelsel-file-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  std::string Put(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }

  std::string Get(const std::string& name) const {
    std::ostringstream bytes;
    bytes << std::ifstream(Path(name), std::ios::binary).rdbuf();
    return bytes.str();
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  fs::path folder_;
};

class FileWriterTest : public FileTest {};

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

TEST_F(FileTest, ReadsAtAnyPlace) {
  const auto file = File::OpenForReading(Put("a", "0123456789"));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->size(), 10);
  EXPECT_EQ(file->path(), Path("a"));
  char buffer[4] = {};
  EXPECT_EQ(*file->ReadAt(3, buffer, 4), 4u);
  EXPECT_EQ(std::string(buffer, 4), "3456");
  EXPECT_EQ(*file->ReadAt(8, buffer, 4), 2u);
  EXPECT_EQ(std::string(buffer, 2), "89");
  EXPECT_EQ(*file->ReadAt(10, buffer, 4), 0u);
  EXPECT_EQ(*file->ReadAt(1000, buffer, 4), 0u);
}

TEST_F(FileTest, RefusesAnImpossiblePlace) {
  const auto file = File::OpenForReading(Put("a", "x"));
  ASSERT_TRUE(file.ok()) << file.status();
  char byte = 0;
  EXPECT_FALSE(file->ReadAt(-1, &byte, 1).ok());
  EXPECT_FALSE(file->ReadAt(INT64_MAX, &byte, 1).ok());
}

TEST_F(FileTest, ReadsAShorterFileWhenItIsCutShort) {
  const auto file = File::OpenForReading(Put("a", "0123456789"));
  ASSERT_TRUE(file.ok()) << file.status();
  fs::resize_file(Path("a"), 2);
  char buffer[10] = {};
  EXPECT_EQ(*file->ReadAt(0, buffer, 10), 2u);
}

TEST_F(FileTest, MovesAndStaysOpen) {
  auto first = File::OpenForReading(Put("a", "x"));
  ASSERT_TRUE(first.ok()) << first.status();
  const File second = *std::move(first);
  char byte = 0;
  EXPECT_EQ(*second.ReadAt(0, &byte, 1), 1u);
  EXPECT_GE(second.fd(), 0);
  EXPECT_NE(::fcntl(second.fd(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST_F(FileTest, SaysWhichFileIsMissing) {
  const auto status = File::OpenForReading(Path("none")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(MessageOf(status), AllOf(HasSubstr("cannot open"), HasSubstr(Path("none"))));
}

TEST_F(FileTest, RefusesWhatIsNotARegularFile) {
  ASSERT_EQ(::mkfifo(Path("pipe").c_str(), 0600), 0);
  EXPECT_THAT(MessageOf(File::OpenForReading(Path("pipe")).status()),
              HasSubstr("pipe is a named pipe, not a regular file"));
  EXPECT_THAT(MessageOf(File::OpenForReading(folder_.string()).status()),
              HasSubstr("is a folder, not a regular file"));
  EXPECT_THAT(MessageOf(File::OpenForReading("/dev/null").status()),
              HasSubstr("/dev/null is a device, not a regular file"));
}

TEST_F(FileTest, RefusesAZeroByteInAPath) {
  const std::string path = Put("a", "x") + std::string("\0b", 2);
  EXPECT_THAT(MessageOf(File::OpenForReading(path).status()), HasSubstr("a\\x00b"));
  EXPECT_FALSE(FileWriter::Create(path).ok());
}

TEST_F(FileTest, KeepsAPathOnOneLine) {
  EXPECT_THAT(MessageOf(File::OpenForReading("/no\nsuch").status()),
              AllOf(HasSubstr("/no\\nsuch"), Not(HasSubstr("\n"))));
}

TEST_F(FileTest, ReadsAWholeFileUpToItsLimit) {
  const std::string bytes(200'000, 'x');
  const std::string path = Put("a", bytes);
  EXPECT_EQ(*ReadWholeFile(path, 1'000'000), bytes);
  EXPECT_EQ(*ReadWholeFile(path, 200'000), bytes);
  EXPECT_EQ(*ReadWholeFile(path, INT64_MAX), bytes);
  EXPECT_THAT(MessageOf(ReadWholeFile(path, 199'999).status()),
              HasSubstr("is larger than 199999 bytes"));
  EXPECT_FALSE(ReadWholeFile(path, -1).ok());
  EXPECT_EQ(*ReadWholeFile(Put("empty", ""), 0), "");
}

TEST_F(FileTest, ReadsAFileThatIsLargerThanItsSize) {
  const auto bytes = ReadWholeFile("/proc/self/status", 1'000'000);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_THAT(*bytes, HasSubstr("Pid:"));
  EXPECT_FALSE(ReadWholeFile("/proc/self/status", 10).ok());
}

TEST_F(FileWriterTest, WritesAFileThatAppearsOnCommit) {
  auto writer = FileWriter::Create(Path("out"));
  ASSERT_TRUE(writer.ok()) << writer.status();
  EXPECT_TRUE(writer->Write("one ").ok());
  EXPECT_TRUE(writer->Write("two").ok());
  EXPECT_THAT(Names(), ElementsAre(testing::MatchesRegex("out\\.tmp-......")));
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Get("out"), "one two");
}

TEST_F(FileWriterTest, WritesMoreThanItsBuffer) {
  auto writer = FileWriter::Create(Path("out"));
  ASSERT_TRUE(writer.ok()) << writer.status();
  std::string expected;
  for (const std::size_t size : {1u, 65'535u, 65'536u, 1u, 300'000u, 40'000u, 40'000u, 0u, 7u}) {
    const std::string bytes(size, static_cast<char>('a' + expected.size() % 26));
    ASSERT_TRUE(writer->Write(bytes).ok());
    expected += bytes;
  }
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_TRUE(Get("out") == expected);
}

TEST_F(FileWriterTest, LeavesTheOldFileWithoutACommit) {
  Put("out", "old");
  {
    auto writer = FileWriter::Create(Path("out"));
    ASSERT_TRUE(writer.ok()) << writer.status();
    ASSERT_TRUE(writer->Write(std::string(100'000, 'x')).ok());
  }
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Get("out"), "old");
}

TEST_F(FileWriterTest, ReplacesTheOldFile) {
  Put("out", "old and longer");
  auto writer = FileWriter::Create(Path("out"));
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Write("new").ok());
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_EQ(Get("out"), "new");
}

TEST_F(FileWriterTest, MovesWithItsTemporaryFile) {
  std::optional<FileWriter> kept;
  {
    auto writer = FileWriter::Create(Path("out"));
    ASSERT_TRUE(writer.ok()) << writer.status();
    ASSERT_TRUE(writer->Write("x").ok());
    kept.emplace(*std::move(writer));
  }
  ASSERT_TRUE(kept->Commit().ok());
  EXPECT_EQ(Get("out"), "x");
}

TEST_F(FileWriterTest, DropsItsOwnFileWhenAnotherIsMovedIn) {
  auto first = FileWriter::Create(Path("first"));
  auto second = FileWriter::Create(Path("second"));
  ASSERT_TRUE(first.ok() && second.ok());
  *first = *std::move(second);
  ASSERT_TRUE(first->Commit().ok());
  second = absl::CancelledError();
  EXPECT_THAT(Names(), ElementsAre("second"));
}

TEST_F(FileWriterTest, GivesTheModeThatTheUmaskLeaves) {
  const mode_t before = ::umask(027);
  auto writer = FileWriter::Create(Path("out"));
  ::umask(before);
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Commit().ok());
  struct stat info;
  ASSERT_EQ(::stat(Path("out").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
}

TEST_F(FileWriterTest, DoesNotMindAChangeOfFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  auto writer = FileWriter::Create("out");
  fs::current_path(before);
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Write("x").ok());
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_EQ(Get("out"), "x");
}

TEST_F(FileWriterTest, TakesNothingAfterCommit) {
  auto writer = FileWriter::Create(Path("out"));
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Commit().ok());
  EXPECT_EQ(writer->Write("x").code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(writer->Commit().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(FileWriterTest, RefusesWhatItCannotReplace) {
  fs::create_directory(Path("sub"));
  EXPECT_THAT(MessageOf(FileWriter::Create(Path("sub")).status()), HasSubstr("is a folder"));
  EXPECT_THAT(MessageOf(FileWriter::Create("/dev/null").status()), HasSubstr("is a device"));
  EXPECT_THAT(MessageOf(FileWriter::Create(Path("no/out")).status()),
              AllOf(HasSubstr("cannot open the folder of"), HasSubstr("no/out")));
  for (const char* name : {"", "sub/", ".", "sub/.."}) {
    EXPECT_THAT(MessageOf(FileWriter::Create(Path(name)).status()),
                HasSubstr("not the name of a file"))
        << name;
  }
  EXPECT_FALSE(FileWriter::Create("").ok());
  EXPECT_THAT(Names(), UnorderedElementsAre("sub"));
}

TEST_F(FileWriterTest, RemovesItsTemporaryFileWhenTheRenameFails) {
  auto writer = FileWriter::Create(Path("out"));
  ASSERT_TRUE(writer.ok()) << writer.status();
  fs::create_directory(Path("out"));
  const absl::Status failure = writer->Commit();
  EXPECT_THAT(MessageOf(failure), HasSubstr("cannot replace"));
  EXPECT_EQ(writer->Commit(), failure);
  EXPECT_EQ(writer->Write("x"), failure);
  writer = absl::CancelledError();
  EXPECT_THAT(Names(), ElementsAre("out"));
}

// Lets no file grow past a size, for as long as it lives; a write then fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_F(FileWriterTest, KeepsTheOldFileOnAFullDisk) {
  Put("out", "old");
  {
    auto writer = FileWriter::Create(Path("out"));
    ASSERT_TRUE(writer.ok()) << writer.status();
    const FileSizeLimit limit(100'000);
    const absl::Status failure = writer->Write(std::string(200'000, 'x'));
    EXPECT_THAT(MessageOf(failure), HasSubstr("cannot write"));
    EXPECT_EQ(writer->Commit(), failure);
  }
  EXPECT_THAT(Names(), ElementsAre("out"));
  EXPECT_EQ(Get("out"), "old");
}

}  // namespace
}  // namespace stelsel::core
