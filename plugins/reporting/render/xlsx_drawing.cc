#include "render/xlsx_drawing.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "render/clean.h"
#include "render/texts.h"
#include "render/xlsx_native.h"

namespace reporting {
namespace {

// The letter and tone of a value in a tile.
std::pair<std::string, Tone> Mark(const Column& column, const Cell& value) {
  if (!value.code) return {CleanLine(value.text), Tone::kPlain};
  const Code& code = column.codes[*value.code];
  return {code.letter, code.tone};
}

void Legend(const XlsxChart& chart, const Column& column, XlsxSheet& sheet, std::size_t row) {
  if (column.codes.empty()) return;
  sheet.Text(row, 0, chart.words(texts::kLegend), chart.style.Head());
  for (const Code& code : column.codes)
    sheet.Text(++row, 0, code.letter + " = " + code.title, chart.style.Toned(code.tone));
}

// Bars over dates: up to its first day a bar is not seen. Bars of one value are a series.
class TimelineDrawing {
 public:
  TimelineDrawing(const XlsxChart& chart, const TimelineView& line, XlsxSheet& sheet)
      : chart_(chart), line_(line), sheet_(sheet) {}

  void Draw() {
    for (const TimelineView::Bar& bar : line_.bars) {
      if (columns_.emplace(ValueOf(bar), columns_.size() + 2).second)
        at_.series.push_back({columns_.size() + 1, ValueOf(bar), ToneOf(bar), false});
      first_ = std::min(first_, bar.from);
    }
    WriteRows();
    DrawChart();
  }

 private:
  std::string ValueOf(const TimelineView::Bar& bar) const {
    if (!line_.value || bar.value.text.empty()) return chart_.words(texts::kDays);
    return CleanLine(bar.value.text);
  }
  Tone ToneOf(const TimelineView::Bar& bar) const {
    return bar.value.code ? line_.value->codes[*bar.value.code].tone : Tone::kPlain;
  }

  void WriteRows() {
    std::vector<std::string> heads{line_.lane.title, chart_.words(texts::kStart)};
    for (const auto& series : at_.series) heads.push_back(series.title);
    Heads(sheet_, chart_.style, heads);
    Cell day;
    day.kind = CellKind::kDate;
    std::size_t row = 0;
    for (const TimelineView::Bar& bar : line_.bars) {
      sheet_.Text(++row, 0, line_.lanes[bar.lane] + ": " + bar.text, chart_.style.Text());
      sheet_.Number(row, 1, static_cast<double>(bar.from) + kSheetEpoch,
                    chart_.style.OfNumber(ColumnKind::kDate, day));
      sheet_.Number(row, columns_[ValueOf(bar)],
                    static_cast<double>(bar.to.value_or(bar.from + 1) - bar.from), nullptr);
    }
    Widths(sheet_, 0, 0, 48);
    Widths(sheet_, 1, heads.size(), 12);
    at_.last = row;
  }

  void DrawChart() {
    lxw_chart* const out = NewChart(chart_, LXW_CHART_BAR_STACKED);
    lxw_chart_series* const unseen = AddSeries(out, sheet_, at_, {1, "", Tone::kPlain, false});
    lxw_chart_fill none{};
    none.none = 1;
    chart_series_set_fill(unseen, &none);
    Fills fills;
    for (const Ranges::Series& one : at_.series)
      fills.Fill(AddSeries(out, sheet_, at_, one), one.tone);
    int16_t hidden[] = {0, -1};
    Check(chart_legend_delete_series(out, hidden));
    chart_axis_set_reverse(out->y_axis);
    chart_axis_set_crossing_max(out->y_axis);
    chart_axis_set_num_format(out->x_axis, chart_.style.DayCode().c_str());
    const double least = static_cast<double>(first_) + kSheetEpoch;
    if (least > 0 && least < 3e6) chart_axis_set_min(out->x_axis, least);
    chart_set_series_gap(out, 40);
    Insert(out, chart_, sheet_, at_.series.size() + 3, at_.last);
  }

  const XlsxChart& chart_;
  const TimelineView& line_;
  XlsxSheet& sheet_;
  Ranges at_;
  std::map<std::string, std::size_t> columns_;  // by value
  std::int64_t first_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace

void DrawMatrix(const XlsxChart& chart, const MatrixView& matrix, XlsxSheet& sheet) {
  std::map<std::pair<std::size_t, std::size_t>, std::pair<std::string, Tone>> marks;
  for (const MatrixView::Entry& entry : matrix.entries) {
    const auto mark = Mark(matrix.value, entry.value);
    auto [place, is_new] = marks.emplace(std::pair(entry.row_place, entry.column_place), mark);
    if (is_new) continue;
    place->second.first += "/" + mark.first;
    if (place->second.second != mark.second) place->second.second = Tone::kPlain;
  }
  sheet.Text(0, 0, matrix.row.title, chart.style.Head());
  for (std::size_t c = 0; c < matrix.column_heads.size(); ++c)
    sheet.Text(0, c + 1, matrix.column_heads[c], chart.style.Upright());
  auto mark = marks.begin();
  for (std::size_t r = 0; r < matrix.row_heads.size(); ++r) {
    sheet.Text(r + 1, 0, matrix.row_heads[r], chart.style.Text());
    for (; mark != marks.end() && mark->first.first == r; ++mark)
      sheet.Text(r + 1, mark->first.second + 1, mark->second.first,
                 chart.style.Tile(mark->second.second));
  }
  Legend(chart, matrix.value, sheet, matrix.row_heads.size() + 2);
  Widths(sheet, 0, 0, 32);
  Widths(sheet, 1, std::max<std::size_t>(matrix.column_heads.size(), 1), 5);
  worksheet_freeze_panes(sheet.raw(), 1, 1);
}

void DrawTiles(const XlsxChart& chart, const TilesView& tiles, XlsxSheet& sheet) {
  std::map<std::pair<std::int64_t, std::int64_t>, const TilesView::Tile*> places;
  for (const TilesView::Tile& tile : tiles.tiles) places[{tile.y, tile.x}] = &tile;
  std::int64_t wide = 0, high = 0;
  for (const auto& [place, tile] : places) {
    if (tile->y > high || tile == places.begin()->second)
      Check(worksheet_set_row(sheet.raw(), RowOf(static_cast<std::size_t>(tile->y)), 36, nullptr));
    high = tile->y;
    wide = std::max(wide, tile->x);
    const auto [letter, tone] = Mark(tiles.value, tile->value);
    sheet.Text(static_cast<std::size_t>(tile->y), static_cast<std::size_t>(tile->x) + 1,
               tile->code + "\n" + letter, chart.style.Tile(tone));
  }
  Legend(chart, tiles.value, sheet, static_cast<std::size_t>(high) + 2);
  Widths(sheet, 0, 0, 28);
  Widths(sheet, 1, static_cast<std::size_t>(wide) + 1, 7);
}

void DrawFlows(const XlsxChart& chart, const FlowView& flows, XlsxSheet& sheet) {
  std::map<std::pair<std::size_t, std::size_t>, double> amounts;
  for (const FlowView::Flow& flow : flows.flows) {
    if (flow.amount.has_number()) amounts[{flow.from, flow.to}] += flow.amount.Amount();
  }
  std::vector<std::string> heads{flows.from.title + " → " + flows.to.title};
  Ranges at{1, flows.from_states.size(), 0, {}};
  for (const FlowView::State& state : flows.to_states) {
    at.series.push_back({heads.size(), state.title, state.tone, false});
    heads.push_back(state.title);
  }
  Heads(sheet, chart.style, heads);
  for (std::size_t r = 0; r < flows.from_states.size(); ++r) {
    sheet.Text(r + 1, 0, flows.from_states[r].title, chart.style.Text());
    for (std::size_t c = 0; c < flows.to_states.size(); ++c) {
      const auto found = amounts.find({r, c});
      sheet.Number(r + 1, c + 1, found == amounts.end() ? 0 : found->second, nullptr);
    }
  }
  Widths(sheet, 0, 0, 28);
  DrawBars(chart, sheet, at, heads.size() + 1);
}

void DrawTimeline(const XlsxChart& chart, const TimelineView& line, XlsxSheet& sheet) {
  TimelineDrawing(chart, line, sheet).Draw();
}

// Bars between two lines that are not seen: also where steps go below nothing.
void DrawBridge(const XlsxChart& chart, const BridgeView& bridge, XlsxSheet& sheet) {
  Heads(sheet, chart.style,
        {bridge.label.title, chart.words(texts::kBegin), chart.words(texts::kEnd)});
  std::size_t row = 0;
  for (const BridgeView::Step& step : bridge.steps) {
    sheet.Text(++row, 0, step.label, chart.style.Text());
    sheet.Number(row, 1, step.before, nullptr);
    sheet.Number(row, 2, step.after, nullptr);
  }
  Widths(sheet, 0, 0, 32);
  const Ranges at{1, row, 0, {}};
  lxw_chart* const out = NewChart(chart, LXW_CHART_LINE);
  lxw_chart_line none{}, edge{};
  none.none = 1;
  edge.color = 0x3C4A58;
  for (const std::size_t column : {std::size_t{1}, std::size_t{2}})
    chart_series_set_line(AddSeries(out, sheet, at, {column, "", Tone::kPlain, false}), &none);
  lxw_chart_fill up{}, down{};
  up.color = 0x17665C;
  down.color = 0xE3A596;
  chart_set_up_down_bars_format(out, &edge, &up, &edge, &down);
  chart_legend_set_position(out, LXW_CHART_LEGEND_NONE);
  chart_axis_set_name(out->y_axis, Short(bridge.amount.title).c_str());
  Insert(out, chart, sheet, 4, 10);
}

}  // namespace reporting
