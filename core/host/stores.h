// Snapshots from a plugin's store, into it, and what it keeps of the past.
#ifndef STELSEL_CORE_HOST_STORES_H_
#define STELSEL_CORE_HOST_STORES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "core/host/open_store.h"
#include "core/host/plugins.h"
#include "core/host/source.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

// All tables of the store that are known, at the revision that is asked for. What is not known
// becomes a finding.
absl::StatusOr<SnapshotPtr> ReadStore(const Offered& store, const SourceName& name,
                                      const SchemaSetPtr& schemas, FindingSink& findings,
                                      stelsel_progress* progress);

// What is kept with a commit, but for its time; and what a target's format is written with.
struct CommitWords {
  std::string message = {};
  std::string author = {};
  std::map<std::string, std::string> parameters = {};
};

// What a commit did, in rows.
struct Committed {
  int64_t written = 0;   // added or changed
  int64_t erased = 0;    // removed
  int64_t revision = 0;  // the newest one now; 0 of a target without any
};

// Brings into the store, in one commit, what makes its tables hold what the snapshot's present
// tables hold. When the snapshot was written on a revision of that store, only what differs from
// it: other commits since then stay, or it is Aborted with the keys that both changed.
// `stored` is what Snapshot::stored gave; it is set to what is in the store now, when that is
// known.
absl::StatusOr<Committed> CommitToStore(const Offered& store, const SourceName& name,
                                        const SnapshotPtr& snapshot, SnapshotPtr& stored,
                                        const CommitWords& words, stelsel_progress* progress);

// The revisions as rows, the oldest first, up to the one that `name` gives.
absl::Status StoreHistory(const Offered& store, const SourceName& name, ArrowArrayStream* out);

// DataLoss when the store is damaged, or the rows of a revision are not those of its digest.
absl::Status VerifyStore(const Offered& store, const SourceName& name, const SchemaSetPtr& schemas,
                         stelsel_progress* progress);

absl::Status BackUpStore(const Offered& store, const SourceName& name, const std::string& path,
                         stelsel_progress* progress);

// What the rest of the host needs of an open store.

// The number of a revision: of `text` when that is one, of the last before the end of that day
// (UTC) when it is a date, of the newest when it is empty or `latest`. `newest` is that one.
absl::StatusOr<int64_t> RevisionNumber(OpenStore& store, const std::string& text, int64_t newest,
                                       const std::string& source);

// One table of a store at a revision, into a writer. `unknown` gets columns that are not known.
absl::Status ReadStoredTable(OpenStore& store, const std::string& table,
                             const std::string& revision, Writer& writer,
                             std::vector<std::string>& unknown);

// What commits after revision `from`, up to `to`, changed in a table.
absl::StatusOr<TableChange> ReadStoredChange(OpenStore& store, const std::string& table,
                                             int64_t from, int64_t to, const SchemaSetPtr& schemas);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_STORES_H_
