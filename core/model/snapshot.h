// All tables as they stood at one moment. Immutable; any thread; shares chunks with the snapshots
// it was made from.
#ifndef STELSEL_CORE_MODEL_SNAPSHOT_H_
#define STELSEL_CORE_MODEL_SNAPSHOT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "core/model/table.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

class Snapshot;
using SnapshotPtr = std::shared_ptr<const Snapshot>;

// Rows of one table that could not be read. Their keys are remembered as far as they were readable,
// so that references to them raise nothing more.
struct KeptOut {
  int64_t rows = 0;
  absl::flat_hash_set<std::string> keys;  // KeyText of the primary key
};

// The values of a key in one text.
std::string KeyText(const std::vector<std::string>& values);

// Where a snapshot was read from.
struct Origin {
  std::string source;         // as the caller named it; empty when made in memory
  std::string revision = {};  // number of a store's revision; empty otherwise
  std::string digest = {};    // of that revision; empty when the store keeps none
  // For people: `landscape.sqlite@7 (sha256 0a1b2c3d4e5f)`, so that a report says what it was made
  // from also when the store has gone on. The source alone when it has no revision.
  std::string Shown() const;
};

class Snapshot : public std::enable_shared_from_this<Snapshot> {
 public:
  struct Parts {
    SchemaSetPtr schemas;
    std::shared_ptr<const DictionaryPool> pool;
    std::map<std::string, TablePtr, std::less<>> tables;  // those that are present
    std::set<std::string, std::less<>> packs_only;        // of these, those that no source had
    std::map<std::string, KeptOut, std::less<>> kept_out;
    Origin origin;
    std::optional<int32_t> as_of;
    SnapshotPtr stored;  // see stored()
  };

  explicit Snapshot(Parts parts) : parts_(std::move(parts)) {}
  // A snapshot in which no table is present.
  static SnapshotPtr Empty(SchemaSetPtr schemas);

  const SchemaSetPtr& schemas() const { return parts_.schemas; }
  const std::shared_ptr<const DictionaryPool>& pool() const { return parts_.pool; }
  // The table; empty when it is known but was not present; null when no schema has the name. Its
  // interned texts live in pool(), which it does not keep alive itself.
  TablePtr table(std::string_view name) const;
  // Whether the source had this table, with rows or without. Rows of packs do not count.
  bool has(std::string_view name) const {
    return parts_.tables.count(name) > 0 && parts_.packs_only.count(name) == 0;
  }
  // All that it consists of, to make another one of.
  const Parts& parts() const { return parts_; }
  const std::map<std::string, KeptOut, std::less<>>& kept_out() const { return parts_.kept_out; }
  const Origin& origin() const { return parts_.origin; }
  // The day this snapshot is read as of; nothing when it holds all times.
  std::optional<int32_t> as_of() const { return parts_.as_of; }

  // The same, but only the rows that hold on `day` (days since 1970): of a table with a period the
  // rows whose period has that day in it, of observations the latest of each subject that had been
  // made by then. Tables without either stay whole. Works on so many threads at most, which end
  // before it returns; 0 is two where the machine has them.
  SnapshotPtr AsOf(int32_t day, int threads = 0) const;

  // The content of a store's revision that this snapshot is, or that it was written on, with the
  // origin that names it; null when there is none. What differs from it is what a commit to that
  // store brings.
  SnapshotPtr stored() const;
  // This snapshot is now in a store, as `stored` says.
  void SetStored(SnapshotPtr stored) const;

  // What somebody keeps with this snapshot under `owner`, an address of theirs; made when nothing
  // is kept yet, while others wait. It ends with the snapshot, so it must not keep it alive. Null
  // when `make` gave nothing.
  using KeptPtr = std::unique_ptr<void, void (*)(void*)>;
  void* Keep(const void* owner, absl::FunctionRef<KeptPtr()> make) const;

 private:
  friend class Writer;
  Parts parts_;
  mutable std::mutex kept_mutex_;
  mutable std::map<const void*, KeptPtr> kept_;
  mutable std::mutex stored_mutex_;
  mutable SnapshotPtr stored_later_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_SNAPSHOT_H_
