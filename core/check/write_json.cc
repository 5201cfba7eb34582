// Findings for programs: NDJSON, and the report of Frictionless Data.
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "boost/json/array.hpp"
#include "boost/json/object.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/check/write_formats.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// The shape of the report is that of version 5 of frictionless-py.
constexpr std::string_view kReportVersion = "5";

void Put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object[name] = OneLine(text);
}

void Put(json::object& object, std::string_view name, int64_t number) {
  if (number > 0) object[name] = number;
}

void PutKey(json::object& object, std::string_view name, const std::vector<std::string>& key) {
  if (key.empty()) return;
  json::array values;
  for (const std::string& value : key) values.emplace_back(value);
  object[name] = std::move(values);
}

void PutText(json::object& object, std::string_view name, std::string_view text) {
  object[name] = json::string(text.data(), text.size());
}

json::object ToObject(const std::map<std::string, int64_t>& counts) {
  json::object object;
  for (const auto& [rule, count] : counts) object[rule] = count;
  return object;
}

// Numbers by severity and by rule.
template <typename... Known>
json::object CountsOf(const Findings& findings, Known... known) {
  json::object counts;
  for (int i = 1; i <= kSeverities; ++i) {
    const auto severity = static_cast<Severity>(i);
    counts[SeverityName(severity)] = findings.Count(severity, known...);
  }
  counts["rules"] = ToObject(findings.Totals(known...));
  return counts;
}

json::object TotalsOf(const Findings& findings, const WriteOptions& options) {
  json::object totals = CountsOf(findings);
  std::map<std::string, int64_t> left_out = findings.LeftOut(Findings::Known::kNo);
  for (const auto& [rule, count] : findings.LeftOut(Findings::Known::kYes)) left_out[rule] += count;
  json::object kept_out;
  for (const KeptOutCount& table : options.kept_out) {
    if (table.rows > 0) kept_out[table.table] = table.rows;
  }
  totals["left_out"] = ToObject(left_out);
  totals["kept_out"] = std::move(kept_out);
  if (HasBaseline(findings)) {
    totals["known"] = CountsOf(findings, Findings::Known::kYes);
    totals["gone"] = ToObject(findings.baseline()->Gone());
  }
  return totals;
}

json::object ToObject(const Findings& findings, const Finding& finding,
                      const WriteOptions& options) {
  json::object object;
  Put(object, "rule", finding.rule);
  PutText(object, "severity", SeverityName(findings.SeverityOf(finding.rule)));
  PutText(object, "message", MessageOf(findings, finding, options));
  Put(object, "file", finding.file);
  Put(object, "line", finding.line);
  Put(object, "column", finding.column);
  Put(object, "cell", finding.cell);
  Put(object, "row", finding.row);
  Put(object, "field", finding.field);
  Put(object, "table", finding.table);
  PutKey(object, "key", finding.key);
  Put(object, "region", finding.region);
  Put(object, "revision", finding.revision);
  Put(object, "fingerprint", FingerprintOf(finding));
  return object;
}

// ---- The report ---------------------------------------------------------------------------

// The core's rules that Frictionless has too carry its name there.
std::string TypeOf(const std::string& rule) {
  constexpr std::string_view kCore = "core/";
  return absl::StartsWith(rule, "core/") ? rule.substr(kCore.size()) : rule;
}

json::array TagsOf(const Finding& finding) {
  const bool of_row = finding.row > 0 || !finding.key.empty();
  json::array tags;
  if (finding.file.empty() && finding.table.empty()) return tags;
  tags.emplace_back("#table");
  tags.emplace_back(of_row ? "#row" : "#header");
  if (!finding.field.empty() || finding.column > 0) tags.emplace_back(of_row ? "#cell" : "#label");
  return tags;
}

// Frictionless counts the head as row 1. A rule about a snapshot knows only the line, which is the
// same unless a cell above holds a line break; `stelsel:line` is always the line.
int64_t RowNumber(const Finding& finding) {
  return finding.row > 0 ? finding.row + 1 : finding.line;
}

json::object ToError(const Findings& findings, const Finding& finding,
                     const WriteOptions& options) {
  const Rule* rule = findings.registry().Find(finding.rule);
  const auto words = [&](Texts Rule::*texts) {
    return rule == nullptr ? std::string() : (rule->*texts).In(options.language);
  };
  json::object error;
  PutText(error, "type", TypeOf(finding.rule));
  PutText(error, "title", words(&Rule::title));
  PutText(error, "description", words(&Rule::cause));
  PutText(error, "message", MessageOf(findings, finding, options));
  error["tags"] = TagsOf(finding);
  PutText(error, "note", words(&Rule::cure));
  Put(error, "rowNumber", RowNumber(finding));
  Put(error, "fieldNumber", finding.column);
  Put(error, "fieldName", finding.field);
  Put(error, "stelsel:rule", finding.rule);
  PutText(error, "stelsel:severity", SeverityName(findings.SeverityOf(finding.rule)));
  Put(error, "stelsel:line", finding.line);
  PutKey(error, "stelsel:key", finding.key);
  Put(error, "stelsel:region", finding.region);
  Put(error, "stelsel:revision", finding.revision);
  Put(error, "stelsel:fingerprint", FingerprintOf(finding));
  return error;
}

// What is wrong with one file or table, or with the source itself. Warnings are plain texts in a
// Frictionless report; ours stand beside them with all there is to tell, and so do findings of a
// baseline, which do not make it invalid.
struct Task {
  json::array errors;
  json::array warnings;
  json::array own_warnings;
  json::array known;

  void Add(const Findings& findings, const Finding& finding, const WriteOptions& options) {
    json::object error = ToError(findings, finding, options);
    const Severity severity = findings.SeverityOf(finding.rule);
    if (severity == Severity::kFatal || severity == Severity::kError) {
      errors.push_back(std::move(error));
      return;
    }
    warnings.push_back(error["message"]);
    own_warnings.push_back(std::move(error));
  }

  void MoveTo(json::object& object) {
    object["warnings"] = std::move(warnings);
    object["errors"] = std::move(errors);
    object["stelsel:warnings"] = std::move(own_warnings);
    if (!known.empty()) object["stelsel:known"] = std::move(known);
  }
};

// The table, or for a file that is no table its name without folders.
std::string NameOf(const Finding& finding) {
  if (!finding.table.empty()) return finding.table;
  return finding.file.substr(finding.file.rfind('/') + 1);
}

std::string PlaceOf(const Finding& finding, const WriteOptions& options) {
  return finding.file.empty() ? options.source : finding.file;
}

json::object ToObject(const std::string& name, const std::string& place, Task task) {
  json::object object;
  PutText(object, "name", OneLine(name));
  object["type"] = "table";
  object["valid"] = task.errors.empty();
  PutText(object, "place", OneLine(place));
  object["stats"] = {{"errors", task.errors.size()}, {"warnings", task.warnings.size()}};
  task.MoveTo(object);
  return object;
}

}  // namespace

absl::Status WriteNdjson(const Findings& findings, const WriteOptions& options,
                         WriteFunction write) {
  for (const Finding& finding : findings.Kept()) {
    const json::object object = ToObject(findings, finding, options);
    STELSEL_RETURN_IF_ERROR(write(absl::StrCat(WriteJson(object, 0), "\n")));
  }
  for (const Finding& finding : findings.Kept(Findings::Known::kYes)) {
    json::object object = ToObject(findings, finding, options);
    object["known"] = true;
    STELSEL_RETURN_IF_ERROR(write(absl::StrCat(WriteJson(object, 0), "\n")));
  }
  const json::object totals = {{"totals", TotalsOf(findings, options)}};
  return write(absl::StrCat(WriteJson(totals, 0), "\n"));
}

absl::Status WriteReport(const Findings& findings, const WriteOptions& options,
                         WriteFunction write) {
  Task source;
  std::map<std::pair<std::string, std::string>, Task> tasks;  // by place and name
  const auto task_of = [&](const Finding& finding) -> Task& {
    const bool of_source = finding.file.empty() && finding.table.empty();
    return of_source ? source : tasks[{PlaceOf(finding, options), NameOf(finding)}];
  };
  for (const Finding& finding : findings.Kept()) task_of(finding).Add(findings, finding, options);
  for (const Finding& finding : findings.Kept(Findings::Known::kYes)) {
    task_of(finding).known.push_back(ToError(findings, finding, options));
  }
  const auto count = [&](Severity severity) {
    return findings.Count(severity, Findings::Known::kNo);
  };
  const int64_t errors = count(Severity::kFatal) + count(Severity::kError);
  json::object report;
  PutText(report, "version", kReportVersion);
  report["valid"] = errors == 0;
  report["stats"] = {{"tasks", tasks.size()},
                     {"errors", errors},
                     {"warnings", count(Severity::kWarning) + count(Severity::kInfo)}};
  source.MoveTo(report);
  json::array list;
  for (auto& [key, task] : tasks) list.push_back(ToObject(key.second, key.first, std::move(task)));
  report["tasks"] = std::move(list);
  Put(report, "stelsel:source", options.source);
  report["stelsel:totals"] = TotalsOf(findings, options);
  return write(absl::StrCat(WriteJson(report, 2), "\n"));
}

}  // namespace stelsel::core
