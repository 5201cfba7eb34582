// document.hpp - tables and charts of a report in C++20, header-only: rows, and how readers see
// them. The words are those of host.document/1 in stelsel.h.
//
//     #include "stelsel/document.hpp"
//
//     void write(stelsel::Document& out) {
//       using stelsel::As;
//       stelsel::Sheet sheet({{"region", "Regio", As::text, {.facet = true}},
//                             {"places", "Plaatsen", As::integer}});
//       sheet.row("Zwolle", 12).row("Haarlem", nullptr);
//       std::move(sheet).table(out, "Plaatsen per regio");
//     }
//
// Nothing here is shared between threads: a sheet belongs to the report that fills it. What does
// not fit together throws stelsel::Error (STELSEL_INVALID_ARGUMENT).
#ifndef STELSEL_DOCUMENT_HPP_
#define STELSEL_DOCUMENT_HPP_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "stelsel/plugin.hpp"

namespace stelsel {

/// What a column holds, and how it is shown. Sums of money and other decimals are given as whole
/// numbers: cents, or tens to the column's decimals.
enum class As {
  text,
  integer,
  decimal,
  percent,      ///< whole percents
  euro,         ///< in cents
  date,         ///< Date, or days since 1970-01-01
  mark,         ///< bool: where true, the column's title is the row's mark
  hidden_text,  ///< not shown itself: where a link goes, which tile
  hidden_integer,
  hidden_flag  ///< bool: whether a number is withheld
};

/// How a code of a column is shown.
struct Code {
  std::string value;   ///< in the rows
  std::string title;   ///< for people
  std::string tone;    ///< good, middle, bad or plain
  std::string letter;  ///< where there is room for one
};

/// What else may be said of a column; see stelsel.h.
struct ColumnLook {
  std::vector<Code> values = {};
  bool facet = false;         ///< readers may choose among its values
  std::string link = {};      ///< column with the address
  std::string withheld = {};  ///< column that says which numbers are withheld
  int decimals = 2;           ///< of As::decimal
};

/// A column of a sheet.
struct SheetColumn {
  std::string name;   ///< in the rows
  std::string title;  ///< for people
  As as = As::text;
  ColumnLook look = {};
};

/// Numbers of a chart that belong together.
struct Series {
  std::string name;                 ///< of a column
  std::string title = {};           ///< for people; the column's name when it is empty
  std::string tone = "plain";       ///< good, middle, bad or plain
  bool dashed = false;              ///< a plan
  bool steps = false;               ///< holds until the next
  std::string low = {}, high = {};  ///< columns of the band around it
};

/// Which columns of a sheet play which part in a chart.
///
///     const stelsel::Chart chart{"matrix", {{"row", "region"}, {"column", "topic"},
///                                           {"value", "status"}}, {}};
struct Chart {
  std::string kind;                                        ///< such as "line"; see stelsel.h
  std::vector<std::pair<std::string, std::string>> parts;  ///< part, column
  std::vector<Series> series = {};
};

/// The days on a calendar that the rows of a table are.
struct Events {
  std::string from, to, title, id;  ///< columns; `to` may be empty
};

/// A value of a sheet whose columns are not known when it is written.
using Cell = std::variant<std::monostate, std::string, std::int64_t, bool, Date>;

namespace detail {

inline Kind kind_of(As as) {
  switch (as) {
    case As::text:
    case As::hidden_text:
      return Kind::text;
    case As::mark:
    case As::hidden_flag:
      return Kind::boolean;
    case As::decimal:
    case As::euro:
      return Kind::decimal;
    case As::date:
      return Kind::date;
    default:
      return Kind::integer;
  }
}

inline std::string_view word_of(As as) {
  constexpr std::string_view words[] = {"text", "integer", "decimal", "percent", "euro",
                                        "date", "mark",    "none",    "none",    "none"};
  return words[static_cast<std::size_t>(as)];
}

// A JSON object, member by member. `value` is JSON.
class JsonObject {
 public:
  JsonObject& add(std::string_view name, const std::string& value) {
    text_ += text_.size() > 1 ? "," : "";
    text_ += quote(name) + ":" + value;
    return *this;
  }
  // Only where it says something.
  JsonObject& text(std::string_view name, const std::string& value) {
    return value.empty() ? *this : add(name, quote(value));
  }
  JsonObject& flag(std::string_view name, bool value) { return value ? add(name, "true") : *this; }
  std::string str() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

template <typename List, typename F>
std::string json_list(const List& list, F f) {
  std::string out = "[";
  for (const auto& one : list) out += (out.size() > 1 ? "," : "") + f(one);
  return out + "]";
}

inline std::string json_of(const Code& code) {
  JsonObject out;
  out.add("value", quote(code.value)).text("title", code.title).text("tone", code.tone);
  return out.text("letter", code.letter).str();
}

inline std::string json_of(const SheetColumn& column) {
  const ColumnLook& look = column.look;
  JsonObject out;
  out.add("name", quote(column.name)).add("title", quote(column.title));
  out.add("kind", quote(word_of(column.as)));
  if (column.as == As::decimal) out.add("decimals", std::to_string(look.decimals));
  if (!look.values.empty())
    out.add("values", json_list(look.values, [](const Code& code) { return json_of(code); }));
  out.flag("facet", look.facet).text("link", look.link).text("withheld", look.withheld);
  return out.str();
}

inline std::string json_of(const Series& series) {
  JsonObject out;
  out.add("name", quote(series.name)).text("title", series.title).text("tone", series.tone);
  out.flag("dashed", series.dashed).flag("steps", series.steps);
  return out.text("low", series.low).text("high", series.high).str();
}

}  // namespace detail

/// Rows for a table or chart, and how they are shown. Written once; then it is empty.
class Sheet {
 public:
  explicit Sheet(std::vector<SheetColumn> columns)
      : columns_(std::move(columns)), rows_(types_of(columns_)) {}

  /// One value for each column: see Table::row; nullptr for none.
  template <typename... Values>
  Sheet& row(const Values&... values) {
    check_count(sizeof...(Values));
    std::size_t next = 0;
    (detail::write_value(static_cast<const std::decay_t<const Values>&>(values), rows_, next++),
     ...);
    rows_.end_row();
    return *this;
  }
  Sheet& cells(const std::vector<Cell>& row) {
    check_count(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::visit([&](const auto& value) { put(i, value); }, row[i]);
    }
    rows_.end_row();
    return *this;
  }
  std::size_t size() const { return rows_.rows(); }
  bool empty() const { return size() == 0; }

  void table(Document& out, const std::string& caption, const std::string& id = "") && {
    out.table(caption, options().str(), stream_of(std::move(rows_)), id);
  }
  /// A table whose rows are days on a calendar as well.
  void table(Document& out, const std::string& caption, const Events& events,
             const std::string& id = "") && {
    detail::JsonObject members;
    members.text("from", events.from).text("to", events.to);
    members.text("title", events.title).text("id", events.id);
    const std::string all = options().add("events", members.str()).str();
    out.table(caption, all, stream_of(std::move(rows_)), id);
  }
  void chart(Document& out, const std::string& caption, const Chart& chart,
             const std::string& id = "") && {
    detail::JsonObject all = options();
    all.add("kind", detail::quote(chart.kind));
    for (const auto& [part, column] : chart.parts) all.add(part, detail::quote(column));
    if (!chart.series.empty())
      all.add("series",
              detail::json_list(chart.series, [](const Series& s) { return detail::json_of(s); }));
    out.chart(caption, all.str(), stream_of(std::move(rows_)), id);
  }

 private:
  static std::vector<ColumnType> types_of(const std::vector<SheetColumn>& columns) {
    std::vector<ColumnType> types;
    for (const SheetColumn& column : columns) {
      const int scale = column.as == As::euro ? 2 : column.look.decimals;
      const Kind kind = detail::kind_of(column.as);
      types.push_back({column.name, kind, kind == Kind::decimal ? scale : 0});
    }
    return types;
  }
  void check_count(std::size_t given) const {
    if (given != columns_.size())
      throw Error(STELSEL_INVALID_ARGUMENT, "a row needs a value for each column");
  }
  detail::JsonObject options() const {
    detail::JsonObject out;
    return out.add("columns", detail::json_list(columns_, [](const SheetColumn& column) {
                     return detail::json_of(column);
                   }));
  }
  void put(std::size_t i, std::monostate) { rows_.null(i); }
  template <typename T>
  void put(std::size_t i, const T& value) {
    detail::write_value(value, rows_, i);
  }

  std::vector<SheetColumn> columns_;
  Builder rows_;
};

}  // namespace stelsel

#endif  // STELSEL_DOCUMENT_HPP_
