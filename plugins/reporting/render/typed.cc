#include "render/typed.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace reporting {
namespace {

constexpr std::int64_t kFirstDay = -719162;  // 0001-01-01
constexpr std::int64_t kLastDay = 2932896;   // 9999-12-31
constexpr std::int64_t kDayMicros = 86400LL * 1000000;

std::string Fraction(std::int64_t micros) {
  if (micros == 0) return "";
  char text[16];
  std::snprintf(text, sizeof text, ".%06d", static_cast<int>(micros));
  return text;
}

}  // namespace

bool IsCalendarDay(std::int64_t days) { return days >= kFirstDay && days <= kLastDay; }

std::string IsoDay(std::int64_t days) {
  const std::chrono::year_month_day day{stelsel::Date(std::chrono::days(days))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

std::string IsoMoment(std::int64_t micros) {
  std::int64_t days = micros / kDayMicros;
  std::int64_t rest = micros % kDayMicros;
  if (rest < 0) {
    rest += kDayMicros;
    --days;
  }
  const auto seconds = static_cast<int>(rest / 1000000);
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return IsoDay(days) + text + Fraction(rest % 1000000) + "Z";
}

std::string PlainDecimal(std::int64_t value, int decimals, char point) {
  std::string digits = std::to_string(value);
  const std::size_t sign = value < 0 ? 1 : 0;
  const auto places = static_cast<std::size_t>(std::max(decimals, 0));
  if (places == 0) return digits;
  if (digits.size() - sign <= places) digits.insert(sign, places + 1 - (digits.size() - sign), '0');
  return digits.insert(digits.size() - places, 1, point);
}

std::string PlainReal(double value, char point) {
  if (!std::isfinite(value)) return "";
  char text[32];
  std::string out(text, std::to_chars(text, text + sizeof text, value).ptr);
  std::replace(out.begin(), out.end(), '.', point);
  return out;
}

std::string PlainValue(const Cell& cell, char point) {
  switch (cell.kind) {
    case CellKind::kInteger:
      return std::to_string(cell.number);
    case CellKind::kDecimal:
      return PlainDecimal(cell.number, cell.decimals, point);
    case CellKind::kReal:
      return PlainReal(cell.real, point);
    case CellKind::kDate:
      return IsoDay(cell.number);
    case CellKind::kMoment:
      return IsoMoment(cell.number);
    case CellKind::kFlag:
      return cell.number != 0 ? "true" : "false";
    case CellKind::kNothing:
    case CellKind::kText:
      break;
  }
  return "";
}

}  // namespace reporting
