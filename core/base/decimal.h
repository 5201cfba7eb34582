#ifndef STELSEL_CORE_BASE_DECIMAL_H_
#define STELSEL_CORE_BASE_DECIMAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stelsel::core {

// Exact decimals: a number with `scale` decimals is kept as an integer, the number times 10^scale.
// So 12.5 with scale 2 is 1250. All functions here are for any thread.

// 10^18 is the greatest power of ten that an int64 holds.
inline constexpr int kMaxScale = 18;

// Reads `[-]digits[.decimals]` with at most `scale` decimals; fewer are padded with zeros. Leading
// zeros are fine, and `-0` is 0. Absent for any other text (a `+`, an exponent, a thousands mark,
// a space, `.5`, `5.`), for a decimal too many even when it is a zero, for a value outside int64,
// and for a scale outside 0..kMaxScale.
std::optional<std::int64_t> ParseScaled(std::string_view text, int scale);

// The canonical text: exactly `scale` decimals, and no point when `scale` is 0. ParseScaled reads
// it back for every value. A scale outside 0..kMaxScale is taken as the nearest in it.
std::string FormatScaled(std::int64_t value, int scale);

// Reads an integer as a computer writes it: `[-]digits` without leading zeros, so `007`, `-0` and
// `+1` are absent. A leading zero means a code, such as 0193, that was mistaken for a number.
// Absent, too, for a value outside int64.
std::optional<std::int64_t> ParseInteger(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_DECIMAL_H_
