// Which counts print given shares. A count of N respondents is printed as a whole percent, a half
// rounded up; all of it is exact, in whole numbers.
#ifndef STELSEL_PLUGINS_REPORTING_RECONSTRUCT_COUNTS_H_
#define STELSEL_PLUGINS_REPORTING_RECONSTRUCT_COUNTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace reporting {

// Of ja, in ontwikkeling and nee, in this order: counts, or shares in whole percents.
using Three = std::array<std::int64_t, 3>;

// More respondents than any survey of regions has. Nothing below overflows up to here.
inline constexpr std::int64_t kMostRespondents = 1'000'000;

// Rows of three shares that add up to 99, 100 or 101: no others can be printed of any counts, as
// rounding moves each of them by half a percent at most.
inline constexpr std::int64_t kRowsThatAddUp = 15'451;

// Whether each is from 0 to 100. What is said below of shares holds for these; the respondents are
// 1 to kMostRespondents.
bool AreShares(const Three& shares);
std::int64_t SumOf(const Three& three);

// What the counts, which add up to more than 0, are printed as.
Three SharesOf(const Three& counts);

// From `least` to `most`; empty when `least` is more.
struct CountRange {
  std::int64_t least = 0;
  std::int64_t most = -1;

  bool empty() const { return least > most; }
  std::int64_t size() const { return empty() ? 0 : most - least + 1; }
};

// The counts, from 0 to `respondents`, that are printed as `share`.
CountRange CountsOf(std::int64_t share, std::int64_t respondents);

// How many sets of counts, which add up to `respondents`, are printed as exactly these shares. In
// constant time.
std::int64_t SetsOf(const Three& shares, std::int64_t respondents);

// How many different rows of shares so many respondents can print. The more there are, the less it
// says that one of them is seen.
std::int64_t PrintableRows(std::int64_t respondents);

// The sets of counts of which the shares differ least from those that were printed.
struct NearestSets {
  std::int64_t deviation = 0;  // of the three shares together, in percent points; 0: exact
  std::int64_t sets = 0;       // that deviate so much
  std::vector<Three> first;    // the first of them, by ja and then by in ontwikkeling
};

// Keeps `most` sets at most.
NearestSets FindNearest(const Three& shares, std::int64_t respondents, std::size_t most);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RECONSTRUCT_COUNTS_H_
