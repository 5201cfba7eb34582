#include "plugins/storage/schema.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "stelsel/detail/error.hpp"

namespace storage {
namespace {

namespace json = boost::json;
using stelsel::Error;
using stelsel::Kind;

// Builds one schema. The host has checked what holds for all schemas; here is what a store needs.
class Reader {
 public:
  Reader(const std::string& table, const std::string& text) {
    out_.table = table;
    out_.json = text;
  }

  Schema read() {
    boost::system::error_code wrong;
    const json::value value = json::parse(out_.json, wrong);
    if (wrong || !value.is_object()) fail("is no JSON object");
    const json::object& object = value.get_object();
    check_name(object);
    out_.version = integer(object, "stelsel:version", 1);
    const json::value* fields = object.if_contains("fields");
    if (fields == nullptr || !fields->is_array()) fail("has no list of fields");
    for (const json::value& field : fields->get_array()) {
      if (!field.is_object()) fail("has a field that is no object");
      out_.fields.push_back(read_field(field.get_object()));
    }
    read_key(object);
    check_columns();
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(STELSEL_INVALID_ARGUMENT, "the schema of table `" + out_.table + "` " + what);
  }

  std::string text(const json::object& object, const char* name, const char* otherwise) const {
    const json::value* value = object.if_contains(name);
    if (value == nullptr) return otherwise;
    if (!value->is_string()) fail(std::string("has a `") + name + "` that is no text");
    return json::value_to<std::string>(*value);
  }
  std::int64_t integer(const json::object& object, const char* name, std::int64_t otherwise) const {
    const json::value* value = object.if_contains(name);
    if (value == nullptr) return otherwise;
    if (!value->is_int64()) fail(std::string("has a `") + name + "` that is no whole number");
    return value->get_int64();
  }
  bool flag(const json::object& object, const char* name) const {
    const json::value* value = object.if_contains(name);
    if (value == nullptr) return false;
    if (!value->is_bool()) fail(std::string("has a `") + name + "` that is not true or false");
    return value->get_bool();
  }

  // `stelsel_` is where the store keeps its own tables, `sqlite_` where SQLite does.
  void check_name(const json::object& object) const {
    if (text(object, "name", "") != out_.table) fail("has another name");
    if (out_.table.empty() || out_.table.starts_with("stelsel_") ||
        out_.table.starts_with("sqlite_")) {
      fail("has a name that a store keeps for itself");
    }
  }

  Field read_field(const json::object& object) const {
    Field field;
    field.name = text(object, "name", "");
    if (field.name.empty()) fail("has a field without a name");
    field.was = earlier_names(object, field);
    field.edtf = flag(object, "stelsel:edtf");
    field.money = text(object, "stelsel:unit", "") == "EUR";
    const std::string type = text(object, "type", "string");
    if (type == "string")
      field.kind = Kind::text;
    else if (type == "integer")
      field.kind = Kind::integer;
    else if (type == "number")
      field.kind = Kind::decimal;
    else if (type == "boolean")
      field.kind = Kind::boolean;
    else if (type == "date")
      field.kind = Kind::date;
    else if (type == "datetime")
      field.kind = Kind::datetime;
    else
      fail("has field `" + field.name + "` of an unknown type");
    if (field.kind == Kind::decimal) field.scale = read_scale(object, field);
    field.money = field.money && field.kind == Kind::decimal;
    const json::value* constraints = object.if_contains("constraints");
    if (constraints != nullptr && constraints->is_object()) {
      field.required = flag(constraints->get_object(), "required");
    }
    return field;
  }

  std::vector<std::string> earlier_names(const json::object& object, const Field& field) const {
    const json::value* was = object.if_contains("stelsel:was");
    if (was == nullptr) return {};
    std::vector<std::string> names;
    if (was->is_string()) names.push_back(json::value_to<std::string>(*was));
    if (was->is_array()) {
      for (const json::value& name : was->get_array()) {
        if (name.is_string()) names.push_back(json::value_to<std::string>(name));
      }
    }
    if (names.empty()) fail("has field `" + field.name + "` with a `stelsel:was` that is no name");
    return names;
  }

  int read_scale(const json::object& object, const Field& field) const {
    const std::int64_t scale = integer(object, "stelsel:scale", field.money ? 2 : -1);
    if (scale < 0 || scale > 6) fail("has field `" + field.name + "` without a scale of 0 to 6");
    return static_cast<int>(scale);
  }

  void read_key(const json::object& object) {
    const json::value* key = object.if_contains("primaryKey");
    if (key != nullptr && key->is_string()) add_to_key(*key);
    if (key != nullptr && key->is_array()) {
      for (const json::value& name : key->get_array()) add_to_key(name);
    }
    if (out_.key.empty()) fail("has no `primaryKey`");
  }
  void add_to_key(const json::value& name) {
    for (std::size_t i = 0; i < out_.fields.size(); ++i) {
      if (!name.is_string() || out_.fields[i].name != std::string_view(name.get_string())) continue;
      out_.fields[i].key = out_.fields[i].required = true;
      return out_.key.push_back(i);
    }
    fail("has a `primaryKey` that names no field");
  }

  // A decimal has two columns, so that two fields could want the same one.
  void check_columns() const {
    std::set<std::string> columns = {kFrom, kTo};
    for (const Field& field : out_.fields) {
      if (!columns.insert(field.name).second ||
          (field.twin() != field.name && !columns.insert(field.twin()).second)) {
        fail("needs column `" + field.twin() + "` twice");
      }
    }
  }

  Schema out_;
};

// The field of `given` that the stored one has become; null when it is gone.
const Field* now_of(const Schema& given, const Field& old) {
  if (const Field* same = given.find(old.name)) return same;
  const auto it = std::find_if(given.fields.begin(), given.fields.end(), [&](const Field& field) {
    return std::find(field.was.begin(), field.was.end(), old.name) != field.was.end();
  });
  return it != given.fields.end() ? &*it : nullptr;
}

std::vector<const Field*> key_of(const Schema& schema) {
  std::vector<const Field*> fields;
  for (const std::size_t place : schema.key) fields.push_back(&schema.fields[place]);
  return fields;
}

bool same_key(const Schema& stored, const Schema& given) {
  std::vector<const Field*> before = key_of(stored);
  for (const Field*& field : before) field = now_of(given, *field);
  return before == key_of(given);
}

[[noreturn]] void clash(const Schema& schema, const std::string& what) {
  throw Error(STELSEL_FAILED_PRECONDITION,
              "table `" + schema.table + "` cannot be kept in this store any longer: " + what);
}

void refuse_newer(const Schema& stored, const Schema& given) {
  if (stored.version <= given.version) return;
  for (const Field& field : stored.fields) {
    if (now_of(given, field) != nullptr) continue;
    throw Error(STELSEL_FAILED_PRECONDITION,
                "table `" + stored.table + "` was stored by a newer version, with a field `" +
                    field.name +
                    "` that this one does not know: the store can be read, not written");
  }
}

}  // namespace

std::string Field::twin() const {
  if (kind != Kind::decimal) return name;
  return name + (money ? "_cent" : "_scaled");
}

std::string Field::kind_text() const {
  const auto kind_only = [&]() -> std::string {
    switch (kind) {
      case Kind::text:
        return edtf ? "a date as the source gives it" : "a text";
      case Kind::integer:
        return "a whole number";
      case Kind::decimal:
        return money ? "an amount in euros"
                     : "a number with " + std::to_string(scale) + " decimals";
      case Kind::boolean:
        return "true or false";
      case Kind::date:
        return "a date";
      case Kind::datetime:
        return "a moment";
      case Kind::real:  // of no field: only results of calculations and queries have it
        break;
    }
    return "unknown";
  };
  return kind_only() + (required ? ", required" : "");
}

const Field* Schema::find(const std::string& name) const {
  const auto it = std::find_if(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.name == name; });
  return it != fields.end() ? &*it : nullptr;
}

Schema read_schema(const std::string& table, const std::string& json) {
  return Reader(table, json).read();
}

Growth growth(const Schema& stored, const Schema& given) {
  refuse_newer(stored, given);
  if (!same_key(stored, given)) clash(given, "its key is another");
  Growth found;
  std::set<const Field*> met;
  for (const Field& old : stored.fields) {
    const Field* const now = now_of(given, old);
    if (now == nullptr) clash(given, "its field `" + old.name + "` is gone");
    if (!met.insert(now).second) clash(given, "two fields have become `" + now->name + "`");
    if (now->kind_text() != old.kind_text()) {
      clash(given, "its field `" + old.name + "` was " + old.kind_text() + " and is now " +
                       now->kind_text());
    }
    if (now->name != old.name) found.renames.push_back({old, *now});
  }
  for (const Field& field : given.fields) {
    if (met.count(&field) > 0) continue;
    if (field.required) clash(given, "its new field `" + field.name + "` is required");
    found.added.push_back(field);
  }
  return found;
}

}  // namespace storage
