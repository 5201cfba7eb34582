// What a store keeps of the past: its revisions as a table, and whether they are what they were.
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/host/progress.h"
#include "core/host/stores.h"
#include "core/model/arrow.h"

namespace stelsel::core {
namespace {

constexpr char kHistorySchema[] = R"({"name": "history", "fields": [
  {"name": "revision", "type": "integer", "constraints": {"required": true}},
  {"name": "time", "type": "datetime"},
  {"name": "author", "type": "string"},
  {"name": "message", "type": "string"},
  {"name": "upserted", "type": "integer"},
  {"name": "erased", "type": "integer"},
  {"name": "digest", "type": "string"}], "primaryKey": ["revision"]})";

absl::Status KeepsNone(const SourceName& name) {
  return absl::UnimplementedError(absl::StrCat(name.Shown(), " keeps no revisions"));
}

// Opens the store to be read; `f` gets it, the newest revision and the one that is asked for.
absl::Status WithRevisions(const Offered& offered, const SourceName& name,
                           const std::function<absl::Status(OpenStore&, int64_t)>& f) {
  const auto entered = offered.plugin->Enter();
  STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<OpenStore> store,
                           OpenStore::Open(offered, name.path, STELSEL_READ));
  STELSEL_ASSIGN_OR_RETURN(const std::optional<int64_t> newest, store->LatestNumber());
  if (!newest) return KeepsNone(name);
  STELSEL_ASSIGN_OR_RETURN(const int64_t last,
                           RevisionNumber(*store, name.revision, *newest, name.Shown()));
  STELSEL_RETURN_IF_ERROR(f(*store, last));
  return store->Close();
}

void AppendText(ChunkBuilder& chunk, size_t field, const std::string& text) {
  text.empty() ? chunk.AppendNull(field) : chunk.AppendText(field, text);
}

absl::Status AppendRevision(const Revision& revision, ChunkBuilder& chunk) {
  const std::optional<int64_t> time = ParseDateTime(revision.time);
  if (!time) {
    return absl::DataLossError(
        absl::StrCat("revision ", revision.number, " has a time that is none"));
  }
  chunk.AppendScalar(0, revision.number);
  chunk.AppendScalar(1, *time);
  AppendText(chunk, 2, revision.author);
  AppendText(chunk, 3, revision.message);
  chunk.AppendScalar(4, revision.upserted);
  chunk.AppendScalar(5, revision.erased);
  AppendText(chunk, 6, revision.digest);
  chunk.EndRow();
  return absl::OkStatus();
}

// The digest is of all tables together: which rows it holds tells where to look.
std::string Counted(const std::vector<TableChange>& changes) {
  std::vector<std::string> counted;
  for (const TableChange& change : changes) {
    const int64_t upserted = change.upserts->row_count(), erased = change.erasures->row_count();
    if (upserted + erased == 0) continue;
    counted.push_back(absl::StrCat(change.schema().name, " (+", upserted, " -", erased, ")"));
  }
  constexpr size_t kMost = 5;
  const size_t more = counted.size() > kMost ? counted.size() - kMost : 0;
  counted.resize(counted.size() - more);
  if (more > 0) counted.push_back(absl::StrCat("and ", more, " more tables"));
  return counted.empty() ? "no table" : absl::StrJoin(counted, ", ");
}

absl::Status CheckDigest(OpenStore& store, const Revision& revision, const std::string& parent,
                         const SchemaSetPtr& schemas) {
  STELSEL_ASSIGN_OR_RETURN(const std::vector<std::string> tables, store.Tables());
  std::vector<TableChange> changes;
  for (const std::string& table : tables) {
    if (schemas->Find(table) == nullptr) {
      return absl::FailedPreconditionError(absl::StrCat(
          "table `", table, "` is not known, so its rows cannot be verified: name its plugin"));
    }
    STELSEL_ASSIGN_OR_RETURN(TableChange change, ReadStoredChange(store, table, revision.number - 1,
                                                                  revision.number, schemas));
    changes.push_back(std::move(change));
  }
  STELSEL_ASSIGN_OR_RETURN(const std::string digest, ChangesDigest(parent, changes));
  if (digest == revision.digest) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the rows of revision ", revision.number,
                                          " are not those that were committed; it changed ",
                                          Counted(changes)));
}

}  // namespace

absl::Status StoreHistory(const Offered& offered, const SourceName& name, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const TableSchemaPtr schema,
                           ReadTableSchema(kHistorySchema, "history", "core"));
  STELSEL_ASSIGN_OR_RETURN(const SchemaSetPtr set, SchemaSet::Create({schema}));
  const auto pool = std::make_shared<DictionaryPool>(*set);
  std::vector<ChunkPtr> chunks;
  ChunkBuilder chunk(schema, pool->Of(*set, *schema));
  STELSEL_RETURN_IF_ERROR(
      WithRevisions(offered, name, [&](OpenStore& store, int64_t last) -> absl::Status {
        for (int64_t number = 1; number <= last; ++number) {
          STELSEL_ASSIGN_OR_RETURN(const Revision revision, store.GetRevision(number));
          STELSEL_RETURN_IF_ERROR(AppendRevision(revision, chunk));
          if (chunk.full()) chunks.push_back(chunk.Finish());
        }
        return absl::OkStatus();
      }));
  if (chunk.rows() > 0) chunks.push_back(chunk.Finish());
  ExportChunks(schema, pool->Of(*set, *schema), std::move(chunks), pool, out);
  return absl::OkStatus();
}

absl::Status VerifyStore(const Offered& offered, const SourceName& name,
                         const SchemaSetPtr& schemas, stelsel_progress* progress) {
  return WithRevisions(offered, name, [&](OpenStore& store, int64_t last) -> absl::Status {
    STELSEL_RETURN_IF_ERROR(store.Verify(progress));
    std::string parent;
    for (int64_t number = 1; number <= last; ++number) {
      STELSEL_RETURN_IF_ERROR(Advance(progress, "revision", number - 1, last));
      STELSEL_ASSIGN_OR_RETURN(const Revision revision, store.GetRevision(number));
      // Of a store that was brought forward the first revisions may not be kept.
      if (!revision.digest.empty())
        STELSEL_RETURN_IF_ERROR(CheckDigest(store, revision, parent, schemas));
      parent = revision.digest;
    }
    return absl::OkStatus();
  });
}

}  // namespace stelsel::core
