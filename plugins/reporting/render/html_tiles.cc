#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/html_texts.h"
#include "render/svg.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr double kTile = 56, kGap = 4;

struct Look {
  std::string fill, letter, value;
};

Look LookOf(const Cell& value, const std::vector<Code>& codes,
            const std::vector<std::string>& fills, const Words& words) {
  if (value.code) return {fills[*value.code], codes[*value.code].letter, value.text};
  const std::string said =
      value.text.empty() ? std::string(words(texts::kEmpty)) : CleanLine(value.text);
  return {"nothing", value.text.empty() ? "" : Shortened(said, 24, 15), said};
}

std::string Tile(const TilesView::Tile& tile, const Look& look, std::int64_t left,
                 std::int64_t top) {
  const double x = static_cast<double>(tile.x - left) * (kTile + kGap) + 1;
  const double y = static_cast<double>(tile.y - top) * (kTile + kGap) + 1;
  return "<g" + RowTag(tile.row) + "><title>" + EscapeHtml(tile.label + ": " + look.value) +
         "</title><rect class=\"" + look.fill + "\"" + At(x, y) + " width=\"" + Px(kTile) +
         "\" height=\"" + Px(kTile) + "\" rx=\"4\"/><text class=\"name " + look.fill + "\"" +
         At(x + kTile / 2, y + 25) + " text-anchor=\"middle\">" +
         EscapeHtml(Shortened(tile.code, kTile, 16)) + "</text><text class=\"letter " + look.fill +
         "\"" + At(x + kTile / 2, y + 47) + " text-anchor=\"middle\">" + EscapeHtml(look.letter) +
         "</text></g>\n";
}

// `Ja: 12, Nee: 3`.
std::string CountsOf(const TilesView& chart, const Words& words) {
  std::vector<std::int64_t> counts(chart.value.codes.size() + 1, 0);
  for (const TilesView::Tile& tile : chart.tiles)
    ++counts[tile.value.code.value_or(chart.value.codes.size())];
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::string title = i < chart.value.codes.size() ? chart.value.codes[i].title
                                                           : std::string(words(texts::kEmpty));
    out += (out.empty() ? "" : ", ") + title + ": " + words.Number(counts[i]);
  }
  return out;
}

}  // namespace

std::string HtmlTiles(const TilesView& chart, const std::string& id, const Words& words) {
  if (chart.tiles.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  const std::vector<std::string> fills = FillsOf(chart.value.codes);
  std::int64_t left = 99, top = 99, right = 0, bottom = 0;
  std::vector<bool> used(chart.value.codes.size() + 1, false);
  for (const TilesView::Tile& tile : chart.tiles) {
    left = std::min(left, tile.x);
    right = std::max(right, tile.x);
    top = std::min(top, tile.y);
    bottom = std::max(bottom, tile.y);
    used[tile.value.code.value_or(chart.value.codes.size())] = true;
  }
  const double width = static_cast<double>(right - left + 1) * (kTile + kGap) - kGap + 2;
  const double height = static_cast<double>(bottom - top + 1) * (kTile + kGap) - kGap + 2;
  const std::string count = words.Number(static_cast<std::int64_t>(chart.tiles.size()));
  const std::string text = words(texts::kTileCounts, {count, CountsOf(chart, words)});
  std::string out = SvgStart("tiles", width, height, id, chart.value.title, text);
  for (const TilesView::Tile& tile : chart.tiles) {
    out += Tile(tile, LookOf(tile.value, chart.value.codes, fills, words), left, top);
  }
  return CodeLegend(chart.value.codes, used, words) +
         ScrollBox(out + "</svg>\n", chart.value.title);
}

}  // namespace reporting
