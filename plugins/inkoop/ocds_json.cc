#include "ocds_json.h"

#include "days.h"

namespace inkoop {
namespace {

namespace json = boost::json;

void Serialize(const json::value& value, bool is_amount, std::string& out) {
  if (const json::object* const object = value.if_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      if (out.back() != '{') out += ',';
      out += json::serialize(json::string_view(key)) + ":";
      Serialize(member, key == "amount", out);
    }
    out += '}';
  } else if (const json::array* const array = value.if_array()) {
    out += '[';
    for (const json::value& element : *array) {
      if (out.back() != '[') out += ',';
      Serialize(element, false, out);
    }
    out += ']';
  } else if (is_amount && value.is_string()) {
    out += value.get_string().c_str();
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string Serialized(const json::value& value) {
  std::string out;
  Serialize(value, false, out);
  return out;
}

json::object ToObject(const TextRow& row) {
  json::object out;
  for (const auto& [field, text] : row) out[field] = text;
  return out;
}

void Set(json::object& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}
void SetRest(json::object& object, const TextRow& row) {
  if (!row.empty()) object["stelsel"] = ToObject(row);
}

std::string Moment(TextRow& row, const std::string& field, bool is_end) {
  const auto bounds = stelsel::edtf_bounds(TextIn(row, field));
  if (!bounds || !bounds->earliest) return "";
  const bool is_day = TextIn(row, field).size() == 10 && bounds->earliest == bounds->latest;
  if (is_day) TakeFrom(row, field);
  const Day day = *bounds->earliest - (is_end ? 1 : 0);
  return TextOf(day) + (is_end ? "T23:59:59Z" : "T00:00:00Z");
}

json::object PeriodObject(TextRow& row) {
  json::object period;
  Set(period, "startDate", Moment(row, "valid_from", false));
  Set(period, "endDate", Moment(row, "valid_to", true));
  return period;
}

}  // namespace inkoop
