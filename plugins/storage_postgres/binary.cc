#include "binary.h"

#include <array>
#include <bit>
#include <cstring>

namespace storage_postgres {
namespace {

using stelsel::Kind;

// The signature, no flags, and no extension of the head.
constexpr std::string_view kHead("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);

// PostgreSQL counts from 2000-01-01.
constexpr std::int64_t kEpochDays = 10957;
constexpr std::int64_t kMicrosPerDay = 86'400'000'000;
constexpr std::int64_t kFirstDay = -719162;  // 0001-01-01
constexpr std::int64_t kLastDay = 2932896;   // 9999-12-31

constexpr std::uint16_t kNegative = 0x4000;
constexpr std::uint64_t kBase = 10'000;  // of numeric's digits

template <typename T>
T swapped(T value) {
  static_assert(std::endian::native == std::endian::little);
  auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
  for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
  return std::bit_cast<T>(bytes);
}

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t value = 1;
  for (; exponent > 0; --exponent) value *= 10;
  return value;
}

// A numeric: `digits` of base 10,000, the first of which is worth 10,000^weight.
struct Numeric {
  std::array<std::uint16_t, 8> digits{};
  int count = 0;
  int weight = 0;
};

// The digits of a whole number, and of `groups` of four decimals that follow.
Numeric numeric_of(std::uint64_t whole, std::uint64_t decimals, int groups) {
  std::array<std::uint16_t, 8> backwards{};
  int count = 0;
  for (int i = 0; i < groups; ++i, decimals /= kBase) {
    backwards[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(decimals % kBase);
  }
  for (; whole > 0; whole /= kBase) {
    backwards[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(whole % kBase);
  }
  Numeric out;
  out.weight = count - groups - 1;
  int low = 0;
  while (low < count && backwards[static_cast<std::size_t>(low)] == 0) ++low;
  while (count > low && backwards[static_cast<std::size_t>(count - 1)] == 0) --count, --out.weight;
  while (count > low) {
    out.digits[static_cast<std::size_t>(out.count++)] =
        backwards[static_cast<std::size_t>(--count)];
  }
  if (out.count == 0) out.weight = 0;
  return out;
}

std::optional<std::int64_t> decode_decimal(int scale, std::string_view bytes) {
  const auto at = [&](std::size_t i) {
    std::uint16_t value;
    std::memcpy(&value, bytes.data() + 2 * i, 2);
    return swapped(value);
  };
  if (bytes.size() < 8 || bytes.size() != 8 + 2 * std::size_t{at(0)}) return std::nullopt;
  const int weight = static_cast<std::int16_t>(at(1));
  if ((at(2) != 0 && at(2) != kNegative) || weight > 5 || weight < -3) return std::nullopt;
  __extension__ typedef unsigned __int128 Wide;
  // All digits down to four decimals more than there may be, so that none is lost unseen.
  Wide value = 0;
  for (int place = weight; place >= -3; --place) {
    const auto digit = static_cast<std::size_t>(weight - place);
    value = value * kBase + (digit < at(0) ? at(4 + digit) : 0);
  }
  const std::uint64_t below = power_of_ten(12 - scale);
  if (at(0) > weight + 4 || value % below != 0) return std::nullopt;
  value /= below;
  const bool negative = at(2) == kNegative;
  if (value > (Wide{1} << 63) - (negative ? 0 : 1)) return std::nullopt;
  const auto low = static_cast<std::uint64_t>(value);
  return static_cast<std::int64_t>(negative ? ~low + 1 : low);
}

template <typename T>
std::optional<std::int64_t> decode_number(std::string_view bytes) {
  if (bytes.size() != sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return swapped(value);
}

std::optional<std::int64_t> decode_date(std::string_view bytes) {
  const auto days = decode_number<std::int32_t>(bytes);
  if (!days || *days + kEpochDays < kFirstDay || *days + kEpochDays > kLastDay) return std::nullopt;
  return *days + kEpochDays;
}

bool has_date(std::int64_t micros) {
  return micros >= kFirstDay * kMicrosPerDay && micros < (kLastDay + 1) * kMicrosPerDay;
}

std::optional<std::int64_t> decode_datetime(std::string_view bytes) {
  const auto micros = decode_number<std::int64_t>(bytes);
  if (!micros || *micros > kLastDay * kMicrosPerDay || *micros < 2 * kFirstDay * kMicrosPerDay ||
      !has_date(*micros + kEpochDays * kMicrosPerDay)) {
    return std::nullopt;
  }
  return *micros + kEpochDays * kMicrosPerDay;
}

}  // namespace

template <typename T>
void Encoder::put(T value) {
  const T big = swapped(value);
  bytes_.append(reinterpret_cast<const char*>(&big), sizeof big);
}

void Encoder::start() { bytes_.append(kHead); }
void Encoder::begin_row(std::size_t columns) { put(static_cast<std::int16_t>(columns)); }
void Encoder::end() { put(std::int16_t{-1}); }
void Encoder::null() { put(std::int32_t{-1}); }

void Encoder::text(std::string_view value) {
  put(static_cast<std::int32_t>(value.size()));
  bytes_.append(value);
}

void Encoder::integer(std::int64_t value) {
  put(std::int32_t{8});
  put(value);
}

void Encoder::boolean(bool value) {
  put(std::int32_t{1});
  bytes_ += static_cast<char>(value ? 1 : 0);
}

void Encoder::decimal(std::int64_t value, int scale) {
  const auto bits = static_cast<std::uint64_t>(value);
  const std::uint64_t size = value < 0 ? ~bits + 1 : bits;
  const std::uint64_t one = power_of_ten(scale);
  const int groups = (scale + 3) / 4;
  const Numeric number =
      numeric_of(size / one, size % one * power_of_ten(4 * groups - scale), groups);
  put(static_cast<std::int32_t>(8 + 2 * number.count));
  put(static_cast<std::int16_t>(number.count));
  put(static_cast<std::int16_t>(number.weight));
  put(value < 0 ? kNegative : std::uint16_t{0});
  put(static_cast<std::int16_t>(scale));
  for (int i = 0; i < number.count; ++i) put(number.digits[static_cast<std::size_t>(i)]);
}

bool Encoder::date(std::int64_t days) {
  if (days < kFirstDay || days > kLastDay) return false;
  put(std::int32_t{4});
  put(static_cast<std::int32_t>(days - kEpochDays));
  return true;
}

bool Encoder::datetime(std::int64_t micros) {
  if (!has_date(micros)) return false;
  integer(micros - kEpochDays * kMicrosPerDay);
  return true;
}

template <typename T>
std::optional<T> Decoder::take() {
  if (rest_.size() < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return swapped(value);
}

bool Decoder::skip_head() {
  if (!rest_.starts_with(kHead)) return false;
  rest_.remove_prefix(kHead.size());
  return true;
}

std::optional<int> Decoder::begin_row() {
  const std::optional<std::int16_t> columns = take<std::int16_t>();
  if (!columns) return std::nullopt;
  return *columns;
}

std::optional<Decoder::Value> Decoder::value() {
  const std::optional<std::int32_t> size = take<std::int32_t>();
  if (!size || *size < -1) return std::nullopt;
  if (*size == -1) return Value{true, {}};
  const auto length = static_cast<std::size_t>(*size);
  if (rest_.size() < length) return std::nullopt;
  const Value out{false, rest_.substr(0, length)};
  rest_.remove_prefix(length);
  return out;
}

std::optional<std::int64_t> decode(Kind kind, int scale, std::string_view bytes) {
  switch (kind) {
    case Kind::integer:
      return decode_number<std::int64_t>(bytes);
    case Kind::decimal:
      return decode_decimal(scale, bytes);
    case Kind::boolean:
      return decode_number<std::int8_t>(bytes);
    case Kind::date:
      return decode_date(bytes);
    case Kind::datetime:
      return decode_datetime(bytes);
    default:
      return std::nullopt;
  }
}

}  // namespace storage_postgres
