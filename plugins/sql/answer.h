// The rows of an answer as they come, each value of whatever type SQLite gives it, until all are
// there and each column's type can be told.
#ifndef STELSEL_PLUGINS_SQL_ANSWER_H_
#define STELSEL_PLUGINS_SQL_ANSWER_H_

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <vector>

#include "connection.h"
#include "stelsel/stelsel.hpp"

namespace sql {

class Answer {
 public:
  // With the columns of `statement`, which is only looked at here.
  Answer(sqlite3_stmt* statement, const Limits& limits);

  // Takes the row that `statement`, which has as many columns, is at. Throws
  // STELSEL_RESOURCE_EXHAUSTED for one too many, and STELSEL_INVALID_ARGUMENT for a value that no
  // table can show.
  void add_row(sqlite3_stmt* statement);
  // The rows; a column with a text is one of texts, with a real one of reals, else of integers.
  stelsel::Stream stream() &&;

 private:
  struct Cell {
    int type = SQLITE_NULL;
    std::int64_t number = 0;  // a real's bits; a text's place
    std::uint32_t size = 0;
  };
  struct Values {
    std::string name;
    bool has_text = false, has_real = false, has_integer = false;
    bool declared_text = true;
    std::vector<Cell> cells;
    std::string texts;
  };
  void name_columns(sqlite3_stmt* statement);
  Cell take(sqlite3_stmt* statement, int column, Values& values);
  static stelsel::Kind kind_of(const Values& values);
  static void put(stelsel::Builder& out, std::size_t column, const Values& values,
                  const Cell& cell);

  const Limits limits_;
  std::vector<Values> columns_;
  std::int64_t rows_ = 0;
  std::int64_t bytes_ = 0;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_ANSWER_H_
