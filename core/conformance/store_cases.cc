// Tests of stores: that a commit is there whole or not at all, and comes back as it went in.
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/file.h"
#include "core/conformance/cases.h"
#include "core/conformance/store_bench.h"
#include "core/model/diff.h"
#include "core/model/pack_rows.h"

namespace stelsel::core::conformance {
namespace {

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
  if (!given.store.empty()) return Skipped("it is not kept in a file of its own");
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
    const std::string target = absl::StrCat(
        offer.id, ":", Bench::PlaceOf(given, *subject, absl::StrCat("whole", number++).c_str()));
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
  std::vector<ConformanceCase> cases = {
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
  for (ConformanceCase& one : StoreRevisionCases()) cases.push_back(std::move(one));
  for (ConformanceCase& one : StoreFaultCases()) cases.push_back(std::move(one));
  return cases;
}

}  // namespace stelsel::core::conformance
