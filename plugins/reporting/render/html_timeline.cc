#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
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

constexpr double kWidth = 860, kLeft = 190, kRight = 12, kTop = 6, kBottom = 34;
constexpr double kLine = 26, kBar = 18, kLetter = 13, kMoment = 7;

// A bar with where it is drawn: its own place, and that of its words.
struct Placed {
  const TimelineView::Bar* bar = nullptr;
  std::string text;  // as drawn
  double from = 0, to = 0, text_at = 0;
  bool text_left = false;  // the words end at text_at
  bool inside = false;     // the words stand in the bar
  std::size_t line = 0;
};

class TimelineDrawing {
 public:
  TimelineDrawing(const TimelineView& chart, const Words& words) : chart_(chart), words_(words) {
    low_ = high_ = static_cast<double>(chart.bars[0].from);
    for (const TimelineView::Bar& bar : chart.bars) {
      low_ = std::min(low_, static_cast<double>(bar.from));
      high_ = std::max(high_, static_cast<double>(bar.to.value_or(bar.from)));
    }
    const double room = std::max(1.0, (high_ - low_) * 0.02);
    low_ -= room;
    high_ += room;
    if (chart.value) fills_ = FillsOf(chart.value->codes);
    PlaceAll();
  }

  std::string Draw(const std::string& id) const {
    const double height = kTop + static_cast<double>(lines_) * kLine + kBottom;
    std::string svg = SvgStart("timeline", kWidth, height, id, chart_.lane.title, Description());
    svg += Axis(height);
    for (std::size_t lane = 0; lane < chart_.lanes.size(); ++lane) svg += Lane(lane);
    for (const Placed& placed : placed_) svg += Bar(placed);
    return Legend() + ScrollBox(svg + "</svg>\n", chart_.lane.title);
  }

 private:
  double X(double day) const {
    return kLeft + (day - low_) / (high_ - low_) * (kWidth - kLeft - kRight);
  }
  static double Top(std::size_t line) { return kTop + static_cast<double>(line) * kLine; }

  Placed Measured(const TimelineView::Bar& bar) const {
    Placed out;
    out.bar = &bar;
    out.from = X(static_cast<double>(bar.from));
    out.to = bar.to ? std::max(X(static_cast<double>(*bar.to)), out.from + 3) : out.from + kMoment;
    if (!bar.to) out.from -= kMoment;
    const std::string value = bar.value.text.empty() ? "" : " (" + CleanLine(bar.value.text) + ")";
    const double right = kWidth - kRight - out.to - 6, left = out.from - 6 - kLeft;
    const double needed = WidthOf(bar.text + value, kLetter);
    out.inside = needed > std::max(right, left) && out.to - out.from > std::max(right, left);
    if (out.inside) {
      out.text = Shortened(bar.text + value, out.to - out.from - 12, kLetter);
      out.text_at = out.from + 6;
      return out;
    }
    out.text = Shortened(bar.text + value, std::max(right, left), kLetter);
    out.text_left = WidthOf(out.text, kLetter) > right;
    out.text_at = out.text_left ? out.from - 6 : out.to + 6;
    return out;
  }

  // Within a lane each goes on the first line where it and its words meet no other.
  void PlaceAll() {
    std::vector<std::vector<Placed>> lanes(chart_.lanes.size());
    for (const TimelineView::Bar& bar : chart_.bars) lanes[bar.lane].push_back(Measured(bar));
    for (std::vector<Placed>& lane : lanes) {
      first_line_.push_back(lines_);
      lines_ += PlaceLane(lane);
    }
  }

  std::size_t PlaceLane(std::vector<Placed>& lane) {
    std::vector<double> free;  // where each line is free from
    const auto start = [](const Placed& one) {
      return one.text_left ? one.text_at - WidthOf(one.text, kLetter) : one.from;
    };
    std::stable_sort(lane.begin(), lane.end(),
                     [&](const Placed& a, const Placed& b) { return start(a) < start(b); });
    for (Placed& one : lane) {
      std::size_t line = 0;
      while (line < free.size() && free[line] > start(one)) ++line;
      if (line == free.size()) free.push_back(0);
      free[line] = (one.text_left ? one.to : one.text_at + WidthOf(one.text, kLetter)) + 10;
      one.line = lines_ + line;
      placed_.push_back(std::move(one));
    }
    return std::max<std::size_t>(free.size(), 1);
  }

  std::string Axis(double height) const {
    std::string out;
    double free = 0;
    for (const AxisTick& tick : DateTicks(low_, high_, words_)) {
      const std::string x = Px(X(tick.at));
      out += "<line class=\"grid\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + Px(kTop) +
             "\" y2=\"" + Px(height - kBottom + 4) + "\"/>";
      const double width = WidthOf(tick.text, kLetter);
      const double middle = std::min(X(tick.at), kWidth - width / 2);
      if (middle - width / 2 < free) continue;
      free = middle + width / 2 + 10;
      out += "<text class=\"tick\"" + At(middle, height - kBottom + 21) +
             " text-anchor=\"middle\">" + EscapeHtml(tick.text) + "</text>\n";
    }
    return out;
  }

  std::string Lane(std::size_t lane) const {
    const double y = Top(first_line_[lane]);
    return "<line class=\"grid\" x1=\"0\" x2=\"" + Px(kWidth) + "\" y1=\"" + Px(y) + "\" y2=\"" +
           Px(y) + "\"/><text class=\"lane\"" + At(0, y + 17.5) + "><title>" +
           EscapeHtml(chart_.lanes[lane]) + "</title>" +
           EscapeHtml(Shortened(chart_.lanes[lane], kLeft - 14, kLetter)) + "</text>\n";
  }

  std::string FillOf(const TimelineView::Bar& bar) const {
    return bar.value.code ? fills_[*bar.value.code] : "plain";
  }

  std::string Bar(const Placed& placed) const {
    const TimelineView::Bar& bar = *placed.bar;
    const double y = Top(placed.line) + (kLine - kBar) / 2, middle = y + kBar / 2;
    std::string shape;
    if (bar.to) {
      shape = "<rect class=\"" + FillOf(bar) + "\"" + At(placed.from, y) + " width=\"" +
              Px(placed.to - placed.from) + "\" height=\"" + Px(kBar) + "\" rx=\"2\"/>";
    } else {
      const double x = placed.from + kMoment;
      shape = "<path class=\"" + FillOf(bar) + "\" d=\"M" + Px(x) + " " + Px(middle - kMoment) +
              "L" + Px(x + kMoment) + " " + Px(middle) + "L" + Px(x) + " " + Px(middle + kMoment) +
              "L" + Px(x - kMoment) + " " + Px(middle) + "Z\"/>";
    }
    return "<g" + RowTag(bar.row) + "><title>" + EscapeHtml(TitleOf(bar)) + "</title>" + shape +
           "<text class=\"" + (placed.inside ? FillOf(bar) : "beside") + "\"" +
           At(placed.text_at, middle + 4.5) + " text-anchor=\"" +
           (placed.text_left ? "end" : "start") + "\">" + EscapeHtml(placed.text) + "</text></g>\n";
  }

  std::string Day(std::int64_t day) const {
    return words_.Day(stelsel::Date(std::chrono::days(day)));
  }

  std::string TitleOf(const TimelineView::Bar& bar) const {
    return chart_.lanes[bar.lane] + ": " + bar.text + ", " + Day(bar.from) +
           (bar.to ? " – " + Day(*bar.to - 1) : "") +
           (bar.value.text.empty() ? "" : ", " + CleanLine(bar.value.text));
  }

  std::string Legend() const {
    if (!chart_.value) return "";
    std::vector<bool> used(chart_.value->codes.size(), false);
    for (const TimelineView::Bar& bar : chart_.bars) {
      if (bar.value.code) used[*bar.value.code] = true;
    }
    return CodeLegend(chart_.value->codes, used, words_);
  }

  std::string Description() const {
    std::int64_t first = chart_.bars[0].from, last = first;
    for (const TimelineView::Bar& bar : chart_.bars) {
      first = std::min(first, bar.from);
      last = std::max(last, bar.to ? *bar.to - 1 : bar.from);
    }
    return words_(texts::kTimelineSpan,
                  {words_.Count(static_cast<std::int64_t>(chart_.bars.size()), texts::kEvents),
                   words_.Count(static_cast<std::int64_t>(chart_.lanes.size()), texts::kLanes),
                   Day(first), Day(last)}) +
           " " + words_(texts::kSeeTable);
  }

  const TimelineView& chart_;
  const Words& words_;
  std::vector<std::string> fills_;
  std::vector<Placed> placed_;
  std::vector<std::size_t> first_line_;  // of each lane
  std::size_t lines_ = 0;
  double low_ = 0, high_ = 0;
};

}  // namespace

std::string HtmlTimeline(const TimelineView& chart, const std::string& id, const Words& words) {
  if (chart.bars.empty()) return "<p>" + words(texts::kNoRows) + "</p>\n";
  return TimelineDrawing(chart, words).Draw(id);
}

}  // namespace reporting
