// Reading a table as of a day.
#ifndef STELSEL_CORE_MODEL_AS_OF_H_
#define STELSEL_CORE_MODEL_AS_OF_H_

#include <cstdint>

#include "core/model/table.h"

namespace stelsel::core {

// The rows of `table` that hold on `day`; shares its chunks. One pass over the rows.
//
// Of observations, one counts from the last day its date can mean: an observation of `2021-12`
// counts from 31 December. One without an end (`2021/..`) never does. The latest wins; of equally
// late ones the lowest value, and of those the first row.
TablePtr TableAsOf(const TablePtr& table, int32_t day);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_AS_OF_H_
