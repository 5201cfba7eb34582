#include "core/io/foreign_cell.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/model/table.h"

namespace stelsel::core {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// Without spaces around it, also those that do not break.
std::string_view Trim(std::string_view text) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  for (;;) {
    if (text.starts_with(' ')) {
      text.remove_prefix(1);
    } else if (text.ends_with(' ')) {
      text.remove_suffix(1);
    } else if (text.starts_with(kNoBreak)) {
      text.remove_prefix(kNoBreak.size());
    } else if (text.ends_with(kNoBreak)) {
      text.remove_suffix(kNoBreak.size());
    } else {
      return text;
    }
  }
}

std::optional<CellValue> Scalar(std::optional<int64_t> value) {
  if (!value || *value == Column::kNull) return std::nullopt;
  return CellValue{CellValue::Kind::kScalar, *value, {}};
}

// ---- Dates: d-m-yyyy ----

struct DateParts {
  std::string_view day, month, year;
};

std::optional<DateParts> SplitDate(std::string_view text, char separator) {
  const size_t first = text.find(separator);
  const size_t second = first == std::string_view::npos ? first : text.find(separator, first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const DateParts parts{text.substr(0, first), text.substr(first + 1, second - first - 1),
                        text.substr(second + 1)};
  const bool sizes = parts.day.size() <= 2 && parts.month.size() <= 2;
  if (!sizes || !AllDigits(parts.day) || !AllDigits(parts.month) || !AllDigits(parts.year)) {
    return std::nullopt;
  }
  return parts;
}

// As an ISO date in `own`, when there is such a day.
std::optional<std::string_view> ToIso(std::string_view text, CellText& own) {
  const auto parts = SplitDate(text, '-');
  if (!parts || parts->year.size() != 4) return std::nullopt;
  own = {'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
  std::copy(parts->year.begin(), parts->year.end(), own.begin());
  std::copy_backward(parts->month.begin(), parts->month.end(), own.begin() + 7);
  std::copy_backward(parts->day.begin(), parts->day.end(), own.begin() + 10);
  const std::string_view iso(own.data(), own.size());
  if (!ParseDate(iso)) return std::nullopt;
  return iso;
}

// A date that a spreadsheet saved with its midnight.
std::string_view WithoutMidnight(std::string_view text) {
  for (const std::string_view midnight :
       {" 00:00:00", "T00:00:00", " 0:00:00", " 0:00", " 00:00"}) {
    if (text.ends_with(midnight)) return text.substr(0, text.size() - midnight.size());
  }
  return text;
}

// ---- Numbers: 1.234,50 ----

// Whether `text` is digits, or digits in threes with points between them.
bool IsGrouped(std::string_view text) {
  if (AllDigits(text)) return true;
  size_t end = text.find('.');
  if (end == 0 || end > 3 || !AllDigits(text.substr(0, end))) return false;
  for (size_t at = end + 1; at <= text.size(); at += 4) {
    if (!AllDigits(text.substr(at, 3)) || text.substr(at, 3).size() != 3) return false;
    if (at + 3 < text.size() && text[at + 3] != '.') return false;
    if (at + 3 == text.size()) return true;
  }
  return false;
}

std::string_view WithoutEuro(std::string_view text) {
  constexpr std::string_view kEuro = "€";
  if (text.starts_with(kEuro)) text.remove_prefix(kEuro.size());
  return Trim(text);
}

// As our own files have it; empty when it is none.
std::string ToPlain(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const size_t comma = text.find(',');
  const std::string_view whole = text.substr(0, comma);
  const std::string_view decimals =
      comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  if (!IsGrouped(whole) || (comma != std::string_view::npos && !AllDigits(decimals))) return "";
  std::string plain = negative ? "-" : "";
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(plain), IsDigit);
  if (!decimals.empty()) plain.append(".").append(decimals);
  return plain;
}

std::optional<int64_t> ParseNumber(const Field& field, std::string_view text, bool decimal_comma) {
  if (field.is_money()) text = WithoutEuro(text);
  // Without a comma, points are taken for those between thousands only where a comma is the rule.
  if (text.find(',') == std::string_view::npos && !decimal_comma &&
      text.find('.') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string plain = ToPlain(text);
  if (plain.empty()) return std::nullopt;
  return field.type == Type::kInteger ? ParseInteger(plain) : ParseScaled(plain, field.scale);
}

std::optional<int64_t> ParseWord(std::string_view text) {
  for (const char* yes : {"true", "waar", "ja"}) {
    if (absl::EqualsIgnoreCase(absl::string_view(text.data(), text.size()), yes)) return 1;
  }
  for (const char* no : {"false", "onwaar", "nee"}) {
    if (absl::EqualsIgnoreCase(absl::string_view(text.data(), text.size()), no)) return 0;
  }
  return std::nullopt;
}

bool LooksLikeIsoDay(std::string_view text) {
  return text.size() == 10 && AllDigits(text.substr(0, 4)) && text[4] == '-' &&
         AllDigits(text.substr(5, 2)) && text[7] == '-' && AllDigits(text.substr(8, 2));
}

bool IsNumber(const Field& field) {
  return field.type == Type::kInteger || field.type == Type::kDecimal;
}

bool IsDay(const Field& field) { return field.type == Type::kDate || field.type == Type::kEdtf; }

}  // namespace

std::optional<CellValue> ParseForeignCell(const Field& field, std::string_view text,
                                          bool decimal_comma, CellText& own, ForeignForms& forms) {
  const std::string_view bare = Trim(text);
  if (field.type == Type::kText || field.type == Type::kCode) return std::nullopt;
  if (bare.size() != text.size()) {
    if (const auto value = ParseCell(field, bare)) return value;
  }
  if (field.type == Type::kBoolean) {
    const auto value = ParseWord(bare);
    forms.booleans = forms.booleans || value;
    return Scalar(value);
  }
  if (IsNumber(field)) {
    const auto value = ParseNumber(field, bare, decimal_comma);
    forms.numbers = forms.numbers || value;
    return Scalar(value);
  }
  if (!IsDay(field)) return std::nullopt;
  const std::string_view date = WithoutMidnight(bare);
  if (date.size() != bare.size()) {
    if (const auto value = ParseCell(field, date)) return value;
  }
  const auto iso = ToIso(date, own);
  forms.dates = forms.dates || iso;
  return iso ? ParseCell(field, *iso) : std::nullopt;
}

bool MayBeThousands(const Field& field, std::string_view text) {
  return IsNumber(field) && text.find('.') != std::string_view::npos;
}

std::string_view HintFor(const Field& field, std::string_view text) {
  const std::string_view bare = Trim(text);
  if (IsNumber(field) && IsGrouped(bare.substr(bare.starts_with('-') ? 1 : 0))) return "thousands";
  if (!IsDay(field)) return "none";
  const auto parts = SplitDate(bare, '-');
  if (parts && parts->year.size() == 2) return "two_digit_year";
  if (parts && parts->year.size() == 4) return "no_such_day";
  if (SplitDate(bare, '/')) return "slashes";
  if (LooksLikeIsoDay(bare)) return "no_such_day";
  const bool letters = std::any_of(bare.begin(), bare.end(), [](char c) {
    return absl::ascii_isalpha(static_cast<unsigned char>(c));
  });
  return letters && field.type == Type::kEdtf ? "words" : "none";
}

}  // namespace stelsel::core
