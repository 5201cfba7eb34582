// Rows that packs bring along: in every snapshot that is read, and never part of a source.
#ifndef STELSEL_CORE_MODEL_PACK_ROWS_H_
#define STELSEL_CORE_MODEL_PACK_ROWS_H_

#include "core/model/snapshot.h"
#include "core/model/table.h"

namespace stelsel::core {

// What the source had; the same pointer where that is all. For whatever copies, stores or counts.
TablePtr WithoutPackRows(const TablePtr& table);
SnapshotPtr WithoutPackRows(const SnapshotPtr& snapshot);

// The same without the rows of packs whose key a row of the source has: that one replaces them.
SnapshotPtr WithoutReplacedRows(const SnapshotPtr& snapshot);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_PACK_ROWS_H_
