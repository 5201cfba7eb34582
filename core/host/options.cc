#include "core/host/options.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/host/parameters.h"

namespace stelsel::core {

namespace json = boost::json;

absl::StatusOr<json::object> ReadOptionsObject(const char* text,
                                               std::initializer_list<std::string_view> known) {
  if (text == nullptr) return json::object();
  STELSEL_ASSIGN_OR_RETURN(json::value value, ParseJson(text, "options"));
  if (!value.is_object()) return absl::InvalidArgumentError("options must be a JSON object");
  for (const auto& [key, unused] : value.get_object()) {
    const std::string_view member(key.data(), key.size());
    bool found = false;
    for (const std::string_view name : known) found = found || name == member;
    if (!found)
      return absl::InvalidArgumentError(
          absl::StrCat("options have an unknown member `", std::string(member), "`"));
  }
  return std::move(value.get_object());
}

absl::StatusOr<std::string> GivenText(const char* text, std::string_view what) {
  if (text != nullptr) return std::string(text);
  return absl::InvalidArgumentError(absl::StrCat("no ", std::string(what), " was given"));
}

absl::StatusOr<Language> LanguageOf(const std::string& code) {
  if (code == "nl") return Language::kNl;
  if (code == "en") return Language::kEn;
  return absl::InvalidArgumentError(absl::StrCat("`", code, "` is no language: nl or en"));
}

absl::StatusOr<Language> LanguageIn(const json::object& options, Language otherwise) {
  STELSEL_ASSIGN_OR_RETURN(const auto code, GetOptionalString(options, "lang"));
  if (!code) return otherwise;
  return LanguageOf(*code);
}

absl::StatusOr<std::map<std::string, std::string>> SetIn(const json::object& options) {
  const json::value* set = options.if_contains("set");
  if (set == nullptr) return std::map<std::string, std::string>();
  if (!set->is_object()) return absl::InvalidArgumentError("`set` must be an object");
  return ParameterTexts(set->get_object());
}

std::set<std::string> ScalarsIn(const json::object& options) {
  const json::value* set = options.if_contains("set");
  return set != nullptr && set->is_object() ? ScalarNames(set->get_object())
                                            : std::set<std::string>();
}

absl::StatusOr<int> ThreadsIn(const json::object& options) {
  const json::value* threads = options.if_contains("threads");
  if (threads == nullptr) return 0;
  if (threads->is_int64() && threads->get_int64() >= 0 && threads->get_int64() <= 64)
    return static_cast<int>(threads->get_int64());
  return absl::InvalidArgumentError("`threads` must be 0 to 64");
}

}  // namespace stelsel::core
