// Rows of a table whose cells are all texts, on their way to the host.
#ifndef STELSEL_PLUGINS_SURVEY_TEXT_ROWS_H_
#define STELSEL_PLUGINS_SURVEY_TEXT_ROWS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stelsel/plugin.hpp"

namespace survey {

// Where a row stands; 0 and empty when it stands nowhere.
struct RowPlace {
  std::int64_t line = 0;
  std::string cell;
};

// Hands rows over in batches; what is left goes with Flush.
class TextRows {
 public:
  TextRows(stelsel::Reading& to, std::string table, const std::vector<std::string>& columns)
      : to_(to), table_(std::move(table)), types_(TypesOf(columns)), rows_(types_) {}

  // A value for each column; an empty one is none.
  void Add(const std::vector<std::string>& values, const RowPlace& place = {}) {
    for (std::size_t i = 0; i < values.size(); ++i) Put(i, values[i]);
    place.line > 0 ? rows_.integer(values.size(), place.line) : rows_.null(values.size());
    Put(values.size() + 1, place.cell);
    rows_.end_row();
    if (rows_.full()) Flush();
  }
  // Also makes the table one that the source has, when it got no rows.
  void Flush() {
    to_.rows(table_, stelsel::stream_of(std::exchange(rows_, stelsel::Builder(types_))));
  }

 private:
  static std::vector<stelsel::ColumnType> TypesOf(const std::vector<std::string>& columns) {
    std::vector<stelsel::ColumnType> types;
    for (const std::string& column : columns) types.push_back({column});
    types.push_back({"stelsel:line", stelsel::Kind::integer});
    types.push_back({"stelsel:cell"});
    return types;
  }
  void Put(std::size_t column, std::string_view value) {
    value.empty() ? rows_.null(column) : rows_.text(column, value);
  }

  stelsel::Reading& to_;
  const std::string table_;
  const std::vector<stelsel::ColumnType> types_;
  stelsel::Builder rows_;
};

}  // namespace survey

#endif  // STELSEL_PLUGINS_SURVEY_TEXT_ROWS_H_
