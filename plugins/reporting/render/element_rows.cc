#include "render/element_rows.h"

#include <algorithm>

namespace reporting {

ElementRows::ElementRows(const stelsel::Document& document, const Item& item, const Words& words) {
  if (item.kind == STELSEL_CHART) {
    chart_ = ReadChart(document, item.index, words);
    marks_ = chart_->table.marks;
  } else {
    table_.emplace(document, item.index, words);
    marks_ = table_->marks();
  }
}

const std::vector<Column>& ElementRows::columns() const {
  return table_ ? table_->columns() : chart_->table.columns;
}

bool ElementRows::Next(TableView::Row& row) {
  if (table_) return table_->Next(row);
  if (next_ == chart_->table.rows.size()) return false;
  row = chart_->table.rows[next_++];
  return true;
}

bool HasMark(const TableView::Row& row, const Column& mark) {
  return std::find(row.marks.begin(), row.marks.end(), mark.title) != row.marks.end();
}

}  // namespace reporting
