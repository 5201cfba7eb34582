// The SQL of the tables of the model: how each type of field is kept stands in README.md. A table
// `t` in the schema of the store has the columns of its fields and rev_from and rev_to.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_DDL_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_DDL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/storage/schema.h"

namespace storage_postgres {

using storage::Field;
using storage::Schema;

// Throws STELSEL_INVALID_ARGUMENT when PostgreSQL has no place for a name of the schema.
void check_names(const Schema& schema);

// A column with its type; a field that is a date as the source gives it has three.
struct Column {
  std::string name;
  std::string type;
  bool required = false;
};
std::vector<Column> columns_of(const Field& field);

// `columns` of the key, or of all that fields need, as a list for SQL.
std::string key_list(const Schema& schema);
std::string column_list(const Schema& schema);

// Makes the table, without an index (stelsel_tend of setup.cc makes those), with its rights.
// Partitioned when its key has `region`.
bool is_partitioned(const Schema& schema);
std::string create_table(const std::string& store, const Schema& schema);
// The newest rows, for people; `columns` are those of the table that are of fields.
std::string create_view(const std::string& store, const std::string& table,
                        const std::vector<std::string>& columns);

// What is there at a revision: a condition on `alias`.
std::string alive_at(const std::string& alias, std::int64_t revision);
// `a` and `b` have the same key.
std::string same_key(const Schema& schema, const std::string& a, const std::string& b);

// COPY statements, whose columns are the fields (or the key) in order.
std::string copy_rows(const std::string& store, const Schema& schema, std::int64_t revision);
std::string copy_upserts(const std::string& store, const Schema& schema, std::int64_t from,
                         std::int64_t to);
std::string copy_erasures(const std::string& store, const Schema& schema, std::int64_t from,
                          std::int64_t to);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_DDL_H_
