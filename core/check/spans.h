// Periods side by side. Internal to this room.
#ifndef STELSEL_CORE_CHECK_SPANS_H_
#define STELSEL_CORE_CHECK_SPANS_H_

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "core/check/context.h"

namespace stelsel::core::checking {

// When a row holds, among the rows of its group.
struct Span {
  int64_t group;
  Period period;
  RowId row;
};

inline bool BeginsBefore(const Span& a, const Span& b) {
  return std::tie(a.group, a.period.from, a.row) < std::tie(b.group, b.period.from, b.row);
}

// Sorts `spans` and calls f(earlier, later, shared period) for each span that begins while an
// earlier one of its group still holds: of those the one that holds longest.
template <typename F>
void ForEachOverlap(std::vector<Span>& spans, F f) {
  std::sort(spans.begin(), spans.end(), BeginsBefore);
  const Span* longest = nullptr;
  for (const Span& span : spans) {
    const bool same_group = longest != nullptr && longest->group == span.group;
    if (same_group && span.period.from < longest->period.to) {
      f(*longest, span, Period{span.period.from, std::min(span.period.to, longest->period.to)});
    }
    if (!same_group || span.period.to > longest->period.to) longest = &span;
  }
}

// The days of `of` that are in none of `covers`, as periods in order that do not touch.
std::vector<Period> Uncovered(std::vector<Period> of, std::vector<Period> covers);

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_SPANS_H_
