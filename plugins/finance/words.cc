#include "words.h"

#include <cstddef>

#include "money.h"

namespace finance {

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

std::string Words::Euros(std::int64_t cents) const {
  const std::string plain = PlainDecimal(cents, 2);
  const std::size_t sign = plain[0] == '-' ? 1 : 0;
  const std::size_t point = plain.size() - 3;
  std::string out = "€ " + plain.substr(0, sign);
  for (std::size_t i = sign; i < point; ++i) {
    if (i > sign && (point - i) % 3 == 0) out += dutch_ ? '.' : ',';
    out += plain[i];
  }
  return out + (dutch_ ? ',' : '.') + plain.substr(point + 1);
}

std::string Words::Decimal(std::int64_t value, int scale) const {
  std::string text = PlainDecimal(value, scale);
  const std::size_t point = text.find('.');
  if (point != std::string::npos && dutch_) text[point] = ',';
  return text;
}

std::string Words::Percent(std::int64_t share) const {
  std::string text = PlainDecimal(share, 4);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  const std::size_t point = text.find('.');
  if (point != std::string::npos && dutch_) text[point] = ',';
  return text + "%";
}

}  // namespace finance
