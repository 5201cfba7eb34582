// Days as whole numbers, and sums that stay exact.
#ifndef STELSEL_PLUGINS_INKOOP_DAYS_H_
#define STELSEL_PLUGINS_INKOOP_DAYS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "stelsel/edtf.hpp"
#include "stelsel/plugin.hpp"

namespace inkoop {

using Day = std::int32_t;  // since 1970-01-01
constexpr Day kBegin = INT32_MIN, kEnd = INT32_MAX;

// From the one until, not including, the other.
struct Period {
  Day from = kBegin, to = kEnd;
  bool Holds(Day day) const { return from <= day && day < to; }
  bool Meets(const Period& other) const { return from < other.to && other.from < to; }
};

inline stelsel::Date ToDate(Day day) { return stelsel::Date(std::chrono::days(day)); }
inline std::string TextOf(Day day) { return stelsel::to_text(ToDate(day)); }
inline std::chrono::year_month_day Ymd(Day day) { return std::chrono::year_month_day(ToDate(day)); }
inline int YearOf(Day day) { return static_cast<int>(Ymd(day).year()); }
inline Day DayOf(std::chrono::year_month_day date) {
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}
inline Day FirstOf(int year, int month) {
  return stelsel::detail::edtf_days(stelsel::detail::edtf_month(year, month));
}

// So many months later or, below 0, earlier; the last day of the month where it is shorter.
inline Day AddMonths(Day day, std::int64_t months) {
  auto date = Ymd(day) + std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return DayOf(date);
}

// Whole months from one day to another, at least 0.
inline std::int64_t MonthsBetween(Day from, Day to) {
  const auto a = Ymd(from), b = Ymd(to);
  std::int64_t months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                        static_cast<int>(static_cast<unsigned>(b.month())) -
                        static_cast<int>(static_cast<unsigned>(a.month()));
  if (months > 0 && AddMonths(from, months) > to) --months;
  return months > 0 ? months : 0;
}
// The same, of which one that has begun counts whole: for what may last so many at most.
inline std::int64_t MonthsBegun(Day from, Day to) {
  const std::int64_t months = MonthsBetween(from, to);
  return months + (AddMonths(from, months) < to ? 1 : 0);
}

// The first day that a date of a source can mean.
inline std::optional<Day> FirstDay(const std::optional<std::string_view>& text) {
  if (!text) return std::nullopt;
  const auto bounds = stelsel::edtf_bounds(*text);
  if (!bounds) return std::nullopt;
  return bounds->earliest ? bounds->earliest : bounds->latest;
}

__extension__ typedef __int128 Wide;

// top / bottom, halves away from zero; bottom is above 0. Throws when it is no amount any more.
inline std::int64_t Rounded(Wide top, Wide bottom) {
  const bool negative = top < 0;
  const Wide size = negative ? -top : top;
  const Wide value = (2 * size + bottom) / (2 * bottom);
  if (value > INT64_MAX)
    throw stelsel::Error(STELSEL_OUT_OF_RANGE, "an amount is larger than can be worked with");
  return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

// When a row holds, whether its days are dates or texts of a source.
template <typename Row>
Period PeriodOf(const Row& row) {
  if constexpr (std::is_same_v<decltype(row.valid_from), std::optional<stelsel::Date>>) {
    Period period;
    if (row.valid_from) period.from = static_cast<Day>(row.valid_from->time_since_epoch().count());
    if (row.valid_to) period.to = static_cast<Day>(row.valid_to->time_since_epoch().count());
    return period;
  } else {
    return {FirstDay(row.valid_from).value_or(kBegin), FirstDay(row.valid_to).value_or(kEnd)};
  }
}

inline std::optional<std::int64_t> CentsOf(const std::optional<stelsel::Cents>& amount) {
  return amount ? std::optional(amount->value) : std::nullopt;
}

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_DAYS_H_
