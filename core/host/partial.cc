// What `copy --partial` writes: the rows that nothing is wrong with.
#include <algorithm>
#include <utility>

#include "core/base/status.h"
#include "core/check/checks.h"
#include "core/host/engine.h"

namespace stelsel::core {
namespace {

// Those that failed. Rows of packs stay, for what refers to them: they are not written anyhow.
std::vector<RowId> FailedOf(const Table& table, const Findings& findings) {
  std::vector<RowId> failed = findings.FailedRows(table.schema().name);
  failed.erase(std::remove_if(failed.begin(), failed.end(),
                              [&](RowId id) { return table.row(id).plugin() != nullptr; }),
               failed.end());
  return failed;
}

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
    const std::vector<RowId> failed = FailedOf(*table, findings);
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
  Snapshot::Parts parts = snapshot->parts();
  // What was kept out is not remembered here, so that rows which refer to it fail as well.
  parts.kept_out.clear();
  Drop(parts, findings, left_out);
  for (bool dropped = true; dropped;) {
    Findings again(CoreRules(), 1);
    STELSEL_RETURN_IF_ERROR(CheckSnapshot(std::make_shared<const Snapshot>(parts), {}, again));
    dropped = Drop(parts, again, left_out);
  }
  return std::make_shared<const Snapshot>(std::move(parts));
}

}  // namespace stelsel::core
