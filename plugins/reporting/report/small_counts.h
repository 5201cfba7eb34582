// Keeping small counts of people out of a report, also where they could be worked out from the
// others.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_SMALL_COUNTS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_SMALL_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reporting {

// Counts of 0 to 4 people are not printed unless they are asked for.
inline constexpr std::int64_t kLeastCount = 5;
inline bool IsSmallCount(std::int64_t people) { return people < kLeastCount; }

// That the count `total` is made up of `parts`: places in the list of counts.
struct CountSum {
  std::size_t total;
  std::vector<std::size_t> parts;
};

// Which counts are withheld: the small ones, and as many others as it takes that no small one can
// be worked out. A small one is worked out where the sums leave it one value only, whatever the
// other withheld ones are; and where all that a sum leaves to its withheld parts is small itself.
// The smallest counts that serve are withheld first, those of parts before totals.
std::vector<bool> WithheldCounts(const std::vector<std::int64_t>& counts,
                                 const std::vector<CountSum>& sums);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_SMALL_COUNTS_H_
