#include <cstddef>
#include <map>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "render/html.h"
#include "render/html_texts.h"
#include "render/svg.h"
#include "render/texts.h"

namespace reporting {
namespace {

// A drawing of more than so many things is no drawing, and slow.
constexpr std::size_t kMostDrawn = 5'000, kMostCells = 40'000;

bool TooMuch(const ChartView& chart) {
  const auto* matrix = std::get_if<MatrixView>(&chart.drawing);
  if (matrix == nullptr) return chart.table.rows.size() > kMostDrawn;
  return matrix->row_heads.size() * matrix->column_heads.size() > kMostCells ||
         matrix->entries.size() > kMostCells;
}

RowMarks MarksOf(const TableView& table) {
  RowMarks out;
  for (const TableView::Row& row : table.rows) out.push_back(row.marks);
  return out;
}

std::string Drawing(const ChartView& chart, const std::string& id, const std::string& title,
                    const Words& words) {
  return std::visit(
      [&](const auto& drawing) -> std::string {
        using View = std::decay_t<decltype(drawing)>;
        if constexpr (std::is_same_v<View, BarsView>) {
          return HtmlBars(drawing, id, MarksOf(chart.table), words);
        } else if constexpr (std::is_same_v<View, BridgeView>) {
          return HtmlBridge(drawing, id, words);
        } else if constexpr (std::is_same_v<View, TilesView>) {
          return HtmlTiles(drawing, id, words);
        } else if constexpr (std::is_same_v<View, MatrixView>) {
          return HtmlMatrix(drawing, id, title, words);
        } else if constexpr (std::is_same_v<View, LinesView>) {
          return HtmlLines(drawing, id, words);
        } else if constexpr (std::is_same_v<View, TimelineView>) {
          return HtmlTimeline(drawing, id, words);
        } else if constexpr (std::is_same_v<View, FlowView>) {
          return HtmlFlow(drawing, id, words);
        } else {
          return "";
        }
      },
      chart.drawing);
}

// How many rows have each mark: a drawing must not look as if it were all true.
std::string MarkCounts(const TableView& table, const Words& words) {
  std::map<std::string, std::size_t> counts;
  for (const TableView::Row& row : table.rows) {
    for (const std::string& mark : row.marks) ++counts[mark];
  }
  std::vector<std::string> said;
  for (const auto& [mark, count] : counts) {
    said.push_back(
        words(texts::kMarked, {mark, words.Number(static_cast<std::int64_t>(count)),
                               words.Number(static_cast<std::int64_t>(table.rows.size()))}));
  }
  return said.empty() ? "" : "<p class=\"marked\">" + Badges(said) + "</p>\n";
}

std::string Swatch(const std::string& fill, const std::string& letter) {
  std::string out =
      "<svg class=\"swatch\" width=\"22\" height=\"22\" aria-hidden=\"true\"><rect class=\"" +
      fill + "\" x=\"1\" y=\"1\" width=\"20\" height=\"20\"/>";
  if (!letter.empty()) {
    out += "<text class=\"" + fill + "\" x=\"11\" y=\"15.5\" text-anchor=\"middle\">" +
           EscapeHtml(letter) + "</text>";
  }
  return out + "</svg>";
}

}  // namespace

std::string HtmlLegend(const std::vector<LegendEntry>& entries) {
  std::string out = "<ul class=\"legend\">\n";
  for (const LegendEntry& entry : entries) {
    out += "<li>" + Swatch(entry.fill, entry.letter) + " " + EscapeHtml(entry.title) + "</li>\n";
  }
  return out + "</ul>\n";
}

std::string CodeLegend(const std::vector<Code>& codes, const std::vector<bool>& used,
                       const Words& words) {
  const std::vector<std::string> fills = FillsOf(codes);
  std::vector<LegendEntry> entries;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (used[i]) entries.push_back({fills[i], codes[i].title, codes[i].letter});
  }
  if (used.size() > codes.size() && used[codes.size()])
    entries.push_back({"nothing", words(texts::kEmpty), ""});
  return entries.empty() ? "" : HtmlLegend(entries);
}

std::string RowTag(std::size_t row) { return " data-row=\"" + std::to_string(row) + "\""; }

std::string ScrollBox(const std::string& svg, const std::string& title) {
  return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + EscapeHtml(title) +
         "\">\n" + svg + "</div>\n";
}

std::string SvgStart(const std::string& kind, double width, double height, const std::string& id,
                     const std::string& title, const std::string& description) {
  return "<svg class=\"" + kind + "\" viewBox=\"0 0 " + Px(width) + " " + Px(height) +
         "\" role=\"img\" aria-labelledby=\"" + id + "-Title " + id + "-Text\">\n<title id=\"" +
         id + "-Title\">" + EscapeHtml(title) + "</title>\n<desc id=\"" + id + "-Text\">" +
         EscapeHtml(description) + "</desc>\n";
}

std::string HtmlChart(const ChartView& chart, const std::string& id, const std::string& caption,
                      const std::string& title, const Words& words) {
  if (std::holds_alternative<std::monostate>(chart.drawing))
    return HtmlTable(chart.table, id, caption, words);
  std::string out = "<figure class=\"chart\" id=\"" + id + "\">\n<figcaption>" + caption +
                    "</figcaption>\n" + MarkCounts(chart.table, words);
  if (chart.table.rows.empty()) {
    out += "<p>" + words(texts::kNoRows) + "</p>\n";
  } else {
    out += TooMuch(chart) ? "<p>" + words(texts::kTooMuch) + "</p>\n"
                          : Drawing(chart, id, title, words);
  }
  return out + "<details>\n<summary>" + words(texts::kFigures) + "</summary>\n" +
         HtmlTable(chart.table, id + "-Figures", EscapeHtml(title), words) +
         "</details>\n</figure>\n";
}

// Colours stand in the style sheet, which has others for the dark.
std::string HtmlPatterns() {
  return "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n"
         "<pattern id=\"P-middle\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect class=\"mid-a\" width=\"7\" height=\"7\"/>"
         "<rect class=\"mid-b\" width=\"2\" height=\"7\"/></pattern>\n"
         "<pattern id=\"P-bad\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
         "<rect class=\"bad-a\" width=\"8\" height=\"8\"/>"
         "<circle class=\"bad-b\" cx=\"4\" cy=\"4\" r=\"1.3\"/></pattern>\n"
         "<pattern id=\"P-more1\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
         "<rect class=\"more-a\" width=\"6\" height=\"6\"/>"
         "<rect class=\"more-b\" width=\"6\" height=\"2\"/></pattern>\n"
         "<pattern id=\"P-more2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
         "<rect class=\"more-a\" width=\"6\" height=\"6\"/>"
         "<rect class=\"more-b\" width=\"2\" height=\"6\"/></pattern>\n"
         "<pattern id=\"P-more3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
         "<rect class=\"more-c\" width=\"8\" height=\"8\"/>"
         "<path class=\"more-b\" d=\"M0 0h4v4H0zM4 4h4v4H4z\"/></pattern>\n"
         "<pattern id=\"P-more4\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(-45)\"><rect class=\"more-c\" width=\"7\" height=\"7\"/>"
         "<rect class=\"more-b\" width=\"2\" height=\"7\"/></pattern>\n"
         "<pattern id=\"P-more5\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
         "<rect class=\"more-c\" width=\"9\" height=\"9\"/>"
         "<circle class=\"more-d\" cx=\"4.5\" cy=\"4.5\" r=\"2.5\"/></pattern>\n"
         "</defs></svg>\n";
}

}  // namespace reporting
