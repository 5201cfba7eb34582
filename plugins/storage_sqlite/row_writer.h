// Writing the rows of a stream into a table of a store.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_

#include <cstdint>

#include "schema.h"
#include "sqlite.h"
#include "stelsel/detail/rows.hpp"

namespace storage_sqlite {

// Adds every row, replacing the one that has its key; returns how many. A column that the stream
// does not have is empty. Throws what is wrong with the stream or with a row of it; rows before
// that were written, so the transaction must be rolled back.
std::int64_t upsert_rows(Connection& connection, const Schema& schema, stelsel::Stream rows);

// Removes the rows with these keys and returns how many were there. Other columns are passed over.
std::int64_t erase_rows(Connection& connection, const Schema& schema, stelsel::Stream keys);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_ROW_WRITER_H_
