#ifndef STELSEL_CORE_BASE_EDTF_H_
#define STELSEL_CORE_BASE_EDTF_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace stelsel::core {

// The first and the last day that a date text may mean, both included, as days since 1970-01-01.
// An absent bound is open. At least one of the two is present.
struct DateBounds {
  std::optional<std::int32_t> earliest;
  std::optional<std::int32_t> latest;

  friend bool operator==(const DateBounds&, const DateBounds&) = default;
};

// Reads the part of EDTF (ISO 8601-2) in which sources give their dates:
//
//   2026           a year                  2021-09       a month
//   2021-09-05     a day                   2021-33..36   a quarter, the first to the fourth
//   2021-21..24    a season: spring (March to May), summer, autumn, winter (December of that
//                  year to February of the next)
//   A/B            from somewhere in A to somewhere in B: the earliest of A, the latest of B
//   ../B   A/..    with one open end
//
// A and B are any of the first six. Each may end in `~` (approximate), `?` (uncertain) or `%`
// (both). These marks do not move the bounds: they say how sure the source is, and no source says
// by how many days.
//
// Anything else is absent: spaces, years outside 0001-9999, days that do not exist, `../..`, an
// interval whose earliest day comes after its latest, and `9999-24`, whose end has no date.
// For any thread.
std::optional<DateBounds> ParseEdtf(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_EDTF_H_
