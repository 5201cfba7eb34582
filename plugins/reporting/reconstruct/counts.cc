#include "reconstruct/counts.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "report/tally.h"

namespace reporting {
namespace {

constexpr std::int64_t kPercents = 100;

// Rounded up, also below 0.
std::int64_t DivideUp(std::int64_t value, std::int64_t by) {
  return value / by + (value % by > 0 ? 1 : 0);
}

// Ways to divide `rest` over three, none less than 0.
std::int64_t WaysToDivide(std::int64_t rest) { return rest < 0 ? 0 : (rest + 2) * (rest + 1) / 2; }

// How often one count of each range add up to `sum`: all ways to divide what is left above the
// least counts, less those in which a count is above its most, and so on (inclusion, exclusion).
std::int64_t SumsTo(const std::array<CountRange, 3>& ranges, std::int64_t sum) {
  for (const CountRange& range : ranges) {
    if (range.empty()) return 0;
    sum -= range.least;
  }
  std::int64_t ways = 0;
  for (int over = 0; over < 8; ++over) {
    std::int64_t rest = sum;
    bool add = true;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      if ((over >> i & 1) == 0) continue;
      rest -= ranges[i].size();
      add = !add;
    }
    ways += add ? WaysToDivide(rest) : -WaysToDivide(rest);
  }
  return ways;
}

// Looks for the sets nearest to one row of shares. Shares of the first two answers are tried, all
// 101 of each; what the third can then be follows, so that it takes as long for any respondents.
class Search {
 public:
  Search(const Three& shares, std::int64_t respondents)
      : shares_(shares), respondents_(respondents) {
    for (std::int64_t share = 0; share <= kPercents; ++share) {
      ranges_[static_cast<std::size_t>(share)] = CountsOf(share, respondents);
    }
  }

  NearestSets Find(std::size_t most) const {
    NearestSets out;
    out.sets = SetsOf(shares_, respondents_);
    if (out.sets > 0) {
      List(shares_[0], 0, most, out.first);
      return out;
    }
    out.deviation = Least();
    for (std::int64_t ja = 0; ja <= kPercents; ++ja) {
      const std::int64_t sets = SetsWith(ja, out.deviation);
      out.sets += sets;
      if (sets > 0) List(ja, out.deviation, most, out.first);
    }
    return out;
  }

 private:
  const CountRange& Of(std::int64_t share) const {
    return ranges_[static_cast<std::size_t>(share)];
  }

  std::int64_t Least() const {
    std::int64_t least = 3 * kPercents;
    for (std::int64_t ja = 0; ja <= kPercents; ++ja) {
      for (std::int64_t between = 0; between <= kPercents; ++between) {
        const std::int64_t two = Away(0, ja) + Away(1, between);
        if (two < least) least = std::min(least, LeastOfRest(ja, between, least - two) + two);
      }
    }
    return least;
  }

  std::int64_t Away(std::size_t answer, std::int64_t share) const {
    return std::abs(share - shares_[answer]);
  }

  // How far from its share the third answer is when the others are printed as these; `none` when
  // that cannot be.
  std::int64_t LeastOfRest(std::int64_t ja, std::int64_t between, std::int64_t none) const {
    if (Of(ja).empty() || Of(between).empty()) return none;
    const std::int64_t least =
        std::max(respondents_ - Of(ja).most - Of(between).most, std::int64_t{0});
    const std::int64_t most = respondents_ - Of(ja).least - Of(between).least;
    if (most < least) return none;
    // The greatest count that prints its share or less, and the next one.
    const std::int64_t below = DivideUp(respondents_ * (2 * shares_[2] + 1), 200) - 1;
    const auto away = [&](std::int64_t count) {
      return Away(2, Percent(std::clamp(count, least, most), respondents_));
    };
    return std::min(away(below), away(below + 1));
  }

  // The shares of the third answer that are `away` from its own, the greater first: that leaves
  // less for the second, so that sets are listed in order.
  std::vector<std::int64_t> SharesAway(std::int64_t away) const {
    std::vector<std::int64_t> shares;
    if (away < 0) return shares;
    if (shares_[2] + away <= kPercents) shares.push_back(shares_[2] + away);
    if (away > 0 && shares_[2] - away >= 0) shares.push_back(shares_[2] - away);
    return shares;
  }

  // How many sets deviate so much and print this share of ja.
  std::int64_t SetsWith(std::int64_t ja, std::int64_t deviation) const {
    std::int64_t sets = 0;
    for (std::int64_t between = 0; between <= kPercents; ++between) {
      for (const std::int64_t nee : SharesAway(deviation - Away(0, ja) - Away(1, between))) {
        sets += SumsTo({Of(ja), Of(between), Of(nee)}, respondents_);
      }
    }
    return sets;
  }

  // Adds those sets until there are `most`.
  void List(std::int64_t ja, std::int64_t deviation, std::size_t most,
            std::vector<Three>& out) const {
    for (std::int64_t a = Of(ja).least; a <= Of(ja).most && out.size() < most; ++a) {
      for (std::int64_t between = 0; between <= kPercents && out.size() < most; ++between) {
        for (const std::int64_t nee : SharesAway(deviation - Away(0, ja) - Away(1, between))) {
          Pair(a, Of(between), Of(nee), most, out);
        }
      }
    }
  }

  // The sets with `a` of the first answer and of the others what is in these ranges.
  void Pair(std::int64_t a, const CountRange& second, const CountRange& third, std::size_t most,
            std::vector<Three>& out) const {
    if (second.empty() || third.empty()) return;
    const std::int64_t rest = respondents_ - a;
    const std::int64_t last = std::min(second.most, rest - third.least);
    for (std::int64_t b = std::max(second.least, rest - third.most); b <= last; ++b) {
      if (out.size() >= most) return;
      out.push_back({a, b, rest - b});
    }
  }

  const Three shares_;
  const std::int64_t respondents_;
  std::array<CountRange, kPercents + 1> ranges_;
};

}  // namespace

bool AreShares(const Three& shares) {
  return std::all_of(shares.begin(), shares.end(),
                     [](std::int64_t share) { return share >= 0 && share <= kPercents; });
}

std::int64_t SumOf(const Three& three) {
  return std::accumulate(three.begin(), three.end(), std::int64_t{0});
}

Three SharesOf(const Three& counts) {
  const std::int64_t whole = SumOf(counts);
  return {Percent(counts[0], whole), Percent(counts[1], whole), Percent(counts[2], whole)};
}

// A count c is printed as p when 2Np <= 200c + N < 2N(p + 1).
CountRange CountsOf(std::int64_t share, std::int64_t respondents) {
  return {std::max(DivideUp(respondents * (2 * share - 1), 200), std::int64_t{0}),
          std::min(DivideUp(respondents * (2 * share + 1), 200) - 1, respondents)};
}

std::int64_t SetsOf(const Three& shares, std::int64_t respondents) {
  return SumsTo({CountsOf(shares[0], respondents), CountsOf(shares[1], respondents),
                 CountsOf(shares[2], respondents)},
                respondents);
}

std::int64_t PrintableRows(std::int64_t respondents) {
  // Up to 100, each set of counts prints a row of its own.
  if (respondents <= kPercents) return WaysToDivide(respondents);
  std::int64_t rows = 0;
  for (std::int64_t ja = 0; ja <= kPercents; ++ja) {
    const CountRange first = CountsOf(ja, respondents);
    for (std::int64_t between = 0; between <= kPercents; ++between) {
      const CountRange second = CountsOf(between, respondents);
      const std::int64_t most = respondents - first.least - second.least;
      if (most < 0) break;
      const std::int64_t least = std::max(respondents - first.most - second.most, std::int64_t{0});
      // Above 100 no share between two that can be printed is passed over.
      rows += Percent(most, respondents) - Percent(least, respondents) + 1;
    }
  }
  return rows;
}

NearestSets FindNearest(const Three& shares, std::int64_t respondents, std::size_t most) {
  return Search(shares, respondents).Find(most);
}

}  // namespace reporting
