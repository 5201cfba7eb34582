#include "core/host/rule_runs.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/parameters.h"
#include "core/host/progress.h"
#include "core/host/rule_rows.h"

namespace stelsel::core {
namespace {

using Parameters = std::map<std::string, std::string>;

// Those of one owner, PLUGIN or PLUGIN/RULE, among parameters that are called OWNER/NAME.
Parameters ParametersOf(const std::string& owner, const Parameters& parameters) {
  Parameters own;
  const std::string prefix = owner + "/";
  for (const auto& [name, value] : parameters) {
    if (!absl::StartsWith(name, prefix)) continue;
    const std::string rest = name.substr(prefix.size());
    if (rest.find('/') == std::string::npos) own[rest] = value;
  }
  return own;
}

// ---- Rules of a plugin's code ----

absl::Status RunCheck(const Offered& offered, const Rule& rule, const RunRequest& request,
                      FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_CHECKS));
  const auto& functions = *static_cast<const stelsel_checks_v1*>(table);
  RunRequest own = request;
  own.parameters = ParametersOf(rule.id, request.parameters);
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const HeldStream released(&stream);
  STELSEL_RETURN_IF_ERROR(
      CallRun(offered, rule.id, own, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, offered.offer->id.c_str(), &run, &stream, error);
      }));
  return AddRuleRows(rule, &stream, false, nullptr, *request.snapshot, findings);
}

// ---- Rules in SQL ----

// Decimals as numbers, as the columns are that they are compared with: in SQL every text comes
// behind every number.
absl::StatusOr<std::string> WithNumbers(const std::string& parameters,
                                        const std::vector<Field>& declared) {
  STELSEL_ASSIGN_OR_RETURN(boost::json::value value, ParseJson(parameters, "parameters"));
  boost::json::object& object = value.get_object();
  for (const Field& field : declared) {
    boost::json::value* const given = object.if_contains(field.name);
    double number = 0;
    if (field.type != Type::kDecimal || given == nullptr) continue;
    if (absl::SimpleAtod({given->get_string().data(), given->get_string().size()}, &number))
      *given = number;
  }
  return WriteJson(object, 0);
}

// What the rule gets: defaults, then what was given for the plugin, then what for the rule.
absl::StatusOr<std::string> ParametersFor(const SqlRule& rule, const Manifest& manifest,
                                          const Parameters& parameters) {
  Parameters values = ParametersOf(rule.rule.id, parameters);
  const Parameters of_plugin = ParametersOf(manifest.id, parameters);
  std::vector<Field> declared;
  for (const Field& field : manifest.parameters) {
    if (std::find(rule.parameters.begin(), rule.parameters.end(), field.name) ==
        rule.parameters.end())
      continue;
    declared.push_back(field);
    for (const Parameters* const from : {&of_plugin, &manifest.defaults}) {
      const auto it = from->find(field.name);
      if (it != from->end()) values.insert(*it);
    }
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string checked, CheckParameters(declared, values));
  return WithNumbers(checked, declared);
}

// A job of its own within the caller's, which is to stop when that one is or when it is late.
void Limit(const RunRequest& request, int64_t seconds, stelsel_progress& limit) {
  if (request.progress != nullptr) {
    limit.function = request.progress->function;
    limit.context = request.progress->context;
  }
  limit.outer = request.progress;
  limit.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
}

absl::Status AnswerOf(const SqlRule& rule, const std::string& parameters, const Offered& sql,
                      const stelsel_query_v1& functions, const RunRequest& request,
                      ArrowArrayStream* stream) {
  const absl::Status status = CallRunWith(
      sql, rule.rule.id, request, parameters, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, sql.offer->id.c_str(), &run, rule.text.c_str(), stream,
                             error);
      });
  if (status.ok() && stream->release == nullptr)
    return absl::InternalError("the query plugin said that all is well, but gave no table");
  return status;
}

absl::Status RunSqlRule(const SqlRule& rule, const Manifest& manifest, const Offered& sql,
                        const RunRequest& request, FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                           ParametersFor(rule, manifest, request.parameters));
  STELSEL_ASSIGN_OR_RETURN(const void* const table, sql.plugin->Capability(STELSEL_QUERY));
  const auto& functions = *static_cast<const stelsel_query_v1*>(table);
  stelsel_progress limit;
  Limit(request, rule.seconds, limit);
  RunRequest own = request;
  own.progress = &limit;
  ArrowArrayStream stream{};
  const auto entered = sql.plugin->Enter();
  const HeldStream released(&stream);
  absl::Status status = AnswerOf(rule, parameters, sql, functions, own, &stream);
  // A rule about dates that pass says nothing when no day is given, as the core's.
  if (absl::IsFailedPrecondition(status) && request.as_of.empty()) return absl::OkStatus();
  if (status.ok())
    status = AddRuleRows(rule.rule, &stream, true, &limit, *request.snapshot, findings);
  if (status.ok()) return status;
  if (request.progress != nullptr && request.progress->IsCancelled())
    return absl::CancelledError("cancelled");
  if (limit.IsLate())
    return absl::DeadlineExceededError(absl::StrCat("takes longer than ", rule.seconds, " s"));
  // Of its own will: then it is not the whole check that was stopped.
  if (absl::IsCancelled(status)) return absl::AbortedError(std::string(status.message()));
  return status;
}

// Takes `line N: ` off the beginning of a reason; 0 where it is not there.
int64_t TakeLine(std::string& reason) {
  constexpr std::string_view kLine = "line ";
  const size_t colon = reason.find(": ");
  int64_t line = 0;
  if (reason.compare(0, kLine.size(), kLine) != 0 || colon == std::string::npos) return 0;
  if (!absl::SimpleAtoi(reason.substr(kLine.size(), colon - kLine.size()), &line) || line < 1)
    return 0;
  reason.erase(0, colon + 2);
  return line;
}

// `file` is empty for a rule that stands in none.
void AddFault(const Rule& rule, const std::string& file, const absl::Status& status,
              FindingSink& findings) {
  std::string reason(status.message());
  const std::string prefix = rule.id + ": ";
  if (absl::StartsWith(reason, prefix)) reason.erase(0, prefix.size());
  // What is wrong with all of it is told at its first line.
  const int64_t line = file.empty() ? 0 : std::max<int64_t>(1, TakeLine(reason));
  findings.Add("core/fault", [&](Finding& finding) {
    finding.table = rule.table;
    finding.file = file;
    finding.line = line;
    finding.With("reason", OneLine(prefix + reason));
  });
}

void TellThatNobodyKnowsSql(const Plugin& plugin, FindingSink& findings) {
  findings.Add("core/fault", [&](Finding& finding) {
    finding.file = plugin.folder() + "/rules";
    finding.With("reason", absl::StrCat(plugin.manifest().id, ": the rules in SQL were not run: ",
                                        "no plugin was found that answers queries in `",
                                        std::string(kSql), "`"));
  });
}

// ---- Both ----

// What goes wrong with a parameter, with whose it is before it.
absl::Status Whose(const std::string& owner, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat(owner, ": ", std::string(status.message())));
}

// Of those that are declared; whether one is missing the rules say that need it.
absl::Status CheckOwnParameters(const Manifest& manifest, const Parameters& given) {
  std::vector<Field> declared = manifest.parameters;
  for (Field& field : declared) field.required = field.required && given.count(field.name) > 0;
  return Whose(manifest.id, CheckParameters(declared, given).status());
}

absl::Status CheckParametersOf(const Plugin& plugin, const Parameters& parameters,
                               std::set<std::string>& used) {
  const Manifest& manifest = plugin.manifest();
  const auto use = [&](const std::string& owner) {
    Parameters own = ParametersOf(owner, parameters);
    for (const auto& [name, value] : own) used.insert(absl::StrCat(owner, "/", name));
    return own;
  };
  for (const Offer& offer : manifest.OffersOf(STELSEL_CHECKS)) {
    const std::string rule = absl::StrCat(manifest.id, "/", offer.id);
    STELSEL_RETURN_IF_ERROR(Whose(rule, CheckParameters(offer.parameters, use(rule)).status()));
  }
  if (!manifest.parameters.empty())
    STELSEL_RETURN_IF_ERROR(CheckOwnParameters(manifest, use(manifest.id)));
  for (const SqlRule& rule : plugin.sql_rules()) {
    use(rule.rule.id);
    STELSEL_RETURN_IF_ERROR(
        Whose(rule.rule.id, ParametersFor(rule, manifest, parameters).status()));
  }
  return absl::OkStatus();
}

// Goes on after a rule that went wrong, but not after being told to stop.
absl::Status After(const absl::Status& status, const Rule& rule, const std::string& file,
                   FindingSink& findings) {
  if (status.ok() || absl::IsCancelled(status)) return status;
  AddFault(rule, file, status, findings);
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRuleParameters(const std::vector<Plugin*>& plugins,
                                 const std::map<std::string, std::string>& parameters) {
  std::set<std::string> used;
  for (const Plugin* const plugin : plugins)
    STELSEL_RETURN_IF_ERROR(CheckParametersOf(*plugin, parameters, used));
  std::vector<std::string> unused;
  for (const auto& [name, value] : parameters) {
    if (used.count(name) == 0) unused.push_back(name);
  }
  if (unused.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "parameters of rules are called PLUGIN/RULE/NAME, or PLUGIN/NAME where the plugin declares "
      "it for all of its rules, of a plugin whose rules run; not so: ",
      absl::StrJoin(unused, ", ")));
}

absl::Status RunRules(Plugin& plugin, const Offered& sql, const RunRequest& request,
                      FindingSink& findings) {
  const Manifest& manifest = plugin.manifest();
  const std::vector<Offer>& offers = manifest.OffersOf(STELSEL_CHECKS);
  const auto total = static_cast<int64_t>(offers.size() + plugin.sql_rules().size());
  int64_t done = 0;
  for (const Offer& offer : offers) {
    const Rule& rule = *manifest.FindRule(absl::StrCat(manifest.id, "/", offer.id));
    STELSEL_RETURN_IF_ERROR(Advance(request.progress, rule.id, done++, total));
    STELSEL_RETURN_IF_ERROR(
        After(RunCheck({&plugin, &offer}, rule, request, findings), rule, "", findings));
  }
  if (sql.offer == nullptr && !plugin.sql_rules().empty()) {
    TellThatNobodyKnowsSql(plugin, findings);
    return absl::OkStatus();
  }
  for (const SqlRule& rule : plugin.sql_rules()) {
    STELSEL_RETURN_IF_ERROR(Advance(request.progress, rule.rule.id, done++, total));
    STELSEL_RETURN_IF_ERROR(
        After(RunSqlRule(rule, manifest, sql, request, findings), rule.rule, rule.file, findings));
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
