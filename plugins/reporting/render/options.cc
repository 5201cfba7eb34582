#include "render/options.h"

#include <boost/json.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

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

enum class Need { kMay, kMust };

std::string TextOf(const json::object& in, std::string_view name, Need need = Need::kMay) {
  const json::value* value = in.if_contains({name.data(), name.size()});
  if (value == nullptr && need == Need::kMay) return "";
  if (value == nullptr || !value->is_string()) Wrong("`" + std::string(name) + "` must be a text");
  return {value->get_string().data(), value->get_string().size()};
}

bool FlagOf(const json::object& in, const char* name) {
  const json::value* value = in.if_contains(name);
  if (value == nullptr) return false;
  if (!value->is_bool()) Wrong("`" + std::string(name) + "` must be true or false");
  return value->get_bool();
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
  if (kind == "none") return ColumnKind::kNone;
  Wrong("`" + kind + "` is no kind of column");
}

Tone ToneOf(const json::object& in) {
  const std::string tone = TextOf(in, "tone");
  if (tone == "good") return Tone::kGood;
  if (tone == "middle") return Tone::kMiddle;
  return tone == "bad" ? Tone::kBad : Tone::kPlain;
}

std::optional<int> DecimalsOf(const json::object& in) {
  const json::value* value = in.if_contains("decimals");
  if (value == nullptr) return std::nullopt;
  const std::int64_t* number = value->if_int64();
  if (number == nullptr || *number < 0 || *number > 18) Wrong("`decimals` must be 0 to 18");
  return static_cast<int>(*number);
}

std::vector<CodeOption> CodesOf(const json::object& in) {
  std::vector<CodeOption> codes;
  std::set<std::string> known;
  const json::value* list = in.if_contains("values");
  if (list == nullptr) return codes;
  ForEach(*list, "values", [&](const json::object& one) {
    CodeOption code{TextOf(one, "value", Need::kMust), TextOf(one, "title"), ToneOf(one),
                    TextOf(one, "letter")};
    if (code.title.empty()) code.title = code.value;
    if (!known.insert(code.value).second) Wrong("`values` has `" + code.value + "` twice");
    codes.push_back(std::move(code));
  });
  return codes;
}

ColumnOption ColumnOf(const json::object& one) {
  ColumnOption column;
  column.name = TextOf(one, "name", Need::kMust);
  column.title = TextOf(one, "title");
  if (column.title.empty()) column.title = column.name;
  column.kind = KindOf(TextOf(one, "kind"));
  column.decimals = DecimalsOf(one);
  column.codes = CodesOf(one);
  column.facet = FlagOf(one, "facet");
  column.link = TextOf(one, "link");
  column.withheld = TextOf(one, "withheld");
  return column;
}

SeriesOption SeriesOf(const json::object& one) {
  SeriesOption series{TextOf(one, "name", Need::kMust),
                      TextOf(one, "title"),
                      ToneOf(one),
                      FlagOf(one, "dashed"),
                      FlagOf(one, "steps"),
                      TextOf(one, "low"),
                      TextOf(one, "high")};
  if (series.low.empty() != series.high.empty()) Wrong("a band needs `low` and `high`");
  return series;
}

void ReadSeries(const json::object& in, ChartOption& out) {
  const json::value* list = in.if_contains("series");
  if (list == nullptr) Wrong("this kind of chart needs `series`");
  ForEach(*list, "series", [&](const json::object& one) { out.series.push_back(SeriesOf(one)); });
}

// A kind of chart with the parts that it must have, and those that it may have.
struct KindOption {
  const char* name;
  ChartKind kind;
  bool series;
  std::vector<std::pair<const char*, std::string ChartOption::*>> must, may;
};

const std::vector<KindOption>& KindOptions() {
  using C = ChartOption;
  static const auto* const kKinds = new std::vector<KindOption>{
      {"stacked_bar", ChartKind::kStackedBar, true, {{"label", &C::label}}, {{"title", &C::title}}},
      {"tile_map",
       ChartKind::kTileMap,
       false,
       {{"x", &C::x}, {"y", &C::y}, {"code", &C::code}, {"label", &C::label}, {"value", &C::value}},
       {}},
      {"matrix",
       ChartKind::kMatrix,
       false,
       {{"row", &C::row}, {"column", &C::column}, {"value", &C::value}},
       {}},
      {"line", ChartKind::kLine, true, {{"x", &C::x}}, {}},
      {"timeline",
       ChartKind::kTimeline,
       false,
       {{"lane", &C::lane}, {"from", &C::from}, {"text", &C::text}},
       {{"to", &C::to}, {"value", &C::value}}},
      {"flow",
       ChartKind::kFlow,
       false,
       {{"from", &C::from}, {"to", &C::to}, {"amount", &C::amount}},
       {}},
      {"bridge",
       ChartKind::kBridge,
       false,
       {{"label", &C::label}, {"amount", &C::amount}},
       {{"total", &C::total}}},
  };
  return *kKinds;
}

bool IsDay(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {0, 0, 0};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (text[i] < '0' || text[i] > '9') {
      return false;
    } else {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  }
  return std::chrono::year_month_day(std::chrono::year(parts[0]),
                                     std::chrono::month(static_cast<unsigned>(parts[1])),
                                     std::chrono::day(static_cast<unsigned>(parts[2])))
      .ok();
}

}  // namespace

TitleOption ReadTitleOption(std::string_view options) {
  const json::object object = Parse(options);
  TitleOption out{TextOf(object, "subtitle"), TextOf(object, "as_of")};
  if (!out.as_of.empty() && !IsDay(out.as_of)) Wrong("`as_of` must be a date, YYYY-MM-DD");
  return out;
}

std::optional<std::vector<ColumnOption>> ReadColumns(std::string_view options) {
  const json::object object = Parse(options);
  const json::value* list = object.if_contains("columns");
  if (list == nullptr) return std::nullopt;
  std::vector<ColumnOption> columns;
  ForEach(*list, "columns", [&](const json::object& one) { columns.push_back(ColumnOf(one)); });
  return columns;
}

std::optional<EventsOption> ReadEvents(std::string_view options) {
  const json::object object = Parse(options);
  const json::value* events = object.if_contains("events");
  if (events == nullptr) return std::nullopt;
  if (!events->is_object()) Wrong("`events` must be an object");
  const json::object& in = events->get_object();
  return EventsOption{TextOf(in, "from", Need::kMust), TextOf(in, "to"),
                      TextOf(in, "title", Need::kMust), TextOf(in, "id")};
}

ChartOption ReadChartOption(std::string_view options) {
  const json::object object = Parse(options);
  const std::string kind = TextOf(object, "kind", Need::kMust);
  ChartOption out;
  for (const KindOption& one : KindOptions()) {
    if (one.name != kind) continue;
    out.kind = one.kind;
    for (const auto& [name, member] : one.must) out.*member = TextOf(object, name, Need::kMust);
    for (const auto& [name, member] : one.may) out.*member = TextOf(object, name);
    if (one.series) ReadSeries(object, out);
  }
  return out;
}

}  // namespace reporting
