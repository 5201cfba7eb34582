#include "core/model/order.h"

#include <algorithm>
#include <limits>
#include <new>
#include <numeric>
#include <utility>

#include "core/base/parallel.h"

namespace stelsel::core {
namespace {

// The values of one field as integers that sort as the values do; the least is 0.
struct SortColumn {
  std::vector<int64_t> values;  // one a row
  int64_t range = 0;            // one more than the greatest
};

// For each code that occurs in `values` its place among the texts in order, from 1. A few rows do
// not pay for sorting all the texts of a large dictionary.
std::vector<int64_t> RanksOf(const Dictionary& dictionary, const std::vector<int64_t>& values) {
  std::vector<int64_t> ranks(static_cast<size_t>(dictionary.size()));
  std::vector<int32_t> codes;
  for (const int64_t value : values) {
    if (value == Column::kNull || std::exchange(ranks[static_cast<size_t>(value)], 1) != 0)
      continue;
    codes.push_back(static_cast<int32_t>(value));
  }
  std::sort(codes.begin(), codes.end(),
            [&](int32_t a, int32_t b) { return dictionary.Text(a) < dictionary.Text(b); });
  for (size_t i = 0; i < codes.size(); ++i)
    ranks[static_cast<size_t>(codes[i])] = static_cast<int64_t>(i) + 1;
  return ranks;
}

// Counts from the least value, unless that would not fit.
void Rebase(SortColumn& column) {
  const auto [least, most] = std::minmax_element(column.values.begin(), column.values.end());
  int64_t range = 0;
  if (__builtin_sub_overflow(*most, *least, &range) ||
      range == std::numeric_limits<int64_t>::max()) {
    column.range = std::numeric_limits<int64_t>::max();
    return;
  }
  column.range = range + 1;
  for (const int64_t base = *least; int64_t & value : column.values) value -= base;
}

SortColumn ColumnOf(const Table& table, int field, const std::vector<RowId>& rows) {
  SortColumn column;
  column.values.reserve(rows.size());
  for (const RowId id : rows) column.values.push_back(table.row(id).Scalar(field));
  if (const Dictionary* const dictionary = table.dictionary(field)) {
    const std::vector<int64_t> ranks = RanksOf(*dictionary, column.values);
    for (int64_t& value : column.values)
      value = value == Column::kNull ? 0 : ranks[static_cast<size_t>(value)];
  }
  Rebase(column);
  return column;
}

// All columns in one integer a row, when their ranges allow it.
bool Combine(std::vector<SortColumn>& columns) {
  int64_t range = 1;
  for (const SortColumn& column : columns) {
    if (__builtin_mul_overflow(range, column.range, &range)) return false;
  }
  SortColumn& all = columns[0];
  for (size_t c = 1; c < columns.size(); ++c) {
    for (size_t i = 0; i < all.values.size(); ++i) {
      all.values[i] = all.values[i] * columns[c].range + columns[c].values[i];
    }
  }
  columns.resize(1);
  return true;
}

bool Before(const std::vector<SortColumn>& columns, size_t a, size_t b) {
  for (const SortColumn& column : columns) {
    if (column.values[a] != column.values[b]) return column.values[a] < column.values[b];
  }
  return false;
}

}  // namespace

std::vector<RowId> LiveRows(const Table& table) {
  std::vector<RowId> rows;
  rows.reserve(static_cast<size_t>(table.row_count()));
  table.ForEachRow([&](const RowRef& row) { rows.push_back(row.id()); });
  return rows;
}

std::vector<RowId> InKeyOrder(const Table& table, std::vector<RowId> rows) {
  if (rows.empty()) return rows;
  std::vector<SortColumn> columns;
  for (const int field : table.schema().primary_key)
    columns.push_back(ColumnOf(table, field, rows));
  Combine(columns);
  std::vector<uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto before = [&](uint32_t a, uint32_t b) { return Before(columns, a, b); };
  if (std::is_sorted(order.begin(), order.end(), before)) return rows;
  std::stable_sort(order.begin(), order.end(), before);
  std::vector<RowId> sorted;
  sorted.reserve(rows.size());
  for (const uint32_t i : order) sorted.push_back(rows[i]);
  return sorted;
}

namespace {

// Copies of the rows in the range, in as many chunks as they need.
std::vector<Table::Part> Copied(const Table& table, const RowId* begin, const RowId* end) {
  ChunkBuilder builder(table.schema_ptr(), table.dictionaries());
  std::vector<Table::Part> parts;
  const auto fields = static_cast<int>(table.schema().fields.size());
  for (const RowId* id = begin; id != end; ++id) {
    const RowRef row = table.row(*id);
    for (int field = 0; field < fields; ++field) {
      const auto at = static_cast<size_t>(field);
      if (row.IsNull(field)) {
        builder.AppendNull(at);
      } else if (table.schema().field(field).type == Type::kText) {
        builder.AppendText(at, row.Text(field));
      } else {
        builder.AppendScalar(at, row.Scalar(field));
      }
    }
    builder.EndRow();
    if (builder.full()) parts.push_back({builder.Finish(), nullptr});
  }
  if (builder.rows() > 0) parts.push_back({builder.Finish(), nullptr});
  return parts;
}

}  // namespace

TablePtr TableOfRows(const Table& table, const std::vector<RowId>& rows) {
  if (std::is_sorted(rows.begin(), rows.end())) return PickRows(table, rows);
  const size_t pieces = (rows.size() + Chunk::kMaxRows - 1) / Chunk::kMaxRows;
  std::vector<std::vector<Table::Part>> copied(pieces);
  const int threads = ThreadsFor(0, static_cast<int64_t>(rows.size()));
  const absl::Status done = ForEachTask(threads, pieces, [&](size_t piece) {
    const size_t from = piece * Chunk::kMaxRows;
    const size_t to = std::min(rows.size(), from + Chunk::kMaxRows);
    copied[piece] = Copied(table, rows.data() + from, rows.data() + to);
    return absl::OkStatus();
  });
  if (!done.ok()) throw std::bad_alloc();  // the only thing that can fail
  std::vector<Table::Part> parts;
  for (std::vector<Table::Part>& piece : copied)
    parts.insert(parts.end(), piece.begin(), piece.end());
  return std::make_shared<const Table>(table.schema_ptr(), table.dictionaries(), std::move(parts));
}

}  // namespace stelsel::core
