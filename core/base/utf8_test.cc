#include "core/base/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace stelsel::core {
namespace {

using testing::Eq;

constexpr std::size_t kNone = std::string_view::npos;

// Any code point but the surrogates, in the plain textbook way.
std::string Encode(char32_t c) {
  const auto rest = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | (c >> 6)), rest(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0 | (c >> 12)), rest(6), rest(0)};
  return {static_cast<char>(0xF0 | (c >> 18)), rest(12), rest(6), rest(0)};
}

bool IsSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

TEST(DecodeFirstTest, ReadsEveryCodePoint) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string text = Encode(c);
    const auto decoded = DecodeFirst(text);
    ASSERT_EQ(decoded.has_value(), !IsSurrogate(c)) << std::hex << static_cast<unsigned>(c);
    if (!decoded) continue;
    ASSERT_EQ(decoded->value, c);
    ASSERT_EQ(decoded->length, text.size());
  }
}

TEST(DecodeFirstTest, HasNothingToReadInAnEmptyText) { EXPECT_FALSE(DecodeFirst("").has_value()); }

TEST(FirstInvalidUtf8Test, PassesWellFormedTexts) {
  for (const char* text : {"", "a", "Zwolle", "precies8", "Fryslân", "Súdwest-Fryslân", "€ 12",
                           "een langere tekst met één streep", "😀", "\xEF\xBB\xBFx",
                           "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"}) {
    EXPECT_EQ(FirstInvalidUtf8(text), kNone) << text;
  }
}

TEST(FirstInvalidUtf8Test, FindsTheFirstIllFormedByte) {
  EXPECT_EQ(FirstInvalidUtf8("\x80"), 0u);
  EXPECT_EQ(FirstInvalidUtf8("a\xFF"), 1u);
  EXPECT_EQ(FirstInvalidUtf8("0123456789\xE9t\xE9"), 10u);
  EXPECT_EQ(FirstInvalidUtf8("é\xC3"), 2u);
  EXPECT_EQ(FirstInvalidUtf8("ab\xE2\x82"), 2u);
}

TEST(FirstInvalidUtf8Test, RefusesWhatUnicodeRefuses) {
  EXPECT_EQ(FirstInvalidUtf8("\xC0\x80"), 0u) << "overlong";
  EXPECT_EQ(FirstInvalidUtf8("\xC1\xBF"), 0u) << "overlong";
  EXPECT_EQ(FirstInvalidUtf8("\xE0\x9F\xBF"), 0u) << "overlong";
  EXPECT_EQ(FirstInvalidUtf8("\xF0\x8F\xBF\xBF"), 0u) << "overlong";
  EXPECT_EQ(FirstInvalidUtf8("\xED\xA0\x80"), 0u) << "surrogate";
  EXPECT_EQ(FirstInvalidUtf8("\xED\xBF\xBF"), 0u) << "surrogate";
  EXPECT_EQ(FirstInvalidUtf8("\xF4\x90\x80\x80"), 0u) << "above U+10FFFF";
  EXPECT_EQ(FirstInvalidUtf8("\xF5\x80\x80\x80"), 0u) << "above U+10FFFF";
}

TEST(FirstInvalidUtf8Test, FindsAByteAtEveryPlaceOfAWord) {
  for (std::size_t at = 0; at < 40; ++at) {
    std::string text(40, 'x');
    text[at] = '\xFE';
    EXPECT_EQ(FirstInvalidUtf8(text), at);
  }
}

TEST(CountCodePointsTest, Counts) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("Fryslân"), 7u);
  EXPECT_EQ(CountCodePoints("€😀"), 2u);
}

TEST(ToShapeTest, HidesLettersAndDigits) {
  EXPECT_EQ(ToShape(""), "");
  EXPECT_EQ(ToShape("12-ab"), "99-aa");
  EXPECT_EQ(ToShape("Jan de Vries, 1961!"), "aaa aa aaaaa, 9999!");
  EXPECT_EQ(ToShape("Fryslân €5"), "aaaaaaa a9");
  EXPECT_EQ(ToShape("a\tb\x1b\x7f\u0085"), "a?a???");
  EXPECT_EQ(ToShape("a\xFFz"), "a?a");
}

TEST(ToShapeTest, StopsAfterFortyCodePoints) {
  EXPECT_EQ(ToShape(std::string(40, '7')), std::string(40, '9'));
  EXPECT_EQ(ToShape(std::string(41, '7')), std::string(40, '9') + "…");
}

TEST(OneLineTest, KeepsOrdinaryText) {
  EXPECT_EQ(OneLine("Súdwest-Fryslân \\ \"€\" 😀"), "Súdwest-Fryslân \\ \"€\" 😀");
}

TEST(OneLineTest, EscapesWhatCouldForgeALine) {
  EXPECT_EQ(OneLine("a\nb\r\tc"), "a\\nb\\r\\tc");
  EXPECT_EQ(OneLine("\x1b[2J\x7f"), "\\x1b[2J\\x7f");
  EXPECT_EQ(OneLine(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(OneLine("\u0085\u009b"), "\\u0085\\u009b");
  EXPECT_EQ(OneLine("\u2028\u2029"), "\\u2028\\u2029");
  EXPECT_EQ(OneLine("\u202a\u202e\u2066\u2069"), "\\u202a\\u202e\\u2066\\u2069");
  EXPECT_EQ(OneLine("\u2027\u202f\u2065\u206a"), "\u2027\u202f\u2065\u206a");
}

TEST(OneLineTest, ShowsIllFormedBytes) { EXPECT_EQ(OneLine("a\xE9z\xC3"), "a\\xe9z\\xc3"); }

RC_GTEST_PROP(Utf8Property, AnythingBecomesOneSafeLine, (const std::string& bytes)) {
  const std::string line = OneLine(bytes);
  RC_ASSERT(FirstInvalidUtf8(line) == kNone);
  RC_ASSERT(std::none_of(line.begin(), line.end(), [](char c) { return c >= 0 && c < 0x20; }));
  RC_ASSERT(OneLine(line) == line);
}

RC_GTEST_PROP(Utf8Property, AShapeShowsNoLetterOrDigit, (const std::string& bytes)) {
  const std::string shape = ToShape(bytes);
  RC_ASSERT(CountCodePoints(shape) <= 41u);
  RC_ASSERT(shape.find_first_of("bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345678") ==
            kNone);
}

}  // namespace
}  // namespace stelsel::core
