#include "core/model/pack_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "core/model/key_index.h"

namespace stelsel::core {
namespace {

bool IsOfPack(const Table::Part& part) { return part.chunk->plugin != nullptr; }

// The parts of `table` that are of packs, or those that are not.
TablePtr PartsOf(const Table& table, bool of_packs) {
  std::vector<Table::Part> parts;
  std::copy_if(table.parts().begin(), table.parts().end(), std::back_inserter(parts),
               [&](const Table::Part& part) { return IsOfPack(part) == of_packs; });
  return std::make_shared<const Table>(table.schema_ptr(), table.dictionaries(), std::move(parts));
}

bool HasPackRows(const Table& table) {
  return std::any_of(table.parts().begin(), table.parts().end(), IsOfPack);
}

// The source may have many more rows than the packs, so the packs' are the ones that are indexed.
TablePtr WithoutReplaced(const TablePtr& table) {
  const std::vector<int>& key = table->schema().primary_key;
  const TablePtr of_packs = PartsOf(*table, true), of_source = PartsOf(*table, false);
  if (of_packs->row_count() == 0 || of_source->row_count() == 0 || key.empty()) return table;
  KeyIndex index(*of_source, key);  // only of what is wanted
  KeyIndex wanted(*of_packs, key);
  wanted.AddAll();
  of_source->ForEachRow([&](const RowRef& row) {
    if (wanted.Find(ValuesOf(row, key))) index.Add(row);
  });
  std::vector<RowId> kept;
  table->ForEachRow([&](const RowRef& row) {
    if (row.plugin() == nullptr || !index.Find(ValuesOf(row, key))) kept.push_back(row.id());
  });
  return PickRows(*table, kept);
}

}  // namespace

TablePtr WithoutPackRows(const TablePtr& table) {
  return HasPackRows(*table) ? PartsOf(*table, false) : table;
}

SnapshotPtr WithoutPackRows(const SnapshotPtr& snapshot) {
  Snapshot::Parts parts = snapshot->parts();
  bool differs = !parts.packs_only.empty();
  for (const std::string& name : parts.packs_only) parts.tables.erase(name);
  parts.packs_only.clear();
  for (auto& [name, table] : parts.tables) {
    const TablePtr own = WithoutPackRows(table);
    differs = differs || own != table;
    table = own;
  }
  return differs ? std::make_shared<const Snapshot>(std::move(parts)) : snapshot;
}

SnapshotPtr WithoutReplacedRows(const SnapshotPtr& snapshot) {
  Snapshot::Parts parts = snapshot->parts();
  bool differs = false;
  for (auto& [name, table] : parts.tables) {
    const TablePtr left = HasPackRows(*table) ? WithoutReplaced(table) : table;
    differs = differs || left != table;
    table = left;
  }
  return differs ? std::make_shared<const Snapshot>(std::move(parts)) : snapshot;
}

}  // namespace stelsel::core
