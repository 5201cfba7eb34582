#include "core/host/kept_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "core/model/foreign_stream_test_util.h"
#include "stelsel/stelsel.hpp"

namespace stelsel::core {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

// A stream of `batches` batches of three rows: a number and its text.
stelsel::Stream Counting(int batches) {
  return stelsel::stream_of(
      {{"number", stelsel::Kind::integer, 0}, {"word", stelsel::Kind::text, 0}},
      [batches, made = 0](stelsel::Builder& out) mutable {
        if (made == batches) return false;
        for (int i = 0; i < 3; ++i) {
          out.integer(0, made * 3 + i);
          out.text(1, std::to_string(made * 3 + i));
          out.end_row();
        }
        return ++made < batches;
      });
}

std::shared_ptr<const KeptRows> Kept(stelsel::Stream stream) {
  auto rows = KeptRows::Read(stream.raw());
  EXPECT_TRUE(rows.ok()) << rows.status();
  EXPECT_FALSE(stream);
  return *rows;
}

stelsel::Stream Again(const std::shared_ptr<const KeptRows>& rows) {
  stelsel::Stream out;
  KeptRows::Export(rows, out.raw());
  return out;
}

int64_t Sum(stelsel::Stream stream) {
  int64_t sum = 0;
  for (stelsel::Rows rows(std::move(stream)); rows.next();) {
    for (size_t i = 0; i < rows.size(); ++i) {
      sum += rows.integer(i, 0);
      EXPECT_EQ(rows.text(i, 1), std::to_string(rows.integer(i, 0)));
    }
  }
  return sum;
}

TEST(KeptRowsTest, AreTheSameEachTimeTheyAreRead) {
  const auto rows = Kept(Counting(4));
  EXPECT_THAT(rows->batches(), SizeIs(4));
  EXPECT_EQ(Sum(Again(rows)), 66);
  EXPECT_EQ(Sum(Again(rows)), 66);
}

TEST(KeptRowsTest, StayAsLongAsAStreamOfThem) {
  auto rows = Kept(Counting(1));
  stelsel::Stream stream = Again(rows);
  rows.reset();
  EXPECT_EQ(Sum(std::move(stream)), 3);
}

TEST(KeptRowsTest, StayAsLongAsAColumnThatWasMovedOutOfABatch) {
  auto rows = Kept(Counting(1));
  ArrowArray batch{};
  {
    stelsel::Stream stream = Again(rows);
    ASSERT_EQ(stream.raw()->get_next(stream.raw(), &batch), 0);
  }
  rows.reset();
  // As the Arrow C data interface has it: the struct is copied, and the one left behind marked.
  ArrowArray column = *batch.children[1];
  batch.children[1]->release = nullptr;
  batch.release(&batch);
  ASSERT_EQ(column.length, 3);
  EXPECT_EQ(std::string(static_cast<const char*>(column.buffers[2]), 3), "012");
  column.release(&column);
}

TEST(KeptRowsTest, LeaveNothingBehind) {
  ForeignStream foreign({Text("word", {"a", "b"})});
  {
    const auto rows = KeptRows::Read(foreign.Get());
    ASSERT_TRUE(rows.ok()) << rows.status();
    const stelsel::Stream stream = Again(*rows);
    EXPECT_EQ(foreign.unreleased(), 2) << "the schema and the batch";
  }
  EXPECT_EQ(foreign.unreleased(), 0);
}

TEST(KeptRowsTest, KeepADictionary) {
  ForeignColumn word = Numbers<int32_t>("word", "i", {1, 0, 1});
  word.dictionary = std::make_shared<ForeignColumn>(Text("", {"ja", "nee"}));
  ForeignStream foreign({word});
  {
    const auto rows = KeptRows::Read(foreign.Get());
    ASSERT_TRUE(rows.ok()) << rows.status();
    stelsel::Rows read(Again(*rows));
    ASSERT_TRUE(read.next());
    EXPECT_EQ(read.text(0, 0), "nee");
    EXPECT_EQ(read.text(1, 0), "ja");
  }
  EXPECT_EQ(foreign.unreleased(), 0);
}

TEST(KeptRowsTest, OfAStreamThatFailsAreItsError) {
  ForeignStream foreign({Text("word", {"a"})});
  foreign.fails_with = ECANCELED;
  foreign.error = "the source stopped";
  const absl::Status status = KeptRows::Read(foreign.Get()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_THAT(std::string(status.message()), HasSubstr("the source stopped"));
  EXPECT_EQ(foreign.unreleased(), 0);
}

TEST(KeptRowsTest, OfAStreamThatWasUsedAreRefused) {
  stelsel::Stream used;
  EXPECT_EQ(KeptRows::Read(used.raw()).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace stelsel::core
