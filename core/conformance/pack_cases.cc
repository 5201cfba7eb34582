// Tests of what a plugin brings without code: rows in data/*.csv, rules in rules/*.sql.
#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/message.h"
#include "core/conformance/cases.h"
#include "core/conformance/subject.h"
#include "core/host/pack_data.h"
#include "core/host/rule_runs.h"
#include "core/model/pack_rows.h"

namespace stelsel::core::conformance {
namespace {

constexpr const char* kDay = "2021-12-31";
// What a table can be judged by alone. References may lead to tables that a source brings.
constexpr const char* kOfOneTable[] = {"core/constraint-error", "core/primary-key",
                                       "core/unique-error",     "core/period_reversed",
                                       "core/overlap",          "core/exactly_one"};

// The first finding among `findings` that `is_wrong` says counts.
template <typename F>
absl::Status NoneOf(const Findings& findings, F is_wrong) {
  for (const Finding& finding : findings.Kept()) {
    if (!is_wrong(finding)) continue;
    const Rule* const rule = findings.registry().Find(finding.rule);
    return Failed(
        absl::StrCat(finding.file, finding.line > 0 ? absl::StrCat(":", finding.line) : "", ": ",
                     MessageOf(finding, rule, Language::kEn, true), " [", finding.rule, "]"));
  }
  return absl::OkStatus();
}

absl::Status Heads(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given, false));
  if (subject->plugin().sql_rules().empty()) return Skipped("it has no rules in SQL");
  return absl::OkStatus();
}

// Of the rows by themselves; with data that they may refer to, everything that is an error.
absl::Status Data(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given, false));
  if (subject->plugin().data().empty()) return Skipped("it has no rows in data/");
  Engine& engine = subject->engine();
  const std::string folder = subject->plugin().folder() + "/";
  const auto is_ours = [&](const Finding& finding) {
    return absl::StartsWith(finding.file, folder);
  };
  Findings read(engine.rules());
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr rows,
                           WithPackRows(Snapshot::Empty(engine.schemas()), engine.plugins(), read));
  STELSEL_RETURN_IF_ERROR(NoneOf(read, is_ours));
  if (!given.data.empty()) {
    Findings ignored(engine.rules());
    STELSEL_ASSIGN_OR_RETURN(rows, engine.Read(given.data, {}, ignored));
  }
  Findings found(engine.rules());
  CheckRequest request;
  request.packs = {subject->manifest().id};
  STELSEL_RETURN_IF_ERROR(engine.Check(rows, request, found));
  return NoneOf(found, [&](const Finding& finding) {
    const bool alone = std::find(std::begin(kOfOneTable), std::end(kOfOneTable), finding.rule) !=
                       std::end(kOfOneTable);
    const bool counts = alone || !given.data.empty();
    return counts && is_ours(finding) && found.SeverityOf(finding.rule) == Severity::kError;
  });
}

absl::Status SqlRules(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given, false));
  if (subject->plugin().sql_rules().empty()) return Skipped("it has no rules in SQL");
  Engine& engine = subject->engine();
  const Offered sql = engine.plugins().FindById(STELSEL_QUERY, kSql);
  if (sql.offer == nullptr) {
    return Skipped("no plugin was found that answers queries in sql; --plugins DIR says where");
  }
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  for (const SnapshotPtr& snapshot : snapshots) {
    for (const char* const day : {"", kDay}) {
      Findings findings(engine.rules());
      RunRequest request;
      STELSEL_ASSIGN_OR_RETURN(request.snapshot,
                               WithPackRows(WithoutPackRows(snapshot), engine.plugins(), findings));
      request.as_of = day;
      STELSEL_RETURN_IF_ERROR(RunRules(subject->plugin(), sql, request, findings));
      STELSEL_RETURN_IF_ERROR(
          NoneOf(findings, [](const Finding& finding) { return finding.rule == "core/fault"; }));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<ConformanceCase> PackCases() {
  return {
      {"pack.heads", kPack, "the head of each rule in SQL is read", 60, Heads},
      {"pack.data", kPack, "the rows in data/ are read, and right by their schemas", 60, Data},
      {"pack.rules", kPack,
       "each rule in SQL runs on no rows and on a few, with and without a day, and gives rows that "
       "are there",
       120, SqlRules},
  };
}

}  // namespace stelsel::core::conformance
