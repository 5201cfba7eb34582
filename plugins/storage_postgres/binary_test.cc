// Values in the form of COPY. That PostgreSQL means the same by them is seen in store_test.cc.
#include "binary.h"

#include <random>

#include "test_util.h"

namespace storage_postgres {
namespace {

using stelsel::Kind;

std::string_view value_of(const Encoder& encoder) { return encoder.bytes().substr(4); }

std::optional<std::int64_t> decimal_and_back(std::int64_t value, int scale) {
  Encoder encoder;
  encoder.decimal(value, scale);
  return decode(Kind::decimal, scale, value_of(encoder));
}

TEST(BinaryTest, DecimalsComeBack) {
  std::mt19937_64 random(7);
  for (int scale = 0; scale <= 6; ++scale) {
    for (const std::int64_t value : {INT64_MIN, INT64_MIN + 1, INT64_MAX, std::int64_t{0}}) {
      EXPECT_EQ(decimal_and_back(value, scale), value);
    }
    for (int i = 0; i < 20'000; ++i) {
      const auto value = static_cast<std::int64_t>(random() >> (random() % 64));
      EXPECT_EQ(decimal_and_back(value, scale), value);
      EXPECT_EQ(decimal_and_back(-value, scale), -value);
    }
  }
}

// What somebody else may have stored: 12.345 is no amount in cents, nor are NaN and 10^18 euros.
TEST(BinaryTest, DecimalsThatDoNotFitAreNone) {
  Encoder encoder;
  encoder.decimal(12345, 3);
  EXPECT_EQ(decode(Kind::decimal, 3, value_of(encoder)), 12345);
  EXPECT_EQ(decode(Kind::decimal, 2, value_of(encoder)), std::nullopt);
  encoder.clear();
  encoder.decimal(1'000'000'000'000'000'000, 0);
  EXPECT_EQ(decode(Kind::decimal, 2, value_of(encoder)), std::nullopt);
  EXPECT_EQ(decode(Kind::decimal, 2, std::string_view("\0\0\0\0\xc0\0\0\0", 8)), std::nullopt);
  EXPECT_EQ(decode(Kind::decimal, 2, "short"), std::nullopt);
}

TEST(BinaryTest, DaysAndMomentsAreOfTheYears1To9999) {
  Encoder encoder;
  EXPECT_TRUE(encoder.date(-719162));
  EXPECT_EQ(decode(Kind::date, 0, value_of(encoder)), -719162);
  EXPECT_FALSE(encoder.date(-719163));
  EXPECT_FALSE(encoder.date(2932897));
  encoder.clear();
  EXPECT_TRUE(encoder.datetime(253402300799999999));
  EXPECT_EQ(decode(Kind::datetime, 0, value_of(encoder)), 253402300799999999);
  EXPECT_FALSE(encoder.datetime(253402300800000000));
  EXPECT_FALSE(encoder.datetime(INT64_MIN));
  encoder.clear();
  encoder.integer(INT64_MAX);  // infinity
  EXPECT_EQ(decode(Kind::datetime, 0, value_of(encoder)), std::nullopt);
  EXPECT_EQ(decode(Kind::date, 0, std::string_view("\x7f\xff\xff\xff", 4)), std::nullopt);
  EXPECT_EQ(decode(Kind::integer, 0, std::string_view("\0\0\0\1", 4)), std::nullopt);
}

TEST(BinaryTest, RowsThatAreCutOffAreSeen) {
  Encoder encoder;
  encoder.start();
  encoder.begin_row(2);
  encoder.text("abc");
  encoder.null();
  const std::string whole(encoder.bytes());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Decoder decoder(std::string_view(whole).substr(0, size));
    const bool fine = decoder.skip_head() && decoder.begin_row() == 2 &&
                      decoder.value().has_value() && decoder.value().has_value();
    EXPECT_FALSE(fine) << size;
  }
}

}  // namespace
}  // namespace storage_postgres
