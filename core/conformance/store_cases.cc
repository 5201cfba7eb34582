// Tests of stores: that a commit is there whole or not at all, and comes back as it went in.
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/subject.h"
#include "core/model/arrow.h"
#include "core/model/diff.h"
#include "core/model/order.h"
#include "core/model/pack_rows.h"
#include "core/model/writer.h"

namespace stelsel::core::conformance {
namespace {

constexpr char kTable[] = "municipality";

// One open store, called directly.
class Store {
 public:
  Store(const stelsel_store_v1& functions, stelsel_store* raw) : functions_(functions), raw_(raw) {}
  ~Store() {
    if (raw_ != nullptr) functions_.close(raw_, nullptr);
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  absl::Status Close() {
    return Call("close", [&](stelsel_error* error) {
      return functions_.close(std::exchange(raw_, nullptr), error);
    });
  }
  absl::StatusOr<std::string> Latest() {
    const char* revision = nullptr;
    STELSEL_RETURN_IF_ERROR(Call(
        "latest", [&](stelsel_error* error) { return functions_.latest(raw_, &revision, error); }));
    return std::string(revision != nullptr ? revision : "");
  }
  absl::StatusOr<std::vector<std::string>> Tables() {
    std::vector<std::string> names;
    while (true) {
      const char* name = nullptr;
      STELSEL_RETURN_IF_ERROR(Call("table", [&](stelsel_error* error) {
        return functions_.table(raw_, names.size(), &name, error);
      }));
      if (name == nullptr) return names;
      names.emplace_back(name);
    }
  }
  // The cells of a table, in the order in which they come.
  absl::StatusOr<std::string> Cells(const char* table, const char* revision = "latest") {
    ArrowArrayStream rows{};
    STELSEL_RETURN_IF_ERROR(Call("read", [&](stelsel_error* error) {
      return functions_.read(raw_, table, revision, &rows, error);
    }));
    std::string cells;
    STELSEL_RETURN_IF_ERROR(CheckStream(&rows, "read", &cells));
    return cells;
  }
  absl::StatusOr<stelsel_transaction*> Begin(const std::string& base) {
    const stelsel_commit commit = {sizeof commit, base.c_str(), "a test", "2021-12-31T00:00:00Z",
                                   "a test"};
    stelsel_transaction* transaction = nullptr;
    STELSEL_RETURN_IF_ERROR(Call("begin", [&](stelsel_error* error) {
      return functions_.begin(raw_, &commit, &transaction, error);
    }));
    if (transaction == nullptr) return Failed("begin gives no transaction");
    return transaction;
  }
  absl::Status Upsert(stelsel_transaction* transaction, const Snapshot& from, const char* table) {
    return Put(transaction, from, table, AllFields(from.table(table)->schema()), functions_.upsert);
  }
  absl::Status Erase(stelsel_transaction* transaction, const Snapshot& from, const char* table) {
    return Put(transaction, from, table, from.table(table)->schema().primary_key, functions_.erase);
  }
  absl::Status Commit(stelsel_transaction* transaction) {
    return Call("commit",
                [&](stelsel_error* error) { return functions_.commit(transaction, error); });
  }
  void Rollback(stelsel_transaction* transaction) { functions_.rollback(transaction); }

  // Commits the table of a snapshot on top of what is there.
  absl::Status CommitTable(const Snapshot& from, const char* table) {
    STELSEL_ASSIGN_OR_RETURN(const std::string base, Latest());
    STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, Begin(base));
    STELSEL_RETURN_IF_ERROR(Upsert(transaction, from, table));
    return Commit(transaction);
  }

 private:
  using PutFunction = int32_t (*)(stelsel_transaction*, const char*, const char*, ArrowArrayStream*,
                                  stelsel_error*);

  absl::Status Put(stelsel_transaction* transaction, const Snapshot& from, const char* table,
                   const std::vector<int>& fields, PutFunction put) {
    const TablePtr rows = from.table(table);
    ArrowArrayStream stream{};
    ExportTable(rows, from.pool(), fields, &stream);
    STELSEL_RETURN_IF_ERROR(Call("a write", [&](stelsel_error* error) {
      return put(transaction, table, rows->schema().json.c_str(), &stream, error);
    }));
    if (stream.release == nullptr) return absl::OkStatus();
    stream.release(&stream);
    return Failed("a stream that was handed over is not taken");
  }

  template <typename F>
  absl::Status Call(std::string_view what, F f) {
    GivenError error;
    const int32_t code = f(error.raw());
    if (code == STELSEL_OK) return absl::OkStatus();
    STELSEL_RETURN_IF_ERROR(error.CheckFailure(code, what));
    return absl::Status(static_cast<absl::StatusCode>(code),
                        absl::StrCat(std::string(what), ": ", error.text()));
  }

  const stelsel_store_v1& functions_;
  stelsel_store* raw_;
};

// The plugin's first store, and a place for it.
class Bench {
 public:
  static absl::StatusOr<std::unique_ptr<Bench>> Make(const ConformanceSubject& given) {
    std::unique_ptr<Bench> bench(new Bench());
    STELSEL_ASSIGN_OR_RETURN(bench->subject_, Subject::Open(given));
    STELSEL_ASSIGN_OR_RETURN(bench->instance_,
                             Instance::Start(*bench->subject_, bench->subject_->host()));
    const Offer& offer = bench->subject_->manifest().OffersOf(STELSEL_STORE).front();
    bench->path_ = given.scratch + "/store" + (offer.endings.empty() ? "" : offer.endings.front());
    STELSEL_ASSIGN_OR_RETURN(bench->sample_, SampleOf(bench->subject_->engine().schemas()));
    return bench;
  }

  absl::StatusOr<std::unique_ptr<Store>> Open(int32_t mode) {
    const auto& functions =
        *static_cast<const stelsel_store_v1*>(instance_->Capability(STELSEL_STORE));
    GivenError error;
    stelsel_store* raw = nullptr;
    const int32_t code = functions.open(functions.self, path_.c_str(), mode, &raw, error.raw());
    if (code != STELSEL_OK) {
      STELSEL_RETURN_IF_ERROR(error.CheckFailure(code, "open"));
      return absl::Status(static_cast<absl::StatusCode>(code), error.text());
    }
    if (raw == nullptr) return Failed("open says that all is well, but gives no store");
    return std::make_unique<Store>(functions, raw);
  }

  bool IsThere() const {
    struct stat info {};
    return stat(path_.c_str(), &info) == 0;
  }
  const Snapshot& sample() const { return *sample_; }
  const SnapshotPtr& sample_ptr() const { return sample_; }
  const std::string& path() const { return path_; }
  Subject& subject() { return *subject_; }
  // What a table of the sample has, in the order of its key.
  std::string CellsOf(const Snapshot& snapshot, const char* table) const {
    ArrowArrayStream rows{};
    const TablePtr rows_of = snapshot.table(table);
    const TablePtr sorted = TableOfRows(*rows_of, InKeyOrder(*rows_of, LiveRows(*rows_of)));
    ExportTable(sorted, snapshot.pool(), AllFields(sorted->schema()), &rows);
    std::string cells;
    CheckStream(&rows, "the sample", &cells).IgnoreError();
    return cells;
  }

 private:
  Bench() = default;
  std::unique_ptr<Subject> subject_;
  std::unique_ptr<Instance> instance_;
  std::string path_;
  SnapshotPtr sample_;
};

absl::Status NotThere(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  for (const int32_t mode : {STELSEL_READ, STELSEL_WRITE}) {
    if (bench->Open(mode).ok()) return Failed("a store that is not there can be opened");
    if (bench->IsThere()) return Failed("opening a store to read it makes it");
  }
  return absl::OkStatus();
}

absl::Status CreatedEmpty(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, store->Latest());
  if (!latest.empty()) return Failed("a new store has a revision");
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store->Tables());
  if (!tables.empty()) return Failed("a new store has tables");
  if (store->Cells("there_is_none").ok()) return Failed("a table that is not there can be read");
  return store->Close();
}

absl::Status Foreign(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  const std::string bytes = "This is somebody else's file.\n";
  std::ofstream(bench->path(), std::ios::binary) << bytes;
  for (const int32_t mode : {STELSEL_READ, STELSEL_WRITE, STELSEL_CREATE}) {
    const auto store = bench->Open(mode);
    if (store.ok()) return Failed("it opens a file that is not its own");
    if (store.status().code() != absl::StatusCode::kFailedPrecondition)
      return Failed("a file that is not its own must be refused with FAILED_PRECONDITION");
    STELSEL_ASSIGN_OR_RETURN(const std::string now, ReadWholeFile(bench->path(), 1 << 20));
    if (now != bytes) return Failed("it changes a file that is not its own");
  }
  return absl::OkStatus();
}

absl::Status ComesBack(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  const std::string expected = bench->CellsOf(bench->sample(), kTable);
  std::string revision;
  {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
    STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), kTable));
    STELSEL_ASSIGN_OR_RETURN(revision, store->Latest());
    if (revision.empty()) return Failed("after a commit there is no revision");
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  for (const int32_t mode : {STELSEL_READ, STELSEL_WRITE}) {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(mode));
    STELSEL_ASSIGN_OR_RETURN(const std::string latest, store->Latest());
    if (latest != revision) return Failed("the revision is another once the store is opened again");
    STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store->Tables());
    if (tables != std::vector<std::string>{kTable})
      return Failed("it does not hold just the table that was committed");
    STELSEL_ASSIGN_OR_RETURN(const std::string cells, store->Cells(kTable));
    if (cells != expected)
      return Failed(absl::StrCat("rows come back otherwise, or not in the order of their key: ",
                                 cells, "in place of ", expected));
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  return absl::OkStatus();
}

absl::Status RolledBack(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
  STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), "region"));
  STELSEL_ASSIGN_OR_RETURN(const std::string base, store->Latest());
  STELSEL_ASSIGN_OR_RETURN(const std::string before, store->Cells("region"));
  STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, store->Begin(base));
  STELSEL_RETURN_IF_ERROR(store->Upsert(transaction, bench->sample(), kTable));
  STELSEL_RETURN_IF_ERROR(store->Erase(transaction, bench->sample(), "region"));
  store->Rollback(transaction);
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, store->Latest());
  if (latest != base) return Failed("a commit that was rolled back makes a revision");
  STELSEL_ASSIGN_OR_RETURN(const std::string after, store->Cells("region"));
  if (after != before) return Failed("a commit that was rolled back changes rows");
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store->Tables());
  if (tables.size() != 1) return Failed("a commit that was rolled back makes a table");
  return store->Close();
}

absl::Status ReplacedAndErased(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
  STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), kTable));
  STELSEL_ASSIGN_OR_RETURN(const std::string base, store->Latest());
  // The same rows once more change nothing of what is there; all of them erased leave none.
  STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), kTable));
  STELSEL_ASSIGN_OR_RETURN(const std::string again, store->Cells(kTable));
  if (again != bench->CellsOf(bench->sample(), kTable))
    return Failed("rows with a key that is there already do not replace those");
  const auto stale = store->Begin(base);
  if (stale.ok()) {
    absl::Status status = store->Upsert(*stale, bench->sample(), "region");
    if (status.ok()) {
      status = store->Commit(*stale);
    } else {
      store->Rollback(*stale);
    }
    if (status.ok()) return Failed("a commit based on an older revision is taken");
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string latest, store->Latest());
  STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, store->Begin(latest));
  STELSEL_RETURN_IF_ERROR(store->Erase(transaction, bench->sample(), kTable));
  STELSEL_RETURN_IF_ERROR(store->Commit(transaction));
  STELSEL_ASSIGN_OR_RETURN(const std::string none, store->Cells(kTable));
  if (!none.empty()) return Failed("rows that were erased are there");
  return store->Close();
}

absl::Status ReadOnly(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
    STELSEL_RETURN_IF_ERROR(store->CommitTable(bench->sample(), "region"));
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  STELSEL_ASSIGN_OR_RETURN(const auto read, bench->Open(STELSEL_READ));
  if (read->Begin("1").ok()) return Failed("a store opened to be read takes a commit");
  STELSEL_RETURN_IF_ERROR(read->Close());
  return absl::OkStatus();
}

// Through the host: the whole sample, and the data that was given.
absl::Status WholeSnapshots(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto subject, Subject::Open(given));
  STELSEL_ASSIGN_OR_RETURN(const std::vector<SnapshotPtr> snapshots, subject->Snapshots());
  const Offer& offer = subject->manifest().OffersOf(STELSEL_STORE).front();
  int number = 0;
  for (const SnapshotPtr& given_rows : snapshots) {
    const SnapshotPtr snapshot = WithoutPackRows(given_rows);
    const std::string target = absl::StrCat(offer.id, ":", given.scratch, "/whole", number++);
    STELSEL_RETURN_IF_ERROR(
        subject->engine().Commit(snapshot, target, {"a test"}, nullptr).status());
    Findings findings(subject->engine().rules());
    STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr read, subject->engine().Read(target, {}, findings));
    const SnapshotPtr back = WithoutPackRows(read);
    for (const TableSchemaPtr& schema : snapshot->schemas()->tables()) {
      const TableDiff diff = Diff(*snapshot->table(schema->name), *back->table(schema->name));
      if (!diff.added.empty() || !diff.changed.empty() || !diff.removed.empty())
        return Failed(absl::StrCat("rows of table ", schema->name, " come back otherwise"));
    }
    if (findings.Count(Severity::kError) > 0) return Failed("reading a store finds errors in it");
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<ConformanceCase> StoreCases() {
  return {
      {"store.not_there", STELSEL_STORE,
       "a store that is not there is not opened, and not made by reading", 60, NotThere},
      {"store.empty", STELSEL_STORE, "a new store is empty", 60, CreatedEmpty},
      {"store.foreign", STELSEL_STORE, "a file that is not its own is refused and left alone", 60,
       Foreign},
      {"store.comes_back", STELSEL_STORE,
       "what was committed comes back, in the order of its key, once opened again", 60, ComesBack},
      {"store.rollback", STELSEL_STORE, "a commit that is rolled back leaves nothing", 60,
       RolledBack},
      {"store.changes", STELSEL_STORE,
       "rows are replaced and erased by key; a commit on an older revision is refused", 60,
       ReplacedAndErased},
      {"store.read_only", STELSEL_STORE, "a store opened to be read takes no commit", 60, ReadOnly},
      {"store.whole", STELSEL_STORE, "whole snapshots go in and come out", 60, WholeSnapshots},
  };
}

}  // namespace stelsel::core::conformance
