#include "core/base/edtf.h"

#include "core/base/date.h"
#include "core/base/digits.h"

namespace stelsel::core {
namespace {

constexpr std::string_view kOpen = "..";

// Whole months within a year; `first` counts from 1, and winter runs into the next year.
struct Months {
  int first;
  int count;
};

// What the two digits after the year mean: a month, a season, or a quarter.
constexpr std::optional<Months> MonthsOf(int code) {
  if (code >= 1 && code <= 12) return Months{code, 1};
  if (code >= 21 && code <= 24) return Months{3 + (code - 21) * 3, 3};
  if (code >= 33 && code <= 36) return Months{1 + (code - 33) * 3, 3};
  return std::nullopt;
}

// `month` may go past 12, into the next year.
std::int32_t FirstDayOf(int year, int month) {
  return DaysFromCivil(year + (month - 1) / 12, static_cast<unsigned>((month - 1) % 12 + 1), 1);
}

std::optional<DateBounds> BoundsOf(int year, Months months) {
  const std::int32_t latest = FirstDayOf(year, months.first + months.count) - 1;
  if (latest > kMaxDate) return std::nullopt;
  return DateBounds{FirstDayOf(year, months.first), latest};
}

std::optional<DateBounds> ParseDay(std::string_view text) {
  const auto day = ParseDate(text);
  if (!day) return std::nullopt;
  return DateBounds{day, day};
}

// `YYYY` or `YYYY-CC`.
std::optional<DateBounds> ParseMonths(std::string_view text) {
  const auto year = ParseDigits(text.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  if (text.size() == 4) return BoundsOf(*year, {1, 12});
  const auto code = ParseDigits(text.substr(5));
  const auto months = code && text[4] == '-' ? MonthsOf(*code) : std::nullopt;
  if (!months) return std::nullopt;
  return BoundsOf(*year, *months);
}

std::optional<DateBounds> ParseSingle(std::string_view text) {
  if (!text.empty() && std::string_view("~?%").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  switch (text.size()) {
    case 4:
    case 7:
      return ParseMonths(text);
    case 10:
      return ParseDay(text);
    default:
      return std::nullopt;
  }
}

// One end of an interval. An open end has no bounds, which is not the same as no value.
std::optional<DateBounds> ParseEnd(std::string_view text) {
  return text == kOpen ? DateBounds{} : ParseSingle(text);
}

std::optional<DateBounds> ParseInterval(std::string_view from, std::string_view to) {
  if (from == kOpen && to == kOpen) return std::nullopt;
  const auto first = ParseEnd(from);
  const auto last = ParseEnd(to);
  if (!first || !last) return std::nullopt;
  const DateBounds bounds{first->earliest, last->latest};
  if (bounds.earliest && bounds.latest && *bounds.earliest > *bounds.latest) return std::nullopt;
  return bounds;
}

}  // namespace

std::optional<DateBounds> ParseEdtf(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return ParseSingle(text);
  return ParseInterval(text.substr(0, slash), text.substr(slash + 1));
}

}  // namespace stelsel::core
