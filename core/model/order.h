// Rows in the order of their key: how our own files and stores have them.
#ifndef STELSEL_CORE_MODEL_ORDER_H_
#define STELSEL_CORE_MODEL_ORDER_H_

#include <vector>

#include "core/model/table.h"

namespace stelsel::core {

// `rows` by the values of their primary key: numbers and dates by value, texts by their bytes, an
// empty value first. Rows with the same key stay in the order they have.
std::vector<RowId> InKeyOrder(const Table& table, std::vector<RowId> rows);

// The live rows, as numbers.
std::vector<RowId> LiveRows(const Table& table);

// A table of these rows in this order. Shares the chunks when the order is that of `table`, copies
// the rows otherwise.
TablePtr TableOfRows(const Table& table, const std::vector<RowId>& rows);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_ORDER_H_
