#include "words.h"

#include <chrono>
#include <cstddef>

namespace reporting {
namespace {

constexpr Text kMonths[] = {
    {"januari", "January"}, {"februari", "February"}, {"maart", "March"},
    {"april", "April"},     {"mei", "May"},           {"juni", "June"},
    {"juli", "July"},       {"augustus", "August"},   {"september", "September"},
    {"oktober", "October"}, {"november", "November"}, {"december", "December"},
};

// Digits in groups of three.
std::string Grouped(const std::string& digits, char separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

// Without its sign, so that the smallest number has one too.
std::string Magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return std::to_string(value < 0 ? ~bits + 1 : bits);
}

}  // namespace

std::string Words::operator()(const Text& text, const std::vector<std::string>& values) const {
  std::string out;
  for (const char* c = dutch_ ? text.nl : text.en; *c != 0; ++c) {
    const auto place = static_cast<std::size_t>(c[1] - '0');
    if (*c == '{' && c[1] >= '0' && c[1] <= '9' && c[2] == '}' && place < values.size()) {
      out += values[place];
      c += 2;
    } else {
      out += *c;
    }
  }
  return out;
}

std::string Words::Count(std::int64_t count, const Noun& noun) const {
  return Number(count) + " " + (*this)(count == 1 ? noun.one : noun.many);
}

std::string Words::Join(const std::vector<std::string>& parts) const {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 < parts.size() ? ", " : dutch_ ? " en " : " and ";
    out += parts[i];
  }
  return out;
}

std::string Words::Number(std::int64_t value) const { return Decimal(value, 0); }

std::string Words::Decimal(std::int64_t value, int scale) const {
  std::string digits = Magnitude(value);
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  const std::string whole = digits.substr(0, digits.size() - decimals);
  std::string out = (value < 0 ? "-" : "") + Grouped(whole, dutch_ ? '.' : ',');
  if (decimals > 0) out += (dutch_ ? "," : ".") + digits.substr(whole.size());
  return out;
}

const char* Words::Month(int month) const {
  const Text& text = kMonths[(month + 11) % 12];
  return dutch_ ? text.nl : text.en;
}

std::string Words::Day(stelsel::Date date) const {
  const std::chrono::year_month_day day(date);
  return std::to_string(static_cast<unsigned>(day.day())) + " " +
         Month(static_cast<int>(static_cast<unsigned>(day.month()))) + " " +
         std::to_string(static_cast<int>(day.year()));
}

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

}  // namespace reporting
