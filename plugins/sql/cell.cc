#include "cell.h"

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace sql {
namespace {

using View = SqlColumn::View;

// A day as YYYY-MM-DD.
struct DayText {
  char text[16];
  int size;

  explicit DayText(std::int64_t days) {
    const std::chrono::year_month_day day(
        std::chrono::sys_days(std::chrono::days(static_cast<int>(days))));
    size = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                         static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  }
};

// Decimals only where the moment is not a whole second, and then all six.
std::string moment_text(std::int64_t micros) {
  constexpr std::int64_t kSecond = 1'000'000, kDay = 86'400 * kSecond;
  const std::int64_t day = micros >= 0 ? micros / kDay : -((kDay - 1 - micros) / kDay);
  const std::int64_t rest = micros - day * kDay;
  const auto seconds = static_cast<int>(rest / kSecond);
  char text[48];
  const DayText date(day);
  int size = std::snprintf(text, sizeof text, "%.*sT%02d:%02d:%02d", date.size, date.text,
                           seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (rest % kSecond != 0) {
    size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ".%06d",
                          static_cast<int>(rest % kSecond));
  }
  return std::string(text, static_cast<std::size_t>(size)) + "Z";
}

void give_day(sqlite3_context* out, std::int64_t days) {
  const DayText day(days);
  sqlite3_result_text(out, day.text, day.size, SQLITE_TRANSIENT);
}

void give_bound(sqlite3_context* out, const std::optional<std::int32_t>& bound) {
  if (bound) give_day(out, *bound);  // else NULL, which is what a result is at first
}

double real_of(std::int64_t scaled, int scale) {
  static const double divisors[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  return static_cast<double>(scaled) / divisors[scale];
}

}  // namespace

void give(sqlite3_context* out, const Column& column, const SqlColumn& sql_column, Spot at) {
  if (column.is_null(at)) return;
  switch (sql_column.view) {
    case View::text: {
      const std::string_view text = column.text(at);
      // SQLite copies what it is not told to end with NUL, for most functions.
      if (column.store() == Column::Store::codes && column.ends_with_nul())
        return sqlite3_result_text(out, text.data(), -1, SQLITE_STATIC);
      return sqlite3_result_text(out, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    case View::date:
      return give_day(out, column.number(at));
    case View::moment: {
      const std::string text = moment_text(column.number(at));
      return sqlite3_result_text(out, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    case View::integer:
      return sqlite3_result_int64(out, column.number(at));
    case View::real:
      return sqlite3_result_double(out, real_of(column.number(at), sql_column.scale));
    case View::earliest:
      return give_bound(out, column.bounds(static_cast<std::size_t>(column.number(at))).earliest);
    case View::weight:
      return;
    case View::latest:
      return give_bound(out, column.bounds(static_cast<std::size_t>(column.number(at))).latest);
  }
}

}  // namespace sql
