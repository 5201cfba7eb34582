#include "core/model/packed.h"

#include <algorithm>
#include <limits>

namespace stelsel::core {
namespace {

// Beyond this spread a step is not tried: what it would save is little, and sums might wrap.
constexpr uint64_t kMostForStep = uint64_t{1} << 40;

uint8_t WidthOf(uint64_t spread) {
  if (spread == 0) return 0;
  if (spread <= std::numeric_limits<uint8_t>::max()) return 1;
  if (spread <= std::numeric_limits<uint16_t>::max()) return 2;
  return spread <= std::numeric_limits<uint32_t>::max() ? 4 : 8;
}

// The spread of what is left when `step` is taken off for each place; `base` is the least of it.
// Counted from the first value, so that nothing overflows.
template <typename T>
uint64_t SpreadWith(absl::Span<const T> values, int64_t step, uint64_t& base) {
  const auto first = static_cast<uint64_t>(int64_t{values[0]});
  int64_t low = 0, high = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    const auto far = static_cast<int64_t>(static_cast<uint64_t>(int64_t{values[i]}) - first);
    const int64_t rest = far - step * static_cast<int64_t>(i);
    low = std::min(low, rest);
    high = std::max(high, rest);
  }
  base = first + static_cast<uint64_t>(low);
  return static_cast<uint64_t>(high - low);
}

}  // namespace

template <typename T>
Packed Packed::Make(absl::Span<const T> values) {
  Packed packed;
  if (values.empty()) return packed;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  packed.min_ = *least;
  packed.max_ = *most;
  packed.base_ = static_cast<uint64_t>(packed.min_);
  const uint64_t spread = static_cast<uint64_t>(packed.max_) - packed.base_;
  packed.width_ = WidthOf(spread);
  if (packed.width_ > 0 && values.size() > 1 && spread < kMostForStep) {
    const auto last = static_cast<int64_t>(values.size()) - 1;
    const int64_t step = (int64_t{values.back()} - int64_t{values.front()}) / last;
    uint64_t base = 0;
    const uint8_t width = step == 0 ? packed.width_ : WidthOf(SpreadWith(values, step, base));
    if (width < packed.width_) {
      packed.width_ = width;
      packed.base_ = base;
      packed.step_ = static_cast<uint64_t>(step);
    }
  }
  if (packed.width_ == 1) packed.Fill<uint8_t>(values);
  if (packed.width_ == 2) packed.Fill<uint16_t>(values);
  if (packed.width_ == 4) packed.Fill<uint32_t>(values);
  if (packed.width_ == 8) packed.Fill<uint64_t>(values);
  return packed;
}

template <typename Rest, typename T>
void Packed::Fill(absl::Span<const T> values) {
  rests_.resize(values.size() * sizeof(Rest));
  for (size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<uint64_t>(int64_t{values[i]});
    const auto rest = static_cast<Rest>(value - base_ - step_ * i);
    std::memcpy(rests_.data() + i * sizeof(Rest), &rest, sizeof(Rest));
  }
}

Packed Packed::Of(absl::Span<const int32_t> values) { return Make(values); }
Packed Packed::Of(absl::Span<const int64_t> values) { return Make(values); }

}  // namespace stelsel::core
