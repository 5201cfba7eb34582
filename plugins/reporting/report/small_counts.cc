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

// Brings the lines into reduced row echelon form.
void Reduce(std::vector<Line>& lines) {
  std::size_t done = 0;
  const std::size_t width = lines.empty() ? 0 : lines.front().size();
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
    while (const auto open = Open()) {
      const auto next = ToWithhold(*open);
      if (!next) break;  // all that could help is withheld
      withheld_[*next] = true;
    }
    return withheld_;
  }

 private:
  // A small count that can be worked out.
  std::optional<std::size_t> Open() const {
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (withheld_[i]) unknown.push_back(i);
    }
    std::vector<Line> lines;
    for (const CountSum& sum : sums_) lines.push_back(LineOf(sum, unknown));
    Reduce(lines);
    for (const Line& line : lines) {
      const auto filled = [](std::int64_t value) { return value != 0; };
      if (std::count_if(line.begin(), line.end(), filled) != 1) continue;
      const auto at = std::find_if(line.begin(), line.end(), filled) - line.begin();
      const std::size_t count = unknown[static_cast<std::size_t>(at)];
      if (IsSmallCount(counts_[count]) && CanHelp(count)) return count;
    }
    return OfSmallRest();
  }

  static std::int64_t Negative() { return kPrime - 1; }

  Line LineOf(const CountSum& sum, const std::vector<std::size_t>& unknown) const {
    Line line(unknown.size(), 0);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      line[i] = std::count(sum.parts.begin(), sum.parts.end(), unknown[i]) > 0 ? 1
                : sum.total == unknown[i]                                      ? Negative()
                                                                               : 0;
    }
    return line;
  }

  // A withheld part of a shown total, when all withheld parts together are small: each then is.
  std::optional<std::size_t> OfSmallRest() const {
    for (const CountSum& sum : sums_) {
      if (withheld_[sum.total]) continue;
      std::int64_t rest = 0;
      std::optional<std::size_t> one;
      for (const std::size_t part : sum.parts) {
        if (withheld_[part]) rest += counts_[part], one = part;
      }
      if (one && IsSmallCount(rest) && CanHelp(*one)) return one;
    }
    return std::nullopt;
  }

  bool CanHelp(std::size_t count) const { return ToWithhold(count).has_value(); }

  static bool Has(const CountSum& sum, std::size_t count) {
    return sum.total == count ||
           std::find(sum.parts.begin(), sum.parts.end(), count) != sum.parts.end();
  }

  // What to withhold beside `count`: the smallest shown part of a sum with it, or else a total.
  std::optional<std::size_t> ToWithhold(std::size_t count) const {
    std::optional<std::size_t> best;
    const auto offer = [&](std::size_t i) {
      if (!withheld_[i] && (!best || counts_[i] < counts_[*best])) best = i;
    };
    for (const CountSum& sum : sums_) {
      if (!Has(sum, count)) continue;
      for (const std::size_t part : sum.parts) offer(part);
    }
    if (best) return best;
    for (const CountSum& sum : sums_) {
      if (Has(sum, count)) offer(sum.total);
    }
    return best;
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
