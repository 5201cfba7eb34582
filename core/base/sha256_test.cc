#include "core/base/sha256.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

namespace stelsel::core {
namespace {

// From FIPS 180-4's published examples.
constexpr std::string_view kEmpty =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kAbc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view kMillionA =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

absl::StatusOr<std::string> DigestOfFileWith(const std::string& bytes) {
  const std::string path = testing::TempDir() + "/stelsel-sha256-" + std::to_string(::getpid());
  auto writer = FileWriter::Create(path);
  if (!writer.ok()) return writer.status();
  if (auto status = writer->Write(bytes); !status.ok()) return status;
  if (auto status = writer->Commit(); !status.ok()) return status;
  const auto file = File::OpenForReading(path);
  std::remove(path.c_str());
  if (!file.ok()) return file.status();
  return Sha256OfFile(*file);
}

TEST(Sha256Test, DigestsBytes) {
  EXPECT_EQ(Sha256Hex(""), kEmpty);
  EXPECT_EQ(Sha256Hex("abc"), kAbc);
  EXPECT_EQ(Sha256Hex(std::string(1'000'000, 'a')), kMillionA);
}

TEST(Sha256Test, DigestsFiles) {
  EXPECT_EQ(*DigestOfFileWith(""), kEmpty);
  EXPECT_EQ(*DigestOfFileWith("abc"), kAbc);
  EXPECT_EQ(*DigestOfFileWith(std::string(1'000'000, 'a')), kMillionA);
}

}  // namespace
}  // namespace stelsel::core
