#include "date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

#include "stelsel/edtf.hpp"
#include "words.h"

namespace survey {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 12> kMonths = {
    "januari", "februari", "maart",     "april",   "mei",      "juni",
    "juli",    "augustus", "september", "oktober", "november", "december"};
// Short forms that are not the first letters.
constexpr std::array<std::pair<std::string_view, int>, 4> kShortMonths = {
    {{"mrt", 3}, {"sept", 9}, {"okt", 10}, {"oct", 10}}};

constexpr std::array<std::string_view, 4> kOrdinals = {"eerste", "tweede", "derde", "vierde"};

std::optional<int> NumberOf(std::string_view word, std::size_t most_digits) {
  if (word.empty() || word.size() > most_digits) return std::nullopt;
  int number = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<int> YearOf(std::string_view word) {
  const std::optional<int> year = word.size() == 4 ? NumberOf(word, 4) : std::nullopt;
  return year && *year >= 1900 ? year : std::nullopt;
}

std::optional<int> MonthOf(std::string_view word) {
  for (const auto& [name, number] : kShortMonths)
    if (word == name) return number;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || (word.size() == 3 && kMonths[i].starts_with(word)))
      return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

// 1 to 4 of `q3`, `k3`, `3e`, `derde` or `3`.
std::optional<int> QuarterOf(std::string_view word) {
  for (std::size_t i = 0; i < kOrdinals.size(); ++i)
    if (word == kOrdinals[i]) return static_cast<int>(i) + 1;
  if (word.size() == 2 && (word[0] == 'q' || word[0] == 'k')) word.remove_prefix(1);
  if (word.size() == 2 && word[1] == 'e') word.remove_suffix(1);
  const std::optional<int> number = NumberOf(word, 1);
  return number && *number >= 1 && *number <= 4 ? number : std::nullopt;
}

std::string Written(const char* form, int a, int b, int c = 0) {
  char text[40];
  std::snprintf(text, sizeof text, form, a, b, c);
  return text;
}

std::optional<std::string> Day(int day, int month, int year) {
  std::string text = Written("%04d-%02d-%02d", year, month, day);
  return stelsel::edtf_bounds(text) ? std::optional(std::move(text)) : std::nullopt;
}

// `31 12 2021`, `31 december 2021`.
std::optional<std::string> DayIn(const Words& words) {
  if (words.size() != 3) return std::nullopt;
  const std::optional<int> day = NumberOf(words[0], 2), year = YearOf(words[2]);
  const std::optional<int> named = MonthOf(words[1]);
  const std::optional<int> month = named ? named : NumberOf(words[1], 2);
  return day && month && year ? Day(*day, *month, *year) : std::nullopt;
}

// `december 2021`, `12 2021`.
std::optional<std::string> MonthIn(const Words& words) {
  if (words.size() != 2) return std::nullopt;
  const std::optional<int> year = YearOf(words[1]), named = MonthOf(words[0]);
  const std::optional<int> month = named ? named : NumberOf(words[0], 2);
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Written("%04d-%02d", *year, *month);
}

bool IsQuarterWord(std::string_view word) { return word == "kwartaal" || word == "kw"; }

// `q3 2021`, `2021 q3`, `3e kwartaal 2021`, `kwartaal 3 van 2021`.
std::optional<std::string> QuarterIn(const Words& words) {
  std::optional<int> year, quarter;
  bool says_so = false;
  for (const std::string& word : words) {
    if (IsQuarterWord(word) && !says_so) {
      says_so = true;
    } else if (!year && YearOf(word)) {
      year = YearOf(word);
    } else if (!quarter && QuarterOf(word)) {
      quarter = QuarterOf(word);
      if (word[0] == 'q' || word[0] == 'k') says_so = true;
    } else {
      return std::nullopt;
    }
  }
  if (!says_so || !year || !quarter) return std::nullopt;
  return Written("%04d-%02d", *year, 32 + *quarter);
}

// `najaar 2021`, `eind 2021`, `tweede helft 2021`. Winter has two meanings.
std::optional<std::string> PartOfYearIn(const Words& words) {
  const std::optional<int> year = words.empty() ? std::nullopt : YearOf(words.back());
  if (!year) return std::nullopt;
  const std::string part = Joined(words, 0, words.size() - 1);
  struct Named {
    std::string_view name;
    const char* form;
  };
  constexpr Named kParts[] = {
      {"voorjaar", "%04d-21"},
      {"lente", "%04d-21"},
      {"zomer", "%04d-22"},
      {"najaar", "%04d-23"},
      {"herfst", "%04d-23"},
      {"begin", "%04d-01/%04d-03"},
      {"eind", "%04d-10/%04d-12"},
      {"einde", "%04d-10/%04d-12"},
      {"eerste helft", "%04d-01/%04d-06"},
      {"1e helft", "%04d-01/%04d-06"},
      {"tweede helft", "%04d-07/%04d-12"},
      {"2e helft", "%04d-07/%04d-12"},
  };
  for (const Named& named : kParts)
    if (part == named.name) return Written(named.form, *year, *year);
  return std::nullopt;
}

Words Without(Words words, std::string_view unwanted) {
  words.erase(std::remove(words.begin(), words.end(), unwanted), words.end());
  return words;
}

std::optional<std::string> WordsAsDate(const Words& given) {
  const Words words = Without(Without(given, "van"), "het");
  if (words.size() == 1 && YearOf(words[0])) return words[0];
  for (const auto form : {DayIn, MonthIn, QuarterIn, PartOfYearIn})
    if (auto date = form(words)) return date;
  return std::nullopt;
}

std::string DayText(std::int32_t days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  return Written("%04d-%02d-%02d", static_cast<int>(day.year()),
                 static_cast<int>(static_cast<unsigned>(day.month())),
                 static_cast<int>(static_cast<unsigned>(day.day())));
}

// What stands before a date and moves its bounds: `uiterlijk`, `voor`, `na`.
std::optional<std::string> Bounded(std::string_view word, const std::string& date) {
  const auto bounds = stelsel::edtf_bounds(date);
  if (!bounds || !bounds->earliest || !bounds->latest) return std::nullopt;
  if (word == "uiterlijk") return "../" + DayText(*bounds->latest);
  if (word == "voor") return "../" + DayText(*bounds->earliest - 1);
  return DayText(*bounds->latest + 1) + "/..";
}

}  // namespace

std::optional<std::string> ReadDate(std::string_view text) {
  text = Trimmed(text);
  if (stelsel::edtf_bounds(text)) return std::string(text);
  Words words = WordsOf(text);
  if (words.size() < 2 || text.size() > 60) return std::nullopt;
  if (words[0] == "per" || words[0] == "in" || words[0] == "op") words.erase(words.begin());
  const std::string first = words[0];
  const Words rest(words.begin() + 1, words.end());
  if (first == "uiterlijk" || first == "voor" || first == "na") {
    const auto date = WordsAsDate(rest);
    return date ? Bounded(first, *date) : std::nullopt;
  }
  if (first == "ca" || first == "circa" || first == "ongeveer" || first == "rond") {
    const auto date = WordsAsDate(rest);
    return date && date->find('/') == date->npos ? std::optional(*date + "~") : std::nullopt;
  }
  return WordsAsDate(words);
}

}  // namespace survey
