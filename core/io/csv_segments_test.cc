// On two threads a file gives the same rows at the same places, and the same findings, as on one.
#include "core/io/csv_segments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "absl/strings/str_cat.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr size_t kLarge = 9 * TextSurvey::kSegmentBytes / 4;

// A file of `thing` of kLarge bytes or more; `row(i)` is a line, with its line feed.
std::string FileOf(const std::function<std::string(int)>& row) {
  std::string bytes = "id,number,text,day\n";
  for (int i = 0; bytes.size() < kLarge; ++i) bytes += row(i);
  return bytes;
}

// Rows are long, so that there are not too many of them.
const std::string kLong(200, 'x');

std::string PlainRow(int i) {
  if (i % 7 == 0)
    return absl::StrCat("a,", i, ",\"two\nlines, \"\"quoted\"\"", kLong, "\",2021-12-31\n");
  return absl::StrCat("b", i % 5, ",", i, ",some text é ", i % 977, kLong, ",\n");
}

struct Outcome {
  std::vector<std::string> rows;
  std::vector<std::string> places;
  std::vector<std::string> findings;
  int64_t kept_out = 0;
};

Outcome ReadOn(int threads, const std::string& path) {
  Collector findings;
  ReadOptions options;
  options.threads = threads;
  const auto snapshot = ReadSource(path, TestSchemas(), findings, options);
  EXPECT_TRUE(snapshot.ok()) << snapshot.status();
  Outcome outcome{Rows(**snapshot, "thing"), {}, findings.Lines(), 0};
  (*snapshot)->table("thing")->ForEachRow([&](const RowRef& row) {
    outcome.places.push_back(absl::StrCat(row.place().line, "@", row.place().byte));
  });
  for (const Finding& finding : findings.findings) {
    outcome.findings.push_back(absl::StrCat("at byte ", finding.byte));
  }
  const auto kept = (*snapshot)->kept_out().find("thing");
  if (kept != (*snapshot)->kept_out().end()) outcome.kept_out = kept->second.rows;
  return outcome;
}

// What reading gives, which must not depend on the number of threads.
Outcome ReadBothWays(const std::string& bytes) {
  const TempFolder folder;
  const std::string path = folder.Put("thing.csv", bytes);
  Outcome one = ReadOn(1, path);
  const Outcome two = ReadOn(2, path);
  EXPECT_TRUE(one.rows == two.rows);
  EXPECT_TRUE(one.places == two.places);
  EXPECT_EQ(one.findings, two.findings);
  EXPECT_EQ(one.kept_out, two.kept_out);
  return one;
}

TEST(CsvSegments, PlainRowsComeInTheirOrderWithTheirPlaces) {
  const Outcome outcome = ReadBothWays(FileOf(PlainRow));
  EXPECT_THAT(outcome.findings, IsEmpty());
  EXPECT_EQ(outcome.places.front(), "2@19");
}

TEST(CsvSegments, AQuoteWithinATextDoesNotLeadAstray) {
  const Outcome outcome = ReadBothWays(
      FileOf([](int i) { return i == 5 ? std::string("b,5,6\" buis,\n") : PlainRow(i); }));
  EXPECT_THAT(outcome.findings, IsEmpty());
}

TEST(CsvSegments, FindingsHaveTheirLineAndRow) {
  const Outcome outcome = ReadBothWays(FileOf([](int i) {
    if (i == 15'000) return std::string("b,x,,\n");
    if (i == 15'001) return std::string("b,1\n");
    if (i == 30'000) return std::string("\n");
    return PlainRow(i);
  }));
  EXPECT_THAT(outcome.findings, SizeIs(6));
  EXPECT_EQ(outcome.kept_out, 2);
}

TEST(CsvSegments, ManyWrongRowsAreAllTold) {
  int wrong = 0;
  const Outcome outcome = ReadBothWays(FileOf([&](int i) {
    if (i % 100 != 0) return PlainRow(i);
    ++wrong;
    return std::string("b,x,,\n");
  }));
  EXPECT_THAT(outcome.findings, SizeIs(2 * static_cast<size_t>(wrong)));
}

TEST(CsvSegments, AQuoteThatIsNotClosedTakesOneRow) {
  const Outcome outcome = ReadBothWays(FileOf([](int i) {
    return i == 20'000 ? std::string("b,1,\"open,\n") : absl::StrCat("b,", i, ",", kLong, ",\n");
  }));
  EXPECT_THAT(outcome.findings, SizeIs(2));
  EXPECT_EQ(outcome.kept_out, 1);
}

TEST(CsvSegments, ARowLongerThanASegmentIsRead) {
  const Outcome outcome = ReadBothWays(FileOf([](int i) {
    if (i != 10'000) return PlainRow(i);
    return absl::StrCat("b,1,\"", std::string(2 * TextSurvey::kSegmentBytes, '\n'), "\",\n");
  }));
  EXPECT_THAT(outcome.findings, IsEmpty());
}

}  // namespace
}  // namespace stelsel::core
