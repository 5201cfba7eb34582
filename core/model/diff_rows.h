// What leads from one snapshot to another as rows for people and programs: by table, key and field.
#ifndef STELSEL_CORE_MODEL_DIFF_ROWS_H_
#define STELSEL_CORE_MODEL_DIFF_ROWS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/model/diff.h"
#include "core/model/snapshot.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// One table of two snapshots; each list of rows in the order of the key.
struct TableDifference {
  TablePtr before;
  TablePtr after;
  TableDiff rows;
};

// Holds row numbers only, and the snapshots that they are of. Immutable once made; any thread.
struct Differences {
  SnapshotPtr before;
  SnapshotPtr after;
  std::vector<TableDifference> tables;  // those that differ, in the order of the schemas

  bool empty() const { return tables.empty(); }
};

// Of the tables for which `wanted` says so. A table that one of them lacks counts as empty, rows of
// packs do not count. Both snapshots need the same schemas.
Differences DifferencesOf(const SnapshotPtr& before, const SnapshotPtr& after,
                          absl::FunctionRef<bool(std::string_view table)> wanted);

// What a stream of differences calls its columns and changes; those of programs unless given.
struct DifferenceWords {
  const char* columns[6] = {"table", "key", "change", "field", "before", "after"};
  const char* added = "added";
  const char* changed = "changed";
  const char* removed = "removed";
};

// A stream of texts: table, key (its values joined by |), change (added, changed or removed),
// field, before, after. Rows come table by table in the order of the key: one of a row that was
// added or removed, with no field; of a changed one as many as fields changed, in the order of the
// schema. Values are as our own files have them, null where there is none. When `most` is given, of
// texts with more code points only so many are shown, around the first place where they differ.
// Rows are made as they are asked for.
void ExportDifferences(Differences differences, size_t most, ArrowArrayStream* out,
                       const DifferenceWords& words = {});

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_DIFF_ROWS_H_
