// Dates and moments as the texts that a store keeps.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_VALUES_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_VALUES_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace storage_sqlite {

// Room for the longest text: 9999-12-31T23:59:59.999999Z.
struct TimeText {
  char text[32];
};

// `YYYY-MM-DD` of a day since 1970-01-01, in `room`; absent outside the years 0001 to 9999.
std::optional<std::string_view> format_date(std::int64_t days, TimeText& room);
// Exactly that, of a day that exists; otherwise absent.
std::optional<std::int64_t> parse_date(std::string_view text);

// `YYYY-MM-DDTHH:MM:SSZ` of microseconds since 1970-01-01 UTC, with six decimals when it is no
// whole second; absent outside the years 0001 to 9999.
std::optional<std::string_view> format_datetime(std::int64_t micros, TimeText& room);
// The same with 0 to 6 decimals, of a moment that exists; otherwise absent.
std::optional<std::int64_t> parse_datetime(std::string_view text);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_VALUES_H_
