// What leads from one snapshot's table to another's.
#ifndef STELSEL_CORE_MODEL_DIFF_H_
#define STELSEL_CORE_MODEL_DIFF_H_

#include <vector>

#include "core/model/table.h"

namespace stelsel::core {

struct TableDiff {
  std::vector<RowId> added;    // of `after`
  std::vector<RowId> changed;  // of `after`
  std::vector<RowId> removed;  // of `before`
  std::vector<RowId> was;      // of `before`: for each of `changed` the row that it was
};

// Compares by primary key; the tables need the same schema but may come from different sources.
// Rows of one table that share a key are taken for one: the first of them.
TableDiff Diff(const Table& before, const Table& after);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_DIFF_H_
