// A condition on one column, tested on the column itself before SQLite sees the row. It holds for
// just the rows that SQL means when the value has the column's own type; otherwise for at least
// those, for all if need be, and SQLite looks again.
#ifndef STELSEL_PLUGINS_SQL_TERM_H_
#define STELSEL_PLUGINS_SQL_TERM_H_

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "column.h"
#include "table.h"

namespace sql {

// What a column equals, for an index; absent when no row can have it, or when `known` is false
// because SQL compares otherwise. With `is_exact` the value is taken for one of the column's type.
struct Equal {
  bool known = false;
  bool possible = false;
  std::int64_t number = 0;
  std::string text;  // of Store::texts
};
Equal equal_to(const Column& column, const SqlColumn& sql_column, sqlite3_value* value,
               bool is_exact);

class Term {
 public:
  // `op` is of SQLITE_INDEX_CONSTRAINT_*. The value lives as long as the term. With `is_exact` it
  // is taken for one of the column's type.
  Term(const Column& column, const SqlColumn& sql_column, int op, sqlite3_value* value,
       bool is_exact);
  // One of the values of an IN, which SQLite hands over as one value.
  static Term one_of(const Column& column, const SqlColumn& sql_column, sqlite3_value* list);

  bool holds_for_all() const { return what_ == What::all; }
  bool holds(Spot at) const;

 private:
  enum class What { all, none, null, value, range, real_range, codes, text };
  explicit Term(const Column& column) : column_(&column) {}
  void set_text(int op, const SqlColumn& sql_column, sqlite3_value* value, bool is_exact);
  void set_whole(int op, sqlite3_value* value, bool is_exact);
  void set_text_range(int op, std::string_view text);
  void set_number_range(int op, std::int64_t number);
  void set_real_range(int op, int scale, double number);
  void set_day_range(const SqlColumn& sql_column, int op, std::string_view text);

  const Column* column_;
  What what_ = What::all;
  std::int64_t low_ = 0, high_ = 0;  // both included
  double divisor_ = 1, real_low_ = 0, real_high_ = 0;
  const std::vector<std::int32_t>* ranks_ = nullptr;
  std::vector<std::uint8_t> wanted_;  // by code
  std::string text_;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_TERM_H_
