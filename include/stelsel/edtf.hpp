// edtf.hpp - the dates of fields with `stelsel:edtf`, which stand as their source gives them, and
// the days that they can mean. Header-only, and needs nothing else.
//
// The part of EDTF (ISO 8601-2) that stelsel knows:
//
//  2026           a year                  2021-09       a month
//  2021-09-05     a day                   2021-33..36   a quarter, the first to the fourth
//  2021-21..24    a season: spring (March to May), summer, autumn, winter (December of that
//                 year to February of the next)
//  A/B            from somewhere in A to somewhere in B: the earliest of A, the latest of B
//  ../B   A/..    with one open end
//
// A and B are any of the first six. Each may end in `~` (approximate), `?` (uncertain) or `%`
// (both). These marks do not move the bounds: they say how sure the source is, and no source says
// by how many days.
#ifndef STELSEL_EDTF_HPP_
#define STELSEL_EDTF_HPP_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stelsel {

/// The first and the last day that a date text may mean, both included, as days since 1970-01-01.
/// An absent bound is open. At least one of the two is present.
struct DateBounds {
  std::optional<std::int32_t> earliest;
  std::optional<std::int32_t> latest;

  friend bool operator==(const DateBounds&, const DateBounds&) = default;
};

namespace detail {

// The number that `text` writes with exactly these digits.
inline std::optional<int> edtf_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

inline std::int32_t edtf_days(std::chrono::sys_days day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

// The first day of a month, which may go past 12, into the next year.
inline std::chrono::sys_days edtf_month(int year, int month) {
  return std::chrono::year(year + (month - 1) / 12) /
         std::chrono::month(static_cast<unsigned>((month - 1) % 12 + 1)) / std::chrono::day(1);
}

// Whole months; `first` counts from 1.
inline std::optional<DateBounds> edtf_months(int year, int first, int count) {
  const auto end = edtf_month(year, first + count);
  if (end > edtf_month(9999, 13)) return std::nullopt;
  return DateBounds{edtf_days(edtf_month(year, first)), edtf_days(end) - 1};
}

// What the two digits after a year mean: a month, a season or a quarter.
inline std::optional<DateBounds> edtf_part(int year, int code) {
  if (code >= 1 && code <= 12) return edtf_months(year, code, 1);
  if (code >= 21 && code <= 24) return edtf_months(year, 3 + (code - 21) * 3, 3);
  if (code >= 33 && code <= 36) return edtf_months(year, 1 + (code - 33) * 3, 3);
  return std::nullopt;
}

inline std::optional<DateBounds> edtf_single(std::string_view text) {
  if (!text.empty() && std::string_view("~?%").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = edtf_digits(text.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  if (text.size() == 4) return edtf_months(*year, 1, 12);
  const auto code = edtf_digits(text.substr(5, 2));
  if (!code || text[4] != '-') return std::nullopt;
  if (text.size() == 7) return edtf_part(*year, *code);
  const auto day = edtf_digits(text.substr(8));
  if (!day || text[7] != '-') return std::nullopt;
  const auto date = std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*code)) /
                    std::chrono::day(static_cast<unsigned>(*day));
  if (!date.ok()) return std::nullopt;
  return DateBounds{edtf_days(date), edtf_days(date)};
}

// One end of an interval. An open end has no bounds, which is not the same as no value.
inline std::optional<DateBounds> edtf_end(std::string_view text) {
  return text == ".." ? DateBounds{} : edtf_single(text);
}

}  // namespace detail

/// The bounds of a date text; nothing when it is none: spaces, years outside 0001-9999, days that
/// do not exist, `../..`, an interval whose earliest day comes after its latest, and `9999-24`,
/// whose end has no date. [any thread]
inline std::optional<DateBounds> edtf_bounds(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return detail::edtf_single(text);
  const auto first = detail::edtf_end(text.substr(0, slash));
  const auto last = detail::edtf_end(text.substr(slash + 1));
  if (!first || !last) return std::nullopt;
  const DateBounds bounds{first->earliest, last->latest};
  if (!bounds.earliest && !bounds.latest) return std::nullopt;
  if (bounds.earliest && bounds.latest && *bounds.earliest > *bounds.latest) return std::nullopt;
  return bounds;
}

}  // namespace stelsel

#endif  // STELSEL_EDTF_HPP_
