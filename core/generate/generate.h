// Landscapes that are made up: whole ones, and broken ones of which is said what is broken. For
// those who test an importer.
#ifndef STELSEL_CORE_GENERATE_GENERATE_H_
#define STELSEL_CORE_GENERATE_GENERATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace stelsel::core {

struct GenerateRequest {
  static constexpr int kMostRegions = 40;

  uint64_t seed = 1;
  int regions = 5;  // 1 to kMostRegions; some have regions below them
  int faults = 0;
  std::string rule;  // only faults that it finds first, or empty
};

struct Generated {
  int64_t tables = 0;
  int64_t rows = 0;
  int64_t expected = 0;  // findings, of faults and of sources that contradict each other
};

// Writes into `folder`, which must not be there or be empty:
//   source/         a Data Package with the core's tables, every fact marked illustratief
//   expect.ndjson   all that a check finds in it, as of 2026-01-01 or later
//   broken.ndjson   of those the ones that come of faults, each with the number and kind of its
//                   fault; only when faults are asked for
// The same request gives the same bytes on every machine, as long as the schemas are the same.
// Whole or not at all.
absl::StatusOr<Generated> Generate(const std::string& folder, const GenerateRequest& request);

// The rules of which faults can be made, in order.
std::vector<std::string> RulesWithFaults();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_GENERATE_H_
