// Finds what ends a cell.
#ifndef STELSEL_CORE_IO_MARK_FINDER_H_
#define STELSEL_CORE_IO_MARK_FINDER_H_

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace stelsel::core {

// Finds delimiters and line feeds in a buffer, 64 bytes at a look. One thread at a time.
class MarkFinder {
 public:
  // That many bytes behind the buffer's end are looked at too, so they must be there.
  static constexpr size_t kSlack = 64;

  explicit MarkFinder(char delimiter) : delimiter_(delimiter) {}

  // The buffer is another one, or has other bytes.
  void Forget() { base_ = kNone; }

  // The offset of the first mark at or behind `at`, or one that is not less than `size` when there
  // is none before. Quick when `at` grows from call to call.
  size_t Next(const char* data, size_t at, size_t size) {
    if (at - base_ >= kSlack) Look(data, at);
    uint64_t left = marks_ >> (at - base_);
    while (left == 0) {
      at = base_ + kSlack;
      if (at >= size) return size;
      Look(data, at);
      left = marks_;
    }
    return at + static_cast<size_t>(__builtin_ctzll(left));
  }

 private:
  static constexpr size_t kNone = ~size_t{0} - 2 * kSlack;

  void Look(const char* data, size_t at) {
    base_ = at;
    marks_ = 0;
#if defined(__SSE2__)
    const __m128i delimiters = _mm_set1_epi8(delimiter_);
    const __m128i line_feeds = _mm_set1_epi8('\n');
    for (size_t i = 0; i < kSlack; i += sizeof(__m128i)) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at + i));
      const __m128i found =
          _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, line_feeds));
      marks_ |= uint64_t{static_cast<uint16_t>(_mm_movemask_epi8(found))} << i;
    }
#else
    for (size_t i = 0; i < kSlack; ++i) {
      const char c = data[at + i];
      marks_ |= uint64_t{c == delimiter_ || c == '\n'} << i;
    }
#endif
  }

  const char delimiter_;
  size_t base_ = kNone;  // where the bytes begin of which marks_ has a bit each
  uint64_t marks_ = 0;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_MARK_FINDER_H_
