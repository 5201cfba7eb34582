// Files that nobody means well with: reading them ends, soon, and says what is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

TEST(Hostile, APipeIsNoFileAndIsNotWaitedFor) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "word.csv").c_str(), 0600), 0);
  Collector findings;
  Read(folder.path(), findings);
  EXPECT_THAT(findings.Lines(), ElementsAre(HasSubstr("named pipe, not a regular file")));
  const auto alone = ReadSource(folder / "word.csv", TestSchemas(), findings, {});
  EXPECT_THAT(std::string(alone.status().message()), HasSubstr("is neither a file nor a folder"));
}

TEST(Hostile, APipeIsNoDescriptor) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "datapackage.json").c_str(), 0600), 0);
  Collector findings;
  EXPECT_FALSE(ReadSource(folder.path(), TestSchemas(), findings, {}).ok());
}

TEST(Hostile, AFolderMayBeCalledLikeAFile) {
  const TempFolder folder;
  folder.Put("word.csv/x", "");
  Collector findings;
  Read(folder.path(), findings);
  EXPECT_THAT(findings.Lines(), ElementsAre(HasSubstr("a folder, not a regular file")));
}

TEST(Hostile, ZeroBytesAreTextWhereThereIsTextAndNoValueElsewhere) {
  const TempFolder folder;
  constexpr char kBytes[] = "id,number,text\na,1,x\0y\nb,2\0,z\n";
  Collector findings;
  const auto snapshot = Read(folder.Put("thing.csv", {kBytes, sizeof kBytes - 1}), findings);
  EXPECT_THAT(Rows(*snapshot, "thing"), ElementsAre(std::string("a,1,x\0y,,,,,,", 13)));
  EXPECT_EQ(findings.findings.at(0).rule, "core/type-error");
}

TEST(Hostile, TenThousandColumnsAreTenThousandFindings) {
  std::string head = "word";
  std::string row = "a";
  for (int i = 1; i < 10000; ++i) {
    head += ",c" + std::to_string(i);
    row += ",x";
  }
  const TempFolder folder;
  Collector findings;
  const auto snapshot = Read(folder.Put("word.csv", head + "\n" + row + "\n"), findings);
  EXPECT_THAT(findings.findings, SizeIs(9999));
  EXPECT_THAT(Rows(*snapshot, "word"), ElementsAre("a"));
}

TEST(Hostile, ALineOfCommasStopsAtTheLimit) {
  const TempFolder folder;
  Collector findings;
  const auto snapshot =
      Read(folder.Put("word.csv", "word\n" + std::string(3 << 20, ',') + "\na\n"), findings);
  EXPECT_THAT(findings.Lines(), ElementsAre(HasSubstr("core/source-error word 2:")));
  EXPECT_THAT(Rows(*snapshot, "word"), ElementsAre("a"));
}

TEST(Hostile, AQuoteThatOpensAtTheStartDoesNotSwallowTheFile) {
  const std::string line = std::string(99, 'b') + "\n";
  std::string bytes = "word\n\"a\n";
  while (bytes.size() < (5u << 20)) bytes += line;
  const TempFolder folder;
  Collector findings;
  const auto snapshot = Read(folder.Put("word.csv", bytes), findings);
  EXPECT_THAT(findings.Lines(), ElementsAre("core/unclosed_quote word.word 2:1 row 1"));
  EXPECT_EQ(snapshot->table("word")->row_count(), static_cast<int64_t>(bytes.size() / line.size()));
}

TEST(Hostile, AHugeValueIsNotKeptInItsFinding) {
  const TempFolder folder;
  Collector findings;
  Read(folder.Put("thing.csv", "id,number\na," + std::string(3 << 20, '1') + "\n"), findings);
  ASSERT_THAT(findings.findings, SizeIs(1));
  EXPECT_LT(findings.findings[0].arguments.at(0).text.size(), 2000u);
}

TEST(Hostile, OnlyLineBreaksAreOnlyBlankRows) {
  const TempFolder folder;
  Collector findings;
  const auto snapshot = Read(folder.Put("word.csv", "word\n" + std::string(1000, '\n')), findings);
  EXPECT_THAT(findings.findings, SizeIs(1000));
  EXPECT_EQ(snapshot->table("word")->row_count(), 0);
}

}  // namespace
}  // namespace stelsel::core
