#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/clean.h"
#include "render/markdown.h"
#include "render/markdown_drawing.h"
#include "render/text_bars.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr std::size_t kLabelWidth = 56;

// Blocks of a bar for each of its values, in proportion: what is left over goes to the greatest
// remainders, and no value that is there disappears.
std::vector<std::size_t> BlocksOf(const BarsView::Bar& bar, std::int64_t longest) {
  const auto share = [&](std::int64_t value, std::size_t width, std::int64_t whole) {
    return static_cast<double>(value) * static_cast<double>(width) / static_cast<double>(whole);
  };
  std::vector<std::size_t> blocks(bar.values.size(), 0);
  if (bar.total == 0) return blocks;
  const auto parts = static_cast<std::size_t>(
      std::count_if(bar.values.begin(), bar.values.end(), [](std::int64_t v) { return v > 0; }));
  const std::size_t width =
      std::max(parts, static_cast<std::size_t>(share(bar.total, kTextBar, longest) + 0.5));
  std::vector<std::pair<double, std::size_t>> rest;  // remainder below 0, so that it sorts first
  std::size_t used = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const double exact = share(bar.values[i], width, bar.total);
    blocks[i] = std::max<std::size_t>(static_cast<std::size_t>(exact), bar.values[i] > 0 ? 1 : 0);
    used += blocks[i];
    if (bar.values[i] > 0) rest.emplace_back(static_cast<double>(blocks[i]) - exact, i);
  }
  std::sort(rest.begin(), rest.end());
  for (std::size_t i = 0; used < width; ++used, ++i) ++blocks[rest[i % rest.size()].second];
  for (; used > width; --used) --*std::max_element(blocks.begin(), blocks.end());
  return blocks;
}

// A label in lines of at most kLabelWidth, broken between words where that is possible.
std::vector<std::string> LabelLines(const std::string& label) {
  std::vector<std::string> lines{""};
  for (const std::string_view word : SplitWords(label)) {
    const std::size_t space = lines.back().empty() ? 0 : 1;
    if (space == 1 && Length(lines.back()) + 1 + Length(word) > kLabelWidth) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + std::string(word);
  }
  return lines;
}

std::string Legend(const BarsView& chart) {
  std::string out;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    out += (i > 0 ? "   " : "") + std::string(BlockOf(i)) + " " + chart.series[i].title;
  }
  return out + "\n\n";
}

std::string BarText(const BarsView& chart, const BarsView::Bar& bar) {
  std::string out;
  const std::vector<std::size_t> blocks = BlocksOf(bar, chart.longest);
  std::size_t width = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t k = 0; k < blocks[i]; ++k) out += BlockOf(i);
    width += blocks[i];
  }
  return out + std::string(kTextBar > width ? kTextBar - width : 0, ' ');
}

// A number that is withheld is not 0.
std::string FigureText(const BarsView::Bar& bar, std::size_t i, const Words& words) {
  const bool hidden = i < bar.withheld.size() && bar.withheld[i];
  return hidden ? std::string(words(texts::kWithheld)) : words.Number(bar.values[i]);
}

// The columns of which the text says all.
std::set<std::string> NamesSaid(const ChartOption& option) {
  std::set<std::string> names{option.label,  option.value,  option.x,    option.row,
                              option.column, option.lane,   option.from, option.to,
                              option.text,   option.amount, option.total};
  // Of a tile the text has the code; its label takes the rows.
  if (option.kind == ChartKind::kTileMap) names.erase(option.label);
  for (const SeriesOption& series : option.series)
    names.insert({series.name, series.low, series.high});
  return names;
}

// How many rows are drawn.
struct RowsDrawn {
  std::size_t operator()(const std::monostate&) const { return 0; }
  std::size_t operator()(const BarsView& v) const { return v.bars.size(); }
  std::size_t operator()(const TilesView& v) const { return v.tiles.size(); }
  std::size_t operator()(const MatrixView& v) const { return v.entries.size(); }
  std::size_t operator()(const LinesView& v) const {
    std::set<std::size_t> rows;
    for (const auto& series : v.series) {
      for (const auto& point : series.points) rows.insert(point.row);
    }
    return rows.size();
  }
  std::size_t operator()(const TimelineView& v) const { return v.bars.size(); }
  std::size_t operator()(const FlowView& v) const { return v.flows.size(); }
  std::size_t operator()(const BridgeView& v) const { return v.steps.size(); }
};

bool SaysAll(const ChartView& chart, const ChartOption& option) {
  const std::set<std::string> said = NamesSaid(option);
  for (const Column& column : chart.table.columns) {
    if (said.count(column.name) == 0) return false;
  }
  for (const TableView::Row& row : chart.table.rows) {
    if (!row.marks.empty()) return false;
    for (const Cell& cell : row.cells) {
      if (!cell.link.empty()) return false;
    }
  }
  return std::visit(RowsDrawn(), chart.drawing) == chart.table.rows.size();
}

std::string DrawingText(const ChartView& chart, const Words& words) {
  const auto& drawing = chart.drawing;
  if (const auto* tiles = std::get_if<TilesView>(&drawing)) return TilesText(*tiles);
  if (const auto* matrix = std::get_if<MatrixView>(&drawing)) return MatrixText(*matrix);
  if (const auto* lines = std::get_if<LinesView>(&drawing)) return LinesText(*lines);
  if (const auto* line = std::get_if<TimelineView>(&drawing)) return TimelineText(*line, words);
  if (const auto* flows = std::get_if<FlowView>(&drawing)) return FlowsText(*flows);
  if (const auto* bridge = std::get_if<BridgeView>(&drawing)) return BridgeText(*bridge);
  return "";
}

}  // namespace

std::string MarkdownBars(const BarsView& chart, const Words& words) {
  if (chart.bars.empty()) return std::string(words(texts::kNoRows)) + ".\n";
  std::size_t label_width = 0;
  for (const BarsView::Bar& bar : chart.bars) {
    for (const std::string& line : LabelLines(bar.label)) {
      label_width = std::max(label_width, Length(line));
    }
  }
  std::string text = Legend(chart);
  for (const BarsView::Bar& bar : chart.bars) {
    const std::vector<std::string> lines = LabelLines(bar.label);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) text += lines[i] + "\n";
    text += lines.back() + std::string(label_width - Length(lines.back()), ' ') + "  " +
            BarText(chart, bar) + "  ";
    for (std::size_t i = 0; i < bar.values.size(); ++i) {
      text += (i > 0 ? " / " : "") + FigureText(bar, i, words);
    }
    text += "\n";
  }
  return Fenced(text);
}

std::string MarkdownChart(const ChartView& chart, const ChartOption& option, const Words& words) {
  std::string out;
  if (const auto* bars = std::get_if<BarsView>(&chart.drawing)) {
    out = MarkdownBars(*bars, words);
  } else if (const std::string text = DrawingText(chart, words); !text.empty()) {
    out = Fenced(text);
  }
  if (!out.empty() && (chart.table.rows.empty() || SaysAll(chart, option))) return out;
  return out + (out.empty() ? "" : "\n") + MarkdownTable(chart.table, words);
}

}  // namespace reporting
