// Reading a table as of a day.
#ifndef STELSEL_CORE_MODEL_AS_OF_H_
#define STELSEL_CORE_MODEL_AS_OF_H_

#include <cstdint>
#include <limits>
#include <optional>

#include "core/model/table.h"

namespace stelsel::core {

// When a row holds, in days since 1970: half-open. An open end is the type's limit.
struct Period {
  static constexpr int32_t kOpenStart = std::numeric_limits<int32_t>::min();
  static constexpr int32_t kOpenEnd = std::numeric_limits<int32_t>::max();
  int32_t from = kOpenStart;
  int32_t to = kOpenEnd;
  bool empty() const { return from >= to; }
  bool has(int32_t day) const { return from <= day && day < to; }
};

// The period of a row whose table has one. A bound given as `2021` is the first day it can mean, so
// that "from 2021" begins on 1 January and "until 2024" ends with 2023; where it has no first day
// (`../2021-12-31`), the last one.
Period PeriodOf(const RowRef& row);

// The day from which the date in `field`, a kDate or kEdtf, counts: the last one it can mean.
// Nothing when it is empty or has no last day.
std::optional<int32_t> CountsFrom(const RowRef& row, int field);

// The rows of `table` that hold on `day`; shares its chunks. A pass over the rows for a
// period, and one for observations.
//
// Of observations, one counts from the last day its date can mean: an observation of `2021-12`
// counts from 31 December. One without an end (`2021/..`) never does. The latest wins; of equally
// late ones the lowest value, and of those the first row. The number of threads changes nothing but
// the time it takes.
TablePtr TableAsOf(const TablePtr& table, int32_t day, int threads = 1);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_AS_OF_H_
