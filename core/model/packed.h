// Whole numbers in as little memory as their spread allows.
#ifndef STELSEL_CORE_MODEL_PACKED_H_
#define STELSEL_CORE_MODEL_PACKED_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/types/span.h"

namespace stelsel::core {

// Number i is base + step * i + a rest, which takes 0, 1, 2, 4 or 8 bytes, the same for all. So
// numbers that are all alike take nothing, line numbers hardly anything, and codes of a small
// dictionary a byte. Immutable; any thread.
class Packed {
 public:
  Packed() = default;
  // Any values, in any order.
  static Packed Of(absl::Span<const int32_t> values);
  static Packed Of(absl::Span<const int64_t> values);

  // `i` is less than the count of values it was made of. Of an empty one everything is 0.
  int64_t operator[](size_t i) const { return static_cast<int64_t>(base_ + step_ * i + RestAt(i)); }
  // The least and the greatest value; both 0 when there is none.
  int64_t min() const { return min_; }
  int64_t max() const { return max_; }
  // Whether number i is base + i.
  bool CountsUp() const { return width_ == 0 && step_ == 1; }
  size_t bytes() const { return rests_.size(); }

  // Calls f(i, value) for each i from `from` to before `to`; quicker than one by one.
  template <typename F>
  void ForEach(size_t from, size_t to, F f) const;

 private:
  template <typename T>
  static Packed Make(absl::Span<const T> values);
  template <typename Rest, typename T>
  void Fill(absl::Span<const T> values);
  template <typename Rest, typename F>
  void ForEachOf(size_t from, size_t to, F f) const;

  template <typename Rest>
  Rest Load(size_t i) const {
    Rest rest;
    std::memcpy(&rest, rests_.data() + i * sizeof(Rest), sizeof(Rest));
    return rest;
  }
  uint64_t RestAt(size_t i) const {
    switch (width_) {
      case 0:
        return 0;
      case 1:
        return rests_[i];
      case 2:
        return Load<uint16_t>(i);
      case 4:
        return Load<uint32_t>(i);
      default:
        return Load<uint64_t>(i);
    }
  }

  // Unsigned, so that sums wrap around.
  uint64_t base_ = 0;
  uint64_t step_ = 0;
  int64_t min_ = 0;
  int64_t max_ = 0;
  uint8_t width_ = 0;  // bytes of a rest
  std::vector<uint8_t> rests_;
};

template <typename Rest, typename F>
void Packed::ForEachOf(size_t from, size_t to, F f) const {
  for (size_t i = from; i < to; ++i) {
    f(i, static_cast<int64_t>(base_ + step_ * i + Load<Rest>(i)));
  }
}

template <typename F>
void Packed::ForEach(size_t from, size_t to, F f) const {
  switch (width_) {
    case 0:
      for (size_t i = from; i < to; ++i) f(i, static_cast<int64_t>(base_ + step_ * i));
      return;
    case 1:
      return ForEachOf<uint8_t>(from, to, f);
    case 2:
      return ForEachOf<uint16_t>(from, to, f);
    case 4:
      return ForEachOf<uint32_t>(from, to, f);
    default:
      return ForEachOf<uint64_t>(from, to, f);
  }
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_PACKED_H_
