// What `copy --partial` writes: the rows that nothing is wrong with.
#include <algorithm>
#include <utility>

#include "core/base/status.h"
#include "core/check/checks.h"
#include "core/host/engine.h"

namespace stelsel::core {
namespace {

// The rows of `table` that are not among `failed` (ascending).
TablePtr Others(const Table& table, const std::vector<RowId>& failed) {
  std::vector<RowId> rows;
  table.ForEachRow([&](const RowRef& row) {
    if (!std::binary_search(failed.begin(), failed.end(), row.id())) rows.push_back(row.id());
  });
  return PickRows(table, rows);
}

// Drops the rows that failed; counts them. False when there were none.
bool Drop(Snapshot::Parts& parts, const Findings& findings,
          std::map<std::string, int64_t>& left_out) {
  bool dropped = false;
  for (auto& [name, table] : parts.tables) {
    const std::vector<RowId> failed = findings.FailedRows(name);
    if (failed.empty()) continue;
    left_out[name] += static_cast<int64_t>(failed.size());
    table = Others(*table, failed);
    dropped = true;
  }
  return dropped;
}

}  // namespace

absl::StatusOr<SnapshotPtr> WithoutFailedRows(const SnapshotPtr& snapshot, const Findings& findings,
                                              std::map<std::string, int64_t>& left_out) {
  Snapshot::Parts parts;
  parts.schemas = snapshot->schemas();
  parts.pool = snapshot->pool();
  parts.origin = snapshot->origin();
  for (const TableSchemaPtr& schema : parts.schemas->tables()) {
    if (snapshot->has(schema->name)) parts.tables[schema->name] = snapshot->table(schema->name);
  }
  // What was kept out is not remembered here, so that rows which refer to it fail as well.
  Drop(parts, findings, left_out);
  for (bool dropped = true; dropped;) {
    Findings again(CoreRules(), 1);
    STELSEL_RETURN_IF_ERROR(CheckSnapshot(std::make_shared<const Snapshot>(parts), {}, again));
    dropped = Drop(parts, again, left_out);
  }
  return std::make_shared<const Snapshot>(std::move(parts));
}

}  // namespace stelsel::core
