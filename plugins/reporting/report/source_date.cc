#include "report/source_date.h"

#include <chrono>
#include <cstddef>

#include "report/texts.h"

namespace reporting {
namespace {

// One date without its mark: a year, with 0 or a code (month, season 21-24, quarter 33-36), with 0
// or a day of the month.
struct Single {
  int year = 0;
  int code = 0;
  unsigned day = 0;
  char mark = 0;  // ~, ? or %
};

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsMonth(int code) { return code >= 1 && code <= 12; }
bool IsSeason(int code) { return code >= 21 && code <= 24; }
bool IsQuarter(int code) { return code >= 33 && code <= 36; }

std::optional<Single> ReadSingle(std::string_view text) {
  Single date;
  if (!text.empty() && std::string_view("~?%").find(text.back()) != std::string_view::npos) {
    date.mark = text.back();
    text.remove_suffix(1);
  }
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = Digits(text.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  date.year = *year;
  if (text.size() == 10) {
    const auto day = ParseDay(text);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day parts(*day);
    date.code = static_cast<int>(static_cast<unsigned>(parts.month()));
    date.day = static_cast<unsigned>(parts.day());
  } else if (text.size() == 7) {
    const auto code = Digits(text.substr(5));
    if (!code || text[4] != '-') return std::nullopt;
    if (!IsMonth(*code) && !IsSeason(*code) && !IsQuarter(*code)) return std::nullopt;
    date.code = *code;
  }
  return date;
}

// The first month after it, counted from January of its year.
int MonthAfter(const Single& date) {
  if (IsSeason(date.code)) return 6 + (date.code - 21) * 3;
  if (IsQuarter(date.code)) return 4 + (date.code - 33) * 3;
  return date.code == 0 ? 13 : date.code + 1;
}

stelsel::Date LastDayOf(const Single& date) {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  if (date.day > 0) {
    return year(date.year) / month(static_cast<unsigned>(date.code)) / day(date.day);
  }
  const int after = MonthAfter(date);
  const stelsel::Date next = year(date.year + (after - 1) / 12) /
                             month(static_cast<unsigned>((after - 1) % 12 + 1)) / day(1);
  return next - std::chrono::days(1);
}

std::string UnmarkedInWords(const Single& date, const Words& words) {
  const std::string year = std::to_string(date.year);
  if (date.day > 0) return words.Day(LastDayOf(date));
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
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text.substr(0, 4));
  const auto month = Digits(text.substr(5, 2));
  const auto day = Digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<stelsel::Date> LastDay(std::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  const auto date = ReadSingle(slash == std::string_view::npos ? edtf : edtf.substr(slash + 1));
  if (!date) return std::nullopt;
  return LastDayOf(*date);
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
