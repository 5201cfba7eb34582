#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/html_texts.h"
#include "render/svg.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr double kWidth = 860, kHeight = 400, kRight = 24, kTop = 14, kBottom = 40;
constexpr double kLetter = 13;
constexpr double kMarker = 4.5;

// The words of the style sheet for lines: by tone, the plain ones each with their own. Beside the
// colour a series has a shape of its own.
std::vector<std::string> LinesOf(const std::vector<LinesView::Series>& series) {
  std::vector<std::string> out;
  std::size_t plain = 0;
  for (const LinesView::Series& one : series) {
    if (one.tone == Tone::kPlain) {
      out.push_back("line" + std::to_string(plain++ % 4 + 1));
    } else {
      out.push_back(one.tone == Tone::kGood     ? "line-good"
                    : one.tone == Tone::kMiddle ? "line-middle"
                                                : "line-bad");
    }
  }
  return out;
}

// A circle, square, triangle or diamond.
std::string Marker(std::size_t series, double x, double y) {
  const auto to = [&](double dx, double dy) { return Px(x + dx) + " " + Px(y + dy); };
  const double r = kMarker;
  switch (series % 4) {
    case 0:
      return "<circle cx=\"" + Px(x) + "\" cy=\"" + Px(y) + "\" r=\"" + Px(r) + "\">";
    case 1:
      return "<path d=\"M" + to(-r, -r) + "L" + to(r, -r) + "L" + to(r, r) + "L" + to(-r, r) +
             "Z\">";
    case 2:
      return "<path d=\"M" + to(0, -r - 1) + "L" + to(r + 1, r) + "L" + to(-r - 1, r) + "Z\">";
    default:
      return "<path d=\"M" + to(0, -r - 2) + "L" + to(r + 2, 0) + "L" + to(0, r + 2) + "L" +
             to(-r - 2, 0) + "Z\">";
  }
}

const char* TagOf(std::size_t series) { return series % 4 == 0 ? "</circle>" : "</path>"; }

class LineDrawing {
 public:
  LineDrawing(const LinesView& chart, const Words& words)
      : chart_(chart), words_(words), classes_(LinesOf(chart.series)) {
    FindRange();
  }

  bool empty() const { return !(x_high_ >= x_low_); }

  std::string Draw(const std::string& id) const {
    std::string out = Legend();
    std::string svg = SvgStart("lines", kWidth, kHeight, id, chart_.x.title, Description());
    svg += YAxis() + XAxis();
    for (const LinesView::Series& series : chart_.series) svg += Band(series, Class(series));
    for (const LinesView::Series& series : chart_.series) svg += Path(series, Class(series));
    for (std::size_t i = 0; i < chart_.series.size(); ++i) svg += Points(i);
    return out + ScrollBox(svg + "</svg>\n", chart_.x.title);
  }

 private:
  const std::string& Class(const LinesView::Series& series) const {
    return classes_[static_cast<std::size_t>(&series - chart_.series.data())];
  }

  // Across from the first to the last x; up from 0, or below, to the highest number.
  void FindRange() {
    for (const LinesView::Series& series : chart_.series) {
      for (const LinesView::Point& point : series.points) {
        x_low_ = std::min(x_low_, point.x);
        x_high_ = std::max(x_high_, point.x);
        for (const double y :
             {point.value.Amount(), point.low.value_or(0), point.high.value_or(0)}) {
          if (!std::isfinite(y)) continue;
          y_low_ = std::min(y_low_, y);
          y_high_ = std::max(y_high_, y);
        }
      }
    }
    if (y_high_ <= y_low_) y_high_ = y_low_ + 1;
    y_ticks_ = NumberTicks(y_low_, y_high_, chart_.first, words_);
    for (const AxisTick& tick : y_ticks_)
      left_ = std::max(left_, WidthOf(tick.text, kLetter) * 1.1 + 14);
    if (x_high_ == x_low_) {
      x_low_ -= 0.5;
      x_high_ += 0.5;
    }
  }

  double X(double at) const {
    return left_ + (at - x_low_) / (x_high_ - x_low_) * (kWidth - left_ - kRight);
  }
  double Y(double at) const {
    return kHeight - kBottom - (at - y_low_) / (y_high_ - y_low_) * (kHeight - kTop - kBottom);
  }

  std::string YAxis() const {
    std::string out;
    for (const AxisTick& tick : y_ticks_) {
      const std::string y = Px(Y(tick.at));
      out += std::string("<line class=\"") + (tick.at == 0 ? "axis" : "grid") + "\" x1=\"" +
             Px(left_) + "\" x2=\"" + Px(kWidth - kRight) + "\" y1=\"" + y + "\" y2=\"" + y +
             "\"/><text class=\"tick\"" + At(left_ - 8, Y(tick.at) + 4.5) +
             " text-anchor=\"end\">" + EscapeHtml(tick.text) + "</text>\n";
    }
    return out;
  }

  std::vector<AxisTick> XTicks() const {
    if (chart_.x_kind == CellKind::kDate) return DateTicks(x_low_, x_high_, words_);
    if (chart_.x_kind == CellKind::kText) {
      std::vector<AxisTick> out;
      for (std::size_t i = 0; i < chart_.xs.size(); ++i) {
        const double at = chart_.xs[i];
        if (at >= x_low_ && at <= x_high_)
          out.push_back({at, Shortened(chart_.x_texts[i], 140, kLetter)});
      }
      return out;
    }
    std::vector<AxisTick> out;
    for (AxisTick& tick : NumberTicks(x_low_, x_high_, chart_.x, words_)) {
      // Years are whole, and written without points.
      if (tick.at != std::round(tick.at)) continue;
      if (tick.at >= 1000 && tick.at < 3000) tick.text = std::to_string(static_cast<int>(tick.at));
      out.push_back(std::move(tick));
    }
    return out;
  }

  // Ticks that would run into the one before have no words. The first and last stay in the drawing.
  std::string XAxis() const {
    std::string out;
    double free = 0;
    for (const AxisTick& tick : XTicks()) {
      const double x = X(tick.at), width = WidthOf(tick.text, kLetter);
      out += "<line class=\"axis\" x1=\"" + Px(x) + "\" x2=\"" + Px(x) + "\" y1=\"" +
             Px(kHeight - kBottom) + "\" y2=\"" + Px(kHeight - kBottom + 5) + "\"/>";
      const double middle = std::clamp(x, width / 2, kWidth - width / 2);
      if (middle - width / 2 < free) continue;
      free = middle + width / 2 + 10;
      out += "<text class=\"tick\"" + At(middle, kHeight - kBottom + 21) +
             " text-anchor=\"middle\">" + EscapeHtml(tick.text) + "</text>\n";
    }
    return out;
  }

  std::string Band(const LinesView::Series& series, const std::string& line) const {
    std::string there, back;
    for (const LinesView::Point& point : series.points) {
      if (!point.low || !point.high || !std::isfinite(*point.low) || !std::isfinite(*point.high))
        continue;
      const std::string x = Px(X(point.x));
      there += (there.empty() ? "M" : "L") + x + " " + Px(Y(*point.high));
      back = "L" + x + " " + Px(Y(*point.low)) + back;
    }
    return there.empty() ? "" : "<path class=\"band " + line + "\" d=\"" + there + back + "Z\"/>\n";
  }

  std::string Path(const LinesView::Series& series, const std::string& line) const {
    std::string way;
    for (const LinesView::Point& point : series.points) {
      const std::string x = Px(X(point.x)), y = Px(Y(point.value.Amount()));
      if (way.empty()) {
        way = "M" + x + " " + y;
      } else {
        way += series.steps ? "H" + x + "V" + y : "L" + x + " " + y;
      }
    }
    if (way.empty()) return "";
    return "<path class=\"run " + line + (series.dashed ? " dashed" : "") + "\" d=\"" + way +
           "\"/>\n";
  }

  std::string Points(std::size_t place) const {
    const LinesView::Series& series = chart_.series[place];
    std::string out;
    for (const LinesView::Point& point : series.points) {
      const std::string text =
          chart_.x_texts[point.row] + ": " + series.title + " " + point.value.text;
      out += "<g class=\"point " + classes_[place] + (series.dashed ? " open" : "") + "\"" +
             RowTag(point.row) + ">" + Marker(place, X(point.x), Y(point.value.Amount())) +
             "<title>" + EscapeHtml(text) + "</title>" + TagOf(place) + "</g>\n";
    }
    return out;
  }

  std::string Legend() const {
    std::string out = "<ul class=\"legend\">\n";
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const LinesView::Series& series = chart_.series[i];
      out += "<li><svg width=\"44\" height=\"16\" aria-hidden=\"true\"><path class=\"run " +
             classes_[i] + (series.dashed ? " dashed" : "") +
             "\" d=\"M1 8H43\"/><g class=\"point " + classes_[i] + (series.dashed ? " open" : "") +
             "\">" + Marker(i, 22, 8) + TagOf(i) + "</g></svg> " + EscapeHtml(series.title) +
             (HasBand(series) ? " (" + std::string(words_(texts::kBand)) + ")" : "") + "</li>\n";
    }
    return out + "</ul>\n";
  }

  static bool HasBand(const LinesView::Series& series) {
    return std::any_of(series.points.begin(), series.points.end(),
                       [](const LinesView::Point& point) { return point.low && point.high; });
  }

  std::string Description() const {
    std::string out;
    for (const LinesView::Series& series : chart_.series) {
      if (series.points.empty()) continue;
      const LinesView::Point &first = series.points.front(), &last = series.points.back();
      out += words_(texts::kLineRun, {series.title, first.value.text, chart_.x_texts[first.row],
                                      last.value.text, chart_.x_texts[last.row]}) +
             ". ";
    }
    return out + words_(texts::kSeeTable);
  }

  const LinesView& chart_;
  const Words& words_;
  std::vector<std::string> classes_;
  std::vector<AxisTick> y_ticks_;
  double left_ = 30;  // for the words along the upward axis
  double x_low_ = HUGE_VAL, x_high_ = -HUGE_VAL, y_low_ = 0, y_high_ = 0;
};

}  // namespace

std::string HtmlLines(const LinesView& chart, const std::string& id, const Words& words) {
  const LineDrawing drawing(chart, words);
  if (drawing.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  return drawing.Draw(id);
}

}  // namespace reporting
