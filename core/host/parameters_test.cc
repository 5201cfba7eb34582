#include "core/host/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/base/json.h"
#include "core/schema/field_reader.h"

namespace stelsel::core {
namespace {

using testing::HasSubstr;
using Given = std::map<std::string, std::string>;

constexpr const char* kDeclared[] = {
    R"({"name": "region", "type": "string", "title": "Region",
        "constraints": {"required": true, "pattern": "[a-z_]+", "minLength": 2, "maxLength": 5}})",
    R"({"name": "role", "type": "string", "constraints": {"enum": ["centre", "member"]}})",
    R"({"name": "count", "type": "integer", "constraints": {"minimum": 1, "maximum": 9}})",
    R"({"name": "share", "type": "number", "stelsel:scale": 2})",
    R"({"name": "short", "type": "boolean"})",
    R"({"name": "since", "type": "date"})",
};

std::vector<Field> Declared() {
  std::vector<Field> fields;
  for (const char* json : kDeclared) {
    fields.push_back(*ReadField(ParseJson(json, "field")->get_object()));
  }
  return fields;
}

// The JSON that a plugin would get, or the error.
std::string Checked(const Given& given) {
  const absl::StatusOr<std::string> checked = CheckParameters(Declared(), given);
  return checked.ok() ? *checked : std::string(checked.status().message());
}

TEST(ParametersTest, ReachThePluginAsOneObjectWithTheirTypes) {
  EXPECT_EQ(Checked({{"region", "west"},
                     {"role", "member"},
                     {"count", "3"},
                     {"share", "0.25"},
                     {"short", "true"},
                     {"since", "2021-12-31"}}),
            R"({"region":"west","role":"member","count":3,"share":"0.25","short":true,)"
            R"("since":"2021-12-31"})");
}

TEST(ParametersTest, ThatAreNotGivenAreLeftOutUnlessRequired) {
  EXPECT_EQ(Checked({{"region", "west"}}), R"({"region":"west"})");
  EXPECT_THAT(Checked({}), HasSubstr("parameter `region` is needed: Region"));
}

TEST(ParametersTest, ThatAreNotDeclaredAreRefusedAndTheDeclaredOnesListed) {
  EXPECT_THAT(Checked({{"region", "west"}, {"regoin", "west"}}),
              HasSubstr("`regoin` is not known; known are region, role, count"));
  EXPECT_THAT(CheckParameters({}, {{"a", "b"}}).status().message(), HasSubstr("there are none"));
}

TEST(ParametersTest, MustBeOfTheirType) {
  const auto with = [](const char* name, const char* value) {
    return Checked({{"region", "west"}, {name, value}});
  };
  EXPECT_THAT(with("count", "three"), HasSubstr("`count` must be a value of type integer"));
  EXPECT_THAT(with("count", ""), HasSubstr("`count` must be a value of type integer"));
  EXPECT_THAT(with("short", "yes"), HasSubstr("`short` must be a value of type boolean"));
  EXPECT_THAT(with("since", "31-12-2021"), HasSubstr("`since` must be a value of type date"));
  EXPECT_THAT(with("share", "a half"), HasSubstr("`share` must be a value of type number"));
}

TEST(ParametersTest, MustKeepTheirConstraints) {
  EXPECT_THAT(Checked({{"region", "West"}}), HasSubstr("must match [a-z_]+"));
  EXPECT_THAT(Checked({{"region", "w"}}), HasSubstr("at least 2 characters"));
  EXPECT_THAT(Checked({{"region", "western"}}), HasSubstr("may have 5 characters"));
  EXPECT_THAT(Checked({{"region", "\xff\xff"}}), HasSubstr("not UTF-8"));
  EXPECT_THAT(Checked({{"region", "west"}, {"role", "guest"}}),
              HasSubstr("must be one of centre, member"));
  EXPECT_THAT(Checked({{"region", "west"}, {"count", "0"}}), HasSubstr("below its minimum"));
  EXPECT_THAT(Checked({{"region", "west"}, {"count", "10"}}), HasSubstr("above its maximum"));
}

TEST(ParametersTest, MayBeGivenAsJson) {
  const auto texts =
      ParameterTexts(ParseJson(R"({"a": "x", "b": 3, "c": true})", "set")->get_object());
  ASSERT_TRUE(texts.ok());
  EXPECT_EQ(*texts, (Given{{"a", "x"}, {"b", "3"}, {"c", "true"}}));
}

TEST(ParametersTest, AreNeverNullNorAListNorAnObject) {
  for (const char* json : {R"({"a": null})", R"({"a": []})", R"({"a": {}})"}) {
    EXPECT_THAT(ParameterTexts(ParseJson(json, "set")->get_object()).status().message(),
                HasSubstr("must be a text, number or boolean"))
        << json;
  }
}

TEST(ParametersTest, ThatAreFreeGoAlongAsTheyAre) {
  const auto free = CheckParameters(Declared(), {{"region", "x_y"}, {"a", "1"}, {"b c", ""}}, true);
  ASSERT_TRUE(free.ok()) << free.status();
  EXPECT_EQ(*free, R"({"region":"x_y","a":"1","b c":""})");
  const auto declared = CheckParameters(Declared(), {{"region", "x_y"}, {"count", "0"}}, true);
  EXPECT_THAT(declared.status().message(), HasSubstr("`count` is below its minimum"));
  const auto typed = CheckParameters({}, {{"a", "5"}, {"b", "true"}, {"c", "1.5"}, {"d", "5"}},
                                     true, {"a", "b", "c"});
  EXPECT_EQ(*typed, R"({"a":5,"b":true,"c":1.5,"d":"5"})");
  for (const Given& given :
       {Given{{"region", "xy"}, {"a", "\xff"}}, Given{{"region", "xy"}, {"\xff", "a"}}})
    EXPECT_THAT(CheckParameters(Declared(), given, true).status().message(),
                HasSubstr("is not UTF-8"));
}

TEST(ParametersTest, OfAQueryAreNumbersWhenTheyAreWrittenAsOne) {
  for (const char* const text : {"0", "5", "-12", "true", "false"})
    EXPECT_TRUE(IsScalarText(text)) << text;
  for (const char* const text :
       {"0193", "", "-", "-0", "1.50", "1e3", "ja", "2021-01", " 5", "9999999999999999999"})
    EXPECT_FALSE(IsScalarText(text)) << text;
}

}  // namespace
}  // namespace stelsel::core
