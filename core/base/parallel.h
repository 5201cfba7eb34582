// Work in pieces on a few threads.
#ifndef STELSEL_CORE_BASE_PARALLEL_H_
#define STELSEL_CORE_BASE_PARALLEL_H_

#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace stelsel::core {

// How many threads are to work on so many rows when asked for `wanted`: that many. With 0 it is
// two, where the machine has them and the rows are so many that it saves time. Never less than one.
int ThreadsFor(int wanted, int64_t rows);

// Calls task(0) to task(count - 1), each once, on this thread and up to `threads` - 1 others, which
// end before this returns. Tasks begin in order; with one thread they also end in order.
//
// After a task fails, none is begun any more, and of those that failed the first in order is
// returned: which one that is does not depend on the threads. A task that throws fails as Internal.
// When no further thread can be had, this one does the work.
absl::Status ForEachTask(int threads, size_t count, absl::FunctionRef<absl::Status(size_t)> task);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_PARALLEL_H_
