#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/io/csv_table.h"
#include "core/io/csv_writer.h"
#include "core/model/order.h"

namespace stelsel::core {
namespace {

bool IsText(Type type) { return type == Type::kText || type == Type::kCode || type == Type::kEdtf; }

bool HasValue(const RowRef& row, int fields) {
  for (int i = 0; i < fields; ++i) {
    if (!row.IsNull(i)) return true;
  }
  return false;
}

// Rows with the same key stay in the order they have, so that writing is a fixed point.
std::vector<RowId> RowsInOrder(const Table& table) {
  const int fields = static_cast<int>(table.schema().fields.size());
  std::vector<RowId> rows;
  rows.reserve(static_cast<size_t>(table.row_count()));
  table.ForEachRow([&](const RowRef& row) {
    if (HasValue(row, fields)) rows.push_back(row.id());
  });
  return InKeyOrder(table, std::move(rows));
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
  for (const RowId id : RowsInOrder(table)) {
    const RowRef row = table.row(id);
    for (int i = 0; i < fields; ++i) AddValue(row, i, csv);
    STELSEL_RETURN_IF_ERROR(csv.EndRecord());
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
