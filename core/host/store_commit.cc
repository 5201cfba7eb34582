// A commit: what differs, whether somebody else changed the same, and writing it.
#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/host/progress.h"
#include "core/host/stores.h"
#include "core/model/arrow.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

constexpr int kTries = 5;            // others may commit between our looking and our writing
constexpr size_t kClashesShown = 5;  // keys in one sentence

std::string Now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return FormatDateTime(
      std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count());
}

// Keys that others changed, in one table.
class Theirs {
 public:
  explicit Theirs(const TableChange& change) {
    for (const TablePtr& rows : {change.upserts, change.erasures})
      rows->ForEachRow([&](const RowRef& row) { keys_.insert(KeyText(row.Key())); });
  }
  // Adds those of `rows` that they changed as well.
  void FindIn(const Table& rows, std::vector<std::string>& clashes) const {
    rows.ForEachRow([&](const RowRef& row) {
      const std::vector<std::string> key = row.Key();
      if (keys_.contains(KeyText(key)))
        clashes.push_back(absl::StrCat(rows.schema().name, " `", absl::StrJoin(key, "|"), "`"));
    });
  }

 private:
  absl::flat_hash_set<std::string> keys_;
};

absl::Status Refuse(const std::vector<std::string>& clashes, int64_t from, int64_t newest,
                    const std::string& store) {
  const size_t shown = std::min(clashes.size(), kClashesShown);
  std::string text =
      absl::StrJoin(clashes.begin(), clashes.begin() + static_cast<ptrdiff_t>(shown), ", ");
  if (clashes.size() > shown) absl::StrAppend(&text, " and ", clashes.size() - shown, " more");
  return absl::AbortedError(
      absl::StrCat("these changes start from revision ", from, " of ", store, ", which is now at ",
                   newest, ", and change what others changed since: ", text, "; read it again"));
}

// One commit to one open store.
class StoreCommit {
 public:
  StoreCommit(OpenStore& store, const SourceName& name, const SnapshotPtr& snapshot,
              const SnapshotPtr& stored)
      : store_(store), name_(name), snapshot_(snapshot), stored_(stored) {}

  absl::StatusOr<Committed> Try(const CommitWords& words, stelsel_progress* progress) {
    STELSEL_RETURN_IF_ERROR(Prepare());
    Committed done;
    for (const TableChange& change : changes_) {
      done.written += change.upserts->row_count();
      done.erased += change.erasures->row_count();
    }
    done.revision = newest_.value_or(0);
    if (done.written + done.erased == 0 && !base_.empty()) return done;
    STELSEL_RETURN_IF_ERROR(Write({0, 0, 0, Now(), words.author, words.message, ""}, progress));
    if (newest_) ++done.revision;
    return done;
  }

  // Whether Try failed because somebody committed after it had looked; then it may be tried again.
  bool WasOvertaken() const { return overtaken_; }

  // What the store's tables are now, after Try; null when that is more than the snapshot.
  SnapshotPtr Stored() const {
    if (!newest_ || merged_ || digest_.empty()) return nullptr;  // or nothing was written
    Snapshot::Parts parts = snapshot_->parts();
    parts.origin = {name_.Shown(), absl::StrCat(*newest_ + 1), digest_};
    parts.stored = nullptr;
    return std::make_shared<const Snapshot>(std::move(parts));
  }

 private:
  absl::Status Prepare() {
    changes_.clear();
    merged_ = overtaken_ = false;
    STELSEL_ASSIGN_OR_RETURN(base_, store_.Latest());
    STELSEL_ASSIGN_OR_RETURN(newest_, store_.LatestNumber());
    STELSEL_RETURN_IF_ERROR(FindBase());
    STELSEL_RETURN_IF_ERROR(Compare());
    if (from_ > 0 && from_ < *newest_) STELSEL_RETURN_IF_ERROR(Merge());
    return absl::OkStatus();
  }

  // The revision that the snapshot was written on, when it is one of this store: its digest tells.
  absl::Status FindBase() {
    from_ = 0;
    parent_.clear();
    if (!newest_ || *newest_ == 0) return absl::OkStatus();
    STELSEL_ASSIGN_OR_RETURN(const Revision newest, store_.GetRevision(*newest_));
    parent_ = newest.digest;
    int64_t number = 0;
    if (stored_ == nullptr || stored_->origin().digest.empty() ||
        !absl::SimpleAtoi(stored_->origin().revision, &number) || number > *newest_)
      return absl::OkStatus();
    STELSEL_ASSIGN_OR_RETURN(const Revision base, store_.GetRevision(number));
    if (base.digest == stored_->origin().digest) from_ = number;
    return absl::OkStatus();
  }

  // With which schemas the store holds our tables.
  absl::Status FindSchemas() {
    held_.clear();
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store_.Tables());
    for (const std::string& table : tables) {
      if (!snapshot_->has(table)) continue;
      STELSEL_ASSIGN_OR_RETURN(const std::optional<std::string> schema, store_.Schema(table));
      held_[table] = schema.value_or("");
    }
    return absl::OkStatus();
  }

  absl::Status Compare() {
    SnapshotPtr before = from_ > 0 ? stored_ : nullptr;
    STELSEL_RETURN_IF_ERROR(FindSchemas());
    Writer writer(before != nullptr ? before : Snapshot::Empty(snapshot_->schemas()));
    const std::string revision = from_ > 0 ? absl::StrCat(from_) : "latest";
    for (const TableSchemaPtr& schema : snapshot_->schemas()->tables()) {
      if (!snapshot_->has(schema->name) || held_.count(schema->name) == 0) continue;
      if (before != nullptr && before->has(schema->name)) continue;
      std::vector<std::string> unknown;
      STELSEL_RETURN_IF_ERROR(ReadStoredTable(store_, schema->name, revision, writer, unknown));
    }
    before = writer.Commit({});
    for (const TableSchemaPtr& schema : snapshot_->schemas()->tables()) {
      if (snapshot_->has(schema->name))
        changes_.push_back(ChangeOf(*before, *snapshot_, schema->name));
    }
    return absl::OkStatus();
  }

  // On top of what others committed since, unless both changed the same row, be it in the same way:
  // whoever counts one up must not be taken for somebody who says what it is.
  absl::Status Merge() {
    merged_ = true;
    std::vector<std::string> clashes;
    for (const TableChange& ours : changes_) {
      if (ours.empty() || held_.count(ours.schema().name) == 0) continue;
      STELSEL_ASSIGN_OR_RETURN(
          const TableChange change,
          ReadStoredChange(store_, ours.schema().name, from_, *newest_, snapshot_->schemas()));
      const Theirs theirs(change);
      theirs.FindIn(*ours.upserts, clashes);
      theirs.FindIn(*ours.erasures, clashes);
    }
    return clashes.empty() ? absl::OkStatus() : Refuse(clashes, from_, *newest_, name_.Shown());
  }

  absl::Status Write(const Revision& words, stelsel_progress* progress) {
    // The store waits for its disk for most of the time that this takes.
    std::future<absl::StatusOr<std::string>> digest =
        std::async(newest_ ? std::launch::async : std::launch::deferred,
                   [&] { return ChangesDigest(parent_, changes_); });
    OpenStore::Transaction transaction(store_);
    const absl::Status begun = transaction.Begin(words, base_);
    overtaken_ = absl::IsAborted(begun);
    STELSEL_RETURN_IF_ERROR(begun);
    STELSEL_RETURN_IF_ERROR(WriteRows(transaction, progress));
    STELSEL_ASSIGN_OR_RETURN(digest_, digest.get());
    return transaction.Commit(digest_);
  }

  absl::Status WriteRows(OpenStore::Transaction& transaction, stelsel_progress* progress) {
    STELSEL_RETURN_IF_ERROR(SettleSchemas(transaction));
    int64_t done = 0;
    for (const TableChange& change : changes_) {
      STELSEL_RETURN_IF_ERROR(
          Advance(progress, change.schema().name, done++, static_cast<int64_t>(changes_.size())));
      if (change.upserts->row_count() == 0) continue;
      STELSEL_RETURN_IF_ERROR(Upsert(transaction, change));
    }
    // What is referred to goes after what refers to it.
    for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
      if (change->erasures->row_count() == 0) continue;
      ArrowArrayStream keys{};
      ExportTable(change->erasures, change->erasures_pool, change->schema().primary_key, &keys);
      STELSEL_RETURN_IF_ERROR(transaction.Erase(change->schema(), &keys));
    }
    return absl::OkStatus();
  }

  // Tables that are new, and those that were stored with an earlier schema, before any rows.
  absl::Status SettleSchemas(OpenStore::Transaction& transaction) {
    for (const TableChange& change : changes_) {
      const auto held = held_.find(change.schema().name);
      if (held != held_.end() && held->second == change.schema().json) continue;
      TableChange none = change;
      none.upserts = PickRows(*change.upserts, {});
      STELSEL_RETURN_IF_ERROR(Upsert(transaction, none));
    }
    return absl::OkStatus();
  }

  static absl::Status Upsert(OpenStore::Transaction& transaction, const TableChange& change) {
    ArrowArrayStream rows{};
    ExportTable(change.upserts, change.upserts_pool, AllFields(change.schema()), &rows);
    return transaction.Upsert(change.schema(), &rows);
  }

  OpenStore& store_;
  const SourceName& name_;
  const SnapshotPtr& snapshot_;
  const SnapshotPtr stored_;
  std::string base_;               // the newest revision as the store names it
  std::optional<int64_t> newest_;  // its number, when revisions are kept
  int64_t from_ = 0;               // the one our changes start from; 0: compared with the newest
  std::string parent_;             // digest of the newest
  std::map<std::string, std::string> held_;
  std::vector<TableChange> changes_;
  bool merged_ = false;
  bool overtaken_ = false;
  std::string digest_;
};

}  // namespace

absl::StatusOr<Committed> CommitToStore(const Offered& offered, const SourceName& name,
                                        const SnapshotPtr& snapshot, SnapshotPtr& stored,
                                        const CommitWords& words, stelsel_progress* progress) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_CREATE));
  StoreCommit commit(*store, name, snapshot, stored);
  absl::StatusOr<Committed> done = commit.Try(words, progress);
  for (int i = 1; i < kTries && commit.WasOvertaken(); ++i) done = commit.Try(words, progress);
  STELSEL_RETURN_IF_ERROR(done.status());
  STELSEL_RETURN_IF_ERROR(store->Close());
  if (SnapshotPtr now = commit.Stored()) stored = std::move(now);
  return done;
}

}  // namespace stelsel::core
