#include "core/base/decimal.h"

#include <algorithm>
#include <limits>

#include "core/base/digits.h"

namespace stelsel::core {
namespace {

// Builds the value as a negative number, since INT64_MIN has no positive twin.
class NegativeAccumulator {
 public:
  // False, once the value no longer fits.
  bool Push(int digit) {
    return !__builtin_mul_overflow(value_, std::int64_t{10}, &value_) &&
           !__builtin_sub_overflow(value_, std::int64_t{digit}, &value_);
  }

  bool PushAll(std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(),
                       [this](char c) { return IsDigit(c) && Push(c - '0'); });
  }

  std::optional<std::int64_t> Value(bool negative) const {
    if (negative) return value_;
    if (value_ == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return -value_;
  }

 private:
  std::int64_t value_ = 0;
};

bool TakeSign(std::string_view& text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::int64_t> ParseScaled(std::string_view text, int scale) {
  if (scale < 0 || scale > kMaxScale) return std::nullopt;
  const bool negative = TakeSign(text);
  const std::size_t point = text.find('.');
  const bool has_point = point != std::string_view::npos;
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals = has_point ? text.substr(point + 1) : std::string_view();
  const auto most = static_cast<std::size_t>(scale);
  if (whole.empty() || has_point == decimals.empty() || decimals.size() > most) {
    return std::nullopt;
  }
  NegativeAccumulator value;
  if (!value.PushAll(whole) || !value.PushAll(decimals)) return std::nullopt;
  for (std::size_t i = decimals.size(); i < most; ++i) {
    if (!value.Push(0)) return std::nullopt;
  }
  return value.Value(negative);
}

std::string FormatScaled(std::int64_t value, int scale) {
  const auto decimals = static_cast<std::size_t>(std::clamp(scale, 0, kMaxScale));
  std::string text = std::to_string(value);
  const std::size_t sign = value < 0 ? 1 : 0;
  const std::size_t digits = text.size() - sign;
  if (digits <= decimals) text.insert(sign, decimals + 1 - digits, '0');
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  return text;
}

std::optional<std::int64_t> ParseInteger(std::string_view text) {
  const bool negative = TakeSign(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '0' && (negative || text.size() > 1)) return std::nullopt;
  NegativeAccumulator value;
  if (!value.PushAll(text)) return std::nullopt;
  return value.Value(negative);
}

}  // namespace stelsel::core
