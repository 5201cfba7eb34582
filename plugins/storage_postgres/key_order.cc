#include "key_order.h"

namespace storage_postgres {

using stelsel::Kind;

bool KeyOrder::follows(const stelsel::Rows& rows, std::size_t row,
                       const std::vector<std::size_t>& columns) {
  const auto is_text = [&](std::size_t i) { return rows.columns()[columns[i]].kind == Kind::text; };
  bool after = last_.empty();
  if (after) last_.resize(columns.size());
  std::size_t first = 0;  // value that differs
  for (; !after && first < columns.size(); ++first) {
    if (is_text(first)) {
      const int compared = rows.text(row, columns[first]).compare(last_[first].text);
      if (compared < 0) return false;
      after = compared > 0;
    } else {
      const std::int64_t number = rows.integer(row, columns[first]);
      if (number < last_[first].number) return false;
      after = number > last_[first].number;
    }
    if (after) break;
  }
  for (std::size_t i = first; after && i < columns.size(); ++i) {
    if (is_text(i)) {
      last_[i].text = rows.text(row, columns[i]);
    } else {
      last_[i].number = rows.integer(row, columns[i]);
    }
  }
  return after;
}

}  // namespace storage_postgres
