// stelsel rules: what is checked, and what to do about a finding.
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/registry.h"
#include "core/cli/command.h"
#include "core/cli/describe_rules.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("FORMAT"),
                        "text, markdown or json (with both languages)");
}

absl::StatusOr<std::vector<Rule>> Wanted(const Registry& rules, const std::string& id) {
  if (id.empty()) return rules.all();
  const Rule* const rule = rules.Find(id);
  if (rule == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("no rule is called `", id, "`; `stelsel rules` lists them"));
  }
  return std::vector<Rule>{*rule};
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(const std::string format,
                           OneOf(given, "format", {"text", "markdown", "json"}));
  const std::string id = TextOf(given, "ID");
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  STELSEL_ASSIGN_OR_RETURN(const std::vector<Rule> rules, Wanted(engine->rules(), id));
  const Language language = context.language();
  const std::string text = format == "json"       ? JsonOfRules(rules)
                           : format == "markdown" ? MarkdownOfRules(rules, language)
                           : id.empty()           ? ListRules(rules, language)
                                                  : DescribeRule(rules[0], language);
  STELSEL_RETURN_IF_ERROR(context.results().Write(text));
  return kFine;
}

}  // namespace

const Command kRulesCommand = {
    "rules",
    "the rules that are checked, each with cause and cure",
    "[ID] [--format text|markdown|json]",
    "Without ID lists all rules; with it, tells what a finding of this rule means,\n"
    "how it comes about and what to do. As markdown or json without ID it is a\n"
    "catalogue of every rule with all of that.\n\n"
    "Example: stelsel rules core/foreign-key --lang en\n",
    AddOptions,
    {"ID"},
    Run};

}  // namespace stelsel::core
