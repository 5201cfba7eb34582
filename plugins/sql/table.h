// One table of a snapshot: its SQL columns, read when they are first asked for, and the orders and
// indexes that were worked out from them.
#ifndef STELSEL_PLUGINS_SQL_TABLE_H_
#define STELSEL_PLUGINS_SQL_TABLE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "column.h"
#include "index.h"
#include "stelsel/stelsel.hpp"

namespace sql {

// The last few things that were worked out, the newest last.
template <typename Key, typename Value>
class Recent {
 public:
  Value& operator[](const Key& key) {
    for (auto& [known, value] : kept_) {
      if (known == key) return value;
    }
    if (kept_.size() == kMost) kept_.erase(kept_.begin());
    return kept_.emplace_back(key, Value()).second;
  }

 private:
  static constexpr std::size_t kMost = 8;
  std::vector<std::pair<Key, Value>> kept_;
};

// How SQL sees a field. One field may be several columns: its value, and twins of it.
struct SqlColumn {
  enum class View {
    text,      // codes or texts
    date,      // days, as YYYY-MM-DD
    moment,    // microseconds, as YYYY-MM-DDTHH:MM:SSZ
    integer,   // a number as it is; also the exact twin of a decimal
    real,      // a decimal
    earliest,  // bounds of a date text, as YYYY-MM-DD
    latest,
    weight  // how many rows a row stands for; of no field
  };
  std::string name;
  std::size_t field = 0;  // which of the table's fields
  View view = View::text;
  int scale = 0;  // decimals, of a real

  // As a CREATE TABLE has it.
  const char* type() const;
};

// The hidden column in which a row says how many rows it stands for; see weigh.h.
inline constexpr char kWeight[] = "stelsel_rows";

// The fields of a Table Schema, and their SQL columns in the order of the schema; last kWeight.
struct SqlSchema {
  struct Field {
    std::string name;
    bool edtf = false;
  };
  std::vector<Field> fields;
  std::vector<SqlColumn> columns;
};
SqlSchema read_schema(const std::string& json);

// Immutable but for what it reads and works out on first use, under a lock; any thread.
class Table {
 public:
  Table(std::string name, const std::string& schema, std::size_t rows)
      : name_(std::move(name)),
        schema_(read_schema(schema)),
        rows_(rows),
        columns_(schema_.fields.size()) {}

  const std::string& name() const { return name_; }
  const SqlSchema& schema() const { return schema_; }
  std::size_t rows() const { return rows_; }

  // The field behind an SQL column. `snapshot` is the one that this table is of; it is not kept.
  const Column& column(std::size_t sql_column, const stelsel::Snapshot& snapshot);

  // The rows in the order of these SQL columns, each ascending or descending, empty ones first when
  // ascending as SQLite has it. The last few are kept.
  struct Key {
    std::size_t sql_column;
    bool descending;
    bool operator==(const Key&) const = default;
  };
  struct Order {
    std::vector<std::uint32_t> rows;
    // Places in `rows` where a run of rows with the same values begins, and one past the last;
    // empty where most runs are of one row.
    std::vector<std::uint32_t> runs;
  };
  std::shared_ptr<const Order> order(const std::vector<Key>& keys,
                                     const stelsel::Snapshot& snapshot);

  // The rows by the values of these SQL columns; null when it is not made yet, since it may not pay
  // for a single time. The last few are kept.
  std::shared_ptr<const Index> index(const std::vector<std::size_t>& sql_columns,
                                     const stelsel::Snapshot& snapshot);

  // The place of a row counted from 0. After any column was read.
  Spot spot(std::uint32_t row) const;

 private:
  void place_batches(const Column& column);

  const std::string name_;
  const SqlSchema schema_;
  const std::size_t rows_;
  std::mutex mutex_;  // guards what follows while it grows; what is there stays
  std::vector<std::unique_ptr<Column>> columns_;  // by field
  std::vector<std::uint32_t> starts_;             // of each batch, and one past the last
  std::vector<std::uint32_t> batch_of_block_;     // the batch in which each 64k rows begin
  struct Indexed {
    bool asked = false;
    std::shared_ptr<const Index> index;
  };
  Recent<std::vector<Key>, std::shared_ptr<const Order>> orders_;
  Recent<std::vector<std::size_t>, Indexed> indexes_;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_TABLE_H_
