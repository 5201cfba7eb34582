#include "core/host/stores.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/host/progress.h"
#include "core/model/arrow.h"
#include "core/model/diff.h"
#include "core/model/order.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

// A plugin's store, opened; closed when it goes, or by Close when the answer matters.
class OpenStore {
 public:
  static absl::StatusOr<std::unique_ptr<OpenStore>> Open(const Offered& offered,
                                                         const std::string& path, int32_t mode) {
    std::unique_ptr<OpenStore> store(new OpenStore(*offered.plugin));
    STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_STORE));
    store->functions_ = static_cast<const stelsel_store_v1*>(table);
    const auto entered = offered.plugin->Enter();
    STELSEL_RETURN_IF_ERROR(store->Call([&](stelsel_error* error) {
      return store->functions_->open(store->functions_->self, path.c_str(), mode, &store->store_,
                                     error);
    }));
    if (store->store_ == nullptr) return store->GaveNothing("store");
    return store;
  }
  ~OpenStore() {
    if (store_ != nullptr) functions_->close(store_, nullptr);
  }
  OpenStore(const OpenStore&) = delete;
  OpenStore& operator=(const OpenStore&) = delete;

  absl::Status Close() {
    return Call([&](stelsel_error* error) {
      return functions_->close(std::exchange(store_, nullptr), error);
    });
  }

  absl::StatusOr<std::string> Latest() {
    const char* revision = nullptr;
    STELSEL_RETURN_IF_ERROR(
        Call([&](stelsel_error* error) { return functions_->latest(store_, &revision, error); }));
    return std::string(revision != nullptr ? revision : "");
  }

  absl::StatusOr<std::vector<std::string>> Tables() {
    std::vector<std::string> tables;
    for (size_t i = 0;; ++i) {
      const char* name = nullptr;
      STELSEL_RETURN_IF_ERROR(
          Call([&](stelsel_error* error) { return functions_->table(store_, i, &name, error); }));
      if (name == nullptr) return tables;
      tables.emplace_back(name);
    }
  }

  absl::Status Read(const std::string& table, const std::string& revision, ArrowArrayStream* out) {
    return Call([&](stelsel_error* error) {
      return functions_->read(store_, table.c_str(), revision.c_str(), out, error);
    });
  }

  const stelsel_store_v1& functions() const { return *functions_; }
  stelsel_store* raw() const { return store_; }

  absl::Status GaveNothing(std::string_view what) const {
    return absl::InternalError(absl::StrCat("plugin ", plugin_.manifest().id,
                                            " said that all is well, but gave no ",
                                            std::string(what)));
  }

  template <typename F>
  absl::Status Call(F f) const {
    stelsel_error error = STELSEL_ERROR_INIT;
    const int32_t code = f(&error);
    return FromCode(code, error, plugin_.manifest().id);
  }

 private:
  explicit OpenStore(const Plugin& plugin) : plugin_(plugin) {}
  const Plugin& plugin_;
  const stelsel_store_v1* functions_ = nullptr;
  stelsel_store* store_ = nullptr;
};

absl::StatusOr<SnapshotPtr> ReadTables(OpenStore& store, const std::string& revision,
                                       const SchemaSetPtr& schemas, const std::string& source,
                                       FindingSink* findings, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store.Tables());
  const SnapshotPtr empty = Snapshot::Empty(schemas);
  Writer writer(empty);
  int64_t done = 0;
  for (const std::string& table : tables) {
    STELSEL_RETURN_IF_ERROR(Advance(progress, table, done++, static_cast<int64_t>(tables.size())));
    const TablePtr known = empty->table(table);
    if (known == nullptr) {
      if (findings != nullptr) {
        findings->Add("core/unknown_table",
                      [&](Finding& finding) { finding.With("name", table).file = source; });
      }
      continue;
    }
    ArrowArrayStream rows{};
    STELSEL_RETURN_IF_ERROR(store.Read(table, revision, &rows));
    STELSEL_RETURN_IF_ERROR(writer.Touch(table));
    STELSEL_RETURN_IF_ERROR(
        ImportStream(&rows, known->schema_ptr(), known->dictionaries(), {},
                     [&](ChunkPtr chunk) { return writer.Append(table, std::move(chunk)); }));
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, store.Latest());
  return writer.Commit({source, revision == "latest" ? latest : revision});
}

// The rows of one table that a commit writes.
struct Change {
  TablePtr after;
  TablePtr upserts;
  TablePtr erasures;
};

std::vector<Change> Changes(const Snapshot& before, const Snapshot& after) {
  std::vector<Change> changes;
  for (const TableSchemaPtr& schema : after.schemas()->tables()) {
    if (!after.has(schema->name)) continue;
    const TablePtr from = before.table(schema->name);
    const TablePtr to = after.table(schema->name);
    TableDiff diff = Diff(*from, *to);
    diff.added.insert(diff.added.end(), diff.changed.begin(), diff.changed.end());
    // A store is filled fastest in the order of its key.
    diff.added = InKeyOrder(*to, std::move(diff.added));
    std::sort(diff.removed.begin(), diff.removed.end());
    changes.push_back({to, TableOfRows(*to, diff.added), PickRows(*from, diff.removed)});
  }
  return changes;
}

std::string Now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return FormatDateTime(
      std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count());
}

// A commit being made; rolled back when it goes unless it was committed.
class Transaction {
 public:
  explicit Transaction(OpenStore& store) : store_(store) {}
  ~Transaction() {
    if (raw_ != nullptr) store_.functions().rollback(raw_);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  absl::Status Begin(const std::string& base, const std::string& message) {
    const std::string now = Now();
    const stelsel_commit commit = {sizeof commit, base.c_str(), message.c_str(), now.c_str()};
    STELSEL_RETURN_IF_ERROR(store_.Call([&](stelsel_error* error) {
      return store_.functions().begin(store_.raw(), &commit, &raw_, error);
    }));
    return raw_ != nullptr ? absl::OkStatus() : store_.GaveNothing("transaction");
  }

  absl::Status Upsert(const TablePtr& rows, std::shared_ptr<const DictionaryPool> pool) {
    ArrowArrayStream stream{};
    ExportTable(rows, std::move(pool), AllFields(rows->schema()), &stream);
    const TableSchema& schema = rows->schema();
    return store_.Call([&](stelsel_error* error) {
      return store_.functions().upsert(raw_, schema.name.c_str(), schema.json.c_str(), &stream,
                                       error);
    });
  }

  absl::Status Erase(const TablePtr& rows, std::shared_ptr<const DictionaryPool> pool) {
    ArrowArrayStream stream{};
    const TableSchema& schema = rows->schema();
    ExportTable(rows, std::move(pool), schema.primary_key, &stream);
    return store_.Call([&](stelsel_error* error) {
      return store_.functions().erase(raw_, schema.name.c_str(), schema.json.c_str(), &stream,
                                      error);
    });
  }

  absl::Status Commit() {
    return store_.Call([&](stelsel_error* error) {
      return store_.functions().commit(std::exchange(raw_, nullptr), error);
    });
  }

 private:
  OpenStore& store_;
  stelsel_transaction* raw_ = nullptr;
};

absl::Status WriteChanges(Transaction& transaction, const std::vector<Change>& changes,
                          const Snapshot& before, const Snapshot& after,
                          stelsel_progress* progress) {
  int64_t done = 0;
  for (const Change& change : changes) {
    STELSEL_RETURN_IF_ERROR(Advance(progress, change.after->schema().name, done++,
                                    static_cast<int64_t>(changes.size())));
    STELSEL_RETURN_IF_ERROR(transaction.Upsert(change.upserts, after.pool()));
  }
  // What is referred to goes after what refers to it.
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->erasures->row_count() == 0) continue;
    STELSEL_RETURN_IF_ERROR(transaction.Erase(change->erasures, before.pool()));
  }
  return transaction.Commit();
}

}  // namespace

absl::StatusOr<SnapshotPtr> ReadStore(const Offered& offered, const SourceName& name,
                                      const SchemaSetPtr& schemas, FindingSink& findings,
                                      stelsel_progress* progress) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_READ));
  const std::string revision = name.revision.empty() ? "latest" : name.revision;
  STELSEL_ASSIGN_OR_RETURN(SnapshotPtr snapshot,
                           ReadTables(*store, revision, schemas, name.path, &findings, progress));
  STELSEL_RETURN_IF_ERROR(store->Close());
  return snapshot;
}

absl::StatusOr<Committed> CommitToStore(const Offered& offered, const SourceName& name,
                                        const SnapshotPtr& snapshot, const std::string& message,
                                        stelsel_progress* progress) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_CREATE));
  STELSEL_ASSIGN_OR_RETURN(const std::string base, store->Latest());
  SnapshotPtr before = Snapshot::Empty(snapshot->schemas());
  if (!base.empty()) {
    STELSEL_ASSIGN_OR_RETURN(
        before, ReadTables(*store, "latest", snapshot->schemas(), name.path, nullptr, nullptr));
  }
  const std::vector<Change> changes = Changes(*before, *snapshot);
  Committed done;
  for (const Change& change : changes) {
    done.written += change.upserts->row_count();
    done.erased += change.erasures->row_count();
  }
  if (done.written + done.erased > 0 || base.empty()) {
    Transaction transaction(*store);
    STELSEL_RETURN_IF_ERROR(transaction.Begin(base, message));
    STELSEL_RETURN_IF_ERROR(WriteChanges(transaction, changes, *before, *snapshot, progress));
  }
  STELSEL_RETURN_IF_ERROR(store->Close());
  return done;
}

}  // namespace stelsel::core
