// A small memory of texts met lately and the codes they have.
#ifndef STELSEL_CORE_MODEL_RECENT_TEXTS_H_
#define STELSEL_CORE_MODEL_RECENT_TEXTS_H_

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace stelsel::core {

// One slot a text, chosen by a quick look at the text: of two that fall in one slot the later
// stays. Keeps codes only; the caller says what text a code has now. One thread at a time.
class RecentTexts {
 public:
  // The code kept for `text`, or -1. `text_of(code)` gives the text of a code that was kept; one
  // that the caller no longer has is to give something else than `text`.
  template <typename TextOf>
  int32_t Find(std::string_view text, TextOf text_of) {
    if (codes_.empty()) codes_.assign(kSlots, -1);
    slot_ = SlotOf(text);
    const int32_t code = codes_[slot_];
    return code >= 0 && text_of(code) == text ? code : -1;
  }
  // Keeps the code of the text that Find was asked for last.
  void Keep(int32_t code) { codes_[slot_] = code; }

 private:
  static constexpr size_t kSlots = 2048;

  static uint64_t Eight(const char* data) {
    uint64_t bytes;
    std::memcpy(&bytes, data, sizeof bytes);
    return bytes;
  }
  static uint64_t Four(const char* data) {
    uint32_t bytes;
    std::memcpy(&bytes, data, sizeof bytes);
    return bytes;
  }
  // Looks at the ends and the middle only. Parts overlap in a short text, which does no harm.
  static size_t SlotOf(std::string_view text) {
    constexpr uint64_t kOdd = 0x9E3779B97F4A7C15;
    const char* const begin = text.data();
    const size_t size = text.size();
    uint64_t mixed = size;
    if (size >= 8) {
      mixed ^= Eight(begin) * kOdd;
      mixed = (mixed ^ mixed >> 32 ^ Eight(begin + size / 2 - 4)) * kOdd;
      mixed = mixed ^ mixed >> 32 ^ Eight(begin + size - 8);
    } else if (size >= 4) {
      mixed ^= Four(begin) | Four(begin + size - 4) << 32;
    } else if (size > 0) {
      const auto at = [begin](size_t i) { return uint64_t{static_cast<unsigned char>(begin[i])}; };
      mixed ^= at(0) << 8 | at(size / 2) << 16 | at(size - 1) << 24;
    }
    return static_cast<size_t>(mixed * kOdd >> 32) % kSlots;
  }

  std::vector<int32_t> codes_;
  size_t slot_ = 0;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_RECENT_TEXTS_H_
