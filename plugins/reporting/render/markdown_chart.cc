#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/clean.h"
#include "render/markdown.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kLabelWidth = 56;

// One for each series, dark to light; told apart without colour.
const char* const kBlocks[] = {"█", "▒", "░", "▓", "▚", "▞"};

const char* BlockOf(std::size_t series) { return kBlocks[series % std::size(kBlocks)]; }

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
      std::max(parts, static_cast<std::size_t>(share(bar.total, kBarWidth, longest) + 0.5));
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
  return out + std::string(kBarWidth > width ? kBarWidth - width : 0, ' ');
}

// A fence that no line within can end.
std::string FenceFor(const std::string& text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  return std::string(longest + 1, '`');
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
      text += (i > 0 ? " / " : "") + words.Number(bar.values[i]);
    }
    text += "\n";
  }
  const std::string fence = FenceFor(text);
  return fence + "text\n" + text + fence + "\n";
}

// Of other charts the rows.
std::string MarkdownChart(const ChartView& chart, const Words& words) {
  if (const auto* bars = std::get_if<BarsView>(&chart.drawing)) return MarkdownBars(*bars, words);
  return MarkdownTable(chart.table, words);
}

}  // namespace reporting
