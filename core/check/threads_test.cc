// What is found, and in which order it is told, does not depend on the number of threads, nor on
// how the rows stand in chunks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/check/check_test_util.h"

namespace stelsel::core {
namespace {

// Writes down what it is told, in order, and that it is told it on one thread.
class Told : public FindingSink {
 public:
  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) override {
    Finding finding;
    fill(finding);
    EXPECT_EQ(std::this_thread::get_id(), thread_);
    std::string line =
        absl::StrCat(std::string(rule), " ", finding.table, " ", finding.line, " ", finding.field);
    for (const Finding::Argument& argument : finding.arguments) {
      absl::StrAppend(&line, " ", argument.name, "=", argument.text);
    }
    lines.push_back(std::move(line));
  }
  void AddRow(std::string_view rule, const RowRef& row,
              absl::FunctionRef<void(Finding&)> fill) override {
    Add(rule, [&](Finding& finding) {
      Locate(row, finding);
      fill(finding);
    });
  }
  std::vector<std::string> lines;

 private:
  const std::thread::id thread_ = std::this_thread::get_id();
};

std::vector<std::string> Check(const SnapshotPtr& snapshot, int threads) {
  Told told;
  CheckOptions options;
  options.as_of = ParseDate("2022-01-01").value();
  options.threads = threads;
  EXPECT_TRUE(CheckSnapshot(snapshot, options, told).ok());
  return told.lines;
}

using Row = std::vector<std::string>;  // cells; empty is null

// Cells of one field: right ones mostly.
rc::Gen<std::string> Cell(std::vector<std::string> right, std::vector<std::string> wrong) {
  return rc::gen::weightedOneOf<std::string>(
      {{9, rc::gen::elementOf(std::move(right))}, {1, rc::gen::elementOf(std::move(wrong))}});
}

const std::vector<std::string> kFields = {"region",      "agreement_topic", "domain",
                                          "observed_on", "sequence",        "topic_version",
                                          "status",      "observed_by",     "expected_ready_on",
                                          "explanation", "source_document", "illustratief"};

rc::Gen<Row> SomeStatus() {
  return rc::gen::map(
      rc::gen::tuple(
          Cell({"r1", "r2"}, {"", "r3"}), Cell({"A1", "B1"}, {"", "C"}), Cell({"BW"}, {"", "bw"}),
          Cell({"2021-01-01", "2021-02", "2021-03-01"}, {"", "2021", "../2021-02-03", "2021/.."}),
          Cell({"1", "2", "300"}, {"", "0", "70000"}), Cell({"1", "2"}, {"", "0", "5000000000"}),
          Cell({"nee", "in_ontwikkeling", "ja"}, {"", "weet niet"}),
          Cell({"", "regio"}, {"123456782"}), Cell({""}, {"2021", "2030"}),
          Cell({"", "wordt uitgewerkt"}, {"bsn 123456782", "111222333"}),
          Cell({"s1", ""}, {"s2", "123456782"}), Cell({"true", ""}, {"false"})),
      [](const auto& cells) {
        return std::apply([](const auto&... cell) { return Row{cell...}; }, cells);
      });
}

SnapshotPtr SnapshotOf(const std::vector<Row>& statuses, size_t rows_a_chunk) {
  TestData data(CoreSet(), rows_a_chunk);
  for (const char* region : {"r1", "r2"}) data.Add("region", {{"region", region}, {"name", "x"}});
  for (const char* topic : {"A1", "B1"}) {
    data.Add("agreement_topic", {{"agreement_topic", topic}, {"name", "x"}});
    data.Add("agreement_topic_wording", {{"agreement_topic", topic}, {"topic_version", "1"}});
  }
  data.Add("source_document", {{"source_document", "s1"}, {"title", "x"}});
  data.KeepOut("region", {"r3"});
  for (const Row& row : statuses) {
    TestData::Cells cells;
    for (size_t i = 0; i < kFields.size(); ++i) {
      if (!row[i].empty()) cells.emplace_back(kFields[i], row[i]);
    }
    data.Add("agreement_status", cells);
  }
  return data.Done();
}

RC_GTEST_PROP(ThreadsTest, TheSameIsToldInTheSameOrder, ()) {
  const auto statuses = *rc::gen::container<std::vector<Row>>(SomeStatus());
  const std::vector<std::string> expected = Check(SnapshotOf(statuses, statuses.size() + 1), 1);
  const SnapshotPtr in_pieces = SnapshotOf(statuses, *rc::gen::inRange<size_t>(1, 9));
  RC_ASSERT(Check(in_pieces, *rc::gen::element(0, 1, 2, 5)) == expected);
}

// More chunks than are gone through at once, and rows enough for each to have many findings.
TEST(ThreadsTest, ManyChunksAreToldInOrder) {
  std::vector<Row> statuses;
  for (int i = 0; i < 2000; ++i) {
    statuses.push_back({i % 7 == 0 ? "r9" : "r1", "A1", i % 11 == 0 ? "" : "BW",
                        FormatDate(18000 + i % 1900), i % 13 == 0 ? "0" : "1", "1",
                        i % 5 == 0 ? "nee" : "ja", "", "", "", i % 3 == 0 ? "" : "s1", ""});
  }
  const std::vector<std::string> expected = Check(SnapshotOf(statuses, 5000), 1);
  EXPECT_GT(expected.size(), 1500u);
  EXPECT_EQ(Check(SnapshotOf(statuses, 10), 2), expected);
  EXPECT_EQ(Check(SnapshotOf(statuses, 1), 3), expected);
}

TEST(ThreadsTest, ProgressIsToldOnTheCallingThread) {
  const std::vector<Row> statuses(
      200, {"r1", "A1", "BW", "2021-01-01", "1", "1", "ja", "", "", "", "s1", ""});
  CheckOptions options;
  options.threads = 2;
  const std::thread::id thread = std::this_thread::get_id();
  int64_t before = 0, last_total = 0;
  options.progress = [&](const std::string&, int64_t done, int64_t total) {
    EXPECT_EQ(std::this_thread::get_id(), thread);
    EXPECT_GT(done, before);
    before = done;
    last_total = total;
    return true;
  };
  Findings findings;
  EXPECT_TRUE(CheckSnapshot(SnapshotOf(statuses, 3), options, findings).ok());
  EXPECT_EQ(before, last_total);
  EXPECT_EQ(findings.CountOf("core/primary-key"), 199);
}

}  // namespace
}  // namespace stelsel::core
