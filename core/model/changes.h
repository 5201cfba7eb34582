// What a commit changes in each table, and its digest.
#ifndef STELSEL_CORE_MODEL_CHANGES_H_
#define STELSEL_CORE_MODEL_CHANGES_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/model/snapshot.h"
#include "core/model/table.h"

namespace stelsel::core {

// The rows of one table that a commit writes. The tables' texts live in the two pools.
struct TableChange {
  TablePtr upserts;   // rows that were added or changed, whole, in the order of the key
  TablePtr erasures;  // rows that are gone, of which the key counts, likewise
  std::shared_ptr<const DictionaryPool> upserts_pool;
  std::shared_ptr<const DictionaryPool> erasures_pool;

  const TableSchema& schema() const { return upserts->schema(); }
  bool empty() const { return upserts->row_count() == 0 && erasures->row_count() == 0; }
};

// What leads from a table of `before` to the one of `after`.
TableChange ChangeOf(const Snapshot& before, const Snapshot& after, std::string_view table);

// SHA-256 over `parent`, the digest of the revision before (empty for the first), and the changes:
// of each table that changes, by name, its rows in the order of the key. A row is a sign (+ or -),
// and for each of its fields that has a value, in the order of their first names, that name and the
// value; of a row that is gone only the key's fields. So it stays the same when fields are added,
// renamed or put in another order, and wherever the rows are kept. changes.cc has the bytes.
absl::StatusOr<std::string> ChangesDigest(std::string_view parent,
                                          const std::vector<TableChange>& changes);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_CHANGES_H_
