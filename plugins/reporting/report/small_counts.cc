#include "report/small_counts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace reporting {
namespace {

// Arithmetic modulo a prime: with sums of a few hundred counts a value that is fixed here is fixed,
// and one that is not is not, but for a chance of one in some two milliards.
constexpr std::int64_t kPrime = 2147483647;

std::int64_t Inverse(std::int64_t value) {
  std::int64_t result = 1;
  for (std::int64_t power = kPrime - 2; power > 0; power >>= 1) {
    if ((power & 1) != 0) result = result * value % kPrime;
    value = value * value % kPrime;
  }
  return result;
}

using Line = std::vector<std::int64_t>;  // a coefficient for each count

// Takes `from` times a factor away from `line`, so that `line` has nothing left at `place`.
void Clear(Line& line, const Line& from, std::size_t place) {
  const std::int64_t factor = line[place];
  if (factor == 0) return;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (from[i] != 0) line[i] = (line[i] + (kPrime - factor) * from[i]) % kPrime;
  }
}

// Solves the lines for the unknown counts, as far as it goes: each of them is led by one line, and
// stands in no other, or in none.
void Solve(std::vector<Line>& lines, const std::vector<bool>& unknown) {
  std::size_t done = 0;
  for (std::size_t place = 0; place < unknown.size() && done < lines.size(); ++place) {
    if (!unknown[place]) continue;
    const auto pivot = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(done), lines.end(),
                                    [&](const Line& line) { return line[place] != 0; });
    if (pivot == lines.end()) continue;
    std::swap(*pivot, lines[done]);
    const std::int64_t inverse = Inverse(lines[done][place]);
    for (std::int64_t& value : lines[done]) value = value * inverse % kPrime;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i != done) Clear(lines[i], lines[done], place);
    }
    ++done;
  }
}

// Counts that hang together by sums.
class Withholder {
 public:
  Withholder(const std::vector<std::int64_t>& counts, const std::vector<CountSum>& sums)
      : counts_(counts), sums_(sums), is_total_(counts.size(), false) {
    for (const std::int64_t count : counts) withheld_.push_back(IsSmallCount(count));
    for (const CountSum& sum : sums) is_total_[sum.total] = true;
  }

  std::vector<bool> Run() {
    while (CloseSolved() || CloseSmallRests()) {
    }
    return withheld_;
  }

 private:
  Line LineOf(const CountSum& sum) const {
    Line line(counts_.size(), 0);
    for (const std::size_t part : sum.parts) line[part] = 1;
    line[sum.total] = kPrime - 1;
    return line;
  }

  // Withholds one more count of each equation that solves a small one. Whether there was any.
  bool CloseSolved() {
    std::vector<Line> lines;
    for (const CountSum& sum : sums_) lines.push_back(LineOf(sum));
    const std::vector<bool> unknown = withheld_;
    Solve(lines, unknown);
    bool any = false;
    for (const Line& line : lines) {
      const auto solved = OnlyUnknown(line, unknown);
      if (solved && IsSmallCount(counts_[*solved])) any = Spoil(line, unknown) || any;
    }
    return any;
  }

  static std::optional<std::size_t> OnlyUnknown(const Line& line,
                                                const std::vector<bool>& unknown) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == 0 || !unknown[i]) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  // Withholds a shown count of the line, so that it solves nothing any more.
  bool Spoil(const Line& line, const std::vector<bool>& unknown) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == 0 || unknown[i]) continue;
      if (withheld_[i]) return true;  // for another line, just now
      if (!best || IsBetter(i, *best)) best = i;
    }
    if (best) withheld_[*best] = true;
    return best.has_value();
  }

  bool IsBetter(std::size_t a, std::size_t b) const {
    if (is_total_[a] != is_total_[b]) return !is_total_[a];
    return counts_[a] < counts_[b];
  }

  // Where the withheld parts of a shown total are small together, each of them is known to be.
  bool CloseSmallRests() {
    for (const CountSum& sum : sums_) {
      if (withheld_[sum.total]) continue;
      std::int64_t rest = 0;
      bool any = false;
      for (const std::size_t part : sum.parts) {
        if (withheld_[part]) rest += counts_[part], any = true;
      }
      if (!any || !IsSmallCount(rest)) continue;
      withheld_[SmallestShown(sum)] = true;
      return true;
    }
    return false;
  }

  // The total when all parts are withheld.
  std::size_t SmallestShown(const CountSum& sum) const {
    std::size_t best = sum.total;
    for (const std::size_t part : sum.parts) {
      if (!withheld_[part] && (best == sum.total || counts_[part] < counts_[best])) best = part;
    }
    return best;
  }

  const std::vector<std::int64_t>& counts_;
  const std::vector<CountSum>& sums_;
  std::vector<bool> is_total_;
  std::vector<bool> withheld_;
};

// Which counts hang together: for each the first of them.
std::vector<std::size_t> Groups(std::size_t count, const std::vector<CountSum>& sums) {
  std::vector<std::size_t> leader(count);
  for (std::size_t i = 0; i < count; ++i) leader[i] = i;
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  for (const CountSum& sum : sums) {
    for (const std::size_t part : sum.parts) leader[find(part)] = find(sum.total);
  }
  for (std::size_t i = 0; i < count; ++i) leader[i] = find(i);
  return leader;
}

}  // namespace

std::vector<bool> WithheldCounts(const std::vector<std::int64_t>& counts,
                                 const std::vector<CountSum>& sums) {
  const std::vector<std::size_t> groups = Groups(counts.size(), sums);
  std::map<std::size_t, std::vector<std::size_t>> members;
  std::vector<std::size_t> places(counts.size());  // within the group
  for (std::size_t i = 0; i < counts.size(); ++i) {
    places[i] = members[groups[i]].size();
    members[groups[i]].push_back(i);
  }
  std::map<std::size_t, std::vector<CountSum>> sums_of;
  for (const CountSum& sum : sums) {
    CountSum moved{places[sum.total], {}};
    for (const std::size_t part : sum.parts) moved.parts.push_back(places[part]);
    sums_of[groups[sum.total]].push_back(std::move(moved));
  }
  std::vector<bool> withheld(counts.size());
  for (const auto& [leader, of] : members) {
    std::vector<std::int64_t> own;
    for (const std::size_t i : of) own.push_back(counts[i]);
    const std::vector<bool> result = Withholder(own, sums_of[leader]).Run();
    for (std::size_t i = 0; i < of.size(); ++i) withheld[of[i]] = result[i];
  }
  return withheld;
}

}  // namespace reporting
