// Bars beside their labels: stacked bars and bridges. Their places are percents, so that they fit
// in any width.
#include <algorithm>
#include <cmath>
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

// Whether the figure fits in its part of a bar on the narrowest screen.
bool HasRoom(std::int64_t value, std::int64_t longest, std::size_t digits) {
  const double share = static_cast<double>(value) / static_cast<double>(longest);
  return share >= 0.03 * static_cast<double>(digits) + 0.03;
}

std::string Rect(const std::string& fill, double from, double to, double whole) {
  return "<rect class=\"" + fill + "\" x=\"" + PercentOf(from, whole) + "\" y=\"1\" width=\"" +
         PercentOf(to - from, whole) + "\" height=\"26\"/>";
}

std::string Part(const std::string& fill, std::int64_t from, std::int64_t value,
                 std::int64_t longest, const std::string& figure) {
  const auto start = static_cast<double>(from), size = static_cast<double>(value);
  const auto whole = static_cast<double>(longest);
  std::string out = Rect(fill, start, start + size, whole);
  if (HasRoom(value, longest, figure.size())) {
    out += "<text class=\"" + fill + "\" x=\"" + PercentOf(start + size / 2, whole) +
           "\" y=\"19\" text-anchor=\"middle\">" + figure + "</text>";
  }
  return out;
}

std::string Label(const std::string& label, const std::string& badges, const std::string& id,
                  const std::string& figures, std::size_t row) {
  return "<div class=\"bar\"" + RowTag(row) + "><span class=\"label\" aria-hidden=\"true\">" +
         EscapeHtml(label) + badges +
         "</span><svg role=\"img\" width=\"100%\" height=\"28\" aria-labelledby=\"" + id +
         "-Title " + id + "-Text\"><title id=\"" + id + "-Title\">" + EscapeHtml(label) +
         "</title><desc id=\"" + id + "-Text\">" + EscapeHtml(figures) + "</desc>";
}

std::string Bar(const BarsView& chart, const BarsView::Bar& bar,
                const std::vector<std::string>& fills, const std::string& id,
                const std::vector<std::string>& marks, const Words& words) {
  std::string figures = chart.Figures(bar, words);
  for (const std::string& mark : marks) figures += ", " + mark;
  std::string out = Label(bar.label, Badges(marks), id, figures, bar.row);
  std::int64_t from = 0;
  for (std::size_t i = 0; i < bar.values.size(); ++i) {
    if (bar.values[i] == 0) continue;
    out += Part(fills[i], from, bar.values[i], chart.longest, words.Number(bar.values[i]));
    from += bar.values[i];
  }
  const bool hidden = std::count(bar.withheld.begin(), bar.withheld.end(), true) > 0;
  if (bar.total == 0 && !hidden) out += "<text class=\"none\" x=\"0\" y=\"19\">0</text>";
  out += "</svg>";
  if (hidden) out += "<i class=\"withheld\" aria-hidden=\"true\">" + EscapeHtml(figures) + "</i>";
  return out + "</div>\n";
}

// A step of a bridge. Its number stands behind the bar, or before it where there is no room.
class BridgeDrawing {
 public:
  BridgeDrawing(const BridgeView& chart, const std::string& id, const Words& words)
      : chart_(chart), id_(id), words_(words) {
    double longest = 0;
    for (const BridgeView::Step& step : chart.steps) {
      low_ = std::min({low_, step.before, step.after});
      high_ = std::max({high_, step.before, step.after});
      longest = std::max(longest, static_cast<double>(Length(step.amount.text) + 1));
    }
    share_ = 1 - std::min(0.6, 0.04 * longest + 0.02);
    if (high_ <= low_) high_ = low_ + 1;
  }

  std::string Draw() const {
    std::string out = HtmlLegend({{"plain", words_(texts::kTotal), ""},
                                  {"rise", words_(texts::kUp), "+"},
                                  {"fall", words_(texts::kDown), "−"}}) +
                      "<div class=\"bars bridge\">\n";
    for (std::size_t i = 0; i < chart_.steps.size(); ++i) {
      out += Step(chart_.steps[i], id_ + "-" + std::to_string(i + 1));
    }
    return out + "</div>\n";
  }

 private:
  std::string Step(const BridgeView::Step& step, const std::string& id) const {
    const bool up = step.after >= step.before;
    const std::string fill = step.total ? "plain" : up ? "rise" : "fall";
    std::string figure = step.amount.text;
    if (!step.total && up)
      figure.insert(std::min(figure.find_first_of("0123456789"), figure.size()), "+");
    const std::string way = words_(step.total ? texts::kTotal : up ? texts::kUp : texts::kDown);
    const double whole = (high_ - low_) / share_;
    const double from = std::min(step.before, step.after) - low_;
    const double to = std::max(step.before, step.after) - low_;
    std::string out = Label(step.label, "", id, way + ": " + figure, step.row) +
                      Rect(fill, from, to, whole) + Zero(whole);
    out += "<text class=\"beside\" x=\"" + PercentOf(to, whole) + "\" dx=\"8\" y=\"19\">" +
           EscapeHtml(figure) + "</text>";
    return out + "</svg></div>\n";
  }

  std::string Zero(double whole) const {
    if (low_ >= 0) return "";
    const std::string at = PercentOf(-low_, whole);
    return "<line class=\"axis\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"0\" y2=\"28\"/>";
  }

  const BridgeView& chart_;
  const std::string& id_;
  const Words& words_;
  double low_ = 0, high_ = 0;
  double share_ = 1;  // of the width for the bars; the rest is for the figures beside them
};

}  // namespace

std::string HtmlBars(const BarsView& chart, const std::string& id, const RowMarks& marks,
                     const Words& words) {
  if (chart.bars.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  std::vector<Tone> tones;
  for (const BarsView::Series& series : chart.series) tones.push_back(series.tone);
  const std::vector<std::string> fills = FillsOf(tones);
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < fills.size(); ++i)
    legend.push_back({fills[i], chart.series[i].title, ""});
  std::string out = HtmlLegend(legend) + "<div class=\"bars\">\n";
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const BarsView::Bar& bar = chart.bars[i];
    out += Bar(chart, bar, fills, id + "-" + std::to_string(i + 1),
               bar.row < marks.size() ? marks[bar.row] : std::vector<std::string>(), words);
  }
  return out + "</div>\n";
}

std::string HtmlBridge(const BridgeView& chart, const std::string& id, const Words& words) {
  if (chart.steps.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  return BridgeDrawing(chart, id, words).Draw();
}

}  // namespace reporting
