#include "render/chart_view.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>
#include <utility>

#include "render/clean.h"
#include "render/texts.h"

namespace reporting {
namespace {

using stelsel::Kind;

// Tiles stand on a grid of at most so many by so many.
constexpr std::int64_t kGrid = 100;

[[noreturn]] void Wrong(const std::string& what) {
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, what);
}

// A part of a chart: where its cell is in a row, and what its column holds.
class Part {
 public:
  Part(TableReader& reader, const std::string& name) : place_(reader.Add(name)), reader_(&reader) {}

  Part& Must(std::initializer_list<Kind> kinds, const char* what) {
    const Kind kind = reader_->more_kind(place_);
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      Wrong("column `" + column().name + "` of a chart must hold " + what);
    }
    return *this;
  }
  Part& MustCount() { return Must({Kind::integer}, "whole numbers"); }
  Part& MustNumber() { return Must({Kind::integer, Kind::decimal, Kind::real}, "numbers"); }
  Part& MustDate() { return Must({Kind::date}, "dates"); }
  Part& MustFlag() { return Must({Kind::boolean}, "true or false"); }

  const Column& column() const { return reader_->more(place_); }
  Kind kind() const { return reader_->more_kind(place_); }
  const Cell& In(const TableView::Row& row) const { return row.more[place_]; }
  std::string Line(const TableView::Row& row) const { return CleanLine(In(row).text); }

 private:
  std::size_t place_;
  TableReader* reader_;
};

// Gives texts places, in the order in which they come up first.
class Places {
 public:
  std::size_t Of(const std::string& text, std::vector<std::string>& list) {
    const auto [place, is_new] = places_.emplace(text, list.size());
    if (is_new) list.push_back(text);
    return place->second;
  }

 private:
  std::map<std::string, std::size_t> places_;
};

// Hands each row with its place to `f` and keeps it for the table.
template <typename F>
void ForEachRow(TableReader& reader, TableView& table, F f) {
  for (TableView::Row row; reader.Next(row); row = {}) {
    f(row, table.rows.size());
    row.more.clear();
    table.rows.push_back(std::move(row));
  }
}

std::int64_t CountOf(const Cell& cell) {
  if (cell.has_number() && cell.number < 0) Wrong("a bar of a chart cannot be less than nothing");
  return cell.number;
}

BarsView::Bar ReadBar(const TableView::Row& row, const Part& label,
                      const std::vector<Part>& parts) {
  BarsView::Bar bar;
  bar.label = label.Line(row);
  for (const Part& part : parts) {
    bar.values.push_back(CountOf(part.In(row)));
    bar.withheld.push_back(part.In(row).withheld);
    if (__builtin_add_overflow(bar.total, bar.values.back(), &bar.total)) {
      Wrong("a bar of a chart is too large");
    }
  }
  return bar;
}

std::string TitleOf(const SeriesOption& series, const Column& column) {
  return series.title.empty() ? column.title : CleanLine(series.title);
}

BarsView ReadBars(const ChartOption& option, TableReader& reader, TableView& table) {
  BarsView out;
  Part label(reader, option.label);
  label.Must({Kind::text}, "texts");
  out.label_title = option.title.empty() ? label.column().title : CleanLine(option.title);
  std::vector<Part> parts;
  for (const SeriesOption& series : option.series) {
    parts.emplace_back(reader, series.name).MustCount();
    out.series.push_back({TitleOf(series, parts.back().column()), series.tone});
  }
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    out.bars.push_back(ReadBar(row, label, parts));
    out.bars.back().row = place;
    out.longest = std::max(out.longest, out.bars.back().total);
  });
  return out;
}

TilesView ReadTiles(const ChartOption& option, TableReader& reader, TableView& table) {
  TilesView out;
  Part x(reader, option.x), y(reader, option.y), code(reader, option.code),
      label(reader, option.label), value(reader, option.value);
  x.MustCount();
  y.MustCount();
  out.value = value.column();
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    const Cell &left = x.In(row), &top = y.In(row);
    if (!left.has_number() || !top.has_number()) return;
    for (const std::int64_t at : {left.number, top.number}) {
      if (at < 0 || at >= kGrid) Wrong("a tile of a map must stand at 0 to 99");
    }
    out.tiles.push_back(
        {left.number, top.number, code.Line(row), label.Line(row), value.In(row), place});
  });
  return out;
}

MatrixView ReadMatrix(const ChartOption& option, TableReader& reader, TableView& table) {
  MatrixView out;
  Part head(reader, option.row), column(reader, option.column), value(reader, option.value);
  out.row = head.column();
  out.column = column.column();
  out.value = value.column();
  Places rows, columns;
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    out.entries.push_back({rows.Of(head.Line(row), out.row_heads),
                           columns.Of(column.Line(row), out.column_heads), value.In(row), place});
  });
  return out;
}

// A series with the columns of its numbers.
struct SeriesParts {
  Part value;
  std::optional<Part> low, high;
};

std::optional<double> AmountOf(const std::optional<Part>& part, const TableView::Row& row) {
  if (!part || !part->In(row).has_number()) return std::nullopt;
  return part->In(row).Amount();
}

// The band around a number: from where to where, and how that is said.
void ReadBand(const SeriesParts& parts, const TableView::Row& row, LinesView::Point& point) {
  point.low = AmountOf(parts.low, row);
  point.high = AmountOf(parts.high, row);
  if (point.low && point.high) point.band = parts.low->Line(row) + " – " + parts.high->Line(row);
}

std::vector<SeriesParts> SeriesOf(const ChartOption& option, TableReader& reader, LinesView& out) {
  std::vector<SeriesParts> parts;
  for (const SeriesOption& series : option.series) {
    SeriesParts one{Part(reader, series.name).MustNumber(), {}, {}};
    if (!series.low.empty()) {
      one.low = Part(reader, series.low).MustNumber();
      one.high = Part(reader, series.high).MustNumber();
    }
    out.series.push_back(
        {TitleOf(series, one.value.column()), series.tone, series.dashed, series.steps, {}});
    parts.push_back(std::move(one));
  }
  if (!parts.empty()) out.first = parts[0].value.column();
  return parts;
}

LinesView ReadLines(const ChartOption& option, TableReader& reader, TableView& table) {
  LinesView out;
  Part x(reader, option.x);
  x.Must({Kind::date, Kind::integer, Kind::text}, "dates, whole numbers or texts");
  out.x = x.column();
  if (x.kind() != Kind::text)
    out.x_kind = x.kind() == Kind::date ? CellKind::kDate : CellKind::kInteger;
  const std::vector<SeriesParts> parts = SeriesOf(option, reader, out);
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    const Cell& cell = x.In(row);
    double at = static_cast<double>(place);
    if (out.x_kind != CellKind::kText) {
      at = cell.has_number() ? cell.Amount() : std::numeric_limits<double>::quiet_NaN();
    }
    out.xs.push_back(at);
    out.x_texts.push_back(x.Line(row));
    if (std::isnan(at)) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Cell& value = parts[i].value.In(row);
      if (!value.has_number() || (value.kind == CellKind::kReal && !std::isfinite(value.real)))
        continue;
      LinesView::Point point{at, value, {}, {}, {}, place};
      ReadBand(parts[i], row, point);
      out.series[i].points.push_back(std::move(point));
    }
  });
  for (LinesView::Series& series : out.series) {
    std::stable_sort(series.points.begin(), series.points.end(),
                     [](const auto& a, const auto& b) { return a.x < b.x; });
  }
  return out;
}

TimelineView ReadTimeline(const ChartOption& option, TableReader& reader, TableView& table) {
  TimelineView out;
  Part lane(reader, option.lane), from(reader, option.from), text(reader, option.text);
  from.MustDate();
  std::optional<Part> to, value;
  if (!option.to.empty()) to = Part(reader, option.to).MustDate();
  if (!option.value.empty()) value = Part(reader, option.value);
  out.lane = lane.column();
  if (value) out.value = value->column();
  Places lanes;
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    const std::size_t at = lanes.Of(lane.Line(row), out.lanes);
    const Cell& start = from.In(row);
    if (!start.has_number()) return;
    TimelineView::Bar bar{at, start.number, {}, text.Line(row), {}, place};
    if (to && to->In(row).has_number() && to->In(row).number > start.number)
      bar.to = to->In(row).number;
    if (value) bar.value = value->In(row);
    out.bars.push_back(std::move(bar));
  });
  return out;
}

// The states on one side of flows: those of the column's codes that come up, in their order, and
// then the others. Found while reading, put in order after it.
class States {
 public:
  std::size_t Of(const Cell& cell) { return places_.Of(CleanLine(cell.text), titles_); }

  // The states in order; `order` says where each place has gone.
  std::vector<FlowView::State> InOrder(const Column& column, std::vector<std::size_t>& order) {
    std::vector<FlowView::State> out;
    order.assign(titles_.size(), titles_.size());
    const auto add = [&](std::size_t place, const std::string& letter, Tone tone) {
      order[place] = out.size();
      out.push_back({titles_[place], letter, tone, 0});
    };
    for (const Code& code : column.codes) {
      const auto found = std::find(titles_.begin(), titles_.end(), code.title);
      const auto place = static_cast<std::size_t>(found - titles_.begin());
      if (place < titles_.size() && order[place] == titles_.size())
        add(place, code.letter, code.tone);
    }
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      if (order[i] == titles_.size()) add(i, "", Tone::kPlain);
    }
    return out;
  }

 private:
  Places places_;
  std::vector<std::string> titles_;
};

void PutInOrder(States& from, States& to, FlowView& out) {
  std::vector<std::size_t> from_order, to_order;
  out.from_states = from.InOrder(out.from, from_order);
  out.to_states = to.InOrder(out.to, to_order);
  for (FlowView::Flow& flow : out.flows) {
    flow.from = from_order[flow.from];
    flow.to = to_order[flow.to];
    const double amount = flow.amount.has_number() ? flow.amount.Amount() : 0;
    out.from_states[flow.from].total += amount;
    out.to_states[flow.to].total += amount;
  }
}

FlowView ReadFlows(const ChartOption& option, TableReader& reader, TableView& table) {
  FlowView out;
  Part from(reader, option.from), to(reader, option.to), amount(reader, option.amount);
  amount.MustNumber();
  out.from = from.column();
  out.to = to.column();
  out.amount = amount.column();
  States from_states, to_states;
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    const Cell& cell = amount.In(row);
    if (cell.has_number() && cell.Amount() < 0) Wrong("a flow cannot be less than nothing");
    out.flows.push_back({from_states.Of(from.In(row)), to_states.Of(to.In(row)), cell, place});
  });
  PutInOrder(from_states, to_states, out);
  return out;
}

BridgeView ReadBridge(const ChartOption& option, TableReader& reader, TableView& table) {
  BridgeView out;
  Part label(reader, option.label), amount(reader, option.amount);
  amount.MustNumber();
  std::optional<Part> total;
  if (!option.total.empty()) total = Part(reader, option.total).MustFlag();
  out.label = label.column();
  out.amount = amount.column();
  double level = 0;
  ForEachRow(reader, table, [&](const TableView::Row& row, std::size_t place) {
    BridgeView::Step step{label.Line(row), amount.In(row), false, 0, 0, place};
    step.total = total && total->In(row).has_number() && total->In(row).number != 0;
    if (!step.amount.has_number()) return;
    step.before = step.total ? 0 : level;
    step.after = step.before + step.amount.Amount();
    level = step.after;
    out.steps.push_back(std::move(step));
  });
  return out;
}

// The columns of a stacked bar chart that names none: its labels and series.
std::vector<ColumnOption> BarColumns(const ChartOption& option) {
  std::vector<ColumnOption> out(1);
  out[0].name = option.label;
  out[0].title = option.title.empty() ? option.label : option.title;
  for (const SeriesOption& series : option.series) {
    ColumnOption column;
    column.name = series.name;
    column.title = series.title.empty() ? series.name : series.title;
    column.kind = ColumnKind::kInteger;
    out.push_back(std::move(column));
  }
  return out;
}

template <typename Reading>
ChartView Drawn(const ChartOption& option, TableReader& reader, Reading reading) {
  ChartView chart;
  chart.table.columns = reader.columns();
  chart.table.marks = reader.marks();
  chart.drawing = reading(option, reader, chart.table);
  return chart;
}

}  // namespace

ChartView ReadChart(const stelsel::Document& document, std::size_t index, const Words& words) {
  const std::string_view options = document[index].options;
  const ChartOption option = ReadChartOption(options);
  const bool bare = option.kind == ChartKind::kStackedBar && !ReadColumns(options);
  TableReader reader = bare ? TableReader(document, index, words, BarColumns(option))
                            : TableReader(document, index, words);
  switch (option.kind) {
    case ChartKind::kStackedBar:
      return Drawn(option, reader, ReadBars);
    case ChartKind::kTileMap:
      return Drawn(option, reader, ReadTiles);
    case ChartKind::kMatrix:
      return Drawn(option, reader, ReadMatrix);
    case ChartKind::kLine:
      return Drawn(option, reader, ReadLines);
    case ChartKind::kTimeline:
      return Drawn(option, reader, ReadTimeline);
    case ChartKind::kFlow:
      return Drawn(option, reader, ReadFlows);
    case ChartKind::kBridge:
      return Drawn(option, reader, ReadBridge);
    case ChartKind::kRowsOnly:
      break;
  }
  return {{}, ReadTable(document, index, words)};
}

std::string BarsView::Figures(const Bar& bar, const Words& words) const {
  std::string out;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (i > 0) out += ", ";
    const bool hidden = i < bar.withheld.size() && bar.withheld[i];
    out += series[i].title + " " +
           (hidden ? std::string(words(texts::kWithheld)) : words.Number(bar.values[i]));
  }
  return out;
}

}  // namespace reporting
