#include "report/small_counts.h"

#include <algorithm>
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

using Line = std::vector<std::int64_t>;  // a coefficient for each unknown

// Takes `from` times a factor away from `line`, so that `line` has nothing left at `place`.
void Clear(Line& line, const Line& from, std::size_t place) {
  const std::int64_t factor = line[place];
  if (factor == 0) return;
  for (std::size_t i = 0; i < line.size(); ++i) {
    line[i] = (line[i] + (kPrime - factor) * from[i]) % kPrime;
  }
}

// Brings the first `width` places of the lines into reduced row echelon form; what stands behind
// them goes along.
void Reduce(std::vector<Line>& lines, std::size_t width) {
  std::size_t done = 0;
  for (std::size_t place = 0; place < width && done < lines.size(); ++place) {
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

class Withholder {
 public:
  Withholder(const std::vector<std::int64_t>& counts, const std::vector<CountSum>& sums)
      : counts_(counts), sums_(sums) {
    for (const std::int64_t count : counts) withheld_.push_back(IsSmallCount(count));
  }

  std::vector<bool> Run() {
    while (const auto next = ToWithhold()) withheld_[*next] = true;
    return withheld_;
  }

 private:
  // What else is to be withheld; nothing when no small count can be worked out, or nothing helps.
  std::optional<std::size_t> ToWithhold() const {
    const auto next = AgainstSums();
    return next ? next : AgainstSmallRests();
  }

  // A shown count in the combination of sums that fixes a small one.
  std::optional<std::size_t> AgainstSums() const {
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (withheld_[i]) unknown.push_back(i);
    }
    std::vector<Line> lines;
    for (std::size_t k = 0; k < sums_.size(); ++k) lines.push_back(LineOf(k, unknown));
    Reduce(lines, unknown.size());
    for (const Line& line : lines) {
      const auto end = line.begin() + static_cast<std::ptrdiff_t>(unknown.size());
      const auto filled = [](std::int64_t value) { return value != 0; };
      if (std::count_if(line.begin(), end, filled) != 1) continue;
      const auto at = std::find_if(line.begin(), end, filled) - line.begin();
      if (!IsSmallCount(counts_[unknown[static_cast<std::size_t>(at)]])) continue;
      if (const auto next = ShownIn(Line(end, line.end()))) return next;
    }
    return std::nullopt;
  }

  // How count `i` stands in a sum whose parts less its total are nothing.
  static std::int64_t Coefficient(const CountSum& sum, std::size_t i) {
    if (sum.total == i) return kPrime - 1;
    return std::count(sum.parts.begin(), sum.parts.end(), i) > 0 ? 1 : 0;
  }

  // The coefficients of the unknown counts in a sum, and behind them which sum it is.
  Line LineOf(std::size_t k, const std::vector<std::size_t>& unknown) const {
    Line line;
    for (const std::size_t i : unknown) line.push_back(Coefficient(sums_[k], i));
    line.resize(unknown.size() + sums_.size(), 0);
    line[unknown.size() + k] = 1;
    return line;
  }

  // The first to go of the shown counts on which the combination of sums rests.
  std::optional<std::size_t> ShownIn(const Line& combination) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (withheld_[i]) continue;
      std::int64_t net = 0;
      for (std::size_t k = 0; k < sums_.size(); ++k)
        net = (net + combination[k] * Coefficient(sums_[k], i)) % kPrime;
      if (net != 0 && (!best || GoesBefore(i, *best))) best = i;
    }
    return best;
  }

  // Where all withheld parts of a shown total are small together, each of them is.
  std::optional<std::size_t> AgainstSmallRests() const {
    for (const CountSum& sum : sums_) {
      if (withheld_[sum.total]) continue;
      std::int64_t rest = 0;
      bool any = false;
      std::size_t best = sum.total;
      for (const std::size_t part : sum.parts) {
        if (withheld_[part]) {
          rest += counts_[part];
          any = true;
        } else if (best == sum.total || GoesBefore(part, best)) {
          best = part;
        }
      }
      if (any && IsSmallCount(rest)) return best;
    }
    return std::nullopt;
  }

  bool IsTotal(std::size_t i) const {
    return std::any_of(sums_.begin(), sums_.end(),
                       [&](const CountSum& sum) { return sum.total == i; });
  }
  bool GoesBefore(std::size_t a, std::size_t b) const {
    return std::pair(IsTotal(a), counts_[a]) < std::pair(IsTotal(b), counts_[b]);
  }

  const std::vector<std::int64_t>& counts_;
  const std::vector<CountSum>& sums_;
  std::vector<bool> withheld_;
};

}  // namespace

std::vector<bool> WithheldCounts(const std::vector<std::int64_t>& counts,
                                 const std::vector<CountSum>& sums) {
  return Withholder(counts, sums).Run();
}

}  // namespace reporting
