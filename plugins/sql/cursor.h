// Reading the rows of a virtual table.
#ifndef STELSEL_PLUGINS_SQL_CURSOR_H_
#define STELSEL_PLUGINS_SQL_CURSOR_H_

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "index.h"
#include "plan.h"
#include "table.h"
#include "term.h"

namespace sql {

// Goes over the rows that the plan's conditions leave: all of them, those of an order, or those of
// an index. Each xFilter begins anew, for a join thousands of times.
class Cursor : public sqlite3_vtab_cursor {
 public:
  Cursor(stelsel::Snapshot snapshot, Table& table)
      : snapshot_(std::move(snapshot)), table_(table), columns_(table.schema().columns.size()) {}

  void filter(const char* planned, sqlite3_value** values);

  void next() {
    position_ = after();
    find();
  }
  bool at_end() const { return ended_; }
  std::int64_t rowid() const { return row_; }
  void column(sqlite3_context* out, int i);

 private:
  const Column& column_at(std::size_t i) {
    if (columns_[i] == nullptr) columns_[i] = &table_.column(i, snapshot_);
    return *columns_[i];
  }
  const SqlColumn& sql_column(std::size_t i) const { return table_.schema().columns[i]; }

  void take_plan(const char* planned);
  void use_list(std::span<const std::uint32_t> rows) {
    list_ = rows;
    by_list_ = true;
  }
  void use_order();
  // Without columns in the order none may have been read that tells the batches.
  void to_run(std::uint32_t first) {
    if (!plan_.order.empty()) run_at_ = table_.spot(first);
  }
  std::int64_t weight() const {
    return plan_.one_of_run && !runs_.empty() ? runs_[1] - runs_[0] : 1;
  }
  // Of the row in hand; worked out when it is asked for where rows come from a list.
  Spot at();
  void to_first_row();
  // Any column tells the batches.
  std::size_t first_used() const;

  // Takes the rows of an index. False when no row can be meant. Where there is no index, or a value
  // of another type asks for SQL's own comparison, nothing is taken.
  bool look_up(sqlite3_value** values);

  void add_terms(sqlite3_value** values);

  bool holds();

  // Goes on to the next row, from `position_` on, for which all holds.
  void find();
  // The place after the row in hand, or after all that are like it.
  std::size_t after() const {
    return plan_.one_of_run && !runs_.empty() ? runs_[1] : position_ + 1;
  }
  void to_listed_row();
  // The next row of all.
  void step();

  stelsel::Snapshot snapshot_;  // holds what is read
  Table& table_;
  const char* planned_ = nullptr;
  Plan plan_;
  std::vector<const Column*> columns_;  // by SQL column, once it was asked for
  std::vector<std::size_t> index_columns_;
  std::shared_ptr<const Index> index_;                   // of this plan, once there is one
  std::shared_ptr<const Table::Order> order_;            // likewise
  std::vector<std::pair<const Column*, Equal>> equals_;  // where an index is looked into
  std::vector<Term> terms_;
  bool by_list_ = false;
  std::span<const std::uint32_t> list_;
  std::size_t position_ = 0;
  std::size_t batch_end_ = 0;
  std::uint32_t row_ = 0;
  Spot at_;
  bool at_known_ = false;
  std::span<const std::uint32_t> runs_;  // of the order, from the one in hand on
  Spot run_at_;                          // the first row of the run in hand
  std::vector<bool> of_order_;           // by SQL column
  bool ended_ = true;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_CURSOR_H_
