// Snapshots from a plugin's store, and into it.
#ifndef STELSEL_CORE_HOST_STORES_H_
#define STELSEL_CORE_HOST_STORES_H_

#include <string>

#include "absl/status/statusor.h"
#include "core/host/plugins.h"
#include "core/host/source.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

// All tables of the store that are known, at the revision that is asked for. A table that is not
// known becomes a finding.
absl::StatusOr<SnapshotPtr> ReadStore(const Offered& store, const SourceName& name,
                                      const SchemaSetPtr& schemas, FindingSink& findings,
                                      stelsel_progress* progress);

// What a commit did, in rows.
struct Committed {
  int64_t written = 0;  // added or changed
  int64_t erased = 0;
};

// Makes the store's tables hold what the snapshot's present tables hold, in one commit of what
// differs.
absl::StatusOr<Committed> CommitToStore(const Offered& store, const SourceName& name,
                                        const SnapshotPtr& snapshot, const std::string& message,
                                        stelsel_progress* progress);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_STORES_H_
