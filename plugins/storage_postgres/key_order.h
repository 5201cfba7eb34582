// Whether rows come in the order of their key, so that no two of them can have the same.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_KEY_ORDER_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_KEY_ORDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "stelsel/detail/rows.hpp"

namespace storage_postgres {

class KeyOrder {
 public:
  // True when the row's key, in these columns, comes after that of the row before; the row is then
  // the last one. Otherwise nothing changes.
  bool follows(const stelsel::Rows& rows, std::size_t row, const std::vector<std::size_t>& columns);

 private:
  struct Value {
    std::string text;
    std::int64_t number = 0;
  };
  std::vector<Value> last_;  // none before the first row
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_KEY_ORDER_H_
