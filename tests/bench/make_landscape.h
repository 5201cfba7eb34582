// Landscapes of any size to measure with: made up, but shaped like real ones and free of errors.
#ifndef STELSEL_TESTS_BENCH_MAKE_LANDSCAPE_H_
#define STELSEL_TESTS_BENCH_MAKE_LANDSCAPE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace stelsel::bench {

// Writes a Data Package with `statuses` rows of agreement_status, and the regions, municipalities,
// topics and sources that they refer to, into the folder, which is made. The same numbers give the
// same bytes. Every fact is marked illustratief.
absl::Status MakeLandscape(const std::string& folder, int64_t statuses, uint64_t seed);

}  // namespace stelsel::bench

#endif  // STELSEL_TESTS_BENCH_MAKE_LANDSCAPE_H_
