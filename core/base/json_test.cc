#include "core/base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace stelsel::core {
namespace {

namespace json = boost::json;

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::StartsWith;

std::string ErrorOf(std::string_view text) {
  const auto value = ParseJson(text, "a.json");
  return value.ok() ? "no error" : std::string(value.status().message());
}

// Read, and written on one line.
std::string Rewritten(std::string_view text) {
  const auto value = ParseJson(text, "a.json");
  return value.ok() ? WriteJson(*value, 0) : std::string(value.status().message());
}

template <typename T>
std::string MessageOf(const absl::StatusOr<T>& result) {
  return std::string(result.status().message());
}

std::string Nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParseJsonTest, ReadsEveryKindOfValue) {
  constexpr std::string_view kText =
      R"({"z":[],"a":{"b":null},"t":[true,false],"n":[0,-1,18446744073709551615,2.5],"s":"é\n"})";
  EXPECT_EQ(Rewritten(kText), kText);
}

TEST(ParseJsonTest, DecodesEscapes) {
  const auto value = ParseJson(R"("\u00e9\ud83d\ude00\/\u0000")", "a.json");
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(std::string_view(value->get_string()), std::string_view("é😀/\0", 8));
}

TEST(ParseJsonTest, SkipsABomAtTheStartOnly) {
  EXPECT_EQ(Rewritten("\xEF\xBB\xBF 1"), "1");
  EXPECT_THAT(ErrorOf(" \xEF\xBB\xBF"), StartsWith("a.json:1:2: "));
}

TEST(ParseJsonTest, SaysWhereAndWhat) {
  EXPECT_EQ(ErrorOf("{\n  \"é\": x\n}"), "a.json:2:8: syntax error");
  EXPECT_EQ(ErrorOf("[1,\n2"), "a.json:2:2: incomplete JSON");
  EXPECT_EQ(ErrorOf("{} {}"), "a.json:1:4: extra data");
  EXPECT_EQ(ErrorOf(""), "a.json:1:1: incomplete JSON");
}

TEST(ParseJsonTest, KeepsTheNameOnOneLine) {
  EXPECT_THAT(MessageOf(ParseJson("x", "a\nb")), StartsWith("a\\nb:1:1: "));
}

TEST(ParseJsonTest, IsStrict) {
  for (const char* text :
       {"[1,]", "{\"a\":1,}", "// c\n1", "/* c */ 1", "'a'",         "{a:1}",
        "NaN",  "Infinity",   "01",      "+1",        ".5",          "1.",
        "0x1",  "\"\t\"",     "\"\\x\"", "tru",       "\"\\ud800\"", "\"\\udc00\"",
        "nul",  "[1 2]",      "1 1",     "\"a"}) {
    EXPECT_THAT(ErrorOf(text), StartsWith("a.json:")) << text;
  }
}

TEST(ParseJsonTest, RefusesAKeyThatOccursTwice) {
  EXPECT_EQ(ErrorOf("{\"a\": 1,\n \"b\": 2, \"a\": 3}"), "a.json:2:12: the key `a` occurs twice");
  EXPECT_THAT(ErrorOf(R"([{"x": {"a": 1, "\u0061": 3}}])"), HasSubstr("the key `a` occurs twice"));
  EXPECT_THAT(ErrorOf(R"({"a": {"b": 1}, "a": 2})"), HasSubstr("the key `a` occurs twice"));
  EXPECT_THAT(ErrorOf(R"({"\n": 1, "\n": 2})"), HasSubstr("the key `\\n` occurs twice"));
}

TEST(ParseJsonTest, AllowsAKeyInSeveralObjects) {
  constexpr std::string_view kText = R"([{"a":1,"b":{"a":2}},{"a":{"a":3},"b":4}])";
  EXPECT_EQ(Rewritten(kText), kText);
}

TEST(ParseJsonTest, RefusesTooDeep) {
  EXPECT_EQ(Rewritten(Nested(kMaxJsonDepth)), Nested(kMaxJsonDepth));
  EXPECT_THAT(ErrorOf(Nested(kMaxJsonDepth + 1)), HasSubstr("deep"));
  EXPECT_THAT(ErrorOf(std::string(1'000'000, '[')), HasSubstr("deep"));
}

TEST(ParseJsonTest, RefusesIllFormedUtf8) {
  EXPECT_EQ(ErrorOf("{\"a\":\n\"\xE9\"}"), "a.json:2:2: this byte is not valid UTF-8");
}

TEST(ParseJsonTest, RefusesTooLarge) {
  EXPECT_EQ(ErrorOf(std::string(kMaxJsonBytes + 1, ' ')), "a.json is larger than 67108864 bytes");
}

TEST(ParseJsonTest, RefusesNumbersBeyondADouble) {
  EXPECT_THAT(ErrorOf("1e400"), HasSubstr("no double can hold"));
  EXPECT_THAT(ErrorOf("[-1e309]"), HasSubstr("no double can hold"));
  EXPECT_THAT(ErrorOf("1e99999999999"), StartsWith("a.json:1:"));
}

TEST(ParseJsonTest, RoundsNumbersToTheNearestDouble) {
  for (const char* text : {"0.1", "2.5", "1.7976931348623157e308", "5e-324", "123456.789e-3",
                           "0.30000000000000004", "9007199254740993.0", "1.0E+2"}) {
    const auto value = ParseJson(text, "a.json");
    ASSERT_TRUE(value.ok()) << value.status();
    EXPECT_EQ(value->get_double(), std::strtod(text, nullptr)) << text;
  }
}

TEST(GettersTest, GetWhatIsThere) {
  const auto value = ParseJson(
      R"({"name": "région", "on": true, "scale": -3, "keys": ["a", "b"], "none": []})", "a.json");
  ASSERT_TRUE(value.ok()) << value.status();
  const json::object& object = value->get_object();
  EXPECT_EQ(*GetString(object, "name"), "région");
  EXPECT_THAT(*GetOptionalString(object, "name"), Optional(Eq("région")));
  EXPECT_THAT(*GetOptionalBool(object, "on"), Optional(true));
  EXPECT_THAT(*GetOptionalInt(object, "scale"), Optional(-3));
  EXPECT_THAT(*GetStringArray(object, "keys"), ElementsAre("a", "b"));
  EXPECT_THAT(*GetStringArray(object, "none"), IsEmpty());
}

TEST(GettersTest, SayWhatIsMissing) {
  const json::object object;
  EXPECT_EQ(MessageOf(GetString(object, "name")), "`name` is missing");
  EXPECT_EQ(*GetOptionalString(object, "name"), std::nullopt);
  EXPECT_EQ(*GetOptionalBool(object, "on"), std::nullopt);
  EXPECT_EQ(*GetOptionalInt(object, "scale"), std::nullopt);
  EXPECT_THAT(*GetStringArray(object, "keys"), IsEmpty());
}

TEST(GettersTest, SayWhatIsOfAnotherType) {
  const auto value = ParseJson(
      R"({"null": null, "text": "1", "number": 1.0, "big": 9223372036854775808, "mix": ["a", 1]})",
      "a.json");
  ASSERT_TRUE(value.ok()) << value.status();
  const json::object& object = value->get_object();
  EXPECT_EQ(MessageOf(GetString(object, "null")), "`null` must be a text");
  EXPECT_EQ(MessageOf(GetOptionalString(object, "number")), "`number` must be a text");
  EXPECT_EQ(MessageOf(GetOptionalBool(object, "text")), "`text` must be true or false");
  EXPECT_EQ(MessageOf(GetOptionalInt(object, "number")), "`number` must be a whole number");
  EXPECT_EQ(MessageOf(GetOptionalInt(object, "big")), "`big` must be a whole number");
  EXPECT_EQ(MessageOf(GetStringArray(object, "text")), "`text` must be a list of texts");
  EXPECT_EQ(MessageOf(GetStringArray(object, "mix")), "`mix` must be a list of texts");
}

TEST(WriteJsonTest, IndentsOrWritesOneLine) {
  const json::value value = {{"b", {1, 2}}, {"a", json::object()}, {"c", json::array()}};
  EXPECT_EQ(WriteJson(value, 0), R"({"b":[1,2],"a":{},"c":[]})");
  EXPECT_EQ(WriteJson(value, 2),
            "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"c\": []\n}");
}

TEST(WriteJsonTest, WritesNumbersPlainly) {
  const json::value value = {2.5,  2.0,  -0.1, 0.0,       100000.0,  1e-6,
                             1e-7, 1e14, 1e15, 1e300,     -1.5e-9,   0.30000000000000004,
                             1,    -1,   0,    INT64_MIN, UINT64_MAX};
  EXPECT_EQ(WriteJson(value, 0),
            "[2.5,2.0,-0.1,0.0,100000.0,0.000001,1e-07,100000000000000.0,1e+15,1e+300,-1.5e-09,"
            "0.30000000000000004,1,-1,0,-9223372036854775808,18446744073709551615]");
}

TEST(WriteJsonTest, EscapesTexts) {
  const json::value value(json::string_view("\"\\/\b\f\n\r\t\x01\x1f\x7fé\0", 14));
  EXPECT_EQ(WriteJson(value, 0), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7fé\\u0000\"");
}

TEST(WriteJsonTest, ReplacesWhatJsonCannotSay) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const json::value value = {kInfinity, -kInfinity, std::nan(""), "a\xE9z\xC3"};
  EXPECT_EQ(WriteJson(value, 0), "[null,null,null,\"a\uFFFDz\uFFFD\"]");
}

RC_GTEST_PROP(JsonProperty, EveryDoubleComesBack, (std::uint64_t bits)) {
  double number = 0;
  std::memcpy(&number, &bits, sizeof(number));
  RC_PRE(std::isfinite(number));
  const auto read = ParseJson(WriteJson(number, 0), "a.json");
  RC_ASSERT(read.ok());
  RC_ASSERT(read->get_double() == number);
}

RC_GTEST_PROP(JsonProperty, EveryUsualDoubleComesBack, (std::int32_t whole)) {
  const double number = whole / 1000.0;
  RC_ASSERT(ParseJson(WriteJson(number, 0), "a.json")->get_double() == number);
}

RC_GTEST_PROP(JsonProperty, EveryIntegerComesBack, (std::int64_t number)) {
  RC_ASSERT(ParseJson(WriteJson(number, 0), "a.json")->get_int64() == number);
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
  const auto value = ParseJson(bytes, "a.json");
  if (value.ok()) RC_ASSERT(Rewritten(WriteJson(*value, 2)) == WriteJson(*value, 0));
}

}  // namespace
}  // namespace stelsel::core
