// The SQL of the tables in a store: how each type of field is kept stands in README.md.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_

#include <string>
#include <vector>

#include "schema.h"

namespace storage_sqlite {

// The tables in which a store keeps its schemas and its revisions.
std::string own_tables();

std::string create_table(const Schema& schema);
// One statement a column that `field` needs.
std::vector<std::string> add_columns(const std::string& table, const Field& field);

// Parameters are the fields in the schema's order.
std::string upsert_sql(const Schema& schema);
// Parameters are the key's fields in the key's order.
std::string erase_sql(const Schema& schema);
// Columns are the fields in the schema's order; rows come in the key's order.
std::string select_sql(const Schema& schema);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_DDL_H_
