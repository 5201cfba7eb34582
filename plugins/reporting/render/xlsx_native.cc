#include "render/xlsx_native.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reporting {
namespace {

constexpr std::size_t kName = 200;  // characters of a title or name in a chart
// A chart's size in pixels when it is not scaled, and of a bar in it.
constexpr double kHeight = 288, kAround = 110, kBar = 24, kMostScale = 12;

// How the series that have a tone are filled, by how often it came before: never by colour alone.
lxw_chart_pattern PatternOf(Tone tone, std::size_t times) {
  constexpr uint8_t kMore[] = {LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL,
                               LXW_CHART_PATTERN_LIGHT_VERTICAL, LXW_CHART_PATTERN_LARGE_CHECK};
  if (times > 0) return {0x5A6B7D, 0xE4E9EF, kMore[(times - 1) % std::size(kMore)]};
  if (tone == Tone::kMiddle) return {0xB07D12, 0xF6D98F, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL};
  return {0xB35A45, 0xFBE6E0, LXW_CHART_PATTERN_DOTTED_DIAMOND};
}

}  // namespace

void Fills::Fill(lxw_chart_series* series, Tone tone) {
  const std::size_t times = used_[tone]++;
  lxw_chart_line edge{};
  edge.color = 0x3C4A58;
  edge.width = 0.75;
  chart_series_set_line(series, &edge);
  if (times == 0 && (tone == Tone::kGood || tone == Tone::kPlain)) {
    lxw_chart_fill fill{};
    fill.color = tone == Tone::kGood ? 0x17665C : 0x5A6B7D;
    return chart_series_set_fill(series, &fill);
  }
  lxw_chart_pattern pattern = PatternOf(tone, times);
  chart_series_set_pattern(series, &pattern);
}

void Fills::Stroke(lxw_chart_series* series, Tone tone, bool dashed) {
  constexpr lxw_color_t kInks[] = {0x154A63, 0x17665C, 0xB07D12, 0xB35A45};
  const std::size_t times = used_[tone]++;
  lxw_chart_line line{};
  line.color = kInks[(static_cast<std::size_t>(tone) + times) % std::size(kInks)];
  line.width = 2;
  line.dash_type = dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
  chart_series_set_line(series, &line);
  chart_series_set_marker_type(series,
                               times % 2 == 0 ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_DIAMOND);
}

std::string Short(const std::string& text) {
  std::size_t ignored = 0;
  const std::string safe = CellText(text, ignored);
  const std::string out = FirstUnits(safe, kName);
  return out.size() == safe.size() ? out : out + "…";
}

void Heads(XlsxSheet& sheet, XlsxStyle& style, const std::vector<std::string>& heads) {
  for (std::size_t i = 0; i < heads.size(); ++i) sheet.Text(0, i, heads[i], style.Head());
}

void Widths(XlsxSheet& sheet, std::size_t first, std::size_t last, double width) {
  Check(worksheet_set_column(sheet.raw(), ColumnOf(first), ColumnOf(last), width, nullptr));
}

lxw_chart* NewChart(const XlsxChart& chart, uint8_t type) {
  lxw_chart* const out = workbook_add_chart(chart.book, type);
  if (out == nullptr)
    throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "there is no memory for a chart");
  chart_title_set_name(out, Short(chart.caption).c_str());
  chart_legend_set_position(out, LXW_CHART_LEGEND_BOTTOM);
  return out;
}

lxw_chart_series* AddSeries(lxw_chart* out, const XlsxSheet& sheet, const Ranges& at,
                            const Ranges::Series& one) {
  lxw_chart_series* const series = chart_add_series(out, nullptr, nullptr);
  if (series == nullptr)
    throw stelsel::Error(STELSEL_RESOURCE_EXHAUSTED, "there is no memory for a chart");
  chart_series_set_categories(series, sheet.name().c_str(), RowOf(at.first), ColumnOf(at.label),
                              RowOf(at.last), ColumnOf(at.label));
  chart_series_set_values(series, sheet.name().c_str(), RowOf(at.first), ColumnOf(one.column),
                          RowOf(at.last), ColumnOf(one.column));
  if (!one.title.empty()) chart_series_set_name(series, Short(one.title).c_str());
  return series;
}

void Insert(lxw_chart* out, const XlsxChart& chart, XlsxSheet& sheet, std::size_t column,
            std::size_t bars) {
  std::string said = Short(chart.caption);
  lxw_chart_options options{};
  options.x_scale = 1.6;
  options.y_scale =
      std::clamp((kAround + kBar * static_cast<double>(bars)) / kHeight, 1.2, kMostScale);
  options.description = said.data();
  Check(worksheet_insert_chart_opt(sheet.raw(), 1, ColumnOf(column), out, &options));
}

void DrawBars(const XlsxChart& chart, XlsxSheet& sheet, const Ranges& at, std::size_t column) {
  lxw_chart* const out = NewChart(chart, LXW_CHART_BAR_STACKED);
  Fills fills;
  for (const Ranges::Series& one : at.series) fills.Fill(AddSeries(out, sheet, at, one), one.tone);
  // Of lying bars the y axis has the labels. It stays at the left, and the numbers below.
  chart_axis_set_reverse(out->y_axis);
  chart_axis_set_crossing_max(out->y_axis);
  chart_set_series_gap(out, 40);
  Insert(out, chart, sheet, column, at.last - at.first + 1);
}

void DrawLines(const XlsxChart& chart, const LinesView& lines, XlsxSheet& sheet, const Ranges& at,
               std::size_t column) {
  const bool texts = lines.x_kind == CellKind::kText;
  lxw_chart* const out =
      NewChart(chart, texts ? LXW_CHART_LINE : LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS);
  Fills fills;
  for (const Ranges::Series& one : at.series)
    fills.Stroke(AddSeries(out, sheet, at, one), one.tone, one.dashed);
  if (lines.x_kind == CellKind::kDate) {
    double least = std::numeric_limits<double>::max();
    for (const double x : lines.xs) least = std::isnan(x) ? least : std::min(least, x);
    chart_axis_set_num_format(out->x_axis, chart.style.DayCode().c_str());
    if (least + kSheetEpoch > 0 && least < 3e6)
      chart_axis_set_min(out->x_axis, least + kSheetEpoch);
  }
  chart_axis_set_name(out->x_axis, Short(lines.x.title).c_str());
  Insert(out, chart, sheet, column, 10);
}

}  // namespace reporting
