#ifndef STELSEL_CORE_BASE_DATE_H_
#define STELSEL_CORE_BASE_DATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stelsel::core {

// A date is a count of days since 1970-01-01; a datetime is a count of microseconds since
// 1970-01-01T00:00:00Z, without leap seconds. Both in the proleptic Gregorian calendar, of the
// years 0001 to 9999. All functions here are for any thread.

inline constexpr std::int32_t kMinDate = -719162;  // 0001-01-01
inline constexpr std::int32_t kMaxDate = 2932896;  // 9999-12-31
inline constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

// Exactly `YYYY-MM-DD`, a day that exists. Anything else is absent.
std::optional<std::int32_t> ParseDate(std::string_view text);

// The text that ParseDate reads back. A day outside kMinDate..kMaxDate has no such text and
// becomes `day N`, which no parser of ours accepts.
std::string FormatDate(std::int32_t days);

// The day's number. The caller vouches that the day exists; for data use ParseDate.
std::int32_t DaysFromCivil(int year, unsigned month, unsigned day);

// Exactly `YYYY-MM-DDTHH:MM:SS[.f]Z`, where f is 1 to 6 decimals: a moment that exists, so no
// hour 24 and no second 60. Anything else is absent.
std::optional<std::int64_t> ParseDateTime(std::string_view text);

// The canonical text that ParseDateTime reads back: no decimals for a whole second, otherwise
// always six. A moment outside the years 0001-9999 becomes `microsecond N`.
std::string FormatDateTime(std::int64_t micros);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_DATE_H_
