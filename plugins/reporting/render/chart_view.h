// Charts of a document, read: what a format draws, and the same rows as a table.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_CHART_VIEW_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_CHART_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "render/view.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace reporting {

// Texts are clean and on one line. `row` is a place in the rows of the chart's table. What cannot
// be drawn, such as a bar without a number, is left out of the drawing and stays in the table.

// A stacked bar for each row.
struct BarsView {
  struct Series {
    std::string title;
    Tone tone = Tone::kPlain;
  };
  struct Bar {
    std::string label;
    std::vector<std::int64_t> values;  // one a series; none below 0
    std::int64_t total = 0;
    std::size_t row = 0;
    std::vector<bool> withheld = {};  // one a series; its value is then 0
  };
  std::string label_title;
  std::vector<Series> series;
  std::vector<Bar> bars;
  std::int64_t longest = 0;  // greatest total

  // `ja 2, in ontwikkeling 1, nee 0`.
  std::string Figures(const Bar& bar, const Words& words) const;
};

// Tiles on a grid, each for a place on a map.
struct TilesView {
  struct Tile {
    std::int64_t x = 0, y = 0;  // from 0 to 99
    std::string code, label;
    Cell value;
    std::size_t row = 0;
  };
  Column value;  // what the tiles' values are
  std::vector<Tile> tiles;
};

// Values by two things. There may be none or several for a pair.
struct MatrixView {
  struct Entry {
    std::size_t row_place = 0, column_place = 0;  // among the heads
    Cell value;
    std::size_t row = 0;
  };
  Column row, column, value;
  std::vector<std::string> row_heads, column_heads;  // in the order in which they come up first
  std::vector<Entry> entries;
};

// Numbers along a line.
struct LinesView {
  struct Point {
    double x = 0;  // a day, a number, or the place of a text
    Cell value;
    std::optional<double> low, high;  // of the band
    std::string band;                 // as it is said; empty without one
    std::size_t row = 0;
  };
  struct Series {
    std::string title;
    Tone tone = Tone::kPlain;
    bool dashed = false, steps = false;
    std::vector<Point> points;  // those that have a number, from left to right
  };
  Column x;
  CellKind x_kind = CellKind::kText;  // kDate, kInteger or kText
  std::vector<std::string> x_texts;   // one a row, as it is said
  std::vector<double> xs;             // one a row; NaN where there is none
  Column first;                       // of the first series: how numbers along the axis are said
  std::vector<Series> series;
};

// Things in time, each in a lane.
struct TimelineView {
  struct Bar {
    std::size_t lane = 0;
    std::int64_t from = 0;           // days since 1970-01-01
    std::optional<std::int64_t> to;  // the day after the last, later than `from`; none: a moment
    std::string text;
    Cell value;  // nothing where the chart has no such part
    std::size_t row = 0;
  };
  Column lane;
  std::optional<Column> value;
  std::vector<std::string> lanes;  // in the order in which they come up first
  std::vector<Bar> bars;
};

// How many went from one state to another.
struct FlowView {
  struct State {
    std::string title, letter;
    Tone tone = Tone::kPlain;
    double total = 0;
  };
  struct Flow {
    std::size_t from = 0, to = 0;  // places in the states
    Cell amount;                   // none below 0
    std::size_t row = 0;
  };
  Column from, to, amount;
  std::vector<State> from_states, to_states;  // in the order of their codes, then as they come up
  std::vector<Flow> flows;
};

// Steps up and down, and where they have led.
struct BridgeView {
  struct Step {
    std::string label;
    Cell amount;
    bool total = false;
    double before = 0, after = 0;  // where its bar begins and ends
    std::size_t row = 0;
  };
  Column label, amount;
  std::vector<Step> steps;
};

struct ChartView {
  // Nothing: of a kind that is not known, and only to be shown as its rows.
  std::variant<std::monostate, BarsView, TilesView, MatrixView, LinesView, TimelineView, FlowView,
               BridgeView>
      drawing;
  TableView table;
};

// Reads a chart element. Throws STELSEL_INVALID_ARGUMENT when its options do not fit its rows.
ChartView ReadChart(const stelsel::Document& document, std::size_t index, const Words& words);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_CHART_VIEW_H_
