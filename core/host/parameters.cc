#include "core/host/parameters.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/io/cell.h"
#include "re2/re2.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

absl::Status Wrong(const Field& field, std::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("parameter `", field.name, "` ", std::string(what)));
}

absl::Status CheckText(const Field& field, const std::string& value) {
  if (FirstInvalidUtf8(value) != std::string_view::npos) return Wrong(field, "is not UTF-8");
  if (!field.codes.empty() && !field.Rank(value)) {
    return Wrong(field, absl::StrCat("must be one of ", absl::StrJoin(field.codes, ", ")));
  }
  if (!field.pattern.empty() && !RE2::FullMatch(value, RE2(field.pattern))) {
    return Wrong(field, absl::StrCat("must match ", field.pattern));
  }
  const auto length = static_cast<int64_t>(CountCodePoints(value));
  if (length < field.min_length.value_or(0))
    return Wrong(field, absl::StrCat("needs at least ", *field.min_length, " characters"));
  if (field.max_length && length > *field.max_length)
    return Wrong(field, absl::StrCat("may have ", *field.max_length, " characters"));
  return absl::OkStatus();
}

absl::Status CheckBounds(const Field& field, int64_t value) {
  if (field.minimum && value < *field.minimum) return Wrong(field, "is below its minimum");
  if (field.maximum && value > *field.maximum) return Wrong(field, "is above its maximum");
  return absl::OkStatus();
}

// Numbers and booleans go to the plugin as such; what JSON has no type for, as its text.
absl::StatusOr<json::value> ToJson(const Field& field, const std::string& text) {
  if (field.type == Type::kText || field.type == Type::kCode) {
    STELSEL_RETURN_IF_ERROR(CheckText(field, text));
    return json::value(json::string(text));
  }
  const std::optional<CellValue> value = ParseCell(field, text);
  if (!value || value->kind == CellValue::Kind::kNull) {
    return Wrong(field,
                 absl::StrCat("must be a value of type ", std::string(TypeWord(field.type))));
  }
  if (value->kind == CellValue::Kind::kScalar) {
    STELSEL_RETURN_IF_ERROR(CheckBounds(field, value->scalar));
  }
  if (field.type == Type::kInteger) return json::value(value->scalar);
  if (field.type == Type::kBoolean) return json::value(value->scalar != 0);
  return json::value(json::string(text));
}

absl::Status CheckFree(const std::string& name, const std::string& value) {
  for (const std::string& text : {name, value}) {
    if (FirstInvalidUtf8(text) != std::string_view::npos)
      return absl::InvalidArgumentError(
          absl::StrCat("parameter `", OneLine(name), "` is not UTF-8"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> CheckParameters(const std::vector<Field>& declared,
                                            const std::map<std::string, std::string>& given,
                                            bool free, const std::set<std::string>& scalars) {
  json::object out;
  for (const Field& field : declared) {
    const auto it = given.find(field.name);
    const bool missing = it == given.end() || (field.required && it->second.empty());
    if (missing && field.required) return Wrong(field, absl::StrCat("is needed: ", field.title.en));
    if (missing) continue;
    STELSEL_ASSIGN_OR_RETURN(out[field.name], ToJson(field, it->second));
  }
  for (const auto& [name, value] : given) {
    const bool known =
        std::any_of(declared.begin(), declared.end(),
                    [&name = name](const Field& field) { return field.name == name; });
    if (known) continue;
    if (free) {
      STELSEL_RETURN_IF_ERROR(CheckFree(name, value));
      if (scalars.count(name) > 0) {
        STELSEL_ASSIGN_OR_RETURN(out[name], ParseJson(value, "a parameter"));
      } else {
        out[name] = value;
      }
      continue;
    }
    const std::string names = absl::StrJoin(
        declared, ", ", [](std::string* to, const Field& field) { to->append(field.name); });
    return absl::InvalidArgumentError(
        absl::StrCat("parameter `", name, "` is not known; ",
                     names.empty() ? "there are none" : "known are " + names));
  }
  return WriteJson(out, 0);
}

absl::StatusOr<std::map<std::string, std::string>> ParameterTexts(const json::object& object) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, value] : object) {
    const std::string name(key.data(), key.size());
    if (value.is_object() || value.is_array() || value.is_null()) {
      return absl::InvalidArgumentError(
          absl::StrCat("parameter `", name, "` must be a text, number or boolean"));
    }
    texts[name] = value.is_string()
                      ? std::string(value.get_string().data(), value.get_string().size())
                      : WriteJson(value, 0);
  }
  return texts;
}

std::set<std::string> ScalarNames(const json::object& object) {
  std::set<std::string> names;
  for (const auto& [key, value] : object) {
    if (value.is_number() || value.is_bool()) names.emplace(key.data(), key.size());
  }
  return names;
}

bool IsScalarText(std::string_view text) {
  static const RE2* const kScalar = new RE2("true|false|0|-?[1-9][0-9]{0,17}");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kScalar);
}

}  // namespace stelsel::core
