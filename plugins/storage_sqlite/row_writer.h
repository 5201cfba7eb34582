// Writing the rows of a stream into a table of a store.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_

#include <cstdint>

#include "plugins/storage/schema.h"
#include "sqlite.h"
#include "stelsel/detail/rows.hpp"

namespace storage_sqlite {

using storage::Schema;

// Adds every row, replacing the one that has its key; returns how many. What is replaced goes to
// the past, unless the table is `fresh`: it had no rows before the commit that makes `revision`. A
// column that the stream does not have is empty. Throws what is wrong with the stream or with a row
// of it; rows before that were written, so the transaction must be rolled back.
std::int64_t upsert_rows(Connection& connection, const Schema& schema, std::int64_t revision,
                         bool fresh, stelsel::Stream rows);

// Removes the rows with these keys, which go to the past, and returns how many were there. Other
// columns are passed over.
std::int64_t erase_rows(Connection& connection, const Schema& schema, std::int64_t revision,
                        stelsel::Stream keys);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_
