#include "sampler.h"

#include <algorithm>
#include <limits>

#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

constexpr std::uint64_t kTop = std::uint64_t{1} << 62;    // weight of the most likely outcome
constexpr std::uint64_t kLeast = std::uint64_t{1} << 22;  // outcomes below it are left out
constexpr std::uint64_t kAll = std::uint64_t{1} << 32;
constexpr std::size_t kMostOutcomes = std::size_t{1} << 22;

// Weights from the most likely outcome on, by the ratio of each to its neighbour.
template <typename Up, typename Down>
Distribution FromMode(std::int64_t mode, Up up, Down down) {
  std::vector<std::uint64_t> below, weights{kTop};
  const auto next = [](std::uint64_t weight, std::pair<Wide, Wide> ratio) {
    return static_cast<std::uint64_t>(static_cast<Wide>(weight) * ratio.first / ratio.second);
  };
  for (std::int64_t k = mode; k > 0; --k) {
    const std::uint64_t weight = next(below.empty() ? kTop : below.back(), down(k));
    if (weight < kLeast) break;
    below.push_back(weight);
  }
  for (std::int64_t k = mode; weights.size() < kMostOutcomes; ++k) {
    const std::uint64_t weight = next(weights.back(), up(k));
    if (weight < kLeast) break;
    weights.push_back(weight);
  }
  const auto first = static_cast<std::int32_t>(mode - static_cast<std::int64_t>(below.size()));
  weights.insert(weights.begin(), below.rbegin(), below.rend());
  return Distribution(first, weights);
}

// Weights as whole numbers that add up to 2^32.
std::vector<std::uint64_t> InUnits(const std::vector<std::uint64_t>& weights) {
  Wide sum = 0;
  for (const std::uint64_t weight : weights) sum += weight;
  std::vector<std::uint64_t> units;
  std::uint64_t left = kAll;
  for (const std::uint64_t weight : weights) {
    units.push_back(static_cast<std::uint64_t>(static_cast<Wide>(weight) * kAll / sum));
    left -= units.back();
  }
  *std::max_element(units.begin(), units.end()) += left;
  return units;
}

}  // namespace

Numbers::Numbers(std::uint64_t seed, std::string_view name) : key_(14695981039346656037u) {
  for (const char c : name) key_ = (key_ ^ static_cast<unsigned char>(c)) * 1099511628211u;
  const std::uint64_t named = key_;
  key_ = seed;
  key_ = (*this)(named);
}

Distribution::Distribution(std::int32_t first, const std::vector<std::uint64_t>& weights) {
  std::vector<std::uint64_t> left = InUnits(weights);
  std::size_t size = 1;
  for (; size < left.size(); size *= 2) --shift_;
  left.resize(size, 0);
  const std::uint64_t room = kAll / size;
  mask_ = static_cast<std::uint32_t>(room - 1);
  columns_.resize(size);
  std::vector<std::size_t> small, large;
  for (std::size_t i = 0; i < size; ++i) {
    columns_[i].outcome = columns_[i].other = first + static_cast<std::int32_t>(i);
    (left[i] < room ? small : large).push_back(i);
  }
  // A column that its own outcome does not fill is filled up by one that has more than its own.
  while (!small.empty()) {
    const std::size_t i = small.back(), from = large.back();
    small.pop_back();
    columns_[i].own = static_cast<std::uint32_t>(left[i]);
    columns_[i].other = columns_[from].outcome;
    left[from] -= room - left[i];
    if (left[from] < room) {
      large.pop_back();
      small.push_back(from);
    }
  }
  // What is left over has exactly a column of its own: `own` may be the whole room, which one
  // column of 2^32 cannot hold, but there both outcomes are the same.
  for (const std::size_t i : large)
    columns_[i].own = mask_, columns_[i].other = columns_[i].outcome;
}

std::uint64_t Distribution::ChanceOf(std::int32_t outcome) const {
  std::uint64_t chance = 0;
  for (const Column& column : columns_) {
    if (column.outcome == outcome) chance += column.own;
    if (column.other == outcome) chance += std::uint64_t{mask_} + 1 - column.own;
  }
  return chance;
}

Distribution Poisson(Wide mean) {
  constexpr Wide kScale = 100'000'000;
  if (mean < 0 || mean / kScale > std::numeric_limits<std::int32_t>::max() / 4) {
    throw stelsel::Error(STELSEL_OUT_OF_RANGE, "an inflow is too large to draw");
  }
  if (mean == 0) return Distribution(0, {1});
  const auto mode = static_cast<std::int64_t>(mean / kScale);
  return FromMode(
      mode, [&](std::int64_t k) { return std::pair<Wide, Wide>(mean, kScale * (k + 1)); },
      [&](std::int64_t k) { return std::pair<Wide, Wide>(kScale * k, mean); });
}

Distribution Binomial(std::int32_t count, Share chance) {
  if (chance <= 0 || count == 0) return Distribution(0, {1});
  if (chance >= kWhole) return Distribution(count, {1});
  const Wide stay = chance, leave = kWhole - chance;
  const std::int64_t n = count;
  const auto mode = std::min(n, static_cast<std::int64_t>((n + 1) * stay / kWhole));
  return FromMode(
      mode, [&](std::int64_t k) { return std::pair((n - k) * stay, (k + 1) * leave); },
      [&](std::int64_t k) { return std::pair(k * leave, (n - k + 1) * stay); });
}

Share YearlyStay(std::int64_t months) {
  // In units of 10^-15, so that twelve roundings stay far below a millionth.
  constexpr Wide kOne = 1'000'000'000'000'000;
  Wide stay = kOne;
  for (int month = 0; month < 12; ++month) stay = stay * (months - 1) / months;
  return static_cast<Share>(Nearest(stay * kWhole, kOne));
}

void Survivors::Make(std::size_t count) {
  constexpr std::size_t kMostColumns = 8'000'000;
  if (columns_ > kMostColumns) {
    made_.clear();
    columns_ = 0;
  }
  if (count >= made_.size()) made_.resize(count + 1);
  made_[count] =
      std::make_unique<Distribution>(Binomial(static_cast<std::int32_t>(count), chance_));
  columns_ += made_[count]->size();
}

}  // namespace finance
