#include "ocds_values.h"

#include <charconv>

#include "days.h"

namespace inkoop {

namespace json = boost::json;

json::value ParseJson(std::string_view text, boost::system::error_code& error) {
  json::parse_options options;
  options.max_depth = kMostDepth;
  return json::parse(json::string_view(text.data(), text.size()), error, {}, options);
}

const json::object* ObjectIn(const json::object* object, const char* name) {
  const json::value* const found = object != nullptr ? object->if_contains(name) : nullptr;
  return found != nullptr ? found->if_object() : nullptr;
}

const json::array& ListIn(const json::object* object, const char* name) {
  static const json::array none;
  const json::value* const found = object != nullptr ? object->if_contains(name) : nullptr;
  const json::array* const list = found != nullptr ? found->if_array() : nullptr;
  return list != nullptr ? *list : none;
}

std::string TextOfValue(const json::value& value) {
  if (const json::string* const text = value.if_string()) return {text->data(), text->size()};
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  char text[400];
  std::to_chars_result end{text, {}};
  if (value.is_int64()) end = std::to_chars(text, text + sizeof text, value.get_int64());
  if (value.is_uint64()) end = std::to_chars(text, text + sizeof text, value.get_uint64());
  if (value.is_double())
    end = std::to_chars(text, text + sizeof text, value.get_double(), std::chars_format::fixed);
  return std::string(text, end.ptr);
}

std::string TextAt(const json::object* object, const char* name) {
  const json::value* const found = object != nullptr ? object->if_contains(name) : nullptr;
  return found != nullptr ? TextOfValue(*found) : "";
}

void Put(TextRow& row, const std::string& field, const std::string& text) {
  if (!text.empty()) row[field] = text;
}

void PutRest(TextRow& row, const json::object* rest) {
  if (rest == nullptr) return;
  for (const auto& [name, value] : *rest) {
    const bool is_field =
        name.find(':') == json::string_view::npos;  // `stelsel:line` is the host's
    if (is_field && !value.is_object() && !value.is_array() && !value.is_null())
      row[std::string(name.data(), name.size())] = TextOfValue(value);
  }
}

void PutProduct(const json::object& item, TextRow& row) {
  Put(row, "name", TextAt(&item, "description"));
  const json::object* const category = ObjectIn(&item, "classification");
  if (TextAt(category, "scheme") == "x_iwmo_WMO020")
    Put(row, "product_category", TextAt(category, "id"));
  const json::object* const unit = ObjectIn(&item, "unit");
  if (TextAt(unit, "scheme") == "x_iwmo_WJ756") Put(row, "unit", TextAt(unit, "id"));
}

std::string Slug(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper || plain) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  if (out.empty() || (out[0] >= '0' && out[0] <= '9') || out[0] == '_') out.insert(0, "x_");
  return out;
}

std::string DayOfMoment(const std::string& moment, bool is_end) {
  const auto bounds = stelsel::edtf_bounds(std::string_view(moment).substr(0, 10));
  if (moment.size() < 10 || !bounds || !bounds->earliest) return "";
  // The last day that can be written is how others say that there is no end.
  if (is_end && moment.substr(0, 10) == "9999-12-31") return "";
  return TextOf(*bounds->earliest + (is_end ? 1 : 0));
}

void PutPeriod(TextRow& row, const json::object* period) {
  Put(row, "valid_from", DayOfMoment(TextAt(period, "startDate"), false));
  Put(row, "valid_to", DayOfMoment(TextAt(period, "endDate"), true));
}

}  // namespace inkoop
