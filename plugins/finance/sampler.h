// Whole numbers at random: which are drawn depends on the seed and on what is asked, not on the
// order in which it is asked, the machine or the number of threads. No floating point.
#ifndef STELSEL_PLUGINS_FINANCE_SAMPLER_H_
#define STELSEL_PLUGINS_FINANCE_SAMPLER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "money.h"

namespace finance {

// Random bits by number: a counter goes through the finalizer of SplitMix64, which is a bijection
// that passes the usual batteries of tests. Two generators with other names are unrelated.
class Numbers {
 public:
  Numbers(std::uint64_t seed, std::string_view name);
  std::uint64_t operator()(std::uint64_t counter) const {
    std::uint64_t z = key_ + (counter + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t key_;
};

// A distribution over neighbouring whole numbers, with chances in units of 2^-32. Drawn from in
// constant time by the alias method (Walker, Vose), whose columns are a power of two, so that no
// chance is rounded once more. Not changed once made; then any thread.
class Distribution {
 public:
  // The outcomes are `first`, `first` + 1 and so on, as likely as their weights, of which one is
  // above 0. What rounding to 2^-32 leaves goes to the most likely.
  Distribution(std::int32_t first, const std::vector<std::uint64_t>& weights);

  std::int32_t operator()(std::uint32_t bits) const {
    const Column& column = columns_[static_cast<std::uint64_t>(bits) >> shift_];
    return (bits & mask_) < column.own ? column.outcome : column.other;
  }
  std::size_t size() const { return columns_.size(); }
  // The chance of an outcome in units of 2^-32.
  std::uint64_t ChanceOf(std::int32_t outcome) const;

 private:
  struct Column {
    std::uint32_t own = 0;  // how much of the column is its own outcome's
    std::int32_t outcome = 0, other = 0;
  };
  std::vector<Column> columns_;
  int shift_ = 32;
  std::uint32_t mask_ = 0xffffffffu;
};

// Poisson with mean `mean` / 10^8. The weights come by the ratio of neighbours from the most likely
// outcome on, in 62 bits; outcomes less likely than 2^-40 times that one are left out.
Distribution Poisson(Wide mean);
// How many of `count` remain when each does with chance `chance` / 10^6.
Distribution Binomial(std::int32_t count, Share chance);

// The chance, in millionths, to be there still after a year when one in `months` leaves each month.
Share YearlyStay(std::int64_t months);

// Binomials of one chance, made when they are asked for first, and forgotten when they would take
// more than some 100 MB. For one thread.
class Survivors {
 public:
  explicit Survivors(Share chance) : chance_(chance) {}
  std::int32_t operator()(std::int32_t count, std::uint32_t bits) {
    const auto place = static_cast<std::size_t>(count);
    if (place >= made_.size() || made_[place] == nullptr) Make(place);
    return (*made_[place])(bits);
  }

 private:
  void Make(std::size_t count);
  const Share chance_;
  std::vector<std::unique_ptr<Distribution>> made_;
  std::size_t columns_ = 0;
};

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_SAMPLER_H_
