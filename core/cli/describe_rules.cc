#include "core/cli/describe_rules.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/base/json.h"
#include "core/cli/field_words.h"
#include "core/cli/text_table.h"

namespace stelsel::core {
namespace {

// A rule that has no sentence says one for each row, or else its title.
std::string MessageOf(const Rule& rule, Language language) {
  const auto of = rule.phrases.find("message");
  const std::string& message = rule.message.In(language);
  if (of == rule.phrases.end() || message != "{message}") return message;
  const auto none = of->second.find("none");
  if (none == of->second.end()) return message;
  return absl::StrCat(Pick(language, "van elke rij een eigen zin, of anders: ",
                           "a sentence of each row's own, or else: "),
                      none->second.In(language));
}

// What is told of a rule, each with its label.
std::vector<std::vector<std::string>> FactsOf(const Rule& rule, Language language) {
  std::vector<std::vector<std::string>> facts = {
      {Pick(language, "ernst", "severity"), std::string(SeverityName(rule.severity))},
      {Pick(language, "melding", "message"), MessageOf(rule, language)},
      {Pick(language, "oorzaak", "cause"), rule.cause.In(language)},
      {Pick(language, "oplossing", "cure"), rule.cure.In(language)},
      {Pick(language, "herkomst", "source"), rule.source}};
  if (!rule.table.empty()) facts.push_back({Pick(language, "tabel", "table"), rule.table});
  return facts;
}

std::string OwnerOf(const Rule& rule) { return rule.id.substr(0, rule.id.find('/')); }

std::string AnchorOf(const Rule& rule) { return absl::StrReplaceAll(rule.id, {{"/", "-"}}); }

// Placeholders as code, so that no reader of Markdown takes braces for its own.
std::string MarkdownText(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"|", "\\|"}, {"\n", " "}, {"<", "&lt;"}, {"}{", "}{"}, {"{", "`{"}, {"}", "}`"}});
}

std::string TableOfOwner(const std::vector<Rule>& rules, const std::string& owner,
                         Language language) {
  std::string out = Pick(language, "| regel | ernst | wat er is |\n|---|---|---|\n",
                         "| rule | severity | what it is |\n|---|---|---|\n");
  for (const Rule& rule : rules) {
    if (OwnerOf(rule) != owner) continue;
    absl::StrAppend(&out, "| [`", rule.id, "`](#", AnchorOf(rule), ") | ",
                    std::string(SeverityName(rule.severity)), " | ",
                    MarkdownText(rule.title.In(language)), " |\n");
  }
  return absl::StrCat(out, "\n");
}

std::string SectionOf(const Rule& rule, Language language) {
  std::string out =
      absl::StrCat("### <a id=\"", AnchorOf(rule), "\"></a>", MarkdownText(rule.title.In(language)),
                   " (`", rule.id, "`)\n\n", "| | |\n|---|---|\n");
  for (const std::vector<std::string>& fact : FactsOf(rule, language)) {
    if (!fact[1].empty()) {
      absl::StrAppend(&out, "| **", fact[0], "** | ", MarkdownText(fact[1]), " |\n");
    }
  }
  return absl::StrCat(out, "\n");
}

boost::json::object BothOf(const Texts& texts) { return {{"nl", texts.nl}, {"en", texts.en}}; }

boost::json::value ParametersOf(const Rule& rule) {
  boost::system::error_code error;  // they were read before, so there is none
  return boost::json::parse(rule.parameters, error);
}

}  // namespace

std::string ListRules(const std::vector<Rule>& rules, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const Rule& rule : rules) {
    rows.push_back({rule.id, std::string(SeverityName(rule.severity)), rule.title.In(language)});
  }
  return TextTable(rows);
}

std::string DescribeRule(const Rule& rule, Language language) {
  return absl::StrCat(rule.id, ": ", rule.title.In(language), "\n\n",
                      TextTable(FactsOf(rule, language)));
}

std::string MarkdownOfRules(const std::vector<Rule>& rules, Language language) {
  std::string out = Pick(language, "# Bevindingen\n\n", "# Findings\n\n");
  std::vector<std::string> owners;
  for (const Rule& rule : rules) {
    if (std::find(owners.begin(), owners.end(), OwnerOf(rule)) == owners.end()) {
      owners.push_back(OwnerOf(rule));
    }
  }
  for (const std::string& owner : owners) {
    absl::StrAppend(&out, "## ", owner, "\n\n", TableOfOwner(rules, owner, language));
    for (const Rule& rule : rules) {
      if (OwnerOf(rule) == owner) out += SectionOf(rule, language);
    }
  }
  return out;
}

std::string JsonOfRules(const std::vector<Rule>& rules) {
  boost::json::array list;
  for (const Rule& rule : rules) {
    list.push_back(boost::json::object{{"id", rule.id},
                                       {"severity", SeverityName(rule.severity)},
                                       {"title", BothOf(rule.title)},
                                       {"message", BothOf(rule.message)},
                                       {"cause", BothOf(rule.cause)},
                                       {"cure", BothOf(rule.cure)},
                                       {"source", rule.source},
                                       {"table", rule.table},
                                       {"parameters", ParametersOf(rule)}});
  }
  return WriteJson(list, 2) + "\n";
}

}  // namespace stelsel::core
