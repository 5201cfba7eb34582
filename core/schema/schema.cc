#include "core/schema/schema.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "boost/json/object.hpp"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/base/status.h"
#include "core/schema/field_reader.h"

namespace stelsel::core {
namespace {

namespace json = boost::json;

// Builds one schema. Its parts say what is wrong; Read says in which file.
class Reader {
 public:
  Reader(std::string_view text, std::string_view name, std::string_view owner) : name_(name) {
    schema_.json = std::string(text);
    schema_.owner = std::string(owner);
  }

  absl::StatusOr<std::shared_ptr<const TableSchema>> Read() {
    STELSEL_ASSIGN_OR_RETURN(const json::value value, ParseJson(schema_.json, name_));
    const absl::Status status = value.is_object() ? ReadTable(value.get_object())
                                                  : absl::InvalidArgumentError("is not an object");
    if (!status.ok()) return Within(name_, status);
    return std::make_shared<const TableSchema>(std::move(schema_));
  }

 private:
  static absl::Status Wrong(std::string_view what) {
    return absl::InvalidArgumentError(std::string(what));
  }
  static absl::Status WrongField(const Field& field, std::string_view what) {
    return Within(FieldCalled(field.name), Wrong(what));
  }

  absl::Status ReadTable(const json::object& object) {
    STELSEL_RETURN_IF_ERROR(ReadHead(object));
    STELSEL_RETURN_IF_ERROR(ReadFields(object));
    STELSEL_RETURN_IF_ERROR(ReadKeys(object));
    STELSEL_RETURN_IF_ERROR(ReadTime(object));
    SettleTypes();
    return absl::OkStatus();
  }

  absl::Status ReadHead(const json::object& object) {
    STELSEL_RETURN_IF_ERROR(
        OnlyKnown(object, {"stelsel:nl", "stelsel:version", "stelsel:period",
                           "stelsel:without_overlap", "stelsel:observed", "stelsel:exactly_one", "stelsel:group"}));
    STELSEL_ASSIGN_OR_RETURN(schema_.name, GetString(object, "name"));
    if (!IsId(schema_.name))
      return Wrong("`name` must be an id: [a-z][a-z0-9_]*, at most 63 bytes");
    STELSEL_ASSIGN_OR_RETURN(const auto version, GetOptionalInt(object, "stelsel:version"));
    schema_.version = version.value_or(1);
    if (schema_.version < 1) return Wrong("`stelsel:version` must be 1 or more");
    STELSEL_ASSIGN_OR_RETURN(schema_.title, ReadTexts(object, "title"));
    if (schema_.title.en.empty()) schema_.title = {schema_.name, schema_.name};
    STELSEL_ASSIGN_OR_RETURN(schema_.description, ReadTexts(object, "description"));
    STELSEL_RETURN_IF_ERROR(ReadGroup(object));
    return absl::OkStatus();
  }

  // Without one, tables stand under the name of who brings them.
  absl::Status ReadGroup(const json::object& object) {
    schema_.group = {schema_.owner, schema_.owner};
    const json::value* group = object.if_contains("stelsel:group");
    if (group == nullptr) return absl::OkStatus();
    if (!group->is_object()) return Wrong("`stelsel:group` must be an object: nl, en");
    STELSEL_ASSIGN_OR_RETURN(schema_.group.nl, GetString(group->get_object(), "nl"));
    STELSEL_ASSIGN_OR_RETURN(schema_.group.en, GetString(group->get_object(), "en"));
    return absl::OkStatus();
  }

  absl::Status ReadFields(const json::object& object) {
    const json::value* fields = object.if_contains("fields");
    if (fields == nullptr || !fields->is_array() || fields->get_array().empty()) {
      return Wrong("`fields` must be a list with at least one field");
    }
    if (fields->get_array().size() > 1000) return Wrong("has more than 1000 fields");
    for (const json::value& value : fields->get_array()) {
      if (!value.is_object()) return Wrong("each of `fields` must be an object");
      STELSEL_ASSIGN_OR_RETURN(Field field, ReadField(value.get_object()));
      if (schema_.IndexOf(field.name) >= 0) return WrongField(field, "stands there twice");
      schema_.fields.push_back(std::move(field));
    }
    return absl::OkStatus();
  }

  // Table Schema allows one name where it means a list of one.
  static absl::StatusOr<std::vector<std::string>> ReadNames(const json::object& object,
                                                            std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return GetStringArray(object, key);
    return std::vector<std::string>{std::string(value->get_string())};
  }

  // A list of names of this table's fields, as indices.
  absl::StatusOr<std::vector<int>> ReadFieldList(const json::object& object,
                                                 std::string_view key) const {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> names, ReadNames(object, key));
    std::vector<int> indices;
    for (const std::string& name : names) {
      const int index = schema_.IndexOf(name);
      const bool twice = std::find(indices.begin(), indices.end(), index) != indices.end();
      if (index < 0 || twice) {
        return Wrong(absl::StrCat("`", std::string(key), "` names `", name,
                                  twice ? "` twice" : "`, which is no field"));
      }
      indices.push_back(index);
    }
    return indices;
  }

  absl::Status ReadKeys(const json::object& object) {
    STELSEL_ASSIGN_OR_RETURN(schema_.primary_key, ReadFieldList(object, "primaryKey"));
    if (schema_.primary_key.empty()) return Wrong("needs a `primaryKey`");
    for (int index : schema_.primary_key) {
      if (!schema_.field(index).required) {
        return WrongField(schema_.field(index), "is part of the key and must be required");
      }
    }
    STELSEL_ASSIGN_OR_RETURN(schema_.exactly_one, ReadFieldList(object, "stelsel:exactly_one"));
    if (schema_.exactly_one.size() == 1) return Wrong("`stelsel:exactly_one` needs two fields");
    const json::value* keys = object.if_contains("foreignKeys");
    if (keys == nullptr) return absl::OkStatus();
    if (!keys->is_array()) return Wrong("`foreignKeys` must be a list");
    for (const json::value& value : keys->get_array()) {
      if (!value.is_object()) return Wrong("each of `foreignKeys` must be an object");
      auto key = ReadForeignKey(value.get_object());
      if (!key.ok()) return Within("a foreign key", key.status());
      schema_.foreign_keys.push_back(*std::move(key));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<ForeignKey> ReadForeignKey(const json::object& object) {
    STELSEL_RETURN_IF_ERROR(OnlyKnown(object, {"stelsel:during"}));
    ForeignKey key;
    STELSEL_ASSIGN_OR_RETURN(key.fields, ReadFieldList(object, "fields"));
    const json::value* reference = object.if_contains("reference");
    if (reference == nullptr || !reference->is_object()) return Wrong("needs a `reference`");
    STELSEL_ASSIGN_OR_RETURN(key.table, GetString(reference->get_object(), "resource"));
    if (key.table.empty()) key.table = schema_.name;  // Table Schema's way to say "this table"
    STELSEL_ASSIGN_OR_RETURN(key.target_fields, ReadNames(reference->get_object(), "fields"));
    if (key.fields.empty() || key.fields.size() != key.target_fields.size()) {
      return Wrong("needs as many fields on both sides, and at least one");
    }
    STELSEL_ASSIGN_OR_RETURN(const auto during, GetOptionalBool(object, "stelsel:during"));
    key.during = during.value_or(false);
    return key;
  }

  static bool IsDay(const Field& field) {
    return field.type == Type::kDate || field.type == Type::kEdtf;
  }

  absl::Status ReadTime(const json::object& object) {
    STELSEL_ASSIGN_OR_RETURN(const std::vector<int> period,
                             ReadFieldList(object, "stelsel:period"));
    if (!period.empty()) {
      if (period.size() != 2) return Wrong("`stelsel:period` needs two fields: from and to");
      for (int index : period) {
        if (!IsDay(schema_.field(index))) {
          return WrongField(schema_.field(index), "bounds a period and must be a date");
        }
      }
      schema_.period = {period[0], period[1]};
    }
    STELSEL_ASSIGN_OR_RETURN(schema_.without_overlap,
                             ReadFieldList(object, "stelsel:without_overlap"));
    if (!schema_.without_overlap.empty() && !schema_.period) {
      return Wrong("`stelsel:without_overlap` needs a `stelsel:period`");
    }
    for (const ForeignKey& key : schema_.foreign_keys) {
      if (key.during && !schema_.period) return Wrong("`stelsel:during` needs a `stelsel:period`");
    }
    return ReadObserved(object);
  }

  absl::Status ReadObserved(const json::object& object) {
    const json::value* value = object.if_contains("stelsel:observed");
    if (value == nullptr) return absl::OkStatus();
    if (!value->is_object()) return Wrong("`stelsel:observed` must be an object");
    const json::object& stated = value->get_object();
    STELSEL_ASSIGN_OR_RETURN(const std::vector<int> on, ReadFieldList(stated, "on"));
    STELSEL_ASSIGN_OR_RETURN(const std::vector<int> of, ReadFieldList(stated, "of"));
    STELSEL_ASSIGN_OR_RETURN(const std::vector<int> lowest, ReadFieldList(stated, "lowest"));
    if (on.size() != 1 || of.empty() || lowest.size() > 1) {
      return Wrong(
          "`stelsel:observed` needs `on` (one field), `of` (fields) and at most one `lowest`");
    }
    if (!IsDay(schema_.field(on[0]))) return Wrong("`stelsel:observed` needs a date as `on`");
    schema_.observed = Observed{on[0], of, std::nullopt};
    if (lowest.empty()) return absl::OkStatus();
    if (schema_.field(lowest[0]).codes.empty()) {
      return Wrong("`stelsel:observed` needs an enum as `lowest`");
    }
    schema_.observed->lowest = lowest[0];
    return absl::OkStatus();
  }

  // Texts that are compared (keys, references, enums, subjects, unique ones) are interned.
  void SettleTypes() {
    std::vector<bool> interned(schema_.fields.size(), false);
    for (int index : schema_.primary_key) interned[static_cast<size_t>(index)] = true;
    for (int index : schema_.without_overlap) interned[static_cast<size_t>(index)] = true;
    if (schema_.observed) {
      for (int index : schema_.observed->of) interned[static_cast<size_t>(index)] = true;
    }
    for (const ForeignKey& key : schema_.foreign_keys) {
      for (int index : key.fields) {
        Field& field = schema_.fields[static_cast<size_t>(index)];
        if (field.type == Type::kText) field.dictionary = true;
      }
    }
    for (size_t i = 0; i < schema_.fields.size(); ++i) {
      Field& field = schema_.fields[i];
      const bool compared = interned[i] || field.dictionary || field.unique;
      if (field.type == Type::kText && compared) field.type = Type::kCode;
    }
  }

  std::string name_;
  TableSchema schema_;
};

}  // namespace

std::optional<int> Field::Rank(std::string_view code) const {
  const auto it = std::find(codes.begin(), codes.end(), code);
  if (it == codes.end()) return std::nullopt;
  return static_cast<int>(it - codes.begin());
}

std::string Field::Label(std::string_view code, Language language) const {
  const auto it = labels.find(std::string(code));
  return it == labels.end() ? std::string(code) : it->second.In(language);
}

std::string TableSchema::Digest() const { return Sha256Hex(json); }

int TableSchema::IndexOf(std::string_view wanted) const {
  const auto it = std::find_if(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.name == wanted; });
  return it == fields.end() ? -1 : static_cast<int>(it - fields.begin());
}

std::vector<std::string> TableSchema::NamesOf(const std::vector<int>& indices) const {
  std::vector<std::string> names;
  for (int index : indices) names.push_back(field(index).name);
  return names;
}

absl::StatusOr<std::shared_ptr<const TableSchema>> ReadTableSchema(std::string_view json,
                                                                   std::string_view name,
                                                                   std::string_view owner) {
  return Reader(json, name, owner).Read();
}

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > 63 || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace stelsel::core
