#include "values.h"

#include <chrono>

namespace storage_sqlite {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
constexpr std::int64_t kFirstDay = -719162;  // 0001-01-01
constexpr std::int64_t kLastDay = 2932896;   // 9999-12-31

char* put_digits(char* at, std::int64_t value, int width) {
  for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
  return at + width;
}

char* put_date(char* at, std::int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  at = put_digits(at, int{date.year()}, 4);
  *at++ = '-';
  at = put_digits(at, unsigned{date.month()}, 2);
  *at++ = '-';
  return put_digits(at, unsigned{date.day()}, 2);
}

char* put_clock(char* at, std::int64_t seconds) {
  at = put_digits(at, seconds / 3600, 2);
  *at++ = ':';
  at = put_digits(at, seconds / 60 % 60, 2);
  *at++ = ':';
  return put_digits(at, seconds % 60, 2);
}

std::string_view between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

// Digits and nothing else; -1 otherwise.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? -1 : value;
}

// Seconds of HH:MM:SS; -1 otherwise.
int parse_clock(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return -1;
  const int hours = digits(text.substr(0, 2));
  const int minutes = digits(text.substr(3, 2));
  const int seconds = digits(text.substr(6, 2));
  const bool exists =
      hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
  return exists ? (hours * 60 + minutes) * 60 + seconds : -1;
}

// Microseconds of `.f` or of nothing; -1 otherwise.
int parse_fraction(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != '.' || text.size() > 7) return -1;
  int value = digits(text.substr(1));
  for (std::size_t i = text.size(); value > 0 && i < 7; ++i) value *= 10;
  return value;
}

}  // namespace

std::optional<std::string_view> format_date(std::int64_t days, TimeText& room) {
  if (days < kFirstDay || days > kLastDay) return std::nullopt;
  return between(room.text, put_date(room.text, days));
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::string_view> format_datetime(std::int64_t micros, TimeText& room) {
  const std::int64_t rest = (micros % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay;
  const std::int64_t days = micros / kMicrosPerDay - (micros % kMicrosPerDay < 0 ? 1 : 0);
  if (days < kFirstDay || days > kLastDay) return std::nullopt;
  char* at = put_date(room.text, days);
  *at++ = 'T';
  at = put_clock(at, rest / kMicrosPerSecond);
  if (rest % kMicrosPerSecond != 0) {
    *at++ = '.';
    at = put_digits(at, rest % kMicrosPerSecond, 6);
  }
  *at++ = 'Z';
  return between(room.text, at);
}

std::optional<std::int64_t> parse_datetime(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z') return std::nullopt;
  const std::optional<std::int64_t> days = parse_date(text.substr(0, 10));
  const int seconds = parse_clock(text.substr(11, 8));
  const int micros = parse_fraction(text.substr(19, text.size() - 20));
  if (!days || seconds < 0 || micros < 0) return std::nullopt;
  return *days * kMicrosPerDay + seconds * kMicrosPerSecond + micros;
}

}  // namespace storage_sqlite
