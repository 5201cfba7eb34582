// Rules as they stand in rules.json and in the manifests of plugins.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/check/registry.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

std::string_view KeyOf(const json::key_value_pair& pair) {
  return {pair.key().data(), pair.key().size()};
}

absl::Status Wrong(std::string_view where, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(std::string(where), " ", std::string(what)));
}

// The same error, with where it is before it.
absl::Status At(std::string_view where, const absl::Status& status) {
  if (status.ok()) return status;
  return Wrong(absl::StrCat(std::string(where), ":"), std::string(status.message()));
}

absl::Status OnlyKnown(const json::object& object, const std::set<std::string_view>& known) {
  for (const json::key_value_pair& pair : object) {
    if (known.count(KeyOf(pair)) > 0) continue;
    return Wrong(absl::StrCat("`", std::string(KeyOf(pair)), "`"), "is not known");
  }
  return absl::OkStatus();
}

// A phrase may add nothing, then in both languages.
absl::StatusOr<Texts> ToTexts(const json::value& value, bool may_be_empty = false) {
  if (!value.is_object()) return absl::InvalidArgumentError("texts must be an object: nl, en");
  STELSEL_RETURN_IF_ERROR(OnlyKnown(value.get_object(), {"nl", "en"}));
  Texts texts;
  STELSEL_ASSIGN_OR_RETURN(texts.nl, GetString(value.get_object(), "nl"));
  STELSEL_ASSIGN_OR_RETURN(texts.en, GetString(value.get_object(), "en"));
  const bool nothing = texts.nl.empty() && texts.en.empty();
  if (may_be_empty && nothing) return texts;
  if (texts.nl.empty() || texts.en.empty()) return absl::InvalidArgumentError("a text is empty");
  return texts;
}

absl::Status ReadTexts(const json::object& object, std::string_view key, Texts& texts) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr) return Wrong(absl::StrCat("`", std::string(key), "`"), "is missing");
  auto read = ToTexts(*value);
  if (!read.ok()) return At(absl::StrCat("`", std::string(key), "`"), read.status());
  texts = *std::move(read);
  return absl::OkStatus();
}

absl::StatusOr<Severity> ReadSeverity(const json::object& object) {
  STELSEL_ASSIGN_OR_RETURN(const std::string name, GetString(object, "severity"));
  for (int i = 1; i <= kSeverities; ++i) {
    const auto severity = static_cast<Severity>(i);
    if (SeverityName(severity) == name) return severity;
  }
  return absl::InvalidArgumentError("`severity` must be fatal, error, warning or info");
}

absl::Status FillRule(const json::object& object, bool strict, Rule& rule) {
  if (strict) {
    STELSEL_RETURN_IF_ERROR(OnlyKnown(object, {"id", "severity", "title", "message", "cause",
                                               "cure", "source", "table", "parameters", "names"}));
  }
  STELSEL_ASSIGN_OR_RETURN(rule.severity, ReadSeverity(object));
  STELSEL_RETURN_IF_ERROR(ReadTexts(object, "title", rule.title));
  STELSEL_RETURN_IF_ERROR(ReadTexts(object, "message", rule.message));
  STELSEL_RETURN_IF_ERROR(ReadTexts(object, "cause", rule.cause));
  STELSEL_RETURN_IF_ERROR(ReadTexts(object, "cure", rule.cure));
  STELSEL_ASSIGN_OR_RETURN(rule.source, GetString(object, "source"));
  STELSEL_ASSIGN_OR_RETURN(const auto table, GetOptionalString(object, "table"));
  rule.table = table.value_or("");
  if (object.contains("names")) {
    STELSEL_ASSIGN_OR_RETURN(rule.names, GetStringArray(object, "names"));
  }
  const json::value* parameters = object.if_contains("parameters");
  if (parameters == nullptr) return absl::OkStatus();
  if (!parameters->is_array()) return absl::InvalidArgumentError("`parameters` must be a list");
  rule.parameters = WriteJson(*parameters, 0);
  return absl::OkStatus();
}

absl::Status ReadPhrases(const json::object& object, Rule::Phrases& phrases) {
  STELSEL_RETURN_IF_ERROR(OnlyKnown(object, {"of", "texts"}));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> of, GetStringArray(object, "of"));
  const json::value* texts = object.if_contains("texts");
  if (texts == nullptr || !texts->is_object()) return Wrong("`texts`", "must be an object");
  for (const json::key_value_pair& pair : texts->get_object()) {
    STELSEL_ASSIGN_OR_RETURN(const Texts words, ToTexts(pair.value(), true));
    for (const std::string& name : of) phrases[name][std::string(KeyOf(pair))] = words;
  }
  return absl::OkStatus();
}

// Calls `read` with each object of the list `key`, which may be absent.
template <typename F>
absl::Status EachObject(const json::object& object, std::string_view key, F read) {
  const json::value* list = object.if_contains(key);
  if (list == nullptr) return absl::OkStatus();
  if (!list->is_array()) return Wrong(absl::StrCat("`", std::string(key), "`"), "must be a list");
  for (const json::value& value : list->get_array()) {
    if (!value.is_object()) {
      return Wrong(absl::StrCat("each of `", std::string(key), "`"), "must be an object");
    }
    STELSEL_RETURN_IF_ERROR(read(value.get_object()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Rule>> RulesOf(const json::object& object) {
  STELSEL_RETURN_IF_ERROR(OnlyKnown(object, {"phrases", "rules"}));
  Rule::Phrases phrases;
  STELSEL_RETURN_IF_ERROR(EachObject(object, "phrases", [&](const json::object& item) {
    return At("phrases", ReadPhrases(item, phrases));
  }));
  std::vector<Rule> rules;
  STELSEL_RETURN_IF_ERROR(
      EachObject(object, "rules", [&](const json::object& item) -> absl::Status {
        STELSEL_ASSIGN_OR_RETURN(Rule rule, ReadRule(item));
        rule.phrases = phrases;
        rules.push_back(std::move(rule));
        return absl::OkStatus();
      }));
  return rules;
}

}  // namespace

absl::StatusOr<Rule> ReadRule(const json::object& object, bool strict) {
  Rule rule;
  STELSEL_ASSIGN_OR_RETURN(rule.id, GetString(object, "id"));
  STELSEL_RETURN_IF_ERROR(At(absl::StrCat("rule `", rule.id, "`"), FillRule(object, strict, rule)));
  return rule;
}

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kFatal:
      return "fatal";
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "info";
  }
  return "";
}

std::vector<std::string> PlaceholdersOf(std::string_view text) {
  std::vector<std::string> names;
  for (size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    std::string name(text.substr(open + 1, close - open - 1));
    const bool fresh = std::find(names.begin(), names.end(), name) == names.end();
    if (!name.empty() && fresh) names.push_back(std::move(name));
  }
  return names;
}

absl::StatusOr<std::vector<Rule>> ReadRules(std::string_view json, std::string_view name) {
  STELSEL_ASSIGN_OR_RETURN(const json::value value, ParseJson(json, name));
  if (!value.is_object()) return Wrong(name, "is not an object");
  auto rules = RulesOf(value.get_object());
  if (!rules.ok()) return At(name, rules.status());
  return rules;
}

}  // namespace stelsel::core
