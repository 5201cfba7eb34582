// Exact money: whole cents, and dividing them so that the parts are the whole to the last cent. No
// floating point. Everything here is a plain function: any thread. What does not fit throws
// stelsel::Error (STELSEL_OUT_OF_RANGE), what cannot be divided STELSEL_INVALID_ARGUMENT.
#ifndef STELSEL_PLUGINS_FINANCE_MONEY_H_
#define STELSEL_PLUGINS_FINANCE_MONEY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace finance {

using Cents = std::int64_t;
// A share is a whole number of millionths, as a field with six decimals holds it.
using Share = std::int64_t;
inline constexpr Share kWhole = 1'000'000;

// Of amounts, and of the weights they are divided by: 64 bits times 64 bits.
__extension__ using Wide = __int128;

Cents Narrow(Wide value);
Cents Add(Cents a, Cents b);
Cents Subtract(Cents a, Cents b);
Cents Sum(const std::vector<Cents>& amounts);

// `numerator` / `denominator` (above 0) to the nearest whole; a half goes away from zero, so that a
// surplus is rounded as a deficit is.
Wide Nearest(Wide numerator, Wide denominator);

// `share` of the amount.
Cents PartOf(Cents amount, Share share);

// Divides `total` by weights of 0 or more, of which one must be above 0. The sum of the parts is
// the total. By largest remainder: each part is rounded towards zero, and the cents that are left
// go one by one to the parts that lost most by it. Of equal losses the larger weight is first, and
// of equal weights the earlier: callers give them in the order of their municipalities' codes. A
// negative total gives the parts of the positive one with the sign turned round.
std::vector<Cents> Divide(Cents total, const std::vector<std::int64_t>& weights);

// `share` of each amount, so that they add up to PartOf(their sum): a share of 0 or 1 gives nothing
// or the amounts themselves. Largest remainder as above, with each part rounded down.
std::vector<Cents> PartOfEach(const std::vector<Cents>& amounts, Share share);

// Of a part that Divide or PartOfEach gave: the cents that it has by largest remainder, beside what
// `numerator` / `denominator` (above 0) is when it is rounded down (PartOfEach) or towards zero.
Cents BeyondFloor(Cents part, Wide numerator, Wide denominator);
Cents BeyondTruncated(Cents part, Wide numerator, Wide denominator);

// An amount as a person or another program writes it: `-1234.50`, `1234,5`, `1234`. Throws
// STELSEL_INVALID_ARGUMENT for anything else.
Cents ParseAmount(std::string_view text);

// `value` / 10^scale as data files have it: `-1234.50`.
std::string PlainDecimal(std::int64_t value, int scale);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_MONEY_H_
