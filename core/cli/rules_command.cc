// stelsel rules: what is checked, and what to do about a finding.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/check/registry.h"
#include "core/cli/command.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description&) {}

std::string ListRules(const Registry& rules, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const Rule& rule : rules.all()) {
    rows.push_back({rule.id, std::string(SeverityName(rule.severity)), rule.title.In(language)});
  }
  return TextTable(rows);
}

// A rule that has no sentence says one for each row, or else its title.
std::string MessageOf(const Rule& rule, Language language) {
  const auto of = rule.phrases.find("message");
  const std::string& message = rule.message.In(language);
  if (of == rule.phrases.end() || message != "{message}") return message;
  const auto none = of->second.find("none");
  if (none == of->second.end()) return message;
  return absl::StrCat(language == Language::kNl ? "van elke rij een eigen zin, of anders: "
                                                : "a sentence of each row's own, or else: ",
                      none->second.In(language));
}

std::string DescribeRule(const Rule& rule, Language language) {
  const bool dutch = language == Language::kNl;
  std::vector<std::vector<std::string>> rows = {
      {dutch ? "ernst" : "severity", std::string(SeverityName(rule.severity))},
      {dutch ? "melding" : "message", MessageOf(rule, language)},
      {dutch ? "oorzaak" : "cause", rule.cause.In(language)},
      {dutch ? "oplossing" : "cure", rule.cure.In(language)},
      {dutch ? "herkomst" : "source", rule.source}};
  if (!rule.table.empty()) rows.push_back({dutch ? "tabel" : "table", rule.table});
  return absl::StrCat(rule.id, ": ", rule.title.In(language), "\n\n", TextTable(rows));
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  const std::string id = TextOf(given, "ID");
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  if (id.empty()) {
    STELSEL_RETURN_IF_ERROR(
        context.results().Write(ListRules(engine->rules(), context.language())));
    return kFine;
  }
  const Rule* const rule = engine->rules().Find(id);
  if (rule == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("no rule is called `", id, "`; `stelsel rules` lists them"));
  }
  STELSEL_RETURN_IF_ERROR(context.results().Write(DescribeRule(*rule, context.language())));
  return kFine;
}

}  // namespace

const Command kRulesCommand = {
    "rules",
    "the rules that are checked, each with cause and cure",
    "[ID]",
    "Without ID lists all rules; with it, tells what a finding of this rule means,\n"
    "how it comes about and what to do.\n\n"
    "Example: stelsel rules core/foreign-key --lang en\n",
    AddOptions,
    {"ID"},
    Run};

}  // namespace stelsel::core
