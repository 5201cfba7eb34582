// Tests of stores that keep revisions: that the past stays what it was.
#include <map>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/status.h"
#include "core/conformance/cases.h"
#include "core/conformance/store_bench.h"
#include "core/model/writer.h"

namespace stelsel::core::conformance {
namespace {

constexpr int kCommits = 8;
const std::string kDigest(64, 'd');

// Names of made-up municipalities by their code.
using Names = std::map<std::string, std::string>;

absl::StatusOr<SnapshotPtr> SnapshotOf(const SchemaSetPtr& schemas, const Names& names) {
  Writer writer(Snapshot::Empty(schemas));
  STELSEL_ASSIGN_OR_RETURN(ChunkBuilder chunk, writer.NewChunk(kTable));
  const TableSchema& schema = chunk.schema();
  for (const auto& [code, name] : names) {
    for (size_t i = 0; i < schema.fields.size(); ++i) {
      if (schema.fields[i].name == "municipality") {
        chunk.AppendText(i, code);
      } else if (schema.fields[i].name == "name") {
        chunk.AppendText(i, name);
      } else {
        chunk.AppendNull(i);
      }
    }
    chunk.EndRow();
  }
  STELSEL_RETURN_IF_ERROR(writer.Append(kTable, chunk.Finish()));
  return writer.Commit({"made-up rows", ""});
}

// Skipped when the store keeps none: of an empty one a revision is not there, rather than not kept.
absl::Status NeedRevisions(Store& store) {
  const absl::Status status = store.GetRevision(1).status();
  if (absl::IsUnimplemented(status)) return Skipped("it keeps no revisions");
  return absl::IsNotFound(status) ? absl::OkStatus()
                                  : Failed("a revision that is not there is not NOT_FOUND");
}

// Commits at random, and what there was after each.
class History {
 public:
  explicit History(Bench& bench) : bench_(bench) {}

  absl::Status Commit(Store& store) {
    Names now = states_.back(), upserts, erasures;
    for (int i = 0; i < 6; ++i) {
      const std::string code = absl::StrCat("GM900", i);
      const unsigned what = random_() % 4;
      if (what == 0) {
        now[code] = upserts[code] = absl::StrCat("name ", random_() % 3);
      } else if (what == 1 && now.erase(code) > 0) {
        erasures[code] = "";
      }
    }
    const SchemaSetPtr& schemas = bench_.subject().engine().schemas();
    STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr written, SnapshotOf(schemas, upserts));
    STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr erased, SnapshotOf(schemas, erasures));
    STELSEL_ASSIGN_OR_RETURN(const std::string base, store.Latest());
    STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction,
                             store.Begin(base, absl::StrCat("commit ", states_.size()).c_str()));
    STELSEL_RETURN_IF_ERROR(store.Upsert(transaction, *written, kTable));
    STELSEL_RETURN_IF_ERROR(store.Erase(transaction, *erased, kTable));
    STELSEL_RETURN_IF_ERROR(store.Finish(transaction, kDigest));
    counts_.emplace_back(upserts.size(), erasures.size());
    states_.push_back(std::move(now));
    return absl::OkStatus();
  }

  // As the store should give revision `number`.
  absl::StatusOr<std::string> Cells(size_t number) const {
    STELSEL_ASSIGN_OR_RETURN(const SnapshotPtr snapshot,
                             SnapshotOf(bench_.subject().engine().schemas(), states_[number]));
    return bench_.CellsOf(*snapshot, kTable);
  }
  const Names& state(size_t number) const { return states_[number]; }
  // Rows that commit `number` wrote and erased.
  std::pair<size_t, size_t> counts(size_t number) const { return counts_[number - 1]; }
  size_t size() const { return states_.size() - 1; }

 private:
  Bench& bench_;
  std::mt19937 random_{1};
  std::vector<Names> states_ = {{}};
  std::vector<std::pair<size_t, size_t>> counts_;
};

absl::Status CheckRevisions(Store& store, const History& history) {
  for (size_t number = 1; number <= history.size(); ++number) {
    const auto text = absl::StrCat(number);
    STELSEL_ASSIGN_OR_RETURN(const std::string cells, store.Cells(kTable, text.c_str()));
    STELSEL_ASSIGN_OR_RETURN(const std::string expected, history.Cells(number));
    if (cells != expected)
      return Failed(absl::StrCat("revision ", number, " comes back otherwise: ", cells,
                                 "in place of ", expected));
    STELSEL_ASSIGN_OR_RETURN(const Revision kept, store.GetRevision(static_cast<int64_t>(number)));
    const auto [upserted, erased] = history.counts(number);
    if (kept.number != static_cast<int64_t>(number) || kept.time != "2021-12-31T00:00:00Z" ||
        kept.author != "an author" || kept.message != absl::StrCat("commit ", number) ||
        kept.digest != kDigest || kept.upserted != static_cast<int64_t>(upserted) ||
        kept.erased != static_cast<int64_t>(erased))
      return Failed(absl::StrCat("of revision ", number, " is kept something else than was given"));
  }
  for (const int64_t number : {int64_t{0}, int64_t{-1}, static_cast<int64_t>(history.size()) + 1}) {
    if (!absl::IsNotFound(store.GetRevision(number).status()))
      return Failed(absl::StrCat("revision ", number, " is there, or is not NOT_FOUND"));
    if (!absl::IsNotFound(store.Cells(kTable, absl::StrCat(number).c_str()).status()))
      return Failed(absl::StrCat("revision ", number, " can be read, or is not NOT_FOUND"));
  }
  return absl::OkStatus();
}

absl::Status Revisions(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  History history(*bench);
  {
    STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
    STELSEL_RETURN_IF_ERROR(NeedRevisions(*store));
    for (int i = 0; i < kCommits; ++i) STELSEL_RETURN_IF_ERROR(history.Commit(*store));
    STELSEL_RETURN_IF_ERROR(CheckRevisions(*store, history));
    STELSEL_RETURN_IF_ERROR(store->Close());
  }
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_READ));
  STELSEL_RETURN_IF_ERROR(CheckRevisions(*store, history));
  return store->Close();
}

// What the changes give, applied to what there was at `from`.
absl::StatusOr<Names> Applied(Names names, const std::string& upserts,
                              const std::string& erasures) {
  for (const absl::string_view line : absl::StrSplit(erasures, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    if (names.erase(cells[0]) == 0) return Failed("a key is told as gone that was not there");
  }
  for (const absl::string_view line : absl::StrSplit(upserts, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    names[cells[0]] = cells[1];
  }
  return names;
}

absl::Status ChangesBetween(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  History history(*bench);
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
  STELSEL_RETURN_IF_ERROR(NeedRevisions(*store));
  for (int i = 0; i < kCommits; ++i) STELSEL_RETURN_IF_ERROR(history.Commit(*store));
  for (size_t to = 1; to <= history.size(); ++to) {
    for (size_t from = 0; from <= to; ++from) {
      std::string upserts, erasures;
      STELSEL_RETURN_IF_ERROR(store->Changes(kTable, static_cast<int64_t>(from),
                                             static_cast<int64_t>(to), &upserts, &erasures));
      STELSEL_ASSIGN_OR_RETURN(const Names there, Applied(history.state(from), upserts, erasures));
      if (there != history.state(to))
        return Failed(
            absl::StrCat("what changes from revision ", from, " to ", to, " does not lead there"));
      if (from == to && !(upserts + erasures).empty())
        return Failed("a revision differs from itself");
    }
  }
  STELSEL_RETURN_IF_ERROR(store->Verify());
  return store->Close();
}

constexpr char kGrowing[] = "made_up";
// One version on there is a field more, and one has another name.
constexpr char kFirst[] = R"({"name": "made_up", "stelsel:version": 1, "fields": [
  {"name": "id", "type": "string", "constraints": {"required": true}},
  {"name": "name", "type": "string"}], "primaryKey": ["id"]})";
constexpr char kGrown[] = R"({"name": "made_up", "stelsel:version": 2, "fields": [
  {"name": "id", "type": "string", "constraints": {"required": true}},
  {"name": "extra", "type": "integer"},
  {"name": "title", "type": "string", "stelsel:was": "name"}], "primaryKey": ["id"]})";

// Commits one row by that schema.
absl::Status CommitRow(Store& store, const char* schema, const char* id, const char* name) {
  STELSEL_ASSIGN_OR_RETURN(const TableSchemaPtr table, ReadTableSchema(schema, "schema", "core"));
  STELSEL_ASSIGN_OR_RETURN(const SchemaSetPtr alone, SchemaSet::Create({table}));
  const auto pool = std::make_shared<DictionaryPool>(*alone);
  ChunkBuilder chunk(table, pool->Of(*alone, *table));
  for (size_t i = 0; i < table->fields.size(); ++i) {
    const std::string& field = table->fields[i].name;
    field == "extra" ? chunk.AppendNull(i) : chunk.AppendText(i, field == "id" ? id : name);
  }
  chunk.EndRow();
  ArrowArrayStream rows{};
  ExportChunks(table, pool->Of(*alone, *table), {chunk.Finish()}, pool, &rows);
  STELSEL_ASSIGN_OR_RETURN(const std::string base, store.Latest());
  STELSEL_ASSIGN_OR_RETURN(stelsel_transaction* const transaction, store.Begin(base));
  const absl::Status put = store.UpsertRows(transaction, kGrowing, schema, &rows);
  if (put.ok()) return store.Commit(transaction);
  store.Rollback(transaction);
  return put;
}

absl::Status Grows(const ConformanceSubject& given) {
  STELSEL_ASSIGN_OR_RETURN(const auto bench, Bench::Make(given));
  STELSEL_ASSIGN_OR_RETURN(const auto store, bench->Open(STELSEL_CREATE));
  STELSEL_RETURN_IF_ERROR(CommitRow(*store, kFirst, "a", "Een"));
  STELSEL_RETURN_IF_ERROR(CommitRow(*store, kGrown, "b", "Twee"));
  STELSEL_ASSIGN_OR_RETURN(const std::string cells, store->Cells(kGrowing));
  if (cells != "a|-|Een|\nb|-|Twee|\n")
    return Failed(absl::StrCat("once a schema has grown its rows are ", cells));
  const absl::Status older = CommitRow(*store, kFirst, "c", "Drie");
  if (!absl::IsFailedPrecondition(older))
    return Failed("rows of an older schema than is stored are not FAILED_PRECONDITION");
  STELSEL_ASSIGN_OR_RETURN(const std::string after, store->Cells(kGrowing));
  if (after != cells) return Failed("rows that were refused change the store");
  return store->Close();
}

}  // namespace

std::vector<ConformanceCase> StoreRevisionCases() {
  return {
      {"store.revisions", STELSEL_STORE,
       "each revision is read as it was committed, with who, when and why", 60, Revisions},
      {"store.between", STELSEL_STORE,
       "what changed between two revisions leads from the one to the other", 60, ChangesBetween},
      {"store.grows", STELSEL_STORE, "a schema may grow, and an older one is refused then", 60,
       Grows},
  };
}

}  // namespace stelsel::core::conformance
