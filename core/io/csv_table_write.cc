#include <algorithm>
#include <vector>

#include "core/base/status.h"
#include "core/io/csv_table.h"
#include "core/io/csv_writer.h"

namespace stelsel::core {
namespace {

bool IsText(Type type) { return type == Type::kText || type == Type::kCode || type == Type::kEdtf; }

// Below zero, zero or above, as for strcmp; no value comes first.
int Compare(const RowRef& a, const RowRef& b, int field) {
  const Type type = a.table().schema().field(field).type;
  const int64_t left = a.Scalar(field);
  const int64_t right = b.Scalar(field);
  if (type != Type::kText && left == right) return 0;
  if (a.IsNull(field) || b.IsNull(field)) return int{b.IsNull(field)} - int{a.IsNull(field)};
  if (IsText(type)) return a.Text(field).compare(b.Text(field));
  return left < right ? -1 : 1;
}

bool ComesBefore(const RowRef& a, const RowRef& b) {
  for (const int field : a.table().schema().primary_key) {
    const int order = Compare(a, b, field);
    if (order != 0) return order < 0;
  }
  return false;
}

bool HasValue(const RowRef& row, int fields) {
  for (int i = 0; i < fields; ++i) {
    if (!row.IsNull(i)) return true;
  }
  return false;
}

// Rows with the same key stay in the order they have, so that writing is a fixed point.
std::vector<RowRef> RowsInOrder(const Table& table) {
  const int fields = static_cast<int>(table.schema().fields.size());
  std::vector<RowRef> rows;
  rows.reserve(static_cast<size_t>(table.row_count()));
  table.ForEachRow([&](const RowRef& row) {
    if (HasValue(row, fields)) rows.push_back(row);
  });
  if (!std::is_sorted(rows.begin(), rows.end(), ComesBefore)) {
    std::stable_sort(rows.begin(), rows.end(), ComesBefore);
  }
  return rows;
}

void AddValue(const RowRef& row, int field, CsvWriter& csv) {
  if (row.IsNull(field)) {
    csv.AddNull();
  } else if (IsText(row.table().schema().field(field).type)) {
    csv.AddCell(row.Text(field));
  } else {
    csv.AddCell(row.Format(field));
  }
}

}  // namespace

absl::Status WriteCsvTable(const Table& table, FileWriter& out) {
  CsvWriter csv(out);
  for (const Field& field : table.schema().fields) csv.AddCell(field.name);
  STELSEL_RETURN_IF_ERROR(csv.EndRecord());
  const int fields = static_cast<int>(table.schema().fields.size());
  for (const RowRef& row : RowsInOrder(table)) {
    for (int i = 0; i < fields; ++i) AddValue(row, i, csv);
    STELSEL_RETURN_IF_ERROR(csv.EndRecord());
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
