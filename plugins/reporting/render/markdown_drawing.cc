#include "render/markdown_drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "render/clean.h"
#include "render/text_bars.h"

namespace reporting {
namespace {

constexpr std::size_t kLabel = 40, kHead = 4, kTile = 3;

std::string FirstWord(const std::string& text) {
  const auto words = SplitWords(text);
  return words.empty() ? "" : std::string(words[0]);
}

// What stands above the columns of a matrix: their first words, when those are short and differ,
// as of `A1 Toegang`; else numbers.
std::vector<std::string> ShortHeads(const std::vector<std::string>& heads) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  bool fit = true;
  for (const std::string& head : heads) {
    out.push_back(FirstWord(head));
    const std::size_t length = Length(out.back());
    fit = fit && length > 0 && length <= kHead && seen.insert(out.back()).second;
  }
  if (fit) return out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::to_string(i + 1);
  return out;
}

std::string HeadLegend(const std::vector<std::string>& heads,
                       const std::vector<std::string>& brief) {
  std::string out;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == brief[i]) continue;
    const bool has = heads[i].rfind(brief[i] + " ", 0) == 0;
    out += (has ? heads[i] : brief[i] + " = " + heads[i]) + "\n";
  }
  return out;
}

// Without blanks at its end.
std::string Line(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text + "\n";
}

// The place of a moment on a line of text from `first` to `last`.
std::size_t PlaceOf(double at, double first, double last) {
  if (!(last > first)) return 0;
  const double share = std::clamp((at - first) / (last - first), 0.0, 1.0);
  return static_cast<std::size_t>(share * static_cast<double>(kTextBar) + 0.5);
}

// A bar between two places, at least one character wide, in a line of kTextBar.
std::string BarBetween(std::size_t from, std::size_t to, std::size_t series) {
  if (from > to) std::swap(from, to);
  from = std::min(from, kTextBar - 1);
  to = std::max(to, from + 1);
  return std::string(from, ' ') + Blocks(series, to - from) + std::string(kTextBar - to, ' ');
}

std::size_t SeriesOf(const TimelineView::Bar& bar) { return bar.value.code.value_or(0); }

std::string BlockLegend(const Column& column) {
  std::string out;
  for (std::size_t i = 0; i < column.codes.size(); ++i)
    out += (i > 0 ? "   " : "") + std::string(BlockOf(i)) + " " + column.codes[i].title;
  return out.empty() ? out : out + "\n\n";
}

std::string DayText(std::int64_t days, const Words& words) {
  return words.Day(stelsel::Date(std::chrono::days(days)));
}

std::string TimelineLine(const TimelineView::Bar& bar, double first, double last,
                         const Words& words) {
  const auto from = static_cast<double>(bar.from);
  const std::int64_t end = bar.to.value_or(bar.from + 1) - 1;  // the last day itself
  std::string out = "  " +
                    BarBetween(PlaceOf(from, first, last),
                               PlaceOf(static_cast<double>(end + 1), first, last), SeriesOf(bar)) +
                    "  " + DayText(bar.from, words);
  if (bar.to && end > bar.from) out += " – " + DayText(end, words);
  out += ": " + bar.text;
  const std::string value = CleanLine(bar.value.text);
  return out + (value.empty() ? "" : " (" + value + ")") + "\n";
}

}  // namespace

std::string TilesText(const TilesView& tiles) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::string> places;
  std::vector<std::string> texts;
  std::int64_t left = std::numeric_limits<std::int64_t>::max();
  for (const TilesView::Tile& tile : tiles.tiles) {
    const std::string text = PadRight(Shortened(tile.code, kTile), kTile) + " " +
                             Shortened(LetterOf(tiles.value, tile.value), kTile);
    places[{tile.y, tile.x}] = text;
    texts.push_back(text);
    left = std::min(left, tile.x);
  }
  if (places.empty()) return "";
  const std::size_t width = WidthOf(texts, 2 * kTile + 1) + 2;
  std::string out, line;
  std::int64_t y = places.begin()->first.first;
  for (const auto& [place, text] : places) {
    for (; y < place.first; ++y) out += Line(std::exchange(line, ""));
    line = PadRight(line, width * static_cast<std::size_t>(place.second - left)) + text;
  }
  const std::string legend = LetterLegend(tiles.value);
  return out + Line(line) + (legend.empty() ? "" : "\n" + legend);
}

std::string MatrixText(const MatrixView& matrix) {
  std::map<std::pair<std::size_t, std::size_t>, std::string> letters;
  for (const MatrixView::Entry& entry : matrix.entries) {
    std::string& at = letters[{entry.row_place, entry.column_place}];
    at += (at.empty() ? "" : "/") + LetterOf(matrix.value, entry.value);
  }
  std::vector<std::string> all = ShortHeads(matrix.column_heads);
  const std::vector<std::string> heads = all;
  for (const auto& [place, letter] : letters) all.push_back(letter);
  const std::size_t width = WidthOf(all, kLabel) + 1;
  std::vector<std::string> labels = matrix.row_heads;
  labels.push_back(matrix.row.title);
  const std::size_t label = WidthOf(labels, kLabel) + 1;
  std::string out = PadRight(Shortened(matrix.row.title, kLabel), label);
  for (const std::string& head : heads) out += PadRight(head, width);
  out = Line(out);
  for (std::size_t r = 0; r < matrix.row_heads.size(); ++r) {
    std::string line = PadRight(Shortened(matrix.row_heads[r], kLabel), label);
    for (std::size_t c = 0; c < heads.size(); ++c) {
      const auto found = letters.find({r, c});
      line += PadRight(found == letters.end() ? "·" : Shortened(found->second, kLabel), width);
    }
    out += Line(line);
  }
  const std::string legend = HeadLegend(matrix.column_heads, heads) + LetterLegend(matrix.value);
  return out + (legend.empty() ? "" : "\n" + legend);
}

std::string LinesText(const LinesView& lines) {
  double most = 0;
  std::map<std::size_t, std::map<std::size_t, const LinesView::Point*>> points;  // by row, series
  std::vector<std::string> titles;
  for (std::size_t s = 0; s < lines.series.size(); ++s) {
    titles.push_back(lines.series[s].title);
    for (const LinesView::Point& point : lines.series[s].points) {
      points[point.row][s] = &point;
      most = std::max(most, point.value.Amount());
    }
  }
  const std::size_t label = WidthOf(lines.x_texts, kLabel), title = WidthOf(titles, kLabel);
  std::string out;
  for (const auto& [row, of_row] : points) {
    std::string head = PadRight(Shortened(lines.x_texts[row], kLabel), label);
    for (const auto& [series, point] : of_row) {
      const std::size_t count = BlockCount(point->value.Amount(), most);
      out += head + "  " + PadRight(Shortened(titles[series], kLabel), title) + "  " +
             PadRight(Blocks(series, count), kTextBar) + "  " + CleanLine(point->value.text) +
             (point->band.empty() ? "" : " (" + point->band + ")") + "\n";
      head = std::string(label, ' ');
    }
  }
  return out;
}

std::string TimelineText(const TimelineView& line, const Words& words) {
  if (line.bars.empty()) return "";
  double first = std::numeric_limits<double>::max(), last = std::numeric_limits<double>::lowest();
  for (const TimelineView::Bar& bar : line.bars) {
    first = std::min(first, static_cast<double>(bar.from));
    last = std::max(last, static_cast<double>(bar.to.value_or(bar.from + 1)));
  }
  std::string out = line.value ? BlockLegend(*line.value) : "";
  for (std::size_t lane = 0; lane < line.lanes.size(); ++lane) {
    out += Line(line.lanes[lane]);
    for (const TimelineView::Bar& bar : line.bars) {
      if (bar.lane == lane) out += TimelineLine(bar, first, last, words);
    }
  }
  return out;
}

std::string FlowsText(const FlowView& flows) {
  double most = 0;
  std::vector<std::string> labels, ways;
  for (const FlowView::Flow& flow : flows.flows) {
    labels.push_back(flows.from_states[flow.from].title);
    if (flow.amount.has_number()) most = std::max(most, flow.amount.Amount());
  }
  const std::size_t label = WidthOf(labels, kLabel);
  for (const FlowView::Flow& flow : flows.flows)
    ways.push_back(PadRight(Shortened(flows.from_states[flow.from].title, kLabel), label) + " → " +
                   Shortened(flows.to_states[flow.to].title, kLabel));
  const std::size_t width = WidthOf(ways, 3 * kLabel);
  std::string out;
  for (std::size_t i = 0; i < flows.flows.size(); ++i) {
    const Cell& amount = flows.flows[i].amount;
    const std::size_t count = amount.has_number() ? BlockCount(amount.Amount(), most) : 0;
    out += PadRight(ways[i], width) + "  " + PadRight(Blocks(0, count), kTextBar) + "  " +
           (amount.text.empty() ? "–" : CleanLine(amount.text)) + "\n";
  }
  return out;
}

std::string BridgeText(const BridgeView& bridge) {
  double low = 0, high = 0;
  std::vector<std::string> labels, amounts;
  for (const BridgeView::Step& step : bridge.steps) {
    low = std::min({low, step.before, step.after});
    high = std::max({high, step.before, step.after});
    labels.push_back(step.label);
    amounts.push_back(CleanLine(step.amount.text));
  }
  const std::size_t label = WidthOf(labels, kLabel), amount = WidthOf(amounts, kLabel);
  std::string out;
  for (std::size_t i = 0; i < bridge.steps.size(); ++i) {
    const BridgeView::Step& step = bridge.steps[i];
    const std::size_t series = step.total ? 0 : step.after >= step.before ? 3 : 1;
    out += PadRight(Shortened(step.label, kLabel), label) + "  " +
           BarBetween(PlaceOf(step.before, low, high), PlaceOf(step.after, low, high), series) +
           "  " + PadLeft(amounts[i], amount) + "\n";
  }
  return out;
}

}  // namespace reporting
