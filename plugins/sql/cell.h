// A value of a column as SQLite gets it.
#ifndef STELSEL_PLUGINS_SQL_CELL_H_
#define STELSEL_PLUGINS_SQL_CELL_H_

#include <sqlite3.h>

#include "column.h"
#include "table.h"

namespace sql {

// Gives what stands in a row; nothing, which is NULL, where it is empty. Texts are not copied:
// their memory is the snapshot's. Not of SqlColumn::View::weight.
void give(sqlite3_context* out, const Column& column, const SqlColumn& sql_column, Spot at);

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_CELL_H_
