#include "core/check/personal_number.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/digits.h"

namespace stelsel::core {
namespace {

constexpr int kDigits = 9;

// Where a number may be broken: after so many digits. The first has no break at all.
constexpr std::array<std::array<int, 2>, 3> kBreaks = {{{0, 0}, {4, 6}, {3, 6}}};

// The weights are 9 down to 2 and, for the last digit, -1.
bool PassesElevenTest(const std::array<int, kDigits>& digits) {
  int sum = 0;
  bool zero = true;
  for (int i = 0; i < kDigits; ++i) {
    const int digit = digits[static_cast<size_t>(i)];
    sum += digit * (i + 1 == kDigits ? -1 : kDigits - i);
    zero = zero && digit == 0;
  }
  return !zero && sum % 11 == 0;
}

bool IsDigitAt(std::string_view text, size_t at) { return at < text.size() && IsDigit(text[at]); }

// Whether the number from `begin` to `end` goes on beyond it, in groups when it has `separator`.
bool IsPartOfMore(std::string_view text, size_t begin, size_t end, char separator) {
  if (begin > 0 && IsDigit(text[begin - 1])) return true;
  if (IsDigitAt(text, end)) return true;
  if (separator == 0) return false;
  if (begin > 1 && text[begin - 1] == separator && IsDigit(text[begin - 2])) return true;
  return end < text.size() && text[end] == separator && IsDigitAt(text, end + 1);
}

// The length of a number of this form at the start of `text`, or 0.
size_t MatchForm(std::string_view text, const std::array<int, 2>& breaks) {
  std::array<int, kDigits> digits{};
  char separator = 0;
  size_t at = 0;
  for (int i = 0; i < kDigits; ++i) {
    if (i > 0 && (i == breaks[0] || i == breaks[1])) {
      if (at >= text.size() || (text[at] != '.' && text[at] != ' ')) return 0;
      if (separator != 0 && text[at] != separator) return 0;
      separator = text[at++];
    }
    if (!IsDigitAt(text, at)) return 0;
    digits[static_cast<size_t>(i)] = text[at++] - '0';
  }
  return PassesElevenTest(digits) ? at : 0;
}

// The length of the number that starts at `begin`, or 0.
size_t NumberAt(std::string_view text, size_t begin) {
  if (!IsDigit(text[begin])) return 0;
  for (const auto& breaks : kBreaks) {
    const size_t length = MatchForm(text.substr(begin), breaks);
    if (length == 0) continue;
    const char separator = breaks[0] == 0 ? '\0' : text[begin + static_cast<size_t>(breaks[0])];
    if (!IsPartOfMore(text, begin, begin + length, separator)) return length;
  }
  return 0;
}

}  // namespace

bool HasPersonalNumber(std::string_view text) {
  if (std::count_if(text.begin(), text.end(), IsDigit) < kDigits) return false;
  for (size_t i = 0; i + kDigits <= text.size(); ++i) {
    if (NumberAt(text, i) > 0) return true;
  }
  return false;
}

std::string MaskPersonalNumbers(std::string_view text) {
  std::string masked(text);
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t length = NumberAt(text, i);
    for (size_t j = i; j < i + length; ++j) {
      if (IsDigit(masked[j])) masked[j] = '9';
    }
  }
  return masked;
}

}  // namespace stelsel::core
