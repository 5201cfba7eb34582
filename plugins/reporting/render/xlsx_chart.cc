#include "render/xlsx_chart.h"

#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "render/clean.h"
#include "render/xlsx_drawing.h"
#include "render/xlsx_native.h"

namespace reporting {
namespace {

constexpr std::size_t kMostHeads = 16000, kMostRows = 1000000;

// The place of a column among those that are shown as numbers or labels.
std::optional<std::size_t> Shown(const TableView& table, const std::string& name, bool number) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (column.name == name && (!number || column.codes.empty())) return i;
  }
  return std::nullopt;
}

std::optional<Ranges> RangesBeside(const XlsxChart& chart, const std::string& label) {
  const TableView& table = chart.view.table;
  const auto at = Shown(table, label, false);
  if (!at || table.rows.empty()) return std::nullopt;
  Ranges out{1, table.rows.size(), *at, {}};
  for (const SeriesOption& series : chart.option.series) {
    const auto column = Shown(table, series.name, true);
    if (!column) return std::nullopt;
    const std::string title = series.title.empty() ? table.columns[*column].title : series.title;
    out.series.push_back({*column, CleanLine(title), series.tone, series.dashed});
    for (const std::string& edge : {series.low, series.high}) {
      const auto band = Shown(table, edge, true);
      if (band) out.series.push_back({*band, table.columns[*band].title, series.tone, true});
    }
  }
  if (out.series.empty()) return std::nullopt;
  return out;
}

void DrawBarsAlone(const XlsxChart& chart, const BarsView& bars, XlsxSheet& sheet) {
  std::vector<std::string> heads{bars.label_title};
  Ranges at{1, bars.bars.size(), 0, {}};
  for (const BarsView::Series& series : bars.series) {
    at.series.push_back({heads.size(), series.title, series.tone, false});
    heads.push_back(series.title);
  }
  Heads(sheet, chart.style, heads);
  for (std::size_t r = 0; r < bars.bars.size(); ++r) {
    sheet.Text(r + 1, 0, bars.bars[r].label, chart.style.Text());
    for (std::size_t i = 0; i < bars.series.size(); ++i)
      sheet.Number(r + 1, i + 1, static_cast<double>(bars.bars[r].values[i]), nullptr);
  }
  DrawBars(chart, sheet, at, heads.size() + 1);
}

void DrawLinesAlone(const XlsxChart& chart, const LinesView& lines, XlsxSheet& sheet) {
  std::vector<std::string> heads{lines.x.title};
  std::vector<std::map<std::size_t, double>> values;  // of each row, by column
  values.resize(lines.xs.size());
  Ranges at{1, lines.xs.size(), 0, {}};
  for (const LinesView::Series& series : lines.series) {
    at.series.push_back({heads.size(), series.title, series.tone, series.dashed});
    for (const auto& point : series.points) values[point.row][heads.size()] = point.value.Amount();
    heads.push_back(series.title);
  }
  Heads(sheet, chart.style, heads);
  Cell day;
  day.kind = CellKind::kDate;
  lxw_format* const dates = chart.style.OfNumber(ColumnKind::kDate, day);
  for (std::size_t r = 0; r < values.size(); ++r) {
    if (lines.x_kind == CellKind::kText) {
      sheet.Text(r + 1, 0, lines.x_texts[r], chart.style.Text());
    } else if (!std::isnan(lines.xs[r])) {
      const bool date = lines.x_kind == CellKind::kDate;
      sheet.Number(r + 1, 0, lines.xs[r] + (date ? kSheetEpoch : 0), date ? dates : nullptr);
    }
    for (const auto& [column, value] : values[r]) sheet.Number(r + 1, column, value, nullptr);
  }
  DrawLines(chart, lines, sheet, at, heads.size() + 1);
}

// Whether a drawing has anything in it, and goes into a sheet.
struct Sizes {
  bool operator()(const std::monostate&) const { return false; }
  bool operator()(const BarsView& v) const { return Fits(v.bars.size(), v.series.size()); }
  bool operator()(const TilesView& v) const { return Fits(v.tiles.size(), 1); }
  bool operator()(const MatrixView& v) const {
    return Fits(v.row_heads.size(), v.column_heads.size());
  }
  bool operator()(const LinesView& v) const { return Fits(v.xs.size(), v.series.size()); }
  bool operator()(const TimelineView& v) const {
    std::set<std::string> values;
    for (const auto& bar : v.bars) values.insert(bar.value.text);
    return Fits(v.bars.size(), values.size());
  }
  bool operator()(const FlowView& v) const {
    return Fits(v.from_states.size(), v.to_states.size());
  }
  bool operator()(const BridgeView& v) const { return Fits(v.steps.size(), 2); }

  static bool Fits(std::size_t rows, std::size_t columns) {
    return rows > 0 && rows < kMostRows && columns > 0 && columns < kMostHeads;
  }
};

}  // namespace

bool DrawBeside(const XlsxChart& chart, XlsxSheet& rows) {
  const std::size_t at = chart.view.table.columns.size() + chart.view.table.marks.size() + 1;
  if (std::holds_alternative<BarsView>(chart.view.drawing)) {
    const auto ranges = RangesBeside(chart, chart.option.label);
    if (ranges) DrawBars(chart, rows, *ranges, at);
    return ranges.has_value();
  }
  if (const auto* lines = std::get_if<LinesView>(&chart.view.drawing)) {
    const auto ranges = RangesBeside(chart, chart.option.x);
    if (ranges) DrawLines(chart, *lines, rows, *ranges, at);
    return ranges.has_value();
  }
  return false;
}

bool CanDrawAlone(const XlsxChart& chart) { return std::visit(Sizes(), chart.view.drawing); }

void DrawAlone(const XlsxChart& chart, XlsxSheet& sheet) {
  const auto& drawing = chart.view.drawing;
  if (const auto* bars = std::get_if<BarsView>(&drawing)) DrawBarsAlone(chart, *bars, sheet);
  if (const auto* lines = std::get_if<LinesView>(&drawing)) DrawLinesAlone(chart, *lines, sheet);
  if (const auto* matrix = std::get_if<MatrixView>(&drawing)) DrawMatrix(chart, *matrix, sheet);
  if (const auto* tiles = std::get_if<TilesView>(&drawing)) DrawTiles(chart, *tiles, sheet);
  if (const auto* flows = std::get_if<FlowView>(&drawing)) DrawFlows(chart, *flows, sheet);
  if (const auto* line = std::get_if<TimelineView>(&drawing)) DrawTimeline(chart, *line, sheet);
  if (const auto* bridge = std::get_if<BridgeView>(&drawing)) DrawBridge(chart, *bridge, sheet);
}

}  // namespace reporting
