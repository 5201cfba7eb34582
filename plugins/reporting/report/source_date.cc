#include "report/source_date.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "report/texts.h"
#include "stelsel/edtf.hpp"

namespace reporting {
namespace {

// One date, no interval: a year, with 0 or a code (month, season 21-24, quarter 33-36), perhaps
// with a day of the month.
struct Single {
  int year = 0;
  int code = 0;
  std::optional<stelsel::Date> day;
  char mark = 0;  // ~, ? or %
};

stelsel::Date DateOf(std::int32_t days) { return stelsel::Date(std::chrono::days(days)); }

// Of digits only.
int Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool IsMonth(int code) { return code >= 1 && code <= 12; }
bool IsSeason(int code) { return code >= 21 && code <= 24; }
bool IsQuarter(int code) { return code >= 33 && code <= 36; }

std::optional<Single> ReadSingle(std::string_view text) {
  const auto bounds = stelsel::edtf_bounds(text);
  if (!bounds || text.find('/') != std::string_view::npos) return std::nullopt;
  Single date;
  date.year = Number(text.substr(0, 4));
  if (text.size() >= 7) date.code = Number(text.substr(5, 2));
  if (text.size() >= 10) date.day = DateOf(*bounds->latest);
  if (text.back() < '0' || text.back() > '9') date.mark = text.back();
  return date;
}

std::string UnmarkedInWords(const Single& date, const Words& words) {
  const std::string year = std::to_string(date.year);
  if (date.day) return words.Day(*date.day);
  if (IsMonth(date.code)) return std::string(words.Month(date.code)) + " " + year;
  if (IsQuarter(date.code)) return words(texts::kQuarters[date.code - 33], {year});
  if (IsSeason(date.code)) {
    return words(texts::kSeasons[date.code - 21], {year, std::to_string(date.year + 1)});
  }
  return year;
}

std::string SingleInWords(const Single& date, const Words& words) {
  const std::string text = UnmarkedInWords(date, words);
  if (date.mark == '~') return words(texts::kApproximate, {text});
  if (date.mark == '?') return words(texts::kUncertain, {text});
  if (date.mark == '%') return words(texts::kUncertainAndApproximate, {text});
  return text;
}

}  // namespace

std::optional<stelsel::Date> ParseDay(std::string_view text) {
  const auto date = ReadSingle(text);
  return date && date->mark == 0 ? date->day : std::nullopt;
}

std::optional<stelsel::Date> LastDay(std::string_view edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf);
  if (!bounds || !bounds->latest) return std::nullopt;
  return DateOf(*bounds->latest);
}

std::string InWords(std::string_view edtf, const Words& words) {
  const std::size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) {
    const auto date = ReadSingle(edtf);
    return date ? SingleInWords(*date, words) : std::string(edtf);
  }
  const std::string_view from = edtf.substr(0, slash);
  const std::string_view to = edtf.substr(slash + 1);
  const auto first = ReadSingle(from);
  const auto last = ReadSingle(to);
  if (first && last) {
    return words(texts::kBetween, {SingleInWords(*first, words), SingleInWords(*last, words)});
  }
  if (from == ".." && last) return words(texts::kAtTheLatest, {SingleInWords(*last, words)});
  if (first && to == "..") return words(texts::kOnwards, {SingleInWords(*first, words)});
  return std::string(edtf);
}

}  // namespace reporting
