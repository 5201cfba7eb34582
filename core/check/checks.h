// Checking a snapshot: the constraints, keys, references and periods that the schemas state, and
// the core's own rules about the domain.
#ifndef STELSEL_CORE_CHECK_CHECKS_H_
#define STELSEL_CORE_CHECK_CHECKS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

struct CheckOptions {
  // The day that counts as today (days since 1970) for rules about dates that pass; without it
  // those say nothing.
  std::optional<int32_t> as_of;
  // Told which table is being checked and how many rows of all have been done, about every 64k
  // rows, on the calling thread. To go on it returns true.
  std::function<bool(const std::string& what, int64_t done, int64_t total)> progress;
  // How many threads may work at once, the calling one among them; those that are begun end before
  // the check does. 0 is two, where the machine has them and the table is large. What is found, and
  // in which order, does not depend on it.
  int threads = 0;
};

// Runs every rule over `snapshot`, which is to hold all times, and puts what fails into `findings`.
// Types were checked on reading. References to rows that could not be read raise nothing.
//
// OK also when much is wrong with the data. Cancelled when `progress` said to stop; the findings
// then are those of what was done. When a rule breaks, that becomes a core/fault and the others go
// on. Any thread; `findings` and `progress` are used by this thread only.
absl::Status CheckSnapshot(const SnapshotPtr& snapshot, const CheckOptions& options,
                           FindingSink& findings);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_CHECKS_H_
