// The SQL of the tables in a store: what stands where is in README.md.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/storage/schema.h"

namespace storage_sqlite {

using storage::Field;
using storage::Schema;

// The tables in which a store keeps its schemas and its revisions.
std::string own_tables();

// The table where rows go once another commit has changed or erased them.
std::string past_table(const std::string& table);

// One statement each. `made_at` is the revision that makes the table.
std::vector<std::string> create_table(const Schema& schema, std::int64_t made_at);
// The past of a table that is there, and what finds its changes.
std::vector<std::string> create_past(const Schema& schema, std::int64_t made_at);
std::vector<std::string> add_columns(const std::string& table, const Field& field);
std::vector<std::string> rename_columns(const std::string& table, const Field& from,
                                        const Field& to);

// Statements of the commit that makes `revision`. Parameters of the first are the fields in the
// schema's order, those of the other two are the key's fields in the key's order.
std::string upsert_sql(const Schema& schema, std::int64_t revision);
// The same into a table that had no rows before this commit, which is quicker.
std::string insert_sql(const Schema& schema, std::int64_t revision);
std::string erase_sql(const Schema& schema);
// Copies a row that an earlier commit wrote to the past, before it is changed or erased.
std::string keep_sql(const Schema& schema, std::int64_t revision);

// Columns are the fields in the schema's order; rows come in the key's order.
std::string select_sql(const Schema& schema);
// The same as of a revision before the newest.
std::string select_past_sql(const Schema& schema, std::int64_t revision);
// Rows that commits after `from`, up to `to`, wrote and that are still so at `to`.
std::string upserts_sql(const Schema& schema, std::int64_t made_at, std::int64_t from,
                        std::int64_t to);
// Keys that were there at `from` and are not at `to`; columns are the key's fields in its order.
std::string erasures_sql(const Schema& schema, std::int64_t from, std::int64_t to);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_
