#ifndef STELSEL_CORE_BASE_DIGITS_H_
#define STELSEL_CORE_BASE_DIGITS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stelsel::core {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The value of a text of 1 to 9 ASCII digits, leading zeros included; absent for any other text.
constexpr std::optional<int> ParseDigits(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Adds `value`, which is not negative, with zeros before it up to `width` digits.
inline void AppendDigits(int value, std::size_t width, std::string& out) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_DIGITS_H_
