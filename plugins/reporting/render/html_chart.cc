#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "render/html.h"
#include "render/texts.h"

namespace reporting {
namespace {

// Of series whose tone another has already; they come back to the first when there are more.
const char* const kMore[] = {"more1", "more2", "more3"};

std::string NameOf(Tone tone) {
  constexpr const char* kNames[] = {"plain", "good", "middle", "bad"};
  return kNames[static_cast<std::size_t>(tone)];
}

// How each series is filled: by its tone, and no two alike as long as there are ways left.
std::vector<std::string> FillsOf(const BarsView& chart) {
  std::vector<std::string> fills;
  std::map<std::string, int> used;
  std::size_t more = 0;
  for (const BarsView::Series& series : chart.series) {
    const std::string tone = NameOf(series.tone);
    fills.push_back(used[tone]++ == 0 ? tone : kMore[more++ % std::size(kMore)]);
  }
  return fills;
}

// `part` of `whole` in percents with two decimals, exact for whatever fits in 64 bits.
std::string PercentOf(std::int64_t part, std::int64_t whole) {
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  const auto hundredths = static_cast<std::int64_t>(percent * 100.0 + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%02d%%", static_cast<long long>(hundredths / 100),
                static_cast<int>(hundredths % 100));
  return text;
}

// Whether the figure fits in its part of a bar on the narrowest screen.
bool HasRoom(std::int64_t value, std::int64_t longest, std::size_t digits) {
  const double share = static_cast<double>(value) / static_cast<double>(longest);
  return share >= 0.03 * static_cast<double>(digits) + 0.03;
}

std::string Part(const std::string& fill, std::int64_t from, std::int64_t value,
                 std::int64_t longest, const std::string& figure) {
  std::string out = "<rect class=\"" + fill + "\" x=\"" + PercentOf(from, longest) +
                    "\" y=\"1\" width=\"" + PercentOf(value, longest) + "\" height=\"26\"/>";
  if (HasRoom(value, longest, figure.size())) {
    const double middle = static_cast<double>(from) + static_cast<double>(value) / 2;
    out += "<text class=\"" + fill + "\" x=\"" +
           PercentOf(static_cast<std::int64_t>(middle * 2), 2 * longest) +
           "\" y=\"19\" text-anchor=\"middle\">" + figure + "</text>";
  }
  return out;
}

std::string Legend(const BarsView& chart, const std::vector<std::string>& fills) {
  std::string out = "<ul class=\"legend\">\n";
  for (std::size_t i = 0; i < fills.size(); ++i) {
    out += "<li><svg width=\"20\" height=\"16\" aria-hidden=\"true\"><rect class=\"" + fills[i] +
           "\" x=\"1\" y=\"1\" width=\"18\" height=\"14\"/></svg> " +
           EscapeHtml(chart.series[i].title) + "</li>\n";
  }
  return out + "</ul>\n";
}

std::string Bar(const BarsView& chart, const BarsView::Bar& bar,
                const std::vector<std::string>& fills, const std::string& id, const Words& words) {
  const std::string label = EscapeHtml(bar.label);
  std::string out = "<div class=\"bar\"><span class=\"label\" aria-hidden=\"true\">" + label +
                    "</span><svg role=\"img\" width=\"100%\" height=\"28\" aria-labelledby=\"" +
                    id + "-Title " + id + "-Figures\"><title id=\"" + id + "-Title\">" + label +
                    "</title><desc id=\"" + id + "-Figures\">" +
                    EscapeHtml(chart.Figures(bar, words)) + "</desc>";
  std::int64_t from = 0;
  for (std::size_t i = 0; i < bar.values.size(); ++i) {
    if (bar.values[i] == 0) continue;
    out += Part(fills[i], from, bar.values[i], chart.longest, words.Number(bar.values[i]));
    from += bar.values[i];
  }
  if (bar.total == 0) out += "<text class=\"none\" x=\"0\" y=\"19\">0</text>";
  return out + "</svg></div>\n";
}

}  // namespace

std::string HtmlPatterns() {
  return "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n"
         "<pattern id=\"P-middle\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" fill=\"#f6d98f\"/>"
         "<rect width=\"2\" height=\"7\" fill=\"#dca62c\"/></pattern>\n"
         "<pattern id=\"P-bad\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
         "<rect width=\"8\" height=\"8\" fill=\"#fbe6e0\"/>"
         "<circle cx=\"4\" cy=\"4\" r=\"1.3\" fill=\"#cf7a66\"/></pattern>\n"
         "<pattern id=\"P-more1\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
         "<rect width=\"6\" height=\"6\" fill=\"#e4e9ef\"/>"
         "<rect width=\"6\" height=\"2\" fill=\"#8795a6\"/></pattern>\n"
         "<pattern id=\"P-more2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
         "<rect width=\"6\" height=\"6\" fill=\"#e4e9ef\"/>"
         "<rect width=\"2\" height=\"6\" fill=\"#8795a6\"/></pattern>\n"
         "<pattern id=\"P-more3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
         "<rect width=\"8\" height=\"8\" fill=\"#ffffff\"/>"
         "<path d=\"M0 0h4v4H0zM4 4h4v4H4z\" fill=\"#c3ccd7\"/></pattern>\n"
         "</defs></svg>\n";
}

std::string HtmlBars(const BarsView& chart, const std::string& id, const Words& words) {
  if (chart.bars.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  const std::vector<std::string> fills = FillsOf(chart);
  std::string out = Legend(chart, fills) + "<div class=\"bars\">\n";
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    out += Bar(chart, chart.bars[i], fills, id + "-" + std::to_string(i + 1), words);
  }
  return out + "</div>\n";
}

}  // namespace reporting
