// Findings as JUnit XML, which the pages of most CI systems show: a suite is a table, a case a rule
// that it was checked by, also when it passed.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"

namespace stelsel::core {

std::string XmlText(std::string_view text) {
  // OneLine takes out what XML cannot hold.
  return absl::StrReplaceAll(OneLine(text),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

namespace {

// What a case found.
struct Found {
  std::vector<Finding> fresh;
  std::vector<Finding> known;  // of a baseline
};
using ByRule = std::map<std::string, Found>;

class Suites {
 public:
  Suites(const Findings& findings, const WriteOptions& options)
      : findings_(findings), options_(options) {
    for (const std::string& table : options.tables) suites_[table];
    for (Finding& finding : findings.Kept()) {
      FoundBy(finding).fresh.push_back(std::move(finding));
    }
    for (Finding& finding : findings.Kept(Findings::Known::kYes)) {
      FoundBy(finding).known.push_back(std::move(finding));
    }
  }

  absl::Status Write(WriteFunction write) {
    std::string body;
    Counts all;
    for (const auto& [name, found] : suites_) {
      std::string cases;
      Counts counts;
      for (const std::string& rule : RulesOf(name, found)) {
        WriteCase(name, rule, found, cases, counts);
      }
      absl::StrAppend(&body, "  <testsuite name=\"", XmlText(name), "\"", Attributes(counts), ">\n",
                      cases, "  </testsuite>\n");
      all.tests += counts.tests;
      all.failures += counts.failures;
      all.skipped += counts.skipped;
    }
    return write(
        absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"stelsel\"",
                     Attributes(all), ">\n", body, "</testsuites>\n"));
  }

 private:
  struct Counts {
    int64_t tests = 0, failures = 0, skipped = 0;
  };

  static std::string Attributes(const Counts& counts) {
    return absl::StrCat(" tests=\"", counts.tests, "\" failures=\"", counts.failures,
                        "\" skipped=\"", counts.skipped, "\" errors=\"0\" time=\"0\"");
  }

  Found& FoundBy(const Finding& finding) {
    return suites_[finding.table.empty() ? options_.source : finding.table][finding.rule];
  }

  bool Fails(const std::string& rule) const {
    const Severity severity = findings_.SeverityOf(rule);
    return severity == Severity::kFatal || severity == Severity::kError ||
           (severity == Severity::kWarning && options_.warnings_fail);
  }

  // Those that are about the table or about every table, and those that found something.
  std::vector<std::string> RulesOf(const std::string& suite, const ByRule& found) const {
    std::set<std::string> rules;
    const bool is_table = std::count(options_.tables.begin(), options_.tables.end(), suite) > 0;
    for (const Rule& rule : findings_.registry().all()) {
      if (is_table && (rule.table.empty() || rule.table == suite)) rules.insert(rule.id);
    }
    for (const auto& [rule, unused] : found) rules.insert(rule);
    return {rules.begin(), rules.end()};
  }

  void WriteCase(const std::string& suite, const std::string& rule, const ByRule& by_rule,
                 std::string& body, Counts& counts) const {
    ++counts.tests;
    absl::StrAppend(&body, "    <testcase classname=\"", XmlText(suite), "\" name=\"",
                    XmlText(rule), "\" time=\"0\"");
    const auto found = by_rule.find(rule);
    if (found == by_rule.end()) {
      absl::StrAppend(&body, "/>\n");
    } else {
      absl::StrAppend(&body, ">\n", Within(rule, found->second, counts), "    </testcase>\n");
    }
  }

  // What is no failure is shown with the case that passes; a case that would fail only for what is
  // known counts as skipped.
  std::string Within(const std::string& rule, const Found& found, Counts& counts) const {
    std::string out, rest = Lines(found.known, absl::StrCat("[", KnownWord(), "] "));
    if (!Fails(rule)) {
      rest = absl::StrCat(Lines(found.fresh, ""), rest);
    } else if (!found.fresh.empty()) {
      ++counts.failures;
      out = absl::StrCat("      <failure type=\"", XmlText(rule), "\" message=\"",
                         Title(rule, found.fresh), "\">\n", Lines(found.fresh, ""),
                         "      </failure>\n");
    } else {
      ++counts.skipped;
      out = absl::StrCat("      <skipped message=\"", Title(rule, found.known), ", ", KnownWord(),
                         "\"/>\n");
    }
    if (!rest.empty()) absl::StrAppend(&out, "      <system-out>\n", rest, "      </system-out>\n");
    return out;
  }

  std::string KnownWord() const { return options_.language == Language::kNl ? "bekend" : "known"; }

  std::string Title(const std::string& rule, const std::vector<Finding>& found) const {
    const Rule* const known = findings_.registry().Find(rule);
    return absl::StrCat(found.size(), "× ",
                        XmlText(known == nullptr ? rule : known->title.In(options_.language)));
  }

  std::string Lines(const std::vector<Finding>& found, const std::string& mark) const {
    std::string lines;
    for (const Finding& finding : found) {
      absl::StrAppend(&lines, mark, XmlText(PlaceOf(finding)),
                      XmlText(MessageOf(findings_, finding, options_)), "\n");
    }
    return lines;
  }

  static std::string PlaceOf(const Finding& finding) {
    if (finding.file.empty()) return finding.key.empty() ? "" : absl::StrCat(KeyOf(finding), ": ");
    if (!finding.cell.empty()) return absl::StrCat(finding.file, " ", finding.cell, ": ");
    if (finding.line == 0) return absl::StrCat(finding.file, ": ");
    if (finding.column == 0) return absl::StrCat(finding.file, ":", finding.line, ": ");
    return absl::StrCat(finding.file, ":", finding.line, ":", finding.column, ": ");
  }

  const Findings& findings_;
  const WriteOptions& options_;
  std::map<std::string, ByRule> suites_;
};

}  // namespace

absl::Status WriteJunit(const Findings& findings, const WriteOptions& options,
                        WriteFunction write) {
  return Suites(findings, options).Write(write);
}

}  // namespace stelsel::core
