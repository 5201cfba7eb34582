// Rows that have the values of earlier rows.
#ifndef STELSEL_CORE_MODEL_REPEATS_H_
#define STELSEL_CORE_MODEL_REPEATS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "core/model/table.h"

namespace stelsel::core {

struct Repeat {
  RowId row;
  RowId first;  // of all rows that have the values
  bool operator==(const Repeat&) const = default;
};

// The live rows that have the same values in `fields`, none of them null, as an earlier live row;
// in order, whatever the number of threads. No field may be a kText.
//
// Besides what it returns it takes a few bits a row, or else memory for two million keys a thread;
// five bytes a row only where the values do not fit in 64 bits. Fails only when memory runs out on
// another thread.
absl::StatusOr<std::vector<Repeat>> FindRepeats(const Table& table, const std::vector<int>& fields,
                                                int threads);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_REPEATS_H_
