#include "money.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

[[noreturn]] void Overflow() {
  throw stelsel::Error(STELSEL_OUT_OF_RANGE, "an amount of money is too large to count in cents");
}

[[noreturn]] void Invalid(const std::string& text) {
  throw stelsel::Error(STELSEL_INVALID_ARGUMENT, text);
}

// What a part lost when it was rounded, and what decides when two lost the same.
struct Loss {
  Wide remainder;
  std::int64_t weight;
  std::size_t place;
};

// Gives one cent more to each of the `count` parts that lost most.
void GiveOut(std::vector<Loss>& losses, std::size_t count, std::vector<Cents>& parts) {
  const auto first = [](const Loss& a, const Loss& b) {
    if (a.remainder != b.remainder) return a.remainder > b.remainder;
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.place < b.place;
  };
  std::sort(losses.begin(), losses.end(), first);
  for (std::size_t i = 0; i < count; ++i) parts[losses[i].place] = Add(parts[losses[i].place], 1);
}

Wide SumOfWeights(const std::vector<std::int64_t>& weights) {
  Wide sum = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) Invalid("a key has a weight below zero");
    sum += weight;
  }
  if (sum == 0) Invalid("a key in which nobody has a weight divides nothing");
  return sum;
}

// Rounded down, also below zero.
Wide Floor(Wide numerator, Wide denominator) {
  const Wide quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1 : quotient;
}

}  // namespace

Cents Narrow(Wide value) {
  if (value > std::numeric_limits<Cents>::max() || value < std::numeric_limits<Cents>::min()) {
    Overflow();
  }
  return static_cast<Cents>(value);
}

Cents Add(Cents a, Cents b) {
  Cents sum;
  if (__builtin_add_overflow(a, b, &sum)) Overflow();
  return sum;
}

Cents Subtract(Cents a, Cents b) {
  Cents difference;
  if (__builtin_sub_overflow(a, b, &difference)) Overflow();
  return difference;
}

Cents Sum(const std::vector<Cents>& amounts) {
  Wide sum = 0;
  for (const Cents amount : amounts) sum += amount;
  return Narrow(sum);
}

Wide Nearest(Wide numerator, Wide denominator) {
  const Wide half = denominator / 2;
  return numerator < 0 ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

Cents PartOf(Cents amount, Share share) {
  return Narrow(Nearest(static_cast<Wide>(amount) * share, kWhole));
}

std::vector<Cents> Divide(Cents total, const std::vector<std::int64_t>& weights) {
  const Wide sum = SumOfWeights(weights);
  const Wide whole = total < 0 ? -static_cast<Wide>(total) : static_cast<Wide>(total);
  std::vector<Cents> parts;
  std::vector<Loss> losses;
  Wide left = whole;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide exact = whole * weights[i];
    losses.push_back({exact % sum, weights[i], i});
    parts.push_back(Narrow(exact / sum));
    left -= parts.back();
  }
  GiveOut(losses, static_cast<std::size_t>(left), parts);
  if (total < 0) {
    for (Cents& part : parts) part = -part;
  }
  return parts;
}

std::vector<Cents> PartOfEach(const std::vector<Cents>& amounts, Share share) {
  std::vector<Cents> parts;
  std::vector<Loss> losses;
  Wide left = PartOf(Sum(amounts), share);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Wide exact = static_cast<Wide>(amounts[i]) * share;
    const Wide down = Floor(exact, kWhole);
    losses.push_back({exact - down * kWhole, amounts[i], i});
    parts.push_back(Narrow(down));
    left -= down;
  }
  GiveOut(losses, static_cast<std::size_t>(left), parts);
  return parts;
}

Cents BeyondFloor(Cents part, Wide numerator, Wide denominator) {
  return Narrow(part - Floor(numerator, denominator));
}

Cents BeyondTruncated(Cents part, Wide numerator, Wide denominator) {
  return Narrow(part - numerator / denominator);
}

Cents ParseAmount(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  std::size_t decimals = 0;
  bool point = false, digits = false;
  Wide value = 0;
  for (const char c : text.substr(negative ? 1 : 0)) {
    if ((c == '.' || c == ',') && !point && digits) {
      point = true;
    } else if (c >= '0' && c <= '9' && decimals < 2) {
      value = value * 10 + (c - '0');
      decimals += point ? 1 : 0;
      digits = true;
      Narrow(value * 100);
    } else {
      Invalid("an amount is written as 1234.50, in euros and cents");
    }
  }
  if (!digits || (point && decimals == 0)) {
    Invalid("an amount is written as 1234.50, in euros and cents");
  }
  for (; decimals < 2; ++decimals) value *= 10;
  return Narrow(negative ? -value : value);
}

std::string PlainDecimal(std::int64_t value, int scale) {
  const auto bits = static_cast<std::uint64_t>(value);
  std::string digits = std::to_string(value < 0 ? ~bits + 1 : bits);
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return (value < 0 ? "-" : "") + digits;
}

}  // namespace finance
