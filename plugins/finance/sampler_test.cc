#include "sampler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace finance {
namespace {

constexpr double kUnit = 1.0 / 4294967296.0;

// Beside the chances as the C library's logarithm of gamma gives them.
double PoissonChance(double mean, int k) {
  return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
}
double BinomialChance(int n, double p, int k) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

TEST(Poisson, HasTheChancesOfTheFormula) {
  for (const std::int64_t hundredths : {1, 50, 100, 730, 12345, 250000}) {
    const double mean = static_cast<double>(hundredths) / 100;
    const Distribution poisson = Poisson(static_cast<Wide>(hundredths) * 1'000'000);
    for (int k = 0; k < mean + 12 * std::sqrt(mean) + 5; ++k) {
      EXPECT_NEAR(static_cast<double>(poisson.ChanceOf(k)) * kUnit, PoissonChance(mean, k), 2e-7)
          << mean << " " << k;
    }
  }
}

TEST(Poisson, OfNothingIsNothing) {
  const Distribution none = Poisson(0);
  for (const std::uint32_t bits : {0u, 1u, 0x80000000u, 0xffffffffu}) EXPECT_EQ(none(bits), 0);
}

TEST(Binomial, HasTheChancesOfTheFormula) {
  for (const int n : {1, 2, 17, 300, 4000}) {
    for (const Share p : {1, 250'000, 713'000, 999'999}) {
      const Distribution binomial = Binomial(n, p);
      for (int k = 0; k <= n; ++k) {
        EXPECT_NEAR(static_cast<double>(binomial.ChanceOf(k)) * kUnit,
                    BinomialChance(n, static_cast<double>(p) / 1e6, k), 2e-6)
            << n << " " << p << " " << k;
      }
    }
  }
}

TEST(Binomial, AtItsEnds) {
  EXPECT_EQ(Binomial(9, 0)(123), 0);
  EXPECT_EQ(Binomial(9, kWhole)(123), 9);
  EXPECT_EQ(Binomial(0, 500'000)(0xffffffffu), 0);
}

RC_GTEST_PROP(DistributionProperty, ChancesAreAll, ()) {
  auto weights = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 1000)));
  weights[0] += 1;
  const Distribution made(5, weights);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::uint64_t chance = made.ChanceOf(static_cast<std::int32_t>(i) + 5);
    RC_ASSERT((chance == 0) == (weights[i] == 0));
    sum += chance;
  }
  RC_ASSERT(sum == std::uint64_t{1} << 32);
}

TEST(YearlyStay, LeavesOneInSoManyEachMonth) {
  EXPECT_EQ(YearlyStay(1), 0);
  EXPECT_EQ(YearlyStay(36), 713159);  // (35/36)^12
  EXPECT_EQ(YearlyStay(2), 244);      // 2^-12
}

TEST(Numbers, DependOnSeedNameAndCounterOnly) {
  const Numbers a(1, "x"), again(1, "x"), seed(2, "x"), name(1, "y");
  EXPECT_EQ(a(7), again(7));
  EXPECT_NE(a(7), a(8));
  EXPECT_NE(a(7), seed(7));
  EXPECT_NE(a(7), name(7));
}

TEST(Numbers, DrawnOftenGiveTheMean) {
  const Numbers numbers(1, "mean");
  const Distribution poisson = Poisson(static_cast<Wide>(730) * 1'000'000);
  std::int64_t sum = 0;
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    sum += poisson(static_cast<std::uint32_t>(numbers(i) >> 32));
  }
  // Five standard errors of 2.70 / sqrt(200000) is 0.03.
  EXPECT_NEAR(static_cast<double>(sum) / 200'000, 7.30, 0.03);
}

}  // namespace
}  // namespace finance
