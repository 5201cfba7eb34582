// Whether the rows that a host hands over fit the table that they are for. What does not fit is
// STELSEL_INVALID_ARGUMENT, with the table and the field, and never with a value.
#ifndef STELSEL_PLUGINS_STORAGE_GIVEN_ROWS_H_
#define STELSEL_PLUGINS_STORAGE_GIVEN_ROWS_H_

#include <cstdint>
#include <string>

#include "plugins/storage/schema.h"

namespace storage {

// The column that a field comes from; -1 where the rows do not have it, which is then empty. Throws
// when the field is required, or the column of another type.
int column_of(const Schema& schema, const Field& field, const stelsel::Rows& rows);

// Throws when the rows have a column that is of no field, or one of them twice.
void refuse_other_columns(const Schema& schema, const stelsel::Rows& rows);

// "table `t`: field `f` WHAT in row N of those given"; `row` counts from 0, over all batches.
[[noreturn]] void fail_row(const Schema& schema, const Field& field, std::int64_t row,
                           const std::string& what);

}  // namespace storage

#endif  // STELSEL_PLUGINS_STORAGE_GIVEN_ROWS_H_
