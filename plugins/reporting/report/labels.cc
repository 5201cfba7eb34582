#include "report/labels.h"

#include <boost/json.hpp>

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

// Every field of a schema as an object.
template <typename F>
void ForEachField(const json::object& schema, F f) {
  const json::value* fields = schema.if_contains("fields");
  const json::array* list = fields != nullptr ? fields->if_array() : nullptr;
  if (list == nullptr) return;
  for (const json::value& field : *list) {
    if (const json::object* object = Object(field)) f(*object);
  }
}

}  // namespace

void Labels::Add(std::string_view schema_json) {
  boost::system::error_code error;
  const json::value value = json::parse({schema_json.data(), schema_json.size()}, error);
  const json::object* schema = error ? nullptr : Object(value);
  if (schema == nullptr) throw stelsel::Error(STELSEL_INTERNAL, "a table's schema is no JSON");
  const std::string table = TextOf(schema, "name");
  ForEachField(*schema, [&](const json::object& field) {
    const std::string name = table + "." + TextOf(&field, "name");
    texts_[name] =
        words_.dutch() ? TextOf(Object(field, "stelsel:nl"), "title") : TextOf(&field, "title");
    const json::object* labels = Object(field, "stelsel:labels");
    if (labels == nullptr) return;
    for (const auto& [code, label] : *labels) {
      texts_[name + "." + std::string(code.data(), code.size())] =
          TextOf(Object(label), words_.language());
    }
  });
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

std::string Labels::Mark() const {
  std::string mark = Field("agreement_status", "illustratief");
  if (mark[0] >= 'A' && mark[0] <= 'Z') mark[0] = static_cast<char>(mark[0] - 'A' + 'a');
  return mark;
}

}  // namespace reporting
