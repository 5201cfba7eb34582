#include "report/labels.h"

#include <boost/json.hpp>
#include <utility>

#include "stelsel/stelsel.hpp"

namespace reporting {
namespace {

namespace json = boost::json;

const json::object* Object(const json::object& in, std::string_view name) {
  const json::value* value = in.if_contains({name.data(), name.size()});
  return value != nullptr ? value->if_object() : nullptr;
}

const json::object* Object(const json::value& value) { return value.if_object(); }

// The member's text; empty when it is not there.
std::string TextOf(const json::object* in, std::string_view name) {
  const json::value* value = in != nullptr ? in->if_contains({name.data(), name.size()}) : nullptr;
  const json::string* text = value != nullptr ? value->if_string() : nullptr;
  return text != nullptr ? std::string(text->data(), text->size()) : "";
}

// The part of a schema's member that is an array of objects.
template <typename F>
void ForEachIn(const json::object& schema, std::string_view name, F f) {
  const json::value* value = schema.if_contains({name.data(), name.size()});
  const json::array* list = value != nullptr ? value->if_array() : nullptr;
  if (list == nullptr) return;
  for (const json::value& one : *list) {
    if (const json::object* object = Object(one)) f(*object);
  }
}

FieldInfo InfoOf(const json::object& field) {
  using Kind = FieldInfo::Kind;
  FieldInfo info;
  const std::string type = TextOf(&field, "type");
  const json::value* scale = field.if_contains("stelsel:scale");
  const json::object* constraints = Object(field, "constraints");
  if (type == "integer") info.kind = Kind::integer;
  if (type == "boolean") info.kind = Kind::boolean;
  if (type == "date") info.kind = Kind::date;
  if (type == "number") info.kind = Kind::decimal;
  if (scale != nullptr && scale->is_int64()) info.scale = static_cast<int>(scale->get_int64());
  if (field.if_contains("stelsel:edtf") != nullptr) info.kind = Kind::edtf;
  if (constraints != nullptr && constraints->if_contains("enum") != nullptr) info.kind = Kind::code;
  return info;
}

// The last field of a key, which names the thing within what the others name, and its table.
std::pair<std::string, std::string> ReferenceOf(const json::object& key) {
  const json::value* fields = key.if_contains("fields");
  const json::array* list = fields != nullptr ? fields->if_array() : nullptr;
  const json::string* last = list != nullptr && !list->empty() ? list->back().if_string() : nullptr;
  if (last == nullptr) return {};
  return {std::string(last->data(), last->size()), TextOf(Object(key, "reference"), "resource")};
}

}  // namespace

void Labels::Add(std::string_view schema_json) {
  boost::system::error_code error;
  const json::value value = json::parse({schema_json.data(), schema_json.size()}, error);
  const json::object* schema = error ? nullptr : Object(value);
  if (schema == nullptr) throw stelsel::Error(STELSEL_INTERNAL, "a table's schema is no JSON");
  const std::string table = TextOf(schema, "name");
  texts_[table] =
      words_.dutch() ? TextOf(Object(*schema, "stelsel:nl"), "title") : TextOf(schema, "title");
  ForEachIn(*schema, "fields", [&](const json::object& field) {
    const std::string name = table + "." + TextOf(&field, "name");
    texts_[name] =
        words_.dutch() ? TextOf(Object(field, "stelsel:nl"), "title") : TextOf(&field, "title");
    infos_[name] = InfoOf(field);
    const json::object* labels = Object(field, "stelsel:labels");
    if (labels == nullptr) return;
    for (const auto& [code, label] : *labels) {
      texts_[name + "." + std::string(code.data(), code.size())] =
          TextOf(Object(label), words_.language());
    }
  });
  ForEachIn(*schema, "foreignKeys", [&](const json::object& key) {
    const auto [field, target] = ReferenceOf(key);
    const auto found = infos_.find(table + "." + field);
    if (found != infos_.end()) found->second = {FieldInfo::Kind::reference, 0, target};
  });
}

std::string Labels::Table(std::string_view table) const {
  const auto found = texts_.find(table);
  return found != texts_.end() && !found->second.empty() ? found->second : std::string(table);
}

std::string Labels::Field(std::string_view table, std::string_view field) const {
  const auto found = texts_.find(std::string(table) + "." + std::string(field));
  return found != texts_.end() && !found->second.empty() ? found->second : std::string(field);
}

std::string Labels::Code(std::string_view table, std::string_view field,
                         std::string_view code) const {
  const auto found =
      texts_.find(std::string(table) + "." + std::string(field) + "." + std::string(code));
  return found != texts_.end() && !found->second.empty() ? found->second : std::string(code);
}

FieldInfo Labels::Info(std::string_view table, std::string_view field) const {
  const auto found = infos_.find(std::string(table) + "." + std::string(field));
  return found != infos_.end() ? found->second : FieldInfo();
}

bool Labels::Has(std::string_view table, std::string_view field) const {
  return infos_.find(std::string(table) + "." + std::string(field)) != infos_.end();
}

std::string Labels::Mark() const {
  std::string mark = Field("agreement_status", "illustratief");
  if (mark[0] >= 'A' && mark[0] <= 'Z') mark[0] = static_cast<char>(mark[0] - 'A' + 'a');
  return mark;
}

}  // namespace reporting
