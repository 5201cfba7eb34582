// testing.hpp - stelsel for the tests of an importer: what a check finds, as GoogleMock can match
// it, and golden runs. Header-only; needs GoogleTest and GoogleMock, and stelsel.hpp's library.
//
//     #include "gmock/gmock.h"
//     #include "gtest/gtest.h"
//     #include "stelsel/testing.hpp"
//
//     using namespace stelsel::testing;
//     using ::testing::Contains;
//
//     TEST(Import, IsRight) {
//       const stelsel::Engine engine;
//       EXPECT_THAT(FindingsOf(engine, "import"), HasNoErrors());
//     }
//
//     TEST(Import, TellsOfARegionThatIsNotThere) {
//       const stelsel::Engine engine;
//       const Finding wanted = Finding("core/foreign-key").At("region_municipality.csv", 12);
//       EXPECT_THAT(FindingsOf(engine, "broken"), Contains(wanted.Field("region")));
//     }
//
// A golden run compares all that is found with a file beside the source; see GoldenCases.
//
// Names are written as GoogleMock writes its own. Beside `using namespace stelsel`, write
// GoogleTest as `::testing`. Values belong to whoever has them. Functions may be called from any
// thread, with an engine each. What cannot be run at all (no such source) is thrown as
// stelsel::Error, which GoogleTest prints and counts as a failure.
#ifndef STELSEL_TESTING_HPP_
#define STELSEL_TESTING_HPP_

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "stelsel/detail/golden.hpp"
#include "stelsel/stelsel.hpp"

namespace stelsel::testing {

/// One thing that was found. Numbers are 0, and texts empty, where the finding has none.
using Found = detail::Found;
/// All of them, in the order of the files. Printed as a user reads them, a line each.
using FoundFindings = detail::FoundFindings;

/// What a check of `snapshot` and, before it, the reading put into `findings`. Files are told as
/// they were read, but within `source`, when that is given, as from there: `region.csv`. Cell
/// values stand in messages by their shape only, as everywhere. `language` is "nl" or "en".
inline FoundFindings FindingsIn(const Findings& findings, const std::string& source = "",
                                const char* language = "en") {
  FoundFindings all;
  findings.each(
      [&](const FindingRow& row) {
        Found found;
        found.rule = row.rule;
        found.severity = row.severity;
        found.message = row.message;
        found.file = detail::file_within(std::string(row.file), source);
        found.field = row.field;
        found.table = row.table;
        found.key = row.key;
        found.region = row.region;
        found.line = row.line;
        found.column = row.column;
        found.row = row.row;
        all.push_back(std::move(found));
      },
      language);
  return all;
}

/// Reads `source` and checks it: all that is found, of each rule as many as there are up to a
/// million. Throws Error when the source cannot be read at all.
inline FoundFindings FindingsOf(const Engine& engine, const std::string& source,
                                const CheckOptions& options = {}, const char* language = "en") {
  constexpr std::int64_t kMostOfARule = 1'000'000;
  Findings findings(engine.host(), kMostOfARule);
  const Snapshot snapshot = engine.read(source, findings);
  engine.check(snapshot, options, findings);
  return FindingsIn(findings, source, language);
}

/// Matches a Found. What is not asked for may be anything. Each call returns a matcher that asks
/// for more, so that one can be kept and added to.
class Finding {
 public:
  using is_gtest_matcher = void;

  /// Of this rule, such as "core/foreign-key"; of any when it is empty.
  explicit Finding(std::string rule = "") { asked_.rule = std::move(rule); }

  /// In this file: its path, or the end of it from a `/` on. 0 is any line, or any column.
  Finding At(std::string file, std::int64_t line = 0, std::int64_t column = 0) const {
    Finding more = *this;
    more.asked_.file = std::move(file);
    more.asked_.line = line;
    more.asked_.column = column;
    return more;
  }
  Finding Field(std::string field) const { return With(&Found::field, std::move(field)); }
  Finding Table(std::string table) const { return With(&Found::table, std::move(table)); }
  /// The values of the row's key, joined by ", ".
  Finding Key(std::string key) const { return With(&Found::key, std::move(key)); }
  Finding Region(std::string region) const { return With(&Found::region, std::move(region)); }
  /// "fatal", "error", "warning" or "info".
  Finding Severity(std::string severity) const {
    return With(&Found::severity, std::move(severity));
  }
  /// Whose message has this in it. Wording may get better in any version: ask for little.
  Finding Saying(std::string words) const { return With(&Found::message, std::move(words)); }

  bool MatchAndExplain(const Found& found, std::ostream*) const {
    return detail::matches(asked_, found);
  }
  void DescribeTo(std::ostream* out) const { *out << "is " << detail::described(asked_); }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "is not " << detail::described(asked_);
  }

 private:
  Finding With(std::string Found::*part, std::string value) const {
    Finding more = *this;
    more.asked_.*part = std::move(value);
    return more;
  }

  Found asked_;
};

/// Matches FoundFindings of which none is an error or worse. Says which are.
class NoErrors {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const FoundFindings& all, std::ostream* out) const {
    FoundFindings errors;
    for (const Found& found : all)
      if (found.severity == "error" || found.severity == "fatal") errors.push_back(found);
    if (out != nullptr && !errors.empty()) *out << "which has " << errors.size() << " of them";
    return errors.empty();
  }
  void DescribeTo(std::ostream* out) const { *out << "has no errors"; }
  void DescribeNegationTo(std::ostream* out) const { *out << "has errors"; }
};
inline NoErrors HasNoErrors() { return {}; }

/// A folder with what is checked, and beside it expect.ndjson: what a check is to find, all of it,
/// a line a finding, in the form of `stelsel check --format ndjson`. A line says as much as
/// matters: of rule, severity, file, line, column, row, field, table, key and region, each that it
/// has must be the finding's. The rest of what `stelsel check` prints is not compared, the message
/// included, so that its output can be kept as it is. `stelsel generate` makes such folders.
struct GoldenCase {
  std::string name;
  std::filesystem::path folder;

  std::filesystem::path expect() const { return folder / "expect.ndjson"; }
  /// `source`, or else the only thing in the folder that is no .ndjson and no .md. Throws Error
  /// when that is not one thing. A test that gives its importer a file of the case need not call
  /// it.
  std::string source() const { return detail::source_of(folder); }
};

inline void PrintTo(const GoldenCase& golden, std::ostream* out) { *out << golden.name; }

/// The cases in a folder, by name: for ::testing::ValuesIn. Throws Error when there is none, so
/// that a folder that was moved does not pass.
inline std::vector<GoldenCase> GoldenCases(const std::filesystem::path& folder) {
  std::vector<GoldenCase> cases;
  for (const std::string& name : detail::folders_in(folder)) cases.push_back({name, folder / name});
  if (cases.empty()) throw Error(STELSEL_NOT_FOUND, folder.string() + " has no cases");
  return cases;
}

/// The name of a case for INSTANTIATE_TEST_SUITE_P, which takes letters, digits and `_` only.
inline std::string GoldenName(const ::testing::TestParamInfo<GoldenCase>& info) {
  return detail::test_name(info.param.name);
}

/// What is expected and was not found, and the other way round, as lines of NDJSON.
using Difference = detail::Difference;

/// Compares with a file of lines as in expect.ndjson; one finding answers one line. Throws Error,
/// with the line, when the file cannot be read.
inline Difference Compare(const std::filesystem::path& file, const FoundFindings& found) {
  return detail::compare(detail::read_expected(file), found);
}

/// Whether just what the case expects was found; tells the difference. When the environment has
/// STELSEL_UPDATE_GOLDEN=1 it writes expect.ndjson anew instead, and is content: look at what git
/// says changed.
inline ::testing::AssertionResult AsExpected(const GoldenCase& golden, const FoundFindings& found) {
  const char* const update = std::getenv("STELSEL_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    detail::write_expected(golden.expect(), found);
    return ::testing::AssertionSuccess();
  }
  const Difference difference = Compare(golden.expect(), found);
  if (difference.empty()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << golden.name << ": " << difference.text()
         << "STELSEL_UPDATE_GOLDEN=1 writes what was found into " << golden.expect().string();
}

/// The same, of the case's own source.
inline ::testing::AssertionResult AsExpected(const Engine& engine, const GoldenCase& golden,
                                             const CheckOptions& options = {}) {
  return AsExpected(golden, FindingsOf(engine, golden.source(), options));
}

}  // namespace stelsel::testing

#endif  // STELSEL_TESTING_HPP_
