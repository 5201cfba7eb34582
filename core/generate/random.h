// Chance that is the same everywhere. Internal to this room.
#ifndef STELSEL_CORE_GENERATE_RANDOM_H_
#define STELSEL_CORE_GENERATE_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stelsel::core {

// SplitMix64, and whole numbers only: the distributions of <random> differ between libraries, and
// floating point between machines. The same seed and stream give the same numbers for ever. One
// thread at a time.
class Random {
 public:
  // Streams of one seed are independent, so that a table more changes no other table.
  Random(uint64_t seed, std::string_view stream) : state_(seed) {
    for (const char c : stream) state_ = (Next() ^ static_cast<unsigned char>(c));
  }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  // From 0 to before `n`, which is not 0. The bias of the remainder is of no matter here.
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
  // From `low` to `high`, both included.
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<size_t>(high - low + 1)));
  }
  bool OneIn(size_t n) { return Below(n) == 0; }
  // One of a list that is not empty.
  template <typename List>
  decltype(auto) Of(List& list) {
    return list[Below(std::size(list))];
  }
  template <typename List>
  void Shuffle(List& list) {
    for (size_t i = std::size(list); i > 1; --i) std::swap(list[i - 1], list[Below(i)]);
  }

 private:
  uint64_t state_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_RANDOM_H_
