// host.model/1: rows over the border.
#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/status.h"
#include "core/host/border.h"
#include "core/host/engine.h"
#include "core/host/services.h"
#include "core/model/arrow.h"
#include "core/model/diff.h"
#include "core/model/pack_rows.h"

namespace stelsel::core {
namespace {

std::string TextOf(const char* text) { return text != nullptr ? text : ""; }

absl::StatusOr<TablePtr> TableOf(const SnapshotPtr& snapshot, const char* name) {
  TablePtr table = snapshot->table(TextOf(name));
  if (table == nullptr)
    return absl::NotFoundError(absl::StrCat("no table is called `", TextOf(name), "`"));
  return table;
}

void Release(const stelsel_snapshot* snapshot) {
  if (snapshot != nullptr && snapshot->references.fetch_sub(1) == 1) delete snapshot;
}

size_t TableCount(const stelsel_snapshot* snapshot) {
  return snapshot->snapshot->schemas()->tables().size();
}

const char* TableName(const stelsel_snapshot* snapshot, size_t index) {
  const auto& tables = snapshot->snapshot->schemas()->tables();
  return index < tables.size() ? tables[index]->name.c_str() : nullptr;
}

const char* Schema(const stelsel_snapshot* snapshot, const char* table) {
  const TableSchemaPtr schema = snapshot->snapshot->schemas()->Find(TextOf(table));
  return schema != nullptr ? schema->json.c_str() : nullptr;
}

int64_t RowCount(const stelsel_snapshot* snapshot, const char* name) {
  const TablePtr table = snapshot->snapshot->table(TextOf(name));
  return table != nullptr ? table->row_count() : -1;
}

absl::StatusOr<std::vector<int>> FieldsOf(const TableSchema& schema, const char* const* columns,
                                          size_t count) {
  if (columns == nullptr) return AllFields(schema);
  std::vector<int> fields;
  for (size_t i = 0; i < count; ++i) {
    fields.push_back(schema.IndexOf(TextOf(columns[i])));
    if (fields.back() < 0) {
      return absl::NotFoundError(
          absl::StrCat("table `", schema.name, "` has no field `", TextOf(columns[i]), "`"));
    }
  }
  return fields;
}

absl::Status Stream(const stelsel_snapshot* snapshot, const char* name, const char* const* columns,
                    size_t count, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(TablePtr table, TableOf(snapshot->snapshot, name));
  STELSEL_ASSIGN_OR_RETURN(std::vector<int> fields, FieldsOf(table->schema(), columns, count));
  ExportTable(std::move(table), snapshot->snapshot->pool(), std::move(fields), out);
  return absl::OkStatus();
}

absl::Status AsOf(const stelsel_snapshot* snapshot, const char* date, stelsel_snapshot** out) {
  const std::optional<int32_t> day = ParseDate(TextOf(date));
  if (!day)
    return absl::InvalidArgumentError(
        absl::StrCat("`", TextOf(date), "` is not a date: YYYY-MM-DD"));
  *out = new stelsel_snapshot(snapshot->snapshot->AsOf(*day));
  return absl::OkStatus();
}

absl::Status Begin(const stelsel_host* host, const stelsel_snapshot* base, stelsel_writer** out) {
  if (base != nullptr && base->snapshot->as_of()) {
    return absl::FailedPreconditionError(
        "a snapshot read as of a date is not the whole and cannot be written on");
  }
  *out = new stelsel_writer(base != nullptr ? base->snapshot
                                            : Snapshot::Empty(ObjectOf(host).engine->schemas()));
  return absl::OkStatus();
}

absl::Status Upsert(stelsel_writer* writer, const char* name, ArrowArrayStream* rows) {
  const TablePtr table = writer->base->table(TextOf(name));
  if (table == nullptr) {
    if (rows->release != nullptr) rows->release(rows);
    return absl::NotFoundError(absl::StrCat("no table is called `", TextOf(name), "`"));
  }
  STELSEL_RETURN_IF_ERROR(writer->writer.Touch(table->schema().name));
  int64_t before = 0;
  return ImportStream(rows, table->schema_ptr(), table->dictionaries(), {}, [&](ChunkPtr chunk) {
    const auto count = static_cast<int64_t>(chunk->rows);
    return writer->writer.Upsert(table->schema().name, std::move(chunk),
                                 std::exchange(before, before + count));
  });
}

absl::Status Erase(stelsel_writer* writer, const char* name, ArrowArrayStream* keys) {
  const TablePtr table = writer->base->table(TextOf(name));
  if (table == nullptr) {
    if (keys->release != nullptr) keys->release(keys);
    return absl::NotFoundError(absl::StrCat("no table is called `", TextOf(name), "`"));
  }
  return ImportStream(
      keys, table->schema_ptr(), table->dictionaries(), {.key_only = true},
      [&](ChunkPtr chunk) { return writer->writer.Erase(table->schema().name, *chunk).status(); });
}

absl::Status Diff(const stelsel_snapshot* before, const stelsel_snapshot* after, const char* name,
                  ArrowArrayStream* upserts, ArrowArrayStream* erasures) {
  STELSEL_ASSIGN_OR_RETURN(TablePtr to, TableOf(after->snapshot, name));
  const SnapshotPtr base =
      before != nullptr ? before->snapshot : Snapshot::Empty(after->snapshot->schemas());
  STELSEL_ASSIGN_OR_RETURN(TablePtr from, TableOf(base, name));
  if (from->schema().json != to->schema().json) {
    return absl::FailedPreconditionError(
        absl::StrCat("table `", TextOf(name), "` has another schema in each snapshot"));
  }
  from = WithoutPackRows(from);
  to = WithoutPackRows(to);
  TableDiff diff = Diff(*from, *to);
  diff.added.insert(diff.added.end(), diff.changed.begin(), diff.changed.end());
  std::sort(diff.added.begin(), diff.added.end());
  if (upserts != nullptr) {
    ExportTable(PickRows(*to, diff.added), after->snapshot->pool(), AllFields(to->schema()),
                upserts);
  }
  if (erasures != nullptr) {
    ExportTable(PickRows(*from, diff.removed), base->pool(), from->schema().primary_key, erasures);
  }
  return absl::OkStatus();
}

using Make = void* (*)(void* context);
using Destroy = void (*)(void* kept);

absl::Status Keep(const stelsel_snapshot* snapshot, const void* owner, Make make, void* context,
                  Destroy destroy, void** out) {
  void* const kept =
      snapshot->snapshot->Keep(owner, [&] { return Snapshot::KeptPtr(make(context), destroy); });
  if (kept == nullptr) return absl::ResourceExhaustedError("there was nothing to keep");
  *out = kept;
  return absl::OkStatus();
}

int64_t RevisionOf(const Snapshot& snapshot) {
  int64_t number = 0;
  return absl::SimpleAtoi(snapshot.origin().revision, &number) ? number : 0;
}

const stelsel_model_v1 kModel = {
    sizeof(stelsel_model_v1),
    [](const stelsel_snapshot* snapshot) { snapshot->references.fetch_add(1); },
    Release,
    TableCount,
    TableName,
    Schema,
    RowCount,
    [](const stelsel_snapshot* snapshot, const char* table, const char* const* columns,
       size_t count, ArrowArrayStream* out, stelsel_error* error) {
      return Guard(error, [&] { return Stream(snapshot, table, columns, count, out); });
    },
    [](const stelsel_snapshot* snapshot, const char* date, stelsel_snapshot** out,
       stelsel_error* error) { return Guard(error, [&] { return AsOf(snapshot, date, out); }); },
    [](const stelsel_host* host, const stelsel_snapshot* base, stelsel_writer** out,
       stelsel_error* error) { return Guard(error, [&] { return Begin(host, base, out); }); },
    [](stelsel_writer* writer, const char* table, ArrowArrayStream* rows, stelsel_error* error) {
      return Guard(error, [&] { return Upsert(writer, table, rows); });
    },
    [](stelsel_writer* writer, const char* table, ArrowArrayStream* keys, stelsel_error* error) {
      return Guard(error, [&] { return Erase(writer, table, keys); });
    },
    [](stelsel_writer* writer, stelsel_snapshot** out, stelsel_error* error) {
      const std::unique_ptr<stelsel_writer> ended(writer);
      return Guard(error, [&] {
        *out = new stelsel_snapshot(ended->writer.Commit({}));
        return absl::OkStatus();
      });
    },
    [](stelsel_writer* writer) { delete writer; },
    [](const stelsel_snapshot* before, const stelsel_snapshot* after, const char* table,
       ArrowArrayStream* upserts, ArrowArrayStream* erasures, stelsel_error* error) {
      return Guard(error, [&] { return Diff(before, after, table, upserts, erasures); });
    },
    [](const stelsel_snapshot* snapshot, const void* owner, Make make, void* context,
       Destroy destroy, void** out, stelsel_error* error) {
      return Guard(error, [&] { return Keep(snapshot, owner, make, context, destroy, out); });
    },
    [](const stelsel_snapshot* snapshot) { return RevisionOf(*snapshot->snapshot); },
};

}  // namespace

const stelsel_model_v1* ModelService() { return &kModel; }

}  // namespace stelsel::core
