// Tables of a snapshot as SQLite's virtual tables.
#ifndef STELSEL_PLUGINS_SQL_MODULE_H_
#define STELSEL_PLUGINS_SQL_MODULE_H_

#include <sqlite3.h>

#include <string>

#include "context.h"

namespace sql {

// What is handed to SQLite for one table; lives as long as the connection.
struct TableName {
  Context* context;
  std::string name;
  bool is_as_of;  // only what holds on the query's day
};

// The module behind every table: each is there by its name alone, without CREATE VIRTUAL TABLE, and
// is only looked at when a query names it.
const sqlite3_module& table_module();

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_MODULE_H_
