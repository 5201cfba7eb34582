#include "render/options.h"

#include <boost/json.hpp>

#include "stelsel/stelsel.hpp"

namespace reporting {
namespace {

namespace json = boost::json;

[[noreturn]] void Wrong(const std::string& what) {
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, "options of a document's element: " + what);
}

json::object Parse(std::string_view options) {
  if (options.empty()) return {};
  boost::system::error_code error;
  json::value value = json::parse({options.data(), options.size()}, error);
  if (error || !value.is_object()) Wrong("no JSON object");
  return std::move(value.get_object());
}

std::string TextOf(const json::object& in, std::string_view name, bool required) {
  const json::value* value = in.if_contains({name.data(), name.size()});
  if (value == nullptr && !required) return "";
  if (value == nullptr || !value->is_string()) Wrong("`" + std::string(name) + "` must be a text");
  return {value->get_string().data(), value->get_string().size()};
}

// The objects of a list.
template <typename F>
void ForEach(const json::value& list, const char* name, F f) {
  if (!list.is_array()) Wrong("`" + std::string(name) + "` must be a list");
  for (const json::value& one : list.get_array()) {
    if (!one.is_object()) Wrong("each of `" + std::string(name) + "` must be an object");
    f(one.get_object());
  }
}

ColumnKind KindOf(const std::string& kind) {
  if (kind.empty() || kind == "text") return ColumnKind::kText;
  if (kind == "integer") return ColumnKind::kInteger;
  if (kind == "decimal") return ColumnKind::kDecimal;
  if (kind == "percent") return ColumnKind::kPercent;
  if (kind == "euro") return ColumnKind::kEuro;
  if (kind == "date") return ColumnKind::kDate;
  if (kind == "mark") return ColumnKind::kMark;
  Wrong("`" + kind + "` is no kind of column");
}

std::optional<int> DecimalsOf(const json::object& in) {
  const json::value* value = in.if_contains("decimals");
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->if_int64();
  if (number == nullptr || *number < 0 || *number > 18) Wrong("`decimals` must be 0 to 18");
  return static_cast<int>(*number);
}

}  // namespace

std::optional<std::vector<ColumnOption>> ReadColumns(std::string_view options) {
  const json::object object = Parse(options);
  const json::value* list = object.if_contains("columns");
  if (list == nullptr) return std::nullopt;
  std::vector<ColumnOption> columns;
  ForEach(*list, "columns", [&](const json::object& one) {
    ColumnOption column{TextOf(one, "name", true), TextOf(one, "title", false),
                        KindOf(TextOf(one, "kind", false)), DecimalsOf(one)};
    if (column.title.empty()) column.title = column.name;
    columns.push_back(std::move(column));
  });
  return columns;
}

ChartOption ReadChartOption(std::string_view options) {
  const json::object object = Parse(options);
  const std::string kind = TextOf(object, "kind", true);
  if (kind != "stacked_bar") Wrong("`" + kind + "` is no kind of chart");
  ChartOption out{TextOf(object, "label", true), TextOf(object, "title", false), {}};
  const json::value* list = object.if_contains("series");
  if (list == nullptr) Wrong("a chart needs `series`");
  ForEach(*list, "series", [&](const json::object& one) {
    out.series.push_back(
        {TextOf(one, "name", true), TextOf(one, "title", false), TextOf(one, "tone", false)});
    if (out.series.back().title.empty()) out.series.back().title = out.series.back().name;
  });
  return out;
}

std::string ReadTextOption(std::string_view options, std::string_view name) {
  return TextOf(Parse(options), name, false);
}

}  // namespace reporting
