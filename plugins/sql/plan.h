// How a virtual table is to be read: what SQLite's planner and the table agreed upon.
#ifndef STELSEL_PLUGINS_SQL_PLAN_H_
#define STELSEL_PLUGINS_SQL_PLAN_H_

#include <sqlite3.h>

#include <string>
#include <vector>

#include "table.h"

namespace sql {

struct Plan {
  // A condition whose value, or list of values, is given when reading begins, in this order.
  struct Condition {
    std::size_t sql_column;
    int op;  // of SQLITE_INDEX_CONSTRAINT_*
    bool is_list;
    bool is_index_part;  // what an index is looked into by
    bool is_exact;       // SQLite does not look again: the value is one of the column's own type
  };
  bool by_index = false;    // look up by the conditions that are equalities
  bool by_order = false;    // in the order of `order`, which may have no columns
  bool one_of_run = false;  // of rows with the same values in the columns of `order` only one
  std::vector<Condition> conditions;
  std::vector<Table::Key> order;

  // As a text that SQLite hands from the planning to the reading, and back.
  std::string text() const;
  static Plan read(const char* text);
};

// Chooses a plan and fills `info` with it and what it costs. Columns that the plan needs to know
// are read.
Plan choose_plan(Table& table, const stelsel::Snapshot& snapshot, sqlite3_index_info& info);

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_PLAN_H_
