#include "core/schema/field_reader.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "boost/json/value.hpp"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "re2/re2.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(std::string(what)); }

absl::Status ReadScale(const json::object& object, Field& field) {
  field.type = Type::kDecimal;
  STELSEL_ASSIGN_OR_RETURN(const auto scale, GetOptionalInt(object, "stelsel:scale"));
  if (field.is_money()) {
    if (scale.value_or(2) != 2) return Wrong("is in EUR, which has scale 2");
    field.scale = 2;
    return absl::OkStatus();
  }
  if (!scale) return Wrong("is a number and needs `stelsel:scale`, its decimals");
  if (*scale < 0 || *scale > 6) return Wrong("must have a `stelsel:scale` of 0 to 6");
  field.scale = static_cast<int>(*scale);
  return absl::OkStatus();
}

absl::Status ReadType(const json::object& object, Field& field) {
  STELSEL_ASSIGN_OR_RETURN(const auto stated, GetOptionalString(object, "type"));
  const std::string type = stated.value_or("string");
  STELSEL_ASSIGN_OR_RETURN(const auto edtf, GetOptionalBool(object, "stelsel:edtf"));
  STELSEL_ASSIGN_OR_RETURN(const auto code, GetOptionalBool(object, "stelsel:code"));
  if (edtf.value_or(false) && code.value_or(false)) {
    return Wrong("cannot be both `stelsel:edtf` and `stelsel:code`");
  }
  if (type == "string") {
    field.type = edtf.value_or(false) ? Type::kEdtf : Type::kText;
    field.dictionary = code.value_or(false);
  } else if (type == "integer") {
    field.type = Type::kInteger;
  } else if (type == "boolean") {
    field.type = Type::kBoolean;
  } else if (type == "date") {
    field.type = Type::kDate;
  } else if (type == "datetime") {
    field.type = Type::kDateTime;
  } else if (type == "number") {
    return ReadScale(object, field);
  } else {
    return Wrong(absl::StrCat("has type `", type,
                              "`; known are string, integer, number, boolean, date "
                              "and datetime"));
  }
  return absl::OkStatus();
}

absl::Status ReadPattern(const json::object& constraints, Field& field) {
  STELSEL_ASSIGN_OR_RETURN(const auto pattern, GetOptionalString(constraints, "pattern"));
  field.pattern = pattern.value_or("");
  if (field.pattern.empty()) return absl::OkStatus();
  if (field.type != Type::kText) return Wrong("has a `pattern` but is no plain string");
  const RE2 compiled(field.pattern, RE2::Quiet);
  if (compiled.ok()) return absl::OkStatus();
  return Wrong(absl::StrCat("has a wrong `pattern`: ", compiled.error()));
}

// A bound is kept in the units of the field's type, so that a check compares integers.
absl::StatusOr<std::optional<int64_t>> ReadBound(const json::object& constraints,
                                                 const Field& field, std::string_view key) {
  const json::value* value = constraints.if_contains(key);
  if (value == nullptr) return std::optional<int64_t>();
  const std::string text =
      value->is_string() ? std::string(value->get_string()) : WriteJson(*value, 0);
  std::optional<int64_t> bound;
  if (field.type == Type::kInteger) bound = ParseInteger(text);
  if (field.type == Type::kDecimal) bound = ParseScaled(text, field.scale);
  if (field.type == Type::kDate) bound = ParseDate(text);
  if (field.type == Type::kDateTime) bound = ParseDateTime(text);
  if (!bound) {
    return Wrong(absl::StrCat("has a `", std::string(key), "` that is not a value of its type"));
  }
  return bound;
}

absl::Status ReadEnum(const json::object& constraints, Field& field) {
  STELSEL_ASSIGN_OR_RETURN(field.codes, GetStringArray(constraints, "enum"));
  if (field.codes.empty()) return absl::OkStatus();
  if (field.type != Type::kText) return Wrong("has an `enum`, which only a plain string can have");
  for (size_t i = 0; i < field.codes.size(); ++i) {
    if (*field.Rank(field.codes[i]) == static_cast<int>(i)) continue;
    return Wrong(absl::StrCat("has `", field.codes[i], "` twice in its enum"));
  }
  field.dictionary = true;
  return absl::OkStatus();
}

absl::Status ReadConstraints(const json::object& object, Field& field) {
  const json::value* value = object.if_contains("constraints");
  if (value == nullptr) return absl::OkStatus();
  if (!value->is_object()) return Wrong("must have an object as `constraints`");
  const json::object& constraints = value->get_object();
  STELSEL_ASSIGN_OR_RETURN(const auto required, GetOptionalBool(constraints, "required"));
  STELSEL_ASSIGN_OR_RETURN(const auto unique, GetOptionalBool(constraints, "unique"));
  field.required = required.value_or(false);
  field.unique = unique.value_or(false);
  STELSEL_ASSIGN_OR_RETURN(field.min_length, GetOptionalInt(constraints, "minLength"));
  STELSEL_ASSIGN_OR_RETURN(field.max_length, GetOptionalInt(constraints, "maxLength"));
  STELSEL_ASSIGN_OR_RETURN(field.minimum, ReadBound(constraints, field, "minimum"));
  STELSEL_ASSIGN_OR_RETURN(field.maximum, ReadBound(constraints, field, "maximum"));
  STELSEL_RETURN_IF_ERROR(ReadPattern(constraints, field));
  return ReadEnum(constraints, field);
}

absl::Status ReadLabels(const json::object& object, Field& field) {
  const json::value* labels = object.if_contains("stelsel:labels");
  if (labels == nullptr) return absl::OkStatus();
  if (!labels->is_object()) return Wrong("must have an object as `stelsel:labels`");
  for (const auto& [key, value] : labels->get_object()) {
    const std::string code(key.data(), key.size());
    if (!field.Rank(code)) return Wrong(absl::StrCat("labels `", code, "`, not in its enum"));
    if (!value.is_object()) return Wrong("must have an object per label: nl, en");
    STELSEL_ASSIGN_OR_RETURN(const auto nl, GetOptionalString(value.get_object(), "nl"));
    STELSEL_ASSIGN_OR_RETURN(const auto en, GetOptionalString(value.get_object(), "en"));
    field.labels[code] = {nl.value_or(code), en.value_or(code)};
  }
  return absl::OkStatus();
}

// One text, or a list of them.
absl::StatusOr<std::vector<std::string>> ReadEarlierNames(const json::object& object) {
  const json::value* const was = object.if_contains("stelsel:was");
  if (was != nullptr && was->is_array()) return GetStringArray(object, "stelsel:was");
  STELSEL_ASSIGN_OR_RETURN(const auto name, GetOptionalString(object, "stelsel:was"));
  return name ? std::vector<std::string>{*name} : std::vector<std::string>();
}

// All of a field but its name.
absl::Status ReadRest(const json::object& object, Field& field) {
  STELSEL_RETURN_IF_ERROR(
      OnlyKnown(object, {"stelsel:nl", "stelsel:labels", "stelsel:edtf", "stelsel:scale",
                         "stelsel:unit", "stelsel:code", "stelsel:was"}));
  STELSEL_ASSIGN_OR_RETURN(field.title, ReadTexts(object, "title"));
  if (field.title.en.empty()) field.title = {field.name, field.name};
  STELSEL_ASSIGN_OR_RETURN(field.description, ReadTexts(object, "description"));
  STELSEL_ASSIGN_OR_RETURN(field.was, ReadEarlierNames(object));
  STELSEL_ASSIGN_OR_RETURN(const auto unit, GetOptionalString(object, "stelsel:unit"));
  field.unit = unit.value_or("");
  STELSEL_RETURN_IF_ERROR(ReadType(object, field));
  STELSEL_RETURN_IF_ERROR(ReadConstraints(object, field));
  return ReadLabels(object, field);
}

}  // namespace

absl::StatusOr<Field> ReadField(const json::object& object) {
  Field field;
  const auto name = GetString(object, "name");
  if (!name.ok()) return Within("a field", name.status());
  field.name = *name;
  const absl::Status status =
      IsId(field.name) ? ReadRest(object, field)
                       : Wrong("must have an id as name: [a-z][a-z0-9_]*, at most 63 bytes");
  if (!status.ok()) return Within(FieldCalled(field.name), status);
  return field;
}

absl::StatusOr<Texts> ReadTexts(const json::object& object, std::string_view key) {
  Texts texts;
  STELSEL_ASSIGN_OR_RETURN(const auto en, GetOptionalString(object, key));
  texts.en = en.value_or("");
  if (const json::value* nl = object.if_contains("stelsel:nl")) {
    if (!nl->is_object()) return Wrong("`stelsel:nl` must be an object");
    STELSEL_ASSIGN_OR_RETURN(const auto text, GetOptionalString(nl->get_object(), key));
    texts.nl = text.value_or("");
  }
  if (texts.nl.empty()) texts.nl = texts.en;
  if (texts.en.empty()) texts.en = texts.nl;
  return texts;
}

// A misspelt property of ours would silently switch a check off, so it is refused.
absl::Status OnlyKnown(const json::object& object, std::initializer_list<std::string_view> known) {
  for (const auto& [key, unused] : object) {
    const std::string_view property(key.data(), key.size());
    if (property.substr(0, 8) != "stelsel:") continue;
    if (std::find(known.begin(), known.end(), property) == known.end()) {
      return Wrong(absl::StrCat("has an unknown property `", std::string(property), "`"));
    }
  }
  return absl::OkStatus();
}

std::string FieldCalled(std::string_view name) {
  return absl::StrCat("field `", OneLine(name), "`");
}

absl::Status Within(std::string_view where, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(std::string(where), ": ", status.message()));
}

}  // namespace stelsel::core
