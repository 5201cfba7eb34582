#include "render/view.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

#include "render/clean.h"
#include "render/options.h"
#include "render/texts.h"

namespace reporting {
namespace {

using stelsel::Kind;
using stelsel::Rows;

[[noreturn]] void Wrong(const std::string& what) {
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, what);
}

std::size_t PlaceOf(const Rows& rows, const std::string& name) {
  const int place = rows.column(name);
  if (place < 0) Wrong("the rows of a document's element have no column `" + name + "`");
  return static_cast<std::size_t>(place);
}

ColumnKind DefaultKind(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return ColumnKind::kInteger;
    case Kind::decimal:
    case Kind::real:
      return ColumnKind::kDecimal;
    case Kind::date:
      return ColumnKind::kDate;
    case Kind::text:
    case Kind::boolean:
    case Kind::datetime:
      break;
  }
  return ColumnKind::kText;
}

bool IsNumeric(ColumnKind kind) {
  return kind == ColumnKind::kInteger || kind == ColumnKind::kDecimal ||
         kind == ColumnKind::kPercent || kind == ColumnKind::kEuro;
}

bool Fits(ColumnKind wanted, Kind actual) {
  switch (wanted) {
    case ColumnKind::kText:
      return true;
    case ColumnKind::kInteger:
    case ColumnKind::kPercent:
      return actual == Kind::integer;
    case ColumnKind::kDecimal:
    case ColumnKind::kEuro:
      return actual == Kind::decimal || actual == Kind::integer;
    case ColumnKind::kDate:
      return actual == Kind::date;
    case ColumnKind::kMark:
      return actual == Kind::boolean;
  }
  return false;
}

// A number with another number of decimals; a half goes away from zero.
std::int64_t Rescaled(std::int64_t value, int from, int to) {
  for (; from < to; ++from) {
    if (__builtin_mul_overflow(value, 10, &value)) Wrong("a number is too large for its decimals");
  }
  if (from == to) return value;
  std::int64_t unit = 1;
  for (; from > to; --from) unit *= 10;
  const std::int64_t rest = value % unit;
  const std::int64_t away =
      rest >= 0 ? (rest >= unit - rest ? 1 : 0) : (-rest >= unit + rest ? -1 : 0);
  return value / unit + away;
}

// One column of a table: where its values are and how to say them.
struct Reader {
  ColumnOption option;
  std::size_t place = 0;
  Kind actual = Kind::text;
  int scale = 0;

  std::string Say(const Rows& rows, std::size_t row, const Words& words) const {
    if (rows.is_null(row, place)) return "";
    if (actual == Kind::text) return Clean(rows.text(row, place));
    if (actual == Kind::real) return SayReal(rows.real(row, place), words);
    const std::int64_t value = rows.integer(row, place);
    switch (option.kind) {
      case ColumnKind::kPercent:
        return words.Number(value) + "%";
      case ColumnKind::kDecimal:
        return SayDecimal(value, option.decimals.value_or(scale), words);
      case ColumnKind::kEuro:
        return (words.dutch() ? "€ " : "€") + SayDecimal(value, 2, words);
      default:
        return SayByType(value, words);
    }
  }

  std::string SayDecimal(std::int64_t value, int decimals, const Words& words) const {
    return words.Decimal(Rescaled(value, scale, decimals), decimals);
  }

  // The shortest text that reads back the same.
  static std::string SayReal(double value, const Words& words) {
    char text[32];
    std::string out(text, std::to_chars(text, text + sizeof text, value).ptr);
    if (words.dutch()) std::replace(out.begin(), out.end(), '.', ',');
    return out;
  }

  std::string SayByType(std::int64_t value, const Words& words) const {
    switch (actual) {
      case Kind::boolean:
        return words(value != 0 ? texts::kYes : texts::kNo);
      case Kind::date:
        return words.Day(stelsel::Date(std::chrono::days(value)));
      case Kind::datetime: {
        const stelsel::DateTime moment{std::chrono::microseconds(value)};
        const auto day = std::chrono::floor<std::chrono::days>(moment);
        const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
        char text[32];
        std::snprintf(
            text, sizeof text, " %02d:%02d:%02d UTC", static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
        return words.Day(day) + text;
      }
      default:
        return words.Decimal(value, scale);
    }
  }
};

std::vector<Reader> ReadersOf(const Rows& rows, std::string_view options) {
  std::vector<Reader> readers;
  const auto columns = ReadColumns(options);
  if (!columns) {
    for (std::size_t i = 0; i < rows.columns().size(); ++i) {
      const stelsel::ColumnType& type = rows.columns()[i];
      readers.push_back(
          {{type.name, type.name, DefaultKind(type.kind), {}}, i, type.kind, type.scale});
    }
    return readers;
  }
  for (const ColumnOption& column : *columns) {
    const std::size_t place = PlaceOf(rows, column.name);
    const stelsel::ColumnType& type = rows.columns()[place];
    if (!Fits(column.kind, type.kind)) {
      Wrong("column `" + column.name + "` of a table is not of the kind that its options say");
    }
    readers.push_back({column, place, type.kind, type.scale});
  }
  return readers;
}

TableView::Row ReadRow(const Rows& rows, std::size_t row, const std::vector<Reader>& readers,
                       const Words& words) {
  TableView::Row out;
  for (const Reader& reader : readers) {
    if (reader.option.kind != ColumnKind::kMark) {
      out.cells.push_back(reader.Say(rows, row, words));
    } else if (!rows.is_null(row, reader.place) && rows.integer(row, reader.place) != 0) {
      out.marks.push_back(CleanLine(reader.option.title));
    }
  }
  return out;
}

std::int64_t CountAt(const Rows& rows, std::size_t row, std::size_t place) {
  if (rows.is_null(row, place)) return 0;
  const std::int64_t value = rows.integer(row, place);
  if (value < 0) Wrong("a bar of a chart cannot be less than nothing");
  return value;
}

ChartView::Bar ReadBar(const Rows& rows, std::size_t row, std::size_t label,
                       const std::vector<std::size_t>& places) {
  ChartView::Bar bar;
  bar.label = rows.is_null(row, label) ? "" : CleanLine(rows.text(row, label));
  for (const std::size_t place : places) {
    bar.values.push_back(CountAt(rows, row, place));
    if (__builtin_add_overflow(bar.total, bar.values.back(), &bar.total)) {
      Wrong("a bar of a chart is too large");
    }
  }
  return bar;
}

}  // namespace

TableView ReadTable(const stelsel::Document& document, std::size_t index, const Words& words) {
  Rows rows(document.rows(index));
  const std::vector<Reader> readers = ReadersOf(rows, document[index].options);
  TableView table;
  for (const Reader& reader : readers) {
    if (reader.option.kind == ColumnKind::kMark) continue;
    table.columns.push_back({CleanLine(reader.option.title), IsNumeric(reader.option.kind)});
  }
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      table.rows.push_back(ReadRow(rows, i, readers, words));
    }
  }
  return table;
}

ChartView ReadChart(const stelsel::Document& document, std::size_t index) {
  const ChartOption option = ReadChartOption(document[index].options);
  Rows rows(document.rows(index));
  ChartView chart;
  chart.label_title = CleanLine(option.title);
  const std::size_t label = PlaceOf(rows, option.label);
  if (rows.columns()[label].kind != Kind::text) Wrong("the labels of a chart must be texts");
  std::vector<std::size_t> places;
  for (const ChartOption::Series& series : option.series) {
    places.push_back(PlaceOf(rows, series.name));
    if (rows.columns()[places.back()].kind != Kind::integer) {
      Wrong("series `" + series.name + "` of a chart must be whole numbers");
    }
    chart.series.push_back({CleanLine(series.title), series.tone});
  }
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      chart.bars.push_back(ReadBar(rows, i, label, places));
      chart.longest = std::max(chart.longest, chart.bars.back().total);
    }
  }
  return chart;
}

std::string ChartView::Figures(const Bar& bar, const Words& words) const {
  std::string out;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (i > 0) out += ", ";
    out += series[i].title + " " + words.Number(bar.values[i]);
  }
  return out;
}

TableView ChartView::Table(const Words& words) const {
  TableView table;
  table.columns.push_back({label_title, false});
  for (const Series& one : series) table.columns.push_back({one.title, true});
  for (const Bar& bar : bars) {
    TableView::Row row;
    row.cells.push_back(bar.label);
    for (const std::int64_t value : bar.values) row.cells.push_back(words.Number(value));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace reporting
