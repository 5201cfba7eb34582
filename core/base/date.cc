#include "core/base/date.h"

#include <chrono>

#include "core/base/digits.h"

namespace stelsel::core {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::size_t kDateLength = 10;  // YYYY-MM-DD
constexpr std::size_t kClockLength = 8;  // HH:MM:SS
constexpr std::size_t kMostDecimals = 6;

std::int32_t DayNumber(std::chrono::year_month_day date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

// Seconds since midnight of `HH:MM:SS`.
std::optional<int> ParseClock(std::string_view text) {
  if (text.size() != kClockLength || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hours = ParseDigits(text.substr(0, 2));
  const auto minutes = ParseDigits(text.substr(3, 2));
  const auto seconds = ParseDigits(text.substr(6, 2));
  if (!hours || !minutes || !seconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return (*hours * 60 + *minutes) * 60 + *seconds;
}

// Microseconds of `.f`, or of nothing at all.
std::optional<int> ParseFraction(std::string_view text) {
  if (text.empty()) return 0;
  const std::string_view decimals = text.substr(1);
  if (text[0] != '.' || decimals.size() > kMostDecimals) return std::nullopt;
  auto value = ParseDigits(decimals);
  if (!value) return std::nullopt;
  for (std::size_t i = decimals.size(); i < kMostDecimals; ++i) *value *= 10;
  return value;
}

void AppendClock(int seconds, std::string& out) {
  AppendDigits(seconds / 3600, 2, out);
  out += ':';
  AppendDigits(seconds / 60 % 60, 2, out);
  out += ':';
  AppendDigits(seconds % 60, 2, out);
}

// Unlike `/`, rounds towards the past, so that moments before 1970 fall in their own day.
std::int64_t DayOf(std::int64_t micros) {
  const std::int64_t days = micros / kMicrosPerDay;
  return micros % kMicrosPerDay < 0 ? days - 1 : days;
}

}  // namespace

std::optional<std::int32_t> ParseDate(std::string_view text) {
  if (text.size() != kDateLength || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseDigits(text.substr(0, 4));
  const auto month = ParseDigits(text.substr(5, 2));
  const auto day = ParseDigits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return DayNumber(date);
}

std::string FormatDate(std::int32_t days) {
  if (days < kMinDate || days > kMaxDate) return "day " + std::to_string(days);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  std::string out;
  AppendDigits(int{date.year()}, 4, out);
  out += '-';
  AppendDigits(static_cast<int>(unsigned{date.month()}), 2, out);
  out += '-';
  AppendDigits(static_cast<int>(unsigned{date.day()}), 2, out);
  return out;
}

std::int32_t DaysFromCivil(int year, unsigned month, unsigned day) {
  return DayNumber({std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}});
}

std::optional<std::int64_t> ParseDateTime(std::string_view text) {
  constexpr std::size_t kClockAt = kDateLength + 1;
  constexpr std::size_t kFractionAt = kClockAt + kClockLength;
  if (text.size() <= kFractionAt || text[kDateLength] != 'T' || text.back() != 'Z') {
    return std::nullopt;
  }
  text.remove_suffix(1);
  const auto days = ParseDate(text.substr(0, kDateLength));
  const auto seconds = ParseClock(text.substr(kClockAt, kClockLength));
  const auto fraction = ParseFraction(text.substr(kFractionAt));
  if (!days || !seconds || !fraction) return std::nullopt;
  return *days * kMicrosPerDay + *seconds * kMicrosPerSecond + *fraction;
}

std::string FormatDateTime(std::int64_t micros) {
  const std::int64_t day = DayOf(micros);
  if (day < kMinDate || day > kMaxDate) return "microsecond " + std::to_string(micros);
  const std::int64_t rest = micros - day * kMicrosPerDay;
  std::string out = FormatDate(static_cast<std::int32_t>(day));
  out += 'T';
  AppendClock(static_cast<int>(rest / kMicrosPerSecond), out);
  if (const auto fraction = static_cast<int>(rest % kMicrosPerSecond); fraction != 0) {
    out += '.';
    AppendDigits(fraction, kMostDecimals, out);
  }
  out += 'Z';
  return out;
}

}  // namespace stelsel::core
