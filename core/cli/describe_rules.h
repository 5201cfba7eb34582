// Rules as people and other programs want to read them. Internal to this room.
#ifndef STELSEL_CORE_CLI_DESCRIBE_RULES_H_
#define STELSEL_CORE_CLI_DESCRIBE_RULES_H_

#include <string>
#include <vector>

#include "core/check/registry.h"

namespace stelsel::core {

// One line a rule: id, severity, title.
std::string ListRules(const std::vector<Rule>& rules, Language language);
// One rule for a terminal of 80 columns: what a finding of it says, its cause and cure.
std::string DescribeRule(const Rule& rule, Language language);
// A catalogue in Markdown: a heading for each owner, and below it one for each rule, with the
// anchor OWNER-NAME.
std::string MarkdownOfRules(const std::vector<Rule>& rules, Language language);
// The same as a JSON list, in both languages.
std::string JsonOfRules(const std::vector<Rule>& rules);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_DESCRIBE_RULES_H_
