// Tables in tests are written and read as lines of text: cells in the order of the schema, joined
// by
// `|`, a null as `-`. So a test shows its rows as its reader would see them.
#ifndef STELSEL_CORE_MODEL_MODEL_TEST_UTIL_H_
#define STELSEL_CORE_MODEL_MODEL_TEST_UTIL_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/model/chunk.h"
#include "core/model/snapshot.h"
#include "core/model/table.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

using Lines = std::vector<std::string>;

// Ends the test program when a schema is refused: a fault of the test itself.
SchemaSetPtr SetOf(const std::vector<std::string_view>& schemas);

// A table `everything` with a field of each type. Its line:
//   key|text|code|grade|count|ratio|amount|flag|day|about|moment
//   a|words|x|low|1|0.500|2.00|true|2021-09-05|2021-36~|2021-09-05T10:00:00Z
extern const std::string_view kEverything;
inline constexpr std::string_view kEverythingLine =
    "a|words|x|low|1|0.500|2.00|true|2021-09-05|2021-36~|2021-09-05T10:00:00Z";

// `kEverythingLine` with another key, and other cells replaced: {{"flag", "-"}}.
std::string Everything(std::string_view key,
                       const std::vector<std::pair<std::string_view, std::string>>& cells = {});

// Begins a row and fills its columns from a line; the caller ends or drops it.
void BeginRow(ChunkBuilder& builder, std::string_view line);

// The lines as one chunk.
ChunkPtr ChunkOf(ChunkBuilder builder, const Lines& lines);

// A chunk of `table`, in the dictionaries of `snapshot`.
ChunkPtr ChunkFor(const SnapshotPtr& snapshot, std::string_view table, const Lines& lines);

// A snapshot in which `table` holds these lines, with a part of at most `rows_a_part` rows each.
SnapshotPtr SnapshotOf(const SchemaSetPtr& schemas, std::string_view table, const Lines& lines,
                       size_t rows_a_part = Chunk::kMaxRows);

std::string LineOf(const RowRef& row);
Lines LinesOf(const Table& table);
// Of the rows with these ids.
Lines LinesOf(const Table& table, const std::vector<RowId>& rows);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_MODEL_TEST_UTIL_H_
