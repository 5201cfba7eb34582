#include "core/host/laid_over.h"

#include <utility>

#include "core/base/status.h"
#include "core/model/arrow.h"
#include "core/model/pack_rows.h"
#include "core/model/writer.h"

namespace stelsel::core {

absl::StatusOr<SnapshotPtr> LaidOver(const SnapshotPtr& base, const SnapshotPtr& top) {
  Writer writer(base);
  for (const TableSchemaPtr& schema : top->schemas()->tables()) {
    const TablePtr from = WithoutPackRows(top->table(schema->name));
    const TablePtr to = base->table(schema->name);
    if (from->row_count() == 0) continue;
    ArrowArrayStream rows{};
    ExportTable(from, top->pool(), AllFields(*schema), &rows);
    STELSEL_RETURN_IF_ERROR(ImportStream(
        &rows, to->schema_ptr(), to->dictionaries(), {},
        [&](ChunkPtr chunk) { return writer.Upsert(schema->name, std::move(chunk)); }));
  }
  return writer.Commit(base->origin());
}

}  // namespace stelsel::core
