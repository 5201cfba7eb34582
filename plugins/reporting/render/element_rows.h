// The rows of a table or of a chart, whichever it is: for formats that lay out both alike.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_ELEMENT_ROWS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_ELEMENT_ROWS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "render/chart_view.h"
#include "render/outline.h"
#include "render/view.h"

namespace reporting {

// Reads a table row by row, and a chart, which is never long, at once. Throws as they do. Lives no
// longer than `words`.
class ElementRows {
 public:
  ElementRows(const stelsel::Document& document, const Item& item, const Words& words);

  const std::vector<Column>& columns() const;
  const std::vector<Column>& marks() const { return marks_; }
  // Nothing of a table.
  const ChartView* chart() const { return chart_ ? &*chart_ : nullptr; }
  // The next row; false at the end.
  bool Next(TableView::Row& row);

 private:
  std::optional<TableReader> table_;
  std::optional<ChartView> chart_;
  std::vector<Column> marks_;
  std::size_t next_ = 0;  // of the chart's rows
};

// Whether the row has this mark.
bool HasMark(const TableView::Row& row, const Column& mark);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_ELEMENT_ROWS_H_
