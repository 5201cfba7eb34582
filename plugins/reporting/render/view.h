// Tables and charts of a document, read and put into words: what a format only has to lay out.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"
#include "words.h"

namespace reporting {

// All texts are clean, see Clean(), and none is escaped.
struct TableView {
  struct Column {
    std::string title;
    bool numeric = false;
  };
  struct Row {
    std::vector<std::string> cells;  // one a column; empty when there is no value
    std::vector<std::string> marks;  // titles of the marks that are true
  };
  std::vector<Column> columns;  // without the marks
  std::vector<Row> rows;
};

// Reads the rows of a table element. Throws STELSEL_INVALID_ARGUMENT when its options do not fit.
TableView ReadTable(const stelsel::Document& document, std::size_t index, const Words& words);

struct ChartView {
  struct Series {
    std::string title;
    std::string tone;  // good, middle, bad or plain
  };
  struct Bar {
    std::string label;
    std::vector<std::int64_t> values;  // one a series; none below 0
    std::int64_t total = 0;
  };
  std::string label_title;
  std::vector<Series> series;
  std::vector<Bar> bars;
  std::int64_t longest = 0;  // greatest total

  // `ja 2, in ontwikkeling 1, nee 0`.
  std::string Figures(const Bar& bar, const Words& words) const;
  // The same rows as a table.
  TableView Table(const Words& words) const;
};

// Reads the rows of a chart element. Throws STELSEL_INVALID_ARGUMENT when its options do not fit.
ChartView ReadChart(const stelsel::Document& document, std::size_t index);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_
