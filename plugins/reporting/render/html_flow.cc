#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "render/clean.h"
#include "render/html.h"
#include "render/html_texts.h"
#include "render/svg.h"
#include "render/texts.h"

namespace reporting {
namespace {

constexpr double kWidth = 720, kSide = 190, kNode = 16, kGap = 14, kLetter = 13.5, kTop = 26;
constexpr std::size_t kSaid = 12;  // flows in the text beside the drawing

bool IsDrawn(const FlowView::Flow& flow) {
  return flow.amount.has_number() && flow.amount.Amount() > 0;
}

std::string Titled(const FlowView& chart, const FlowView::Flow& flow) {
  return chart.from_states[flow.from].title + " → " + chart.to_states[flow.to].title + ": " +
         flow.amount.text;
}

// Where the states of one side stand, and how much of each is taken up already.
struct Side {
  std::vector<double> top, used;
  std::vector<std::string> fills;
};

class FlowDrawing {
 public:
  FlowDrawing(const FlowView& chart, const Words& words) : chart_(chart), words_(words) {
    double all = 0;
    for (const FlowView::State& state : chart.from_states) all += state.total;
    const std::size_t most = std::max(chart.from_states.size(), chart.to_states.size());
    const double room = std::max(220.0, static_cast<double>(most) * 44);
    scale_ = all > 0 ? room / all : 0;
    height_ = kTop + room + static_cast<double>(most) * kGap + 12;
    from_ = SideOf(chart.from_states);
    to_ = SideOf(chart.to_states);
  }

  std::string Draw(const std::string& id) {
    std::string svg = SvgStart("flow", kWidth, height_, id, chart_.amount.title, Description());
    svg += Head(chart_.from.title, kSide, "end") + Head(chart_.to.title, kWidth - kSide, "start");
    std::vector<const FlowView::Flow*> order;
    for (const FlowView::Flow& flow : chart_.flows) {
      if (IsDrawn(flow)) order.push_back(&flow);
    }
    // So that ribbons from one state do not cross each other.
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
      return a->from != b->from ? a->from < b->from : a->to < b->to;
    });
    for (const FlowView::Flow* flow : order) svg += Ribbon(*flow);
    svg += Nodes(chart_.from_states, from_, kSide, true) +
           Nodes(chart_.to_states, to_, kWidth - kSide - kNode, false);
    return ScrollBox(svg + "</svg>\n", chart_.amount.title);
  }

 private:
  Side SideOf(const std::vector<FlowView::State>& states) const {
    Side side;
    std::vector<Tone> tones;
    double y = kTop;
    for (const FlowView::State& state : states) {
      side.top.push_back(y);
      side.used.push_back(0);
      tones.push_back(state.tone);
      y += state.total * scale_ + kGap;
    }
    side.fills = FillsOf(tones);
    return side;
  }

  static std::string Head(const std::string& title, double x, const char* anchor) {
    return "<text class=\"tick\"" + At(x, 14) + " text-anchor=\"" + anchor + "\">" +
           EscapeHtml(Shortened(title, kSide, kLetter)) + "</text>\n";
  }

  std::string Ribbon(const FlowView::Flow& flow) {
    const double size = flow.amount.Amount() * scale_;
    const double left = kSide + kNode, right = kWidth - kSide - kNode, middle = (left + right) / 2;
    const double a = from_.top[flow.from] + from_.used[flow.from];
    const double b = to_.top[flow.to] + to_.used[flow.to];
    from_.used[flow.from] += size;
    to_.used[flow.to] += size;
    const auto curve = [&](double x, double y) {
      return "C" + Px(middle) + " " + Px(x == right ? a : b + size) + " " + Px(middle) + " " +
             Px(y) + " " + Px(x) + " " + Px(y);
    };
    std::string out = "<g" + RowTag(flow.row) + "><title>" + EscapeHtml(Titled(chart_, flow)) +
                      "</title><path class=\"ribbon " + from_.fills[flow.from] + "\" d=\"M" +
                      Px(left) + " " + Px(a) + curve(right, b) + "V" + Px(b + size) +
                      curve(left, a + size) + "Z\"/>";
    if (size >= kLetter) {
      out += "<text class=\"amount\"" + At(left + 10, a + size / 2 + 4.5) + ">" +
             EscapeHtml(flow.amount.text) + "</text>";
    }
    return out + "</g>\n";
  }

  std::string Nodes(const std::vector<FlowView::State>& states, const Side& side, double x,
                    bool left) const {
    std::string out;
    for (std::size_t i = 0; i < states.size(); ++i) {
      const double size = std::max(states[i].total * scale_, 1.5), middle = side.top[i] + size / 2;
      out += "<rect class=\"" + side.fills[i] + "\"" + At(x, side.top[i]) + " width=\"" +
             Px(kNode) + "\" height=\"" + Px(size) + "\"/><text class=\"lane\"" +
             At(left ? x - 10 : x + kNode + 10, middle + 4.5) + " text-anchor=\"" +
             (left ? "end" : "start") + "\"><title>" + EscapeHtml(states[i].title) + "</title>" +
             EscapeHtml(Shortened(states[i].title, kSide - 60, kLetter)) +
             " <tspan class=\"sum\">" + EscapeHtml(SumOf(states[i].total)) + "</tspan></text>\n";
    }
    return out;
  }

  std::string SumOf(double total) const {
    if (total > 9e15) return "";
    const auto whole = static_cast<std::int64_t>(total + 0.5);
    return (words_.dutch() && chart_.amount.kind == ColumnKind::kEuro ? "€ "
            : chart_.amount.kind == ColumnKind::kEuro                 ? "€"
                                                                      : "") +
           words_.Number(whole);
  }

  std::string Description() const {
    std::string out;
    std::size_t said = 0, drawn = 0;
    for (const FlowView::Flow& flow : chart_.flows) {
      if (!IsDrawn(flow)) continue;
      if (++drawn > kSaid) continue;
      out += (said++ > 0 ? "; " : "") + Titled(chart_, flow);
    }
    if (drawn > kSaid)
      out += "; " + words_(texts::kMore, {words_.Number(static_cast<std::int64_t>(drawn - kSaid))});
    return out + ". " + words_(texts::kSeeTable);
  }

  const FlowView& chart_;
  const Words& words_;
  double scale_ = 0, height_ = 0;
  Side from_, to_;
};

}  // namespace

std::string HtmlFlow(const FlowView& chart, const std::string& id, const Words& words) {
  if (std::none_of(chart.flows.begin(), chart.flows.end(), IsDrawn))
    return "<p>" + words(texts::kNoRows) + "</p>\n";
  return FlowDrawing(chart, words).Draw(id);
}

}  // namespace reporting
