// Compressed files: what is in them comes out, and no more than may.
#include "core/io/unpack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/status/status.h"
#include "core/io/io_test_util.h"
#include "core/io/packing_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string TextOf(const File& file) { return ReadWholeFile(file, int64_t{1} << 30).value_or("?"); }

absl::StatusOr<std::string> Unzip(std::string_view bytes) {
  const TempFolder folder;
  const auto file = File::OpenForReading(folder.Put("a.gz", bytes));
  EXPECT_TRUE(file.ok());
  const auto unpacked = Gunzip(*file);
  if (!unpacked.ok()) return unpacked.status();
  return TextOf(*unpacked);
}

TEST(Gunzip, GivesWhatWasPackedAlsoInSeveralParts) {
  EXPECT_EQ(*Unzip(Gzipped("word\na\n")), "word\na\n");
  EXPECT_EQ(*Unzip(Gzipped("")), "");
  EXPECT_EQ(*Unzip(Gzipped("word\n") + Gzipped("a\n")), "word\na\n");
  const std::string large(3 << 20, 'x');
  EXPECT_EQ(*Unzip(Gzipped(large)), large);
}

TEST(Gunzip, RefusesWhatIsNoneCutShortOrDamaged) {
  const std::string packed = Gzipped("word\na\nb\nc\n");
  for (size_t length = 1; length < packed.size(); ++length) {
    EXPECT_THAT(std::string(Unzip(packed.substr(0, length)).status().message()),
                HasSubstr("cut short"))
        << length;
  }
  EXPECT_THAT(std::string(Unzip("").status().message()), HasSubstr("it is empty"));
  EXPECT_THAT(std::string(Unzip("word\na\n").status().message()), HasSubstr("no gzip file"));
  EXPECT_THAT(std::string(Unzip(packed + "x").status().message()), HasSubstr("cut short"));
  std::string damaged = packed;
  damaged[damaged.size() - 6] ^= 1;  // of the checksum
  EXPECT_THAT(std::string(Unzip(damaged).status().message()), HasSubstr("damaged"));
}

TEST(Gunzip, RefusesABomb) {
  const absl::Status status = Unzip(Gzipped(std::string(200 << 20, '0'))).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("more than 200 times its size"));
}

class ZipArchiveTest : public ::testing::Test {
 protected:
  absl::Status Open(std::string_view bytes) {
    archive_.reset();
    auto file = File::OpenForReading(folder_.Put("a.zip", bytes));
    if (!file.ok()) return file.status();
    auto archive = ZipArchive::Open(*file);
    if (archive.ok()) archive_ = *std::move(archive);
    return archive.status();
  }
  std::string Unpack(const std::string& name) {
    const auto file = archive_->Unpack(name, name);
    return file.ok() ? TextOf(*file) : std::string(file.status().message());
  }

  TempFolder folder_;
  std::unique_ptr<ZipArchive> archive_;
};

TEST_F(ZipArchiveTest, GivesItsFilesByName) {
  ASSERT_TRUE(Open(Zipped({{"b/", ""}, {"b/x.csv", "x"}, {"a.csv", "word\n"}})).ok());
  EXPECT_THAT(archive_->names(), ElementsAre("b/x.csv", "a.csv"));
  EXPECT_TRUE(archive_->Has("a.csv"));
  EXPECT_FALSE(archive_->Has("b/"));
  EXPECT_EQ(Unpack("a.csv"), "word\n");
  EXPECT_EQ(Unpack("b/x.csv"), "x");
  EXPECT_THAT(Unpack("c"), HasSubstr("there is no c in"));
}

TEST_F(ZipArchiveTest, RefusesWhatIsNoneOrCutShort) {
  const std::string packed = Zipped({{"a.csv", "word\na\n"}});
  for (size_t length = 0; length < packed.size(); ++length) {
    const absl::Status status = Open(packed.substr(0, length));
    if (!status.ok()) continue;
    EXPECT_NE(Unpack("a.csv"), "word\na\n") << length;
  }
  EXPECT_THAT(std::string(Open("word\na\n").message()), HasSubstr("no zip archive"));
}

TEST_F(ZipArchiveTest, TellsOfADamagedFile) {
  std::string packed = Zipped({{"a.csv", std::string(100, 'x')}});
  const auto extra = static_cast<unsigned char>(packed[28]);
  packed[30 + std::string("a.csv").size() + extra] ^= 0x10;  // the first byte of what is packed
  ASSERT_TRUE(Open(packed).ok());
  EXPECT_THAT(Unpack("a.csv"), HasSubstr("damaged"));
}

TEST_F(ZipArchiveTest, ALimitHoldsForAllOfItsFilesTogether) {
  const std::string zeros(40 << 20, '0');
  ASSERT_TRUE(Open(Zipped({{"a", zeros}, {"b", zeros}})).ok());
  EXPECT_EQ(Unpack("a"), zeros);
  EXPECT_THAT(Unpack("b"), HasSubstr("more than 200 times its size"));
}

}  // namespace
}  // namespace stelsel::core
