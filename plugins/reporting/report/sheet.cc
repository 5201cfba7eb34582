#include "report/sheet.h"

#include <boost/json.hpp>
#include <cstddef>
#include <utility>

namespace reporting {
namespace {

namespace json = boost::json;

stelsel::Kind RowKind(const std::string& kind) {
  if (kind == "integer" || kind == "percent") return stelsel::Kind::integer;
  return kind == "mark" ? stelsel::Kind::boolean : stelsel::Kind::text;
}

std::vector<stelsel::ColumnType> TypesOf(const std::vector<SheetColumn>& columns) {
  std::vector<stelsel::ColumnType> types;
  for (const SheetColumn& column : columns) types.push_back({column.name, RowKind(column.kind), 0});
  return types;
}

std::vector<stelsel::ColumnType> TypesOf(const std::string& label,
                                         const std::vector<Series>& series) {
  std::vector<stelsel::ColumnType> types{{label, stelsel::Kind::text, 0}};
  for (const Series& one : series) types.push_back({one.name, stelsel::Kind::integer, 0});
  return types;
}

void Put(stelsel::Builder& rows, std::size_t column, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    rows.text(column, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    rows.integer(column, *number);
  } else if (const auto* mark = std::get_if<bool>(&value)) {
    rows.integer(column, *mark ? 1 : 0);
  } else {
    rows.null(column);
  }
}

}  // namespace

Sheet::Sheet(std::vector<SheetColumn> columns)
    : columns_(std::move(columns)), rows_(TypesOf(columns_)) {}

void Sheet::Add(const std::vector<Value>& row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) Put(rows_, i, row.at(i));
  rows_.end_row();
}

void Sheet::WriteTable(stelsel::Document& out, const std::string& caption) {
  json::array columns;
  for (const SheetColumn& column : columns_) {
    columns.push_back({{"name", column.name}, {"title", column.title}, {"kind", column.kind}});
  }
  out.table(caption, json::serialize(json::object{{"columns", std::move(columns)}}),
            stelsel::stream_of(std::move(rows_)));
}

BarChart::BarChart(std::string label, std::string title, std::vector<Series> series)
    : label_(std::move(label)),
      title_(std::move(title)),
      series_(std::move(series)),
      rows_(TypesOf(label_, series_)) {}

void BarChart::Add(const std::string& label, const std::vector<std::int64_t>& values) {
  rows_.text(0, label);
  for (std::size_t i = 0; i < series_.size(); ++i) rows_.integer(i + 1, values.at(i));
  rows_.end_row();
}

void BarChart::Write(stelsel::Document& out, const std::string& caption) {
  json::array series;
  for (const Series& one : series_) {
    series.push_back({{"name", one.name}, {"title", one.title}, {"tone", one.tone}});
  }
  const json::object options{
      {"kind", "stacked_bar"}, {"label", label_}, {"title", title_}, {"series", std::move(series)}};
  out.chart(caption, json::serialize(options), stelsel::stream_of(std::move(rows_)));
}

void WriteTitle(stelsel::Document& out, const std::string& title, const std::string& subtitle) {
  out.title(title, json::serialize(json::object{{"subtitle", subtitle}}));
}

}  // namespace reporting
