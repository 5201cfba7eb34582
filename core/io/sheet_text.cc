// Numbers of a workbook as texts: days by the form that their style gives them.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/date.h"
#include "core/io/workbook.h"

namespace stelsel::core {
namespace {

// The letters of the first section of a format code that stand for parts of a number: not those in
// quotes, escaped, in brackets or for padding.
std::string LettersOf(std::string_view code) {
  std::string letters;
  for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else if (code[i] == '"' || code[i] == '[') {
      i = std::min(code.find(code[i] == '"' ? '"' : ']', i + 1), code.size());
    } else if (absl::ascii_isalpha(static_cast<unsigned char>(code[i]))) {
      letters += absl::ascii_tolower(static_cast<unsigned char>(code[i]));
    }
  }
  return letters;
}

// Of a moment within a day; empty at midnight.
std::string TimeText(double part) {
  const int seconds = static_cast<int>(std::lround(part * 86400));
  if (seconds <= 0 || seconds >= 86400) return "";
  return absl::StrFormat("T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

CellForm FormOfCode(std::string_view code) {
  const std::string letters = LettersOf(code);
  if (letters.find("general") != std::string::npos) return CellForm::kNumber;
  const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
  if (has('d')) return CellForm::kDay;
  if (!has('y')) return CellForm::kNumber;  // minutes, when it has an m
  return has('m') ? CellForm::kMonth : CellForm::kYear;
}

std::string CellName(int64_t row, size_t column) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return absl::StrCat(letters, row);
}

std::string DateText(double number, CellForm form, bool from_1904) {
  constexpr double kLastDay = 2'958'465;  // 9999-12-31
  // Excel has a 29 February 1900, which there was not.
  const bool none = number < (from_1904 ? 0 : 1) || (!from_1904 && number >= 60 && number < 61);
  if (!(number < kLastDay + 1) || none) return NumberText(absl::StrFormat("%.15g", number));
  const auto whole = static_cast<int32_t>(number);
  const int32_t first = from_1904     ? DaysFromCivil(1904, 1, 1)
                        : number < 60 ? DaysFromCivil(1899, 12, 31)
                                      : DaysFromCivil(1899, 12, 30);
  const std::string day = FormatDate(first + whole);
  if (form == CellForm::kYear) return day.substr(0, 4);
  if (form == CellForm::kMonth) return day.substr(0, 7);
  return day + TimeText(number - whole);
}

std::string NumberText(std::string_view raw) {
  double value = 0;
  if (!absl::SimpleAtod(absl::string_view(raw.data(), raw.size()), &value) ||
      !std::isfinite(value)) {
    return std::string(raw);
  }
  std::string text = absl::StrFormat("%.15g", value);
  if (!absl::StrContains(text, 'e')) return text == "-0" ? "0" : text;
  if (std::abs(value) >= 1e15) return absl::StrFormat("%.0f", value);
  text = absl::StrFormat("%.20f", value);
  text.erase(text.find_last_not_of('0') + 1);
  // Less than that is what is left of a sum that comes to nothing.
  return text.ends_with('.') ? "0" : text;
}

}  // namespace stelsel::core
