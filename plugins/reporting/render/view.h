// Tables of a document, read and put into words: what a format only has to lay out.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "render/cell.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace reporting {

// A row as something on a calendar: days since 1970-01-01; `to` is the day after the last.
struct Event {
  std::optional<std::int64_t> from, to;
  std::string title, id;  // clean, on one line
};

// All texts are clean, see Clean(), and none is escaped.
struct TableView {
  using Column = reporting::Column;
  struct Row {
    std::vector<Cell> cells;          // one a column
    std::vector<std::string> marks;   // titles of the marks that are true
    std::vector<Cell> more = {};      // of the columns that were asked for with TableReader::Add
    std::optional<Event> event = {};  // of a table with events
  };
  std::vector<Column> columns;  // without the marks, and those that are not shown
  std::vector<Row> rows;
  bool has_events = false;
  std::vector<Column> marks = {};  // all that its rows may have
};

// Reads the rows of a table or chart one by one, so that a long table need not be held. Throws
// STELSEL_INVALID_ARGUMENT when the options do not fit the rows. Lives no longer than `words`.
class TableReader {
 public:
  TableReader(const stelsel::Document& document, std::size_t index, const Words& words);
  // With these columns, whatever the options say.
  TableReader(const stelsel::Document& document, std::size_t index, const Words& words,
              std::vector<ColumnOption> columns);

  const std::vector<Column>& columns() const { return columns_; }
  // The marks that rows may have.
  std::vector<Column> marks() const;
  bool has_events() const { return events_.has_value(); }
  // Lets each row bring the cell of this column as well, shown or not: at the place that it
  // returns, in `more`. Before the first Next().
  std::size_t Add(const std::string& name);
  // How the column that was asked for with Add is shown, and what it holds in the rows.
  const Column& more(std::size_t place) const { return more_[place].column(); }
  stelsel::Kind more_kind(std::size_t place) const { return more_[place].kind(); }
  // The next row; false at the end. What `row` held is gone.
  bool Next(TableView::Row& row);

 private:
  struct EventPlaces {
    std::size_t from, title;
    std::optional<std::size_t> to, id;
  };

  void ReadColumnOptions(const std::vector<ColumnOption>& columns);
  void ReadEventOptions(std::string_view options);
  Event EventOf(std::size_t row) const;

  const Words& words_;
  stelsel::Rows rows_;
  std::vector<ColumnOption> options_;
  std::vector<Column> columns_;
  std::vector<CellReader> cells_, marks_, more_;
  std::optional<EventPlaces> events_;
  std::size_t next_ = 0, size_ = 0;  // in the batch
};

// All rows of a table element at once.
TableView ReadTable(const stelsel::Document& document, std::size_t index, const Words& words);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_VIEW_H_
