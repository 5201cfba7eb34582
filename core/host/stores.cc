#include "core/host/stores.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/host/progress.h"
#include "core/model/arrow.h"
#include "core/model/order.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

// What a table was stored with and this program does not know.
struct Unknown {
  std::string table;
  std::vector<std::string> columns;  // none: the table itself
};

void Tell(const std::vector<Unknown>& unknown, const std::string& source, FindingSink& findings) {
  for (const Unknown& one : unknown) {
    if (one.columns.empty()) {
      findings.Add("core/unknown_table",
                   [&](Finding& finding) { finding.With("name", one.table).file = source; });
    }
    for (const std::string& column : one.columns) {
      findings.Add("core/extra-label", [&](Finding& finding) {
        finding.With("label", column).file = source;
        finding.table = one.table;
      });
    }
  }
}

absl::Status ReadTables(OpenStore& store, const std::string& revision, Writer& writer,
                        std::vector<Unknown>& unknown, stelsel_progress* progress) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store.Tables());
  int64_t done = 0;
  for (const std::string& table : tables) {
    STELSEL_RETURN_IF_ERROR(Advance(progress, table, done++, static_cast<int64_t>(tables.size())));
    std::vector<std::string> columns;
    const absl::Status read = ReadStoredTable(store, table, revision, writer, columns);
    if (absl::IsNotFound(read) && absl::IsNotFound(writer.Touch(table))) {
      unknown.push_back({table, {}});
      continue;
    }
    STELSEL_RETURN_IF_ERROR(read);
    if (!columns.empty()) unknown.push_back({table, columns});
  }
  return absl::OkStatus();
}

// Where the snapshot comes from, and the revision as the store takes it.
absl::StatusOr<Origin> OriginOf(OpenStore& store, const SourceName& name) {
  Origin origin{name.Shown()};
  STELSEL_ASSIGN_OR_RETURN(const std::optional<int64_t> newest, store.LatestNumber());
  if (!newest) {
    if (ParseDate(name.revision)) {
      return absl::UnimplementedError(
          absl::StrCat(name.Shown(), " keeps no revisions, so none of a date"));
    }
    STELSEL_ASSIGN_OR_RETURN(const std::string latest, store.Latest());
    origin.revision = name.revision.empty() || name.revision == "latest" ? latest : name.revision;
    return origin;
  }
  STELSEL_ASSIGN_OR_RETURN(const int64_t number,
                           RevisionNumber(store, name.revision, *newest, name.Shown()));
  if (number == 0) return origin;
  STELSEL_ASSIGN_OR_RETURN(const Revision revision, store.GetRevision(number));
  origin.revision = absl::StrCat(number);
  origin.digest = revision.digest;
  return origin;
}

// Rows that changed, or the keys of those that are gone. All of them matter here.
absl::StatusOr<SnapshotPtr> ImportChange(ArrowArrayStream* rows, const std::string& table,
                                         bool key_only, const SchemaSetPtr& schemas) {
  Writer writer(Snapshot::Empty(schemas));
  const auto known = writer.NewChunk(table);
  if (!known.ok()) rows->release(rows);
  STELSEL_RETURN_IF_ERROR(known.status());
  std::vector<std::string> unknown;
  STELSEL_RETURN_IF_ERROR(
      ImportStream(rows, known->schema_ptr(), known->dictionaries(), {key_only, &unknown},
                   [&](ChunkPtr chunk) { return writer.Append(table, std::move(chunk)); }));
  if (unknown.empty()) return writer.Commit({});
  return absl::FailedPreconditionError(
      absl::StrCat("table `", table, "` was stored by a newer version, with a field `", unknown[0],
                   "` that this one does not know: only a newer one can say what changed in it"));
}

TablePtr InOrder(const Snapshot& snapshot, const std::string& table) {
  const TablePtr rows = snapshot.table(table);
  return TableOfRows(*rows, InKeyOrder(*rows, LiveRows(*rows)));
}

}  // namespace

absl::StatusOr<int64_t> RevisionNumber(OpenStore& store, const std::string& text, int64_t newest,
                                       const std::string& source) {
  if (text.empty() || text == "latest") return newest;
  const std::optional<int32_t> day = ParseDate(text);
  if (!day) {
    int64_t number = 0;
    if (absl::SimpleAtoi(text, &number) && number >= 1 && number <= newest) return number;
    return absl::NotFoundError(
        newest > 0 ? absl::StrCat(source, " has no revision ", text, "; the newest is ", newest)
                   : absl::StrCat(source, " has no revisions yet"));
  }
  for (int64_t number = newest; number > 0; --number) {
    STELSEL_ASSIGN_OR_RETURN(const Revision revision, store.GetRevision(number));
    const std::optional<int64_t> time = ParseDateTime(revision.time);
    if (time && *time < (int64_t{*day} + 1) * kMicrosPerDay) return number;
  }
  return absl::NotFoundError(
      absl::StrCat(source, " has no revision of ", text, " or before: it begins later"));
}

absl::Status ReadStoredTable(OpenStore& store, const std::string& table,
                             const std::string& revision, Writer& writer,
                             std::vector<std::string>& unknown) {
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder known, writer.NewChunk(table));
  ArrowArrayStream rows{};
  STELSEL_RETURN_IF_ERROR(store.Read(table, revision, &rows));
  STELSEL_RETURN_IF_ERROR(writer.Touch(table));
  return ImportStream(&rows, known.schema_ptr(), known.dictionaries(), {.unknown = &unknown},
                      [&](ChunkPtr chunk) { return writer.Append(table, std::move(chunk)); });
}

absl::StatusOr<SnapshotPtr> ReadStore(const Offered& offered, const SourceName& name,
                                      const SchemaSetPtr& schemas, FindingSink& findings,
                                      stelsel_progress* progress) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_READ));
  STELSEL_ASSIGN_OR_RETURN(const Origin origin, OriginOf(*store, name));
  Writer writer(Snapshot::Empty(schemas));
  std::vector<Unknown> unknown;
  STELSEL_RETURN_IF_ERROR(ReadTables(*store, origin.revision.empty() ? "latest" : origin.revision,
                                     writer, unknown, progress));
  STELSEL_RETURN_IF_ERROR(store->Close());
  Tell(unknown, name.Shown(), findings);
  return writer.Commit(origin);
}

absl::StatusOr<TableChange> ReadStoredChange(OpenStore& store, const std::string& table,
                                             int64_t from, int64_t to,
                                             const SchemaSetPtr& schemas) {
  ArrowArrayStream upserts{}, erasures{};
  STELSEL_RETURN_IF_ERROR(store.Changes(table, from, to, &upserts, &erasures));
  const auto written = ImportChange(&upserts, table, false, schemas);
  const auto erased = ImportChange(&erasures, table, true, schemas);
  STELSEL_RETURN_IF_ERROR(written.status());
  STELSEL_RETURN_IF_ERROR(erased.status());
  return TableChange{InOrder(**written, table), InOrder(**erased, table), (*written)->pool(),
                     (*erased)->pool()};
}

absl::Status BackUpStore(const Offered& offered, const SourceName& name, const std::string& path,
                         stelsel_progress* progress) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_READ));
  STELSEL_RETURN_IF_ERROR(store->Backup(path, progress));
  return store->Close();
}

}  // namespace stelsel::core
