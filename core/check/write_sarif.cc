// Findings as SARIF 2.1.0, the form in which code scanning takes them.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/array.hpp"
#include "boost/json/object.hpp"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// What code scanning shows of one run; the most severe are kept.
constexpr size_t kMostResults = 5000;

json::string ToJson(std::string_view text) { return json::string(text.data(), text.size()); }

json::object Message(std::string_view text) { return {{"text", ToJson(text)}}; }

const char* LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kFatal:
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "note";
  }
  return "none";
}

// A path as a URI: relative ones stay so, for code scanning to find in the repository.
std::string UriOf(const std::string& path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri;
}

json::object LocationOf(const Finding& finding) {
  json::object location;
  if (!finding.file.empty()) {
    json::object place = {{"artifactLocation", {{"uri", ToJson(UriOf(finding.file))}}}};
    // The number of a field is no column of a text, so that only the line is told.
    if (finding.line > 0) place["region"] = {{"startLine", finding.line}};
    location["physicalLocation"] = std::move(place);
  }
  if (!finding.table.empty()) {
    const std::string name =
        finding.field.empty() ? finding.table : absl::StrCat(finding.table, ".", finding.field);
    json::object logical = {{"fullyQualifiedName", ToJson(OneLine(name))}};
    if (!finding.key.empty()) logical["name"] = ToJson(KeyOf(finding));
    location["logicalLocations"] = json::array{std::move(logical)};
  }
  return location;
}

json::object RuleOf(const Rule& rule, Language language) {
  return {{"id", ToJson(rule.id)},
          {"shortDescription", Message(rule.title.In(language))},
          {"fullDescription", Message(rule.cause.In(language))},
          {"help", Message(rule.cure.In(language))},
          {"defaultConfiguration", {{"level", LevelOf(rule.severity)}}}};
}

class Log {
 public:
  Log(const Findings& findings, const WriteOptions& options)
      : findings_(findings), options_(options) {
    for (const Rule& rule : findings.registry().all()) {
      numbers_[rule.id] = rules_.size();
      rules_.push_back(RuleOf(rule, options.language));
    }
  }

  json::object Write() {
    json::array results;
    AddResults(Findings::Known::kNo, results);
    AddResults(Findings::Known::kYes, results);
    const auto shown = static_cast<int64_t>(results.size());
    json::object run = {
        {"tool",
         json::object{{"driver", json::object{{"name", "stelsel"}, {"rules", std::move(rules_)}}}}},
        {"invocations", json::array{Invocation(shown)}},
        {"results", std::move(results)},
        {"columnKind", "unicodeCodePoints"}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", json::array{std::move(run)}}};
  }

 private:
  // As many as there is room for.
  void AddResults(Findings::Known known, json::array& results) const {
    std::vector<Finding> kept = findings_.Kept(known);
    const size_t room = kMostResults - results.size();
    if (kept.size() > room) {
      std::stable_sort(kept.begin(), kept.end(), [&](const Finding& a, const Finding& b) {
        return findings_.SeverityOf(a.rule) < findings_.SeverityOf(b.rule);
      });
      kept.resize(room);
    }
    for (const Finding& finding : kept) {
      json::object result = ResultOf(finding);
      if (HasBaseline(findings_)) PutState(known, result);
      results.push_back(std::move(result));
    }
  }

  // `external`: what silences it stands in no file of the data, but in the baseline.
  static void PutState(Findings::Known known, json::object& result) {
    const bool is_known = known == Findings::Known::kYes;
    result["baselineState"] = is_known ? "unchanged" : "new";
    result["suppressions"] = json::array();
    if (is_known) result["suppressions"] = json::array{json::object{{"kind", "external"}}};
  }

  json::object ResultOf(const Finding& finding) const {
    json::object result = {
        {"ruleId", ToJson(finding.rule)},
        {"level", LevelOf(findings_.SeverityOf(finding.rule))},
        {"message", Message(MessageOf(findings_, finding, options_))},
        {"partialFingerprints", {{"stelsel/v1", ToJson(FingerprintOf(finding))}}}};
    const auto number = numbers_.find(finding.rule);
    if (number != numbers_.end()) result["ruleIndex"] = number->second;
    json::object location = LocationOf(finding);
    if (!location.empty()) result["locations"] = json::array{std::move(location)};
    return result;
  }

  // Whether the run came to its end, and what of its findings is not among the results.
  json::object Invocation(int64_t shown) const {
    int64_t all = 0;
    for (const auto& [rule, count] : findings_.Totals()) all += count;
    json::object invocation = {{"executionSuccessful", findings_.Count(Severity::kFatal) == 0}};
    if (all == shown) return invocation;
    const std::string text =
        options_.language == Language::kNl
            ? absl::StrCat(all - shown, " van ", all, " bevindingen staan hier niet bij.")
            : absl::StrCat(all - shown, " of ", all, " findings are not among these results.");
    invocation["toolExecutionNotifications"] =
        json::array{json::object{{"level", "warning"}, {"message", Message(text)}}};
    return invocation;
  }

  const Findings& findings_;
  const WriteOptions& options_;
  json::array rules_;
  std::map<std::string, size_t> numbers_;
};

}  // namespace

absl::Status WriteSarif(const Findings& findings, const WriteOptions& options,
                        WriteFunction write) {
  return write(absl::StrCat(WriteJson(Log(findings, options).Write(), 2), "\n"));
}

}  // namespace stelsel::core
