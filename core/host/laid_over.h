// What `copy --keep` writes: rows laid over those that are there.
#ifndef STELSEL_CORE_HOST_LAID_OVER_H_
#define STELSEL_CORE_HOST_LAID_OVER_H_

#include "absl/status/statusor.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

// `base` with the rows of `top`, each in place of the one with its key. Rows that the packs of
// `top` brought are not among them.
absl::StatusOr<SnapshotPtr> LaidOver(const SnapshotPtr& base, const SnapshotPtr& top);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_LAID_OVER_H_
