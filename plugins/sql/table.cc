#include "table.h"

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>
#include <utility>

namespace sql {
namespace {

namespace json = boost::json;
using stelsel::Error;
using View = SqlColumn::View;

// Below this many rows an index is made at once; above, when it is asked for again.
constexpr std::size_t kFewRows = 100'000;

std::string text_of(const json::object& object, const char* name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? json::value_to<std::string>(*value) : "";
}

std::int64_t integer_of(const json::object& object, const char* name, std::int64_t otherwise) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

// A field's own column and its twins.
void add_columns(const json::object& object, SqlSchema& schema) {
  const std::string name = text_of(object, "name");
  const std::string type = text_of(object, "type");
  const json::value* const edtf = object.if_contains("stelsel:edtf");
  const bool is_edtf = edtf != nullptr && edtf->is_bool() && edtf->get_bool();
  const std::size_t field = schema.fields.size();
  schema.fields.push_back({name, is_edtf});
  const auto add = [&](const std::string& column, View view, int scale = 0) {
    schema.columns.push_back({column, field, view, scale});
  };
  if (type == "integer" || type == "boolean") return add(name, View::integer);
  if (type == "date") return add(name, View::date);
  if (type == "datetime") return add(name, View::moment);
  if (type == "number") {
    const bool money = text_of(object, "stelsel:unit") == "EUR";
    add(name, View::real, static_cast<int>(integer_of(object, "stelsel:scale", money ? 2 : 0)));
    return add(name + (money ? "_cent" : "_scaled"), View::integer);
  }
  add(name, View::text);
  if (!is_edtf) return;
  add(name + "_earliest", View::earliest);
  add(name + "_latest", View::latest);
}

// Numbers by which rows are put in order: ranks of texts, or the values.
std::vector<std::int64_t> sort_values(const Column& column) {
  std::vector<std::int64_t> values;
  for (std::size_t b = 0; b < column.batches(); ++b) {
    for (std::size_t row = 0; row < column.length(b); ++row) {
      std::int64_t value = column.number({b, row});
      if (column.store() == Column::Store::codes && value != Column::kNull)
        value = column.ranks()[static_cast<std::size_t>(value)];
      values.push_back(value);
    }
  }
  return values;
}

// Sorts `rows` stably by few different values, without comparing; false when they are too many.
bool sort_by_counting(const std::vector<std::int64_t>& values, bool descending,
                      std::vector<std::uint32_t>& rows) {
  std::int64_t low = std::numeric_limits<std::int64_t>::max(), high = 0;
  for (const std::int64_t value : values) {
    if (value == Column::kNull) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return true;  // nothing but empty ones, or no rows
  if (low < 0 || high - low >= static_cast<std::int64_t>(values.size())) return false;
  const auto last = static_cast<std::size_t>(high - low) + 1;
  const auto place = [&](std::uint32_t row) {
    const std::size_t up =
        values[row] == Column::kNull ? 0 : static_cast<std::size_t>(values[row] - low) + 1;
    return descending ? last - up : up;
  };
  std::vector<std::uint32_t> next(last + 2, 0);
  for (const std::uint32_t row : rows) ++next[place(row) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> sorted(rows.size());
  for (const std::uint32_t row : rows) sorted[next[place(row)]++] = row;
  rows = std::move(sorted);
  return true;
}

void sort_rows(const std::vector<std::int64_t>& values, bool descending,
               std::vector<std::uint32_t>& rows) {
  if (sort_by_counting(values, descending, rows)) return;
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return descending ? values[b] < values[a] : values[a] < values[b];
  });
}

std::vector<std::uint32_t> runs_of(const std::vector<std::uint32_t>& rows,
                                   const std::vector<std::vector<std::int64_t>>& values) {
  std::vector<std::uint32_t> runs;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const auto same = [&](const std::vector<std::int64_t>& column) {
      return column[rows[i]] == column[rows[i - 1]];
    };
    if (i == 0 || !std::all_of(values.begin(), values.end(), same)) runs.push_back(i);
    if (runs.size() > rows.size() / 2 + 1) return {};
  }
  runs.push_back(static_cast<std::uint32_t>(rows.size()));
  return runs;
}

}  // namespace

const char* SqlColumn::type() const {
  switch (view) {
    case View::integer:
      return "INTEGER";
    case View::weight:
      return "INTEGER HIDDEN";
    case View::real:
      return "REAL";
    default:
      return "TEXT";
  }
}

SqlSchema read_schema(const std::string& json) {
  SqlSchema schema;
  boost::system::error_code wrong;
  const json::value value = json::parse(json, wrong);
  const json::value* fields =
      !wrong && value.is_object() ? value.get_object().if_contains("fields") : nullptr;
  if (fields == nullptr || !fields->is_array())
    throw Error(STELSEL_INTERNAL, "a table's schema has no list of fields");
  for (const json::value& field : fields->get_array()) {
    if (field.is_object()) add_columns(field.get_object(), schema);
  }
  schema.columns.push_back({kWeight, 0, View::weight, 0});
  return schema;
}

const Column& Table::column(std::size_t sql_column, const stelsel::Snapshot& snapshot) {
  const std::size_t field = schema_.columns[sql_column].field;
  const std::lock_guard<std::mutex> lock(mutex_);
  std::unique_ptr<Column>& column = columns_[field];
  if (column == nullptr) {
    auto read = std::make_unique<Column>(
        snapshot.stream(name_, {schema_.fields[field].name.c_str()}), schema_.fields[field].edtf);
    place_batches(*read);
    column = std::move(read);
  }
  return *column;
}

// All columns of a table come in the same batches.
void Table::place_batches(const Column& column) {
  std::vector<std::uint32_t> starts = {0};
  for (std::size_t b = 0; b < column.batches(); ++b)
    starts.push_back(starts.back() + static_cast<std::uint32_t>(column.length(b)));
  if (starts_.empty()) {
    for (std::size_t b = 0; b + 1 < starts.size(); ++b) {
      while (batch_of_block_.size() << 16 < starts[b + 1])
        batch_of_block_.push_back(static_cast<std::uint32_t>(b));
    }
    starts_ = std::move(starts);
  } else if (starts != starts_) {
    throw Error(STELSEL_INTERNAL, "the columns of table `" + name_ + "` differ in length");
  }
  if (starts_.back() != rows_)
    throw Error(STELSEL_INTERNAL, "table `" + name_ + "` has another number of rows than it says");
}

Spot Table::spot(std::uint32_t row) const {
  std::size_t batch = batch_of_block_[row >> 16];
  while (row >= starts_[batch + 1]) ++batch;
  return {batch, row - starts_[batch]};
}

std::shared_ptr<const Table::Order> Table::order(const std::vector<Key>& keys,
                                                 const stelsel::Snapshot& snapshot) {
  std::vector<const Column*> columns;
  for (const Key& key : keys) columns.push_back(&column(key.sql_column, snapshot));
  const std::lock_guard<std::mutex> lock(mutex_);
  std::shared_ptr<const Order>& kept = orders_[keys];
  if (kept != nullptr) return kept;
  std::vector<std::vector<std::int64_t>> values;
  for (const Column* const column : columns) values.push_back(sort_values(*column));
  auto order = std::make_shared<Order>();
  order->rows.resize(rows_);
  std::iota(order->rows.begin(), order->rows.end(), 0u);
  // The least important first: each sort keeps the order of those before it.
  for (std::size_t i = keys.size(); i-- > 0;) sort_rows(values[i], keys[i].descending, order->rows);
  order->runs = runs_of(order->rows, values);
  return kept = std::move(order);
}

std::shared_ptr<const Index> Table::index(const std::vector<std::size_t>& sql_columns,
                                          const stelsel::Snapshot& snapshot) {
  std::vector<const Column*> columns;
  for (const std::size_t sql_column : sql_columns) columns.push_back(&column(sql_column, snapshot));
  const std::lock_guard<std::mutex> lock(mutex_);
  Indexed& indexed = indexes_[sql_columns];
  if (indexed.index == nullptr) {
    if (rows_ > kFewRows && !std::exchange(indexed.asked, true)) return nullptr;
    indexed.index = std::make_shared<Index>(columns);
  }
  return indexed.index;
}

}  // namespace sql
