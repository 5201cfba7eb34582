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
namespace {

// As an attribute or text. OneLine has taken out what XML cannot hold.
std::string Escape(std::string_view text) {
  return absl::StrReplaceAll(OneLine(text),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

using ByRule = std::map<std::string, std::vector<Finding>>;

class Suites {
 public:
  Suites(const Findings& findings, const WriteOptions& options)
      : findings_(findings), options_(options) {
    for (const std::string& table : options.tables) suites_[table];
    for (Finding& finding : findings.Kept()) {
      const std::string suite = finding.table.empty() ? options.source : finding.table;
      suites_[suite][finding.rule].push_back(std::move(finding));
    }
  }

  absl::Status Write(WriteFunction write) {
    std::string body;
    int64_t tests = 0, failures = 0;
    for (const auto& [name, found] : suites_) {
      const std::vector<std::string> rules = RulesOf(name, found);
      const auto failed =
          std::count_if(rules.begin(), rules.end(), [&, &found = found](const std::string& rule) {
            return found.count(rule) > 0 && Fails(rule);
          });
      absl::StrAppend(&body, "  <testsuite name=\"", Escape(name), "\" tests=\"", rules.size(),
                      "\" failures=\"", failed, "\" errors=\"0\" time=\"0\">\n");
      for (const std::string& rule : rules) WriteCase(name, rule, found, body);
      absl::StrAppend(&body, "  </testsuite>\n");
      tests += static_cast<int64_t>(rules.size());
      failures += failed;
    }
    return write(absl::StrCat(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"stelsel\" tests=\"", tests,
        "\" failures=\"", failures, "\" errors=\"0\" time=\"0\">\n", body, "</testsuites>\n"));
  }

 private:
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

  void WriteCase(const std::string& suite, const std::string& rule, const ByRule& found,
                 std::string& body) const {
    absl::StrAppend(&body, "    <testcase classname=\"", Escape(suite), "\" name=\"", Escape(rule),
                    "\" time=\"0\"");
    const auto of_rule = found.find(rule);
    if (of_rule == found.end()) {
      absl::StrAppend(&body, "/>\n");
      return;
    }
    // What is no failure is shown with the case that passes.
    const bool fails = Fails(rule);
    const Rule* const known = findings_.registry().Find(rule);
    const std::string title = known == nullptr ? rule : known->title.In(options_.language);
    absl::StrAppend(&body, ">\n      ",
                    fails ? absl::StrCat("<failure type=\"", Escape(rule), "\" message=\"",
                                         of_rule->second.size(), "× ", Escape(title), "\">")
                          : "<system-out>",
                    "\n");
    for (const Finding& finding : of_rule->second) {
      absl::StrAppend(&body, Escape(PlaceOf(finding)),
                      Escape(MessageOf(findings_, finding, options_)), "\n");
    }
    absl::StrAppend(&body, fails ? "      </failure>\n" : "      </system-out>\n",
                    "    </testcase>\n");
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
