// What the reader of schemas refuses, and in which words: always file, then field, then what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "core/schema/schema.h"

namespace stelsel::core {
namespace {

using testing::StartsWith;
using testing::TestWithParam;
using testing::Values;

std::string Refusal(const std::string& json) {
  const auto schema = ReadTableSchema(json, "t.json", "core");
  if (schema.ok()) return "taken";
  EXPECT_EQ(schema.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(schema.status().message());
}

// ---- The table ----------------------------------------------------------------------------

// A table `t` with fields id, from, to (dates) and grade (an enum), and these further properties.
std::string With(const std::string& properties) {
  return absl::StrCat(R"({"name": "t", "fields": [
    {"name": "id", "constraints": {"required": true}}, {"name": "x"},
    {"name": "from", "type": "date"}, {"name": "to", "type": "date"},
    {"name": "grade", "constraints": {"enum": ["low", "high"]}}], )",
                      properties, "}");
}

struct Case {
  const char* properties;
  const char* message;
};

class TableRefusalTest : public TestWithParam<Case> {};

TEST_P(TableRefusalTest, SaysWhatIsWrong) {
  EXPECT_EQ(Refusal(With(GetParam().properties)), absl::StrCat("t.json: ", GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(Head, TableRefusalTest,
                         Values(Case{R"("primaryKey": "id", "stelsel:perod": [])",
                                     "has an unknown property `stelsel:perod`"},
                                Case{R"("primaryKey": "id", "stelsel:version": 0)",
                                     "`stelsel:version` must be 1 or more"},
                                Case{R"("primaryKey": "id", "stelsel:version": "2")",
                                     "`stelsel:version` must be a whole number"},
                                Case{R"("primaryKey": "id", "title": 3)", "`title` must be a text"},
                                Case{R"("primaryKey": "id", "stelsel:nl": "Regio")",
                                     "`stelsel:nl` must be an object"}));

INSTANTIATE_TEST_SUITE_P(
    Keys, TableRefusalTest,
    Values(
        Case{R"("missingValues": [""])", "needs a `primaryKey`"},
        Case{R"("primaryKey": [])", "needs a `primaryKey`"},
        Case{R"("primaryKey": 3)", "`primaryKey` must be a list of texts"},
        Case{R"("primaryKey": ["id", "y"])", "`primaryKey` names `y`, which is no field"},
        Case{R"("primaryKey": ["id", "id"])", "`primaryKey` names `id` twice"},
        Case{R"("primaryKey": "x")", "field `x`: is part of the key and must be required"},
        Case{R"("primaryKey": "id", "foreignKeys": {})", "`foreignKeys` must be a list"},
        Case{R"("primaryKey": "id", "foreignKeys": [1])",
             "each of `foreignKeys` must be an object"},
        Case{R"("primaryKey": "id", "foreignKeys": [{"fields": "x"}])",
             "a foreign key: needs a `reference`"},
        Case{R"("primaryKey": "id", "foreignKeys": [{"fields": "x", "stelsel:durng": true}])",
             "a foreign key: has an unknown property `stelsel:durng`"},
        Case{
            R"("primaryKey": "id", "foreignKeys": [{"fields": "x", "reference": {"fields": "x"}}])",
            "a foreign key: `resource` is missing"},
        Case{R"("primaryKey": "id", "foreignKeys":
                [{"fields": "y", "reference": {"resource": "r", "fields": "x"}}])",
             "a foreign key: `fields` names `y`, which is no field"},
        Case{R"("primaryKey": "id", "foreignKeys":
                [{"fields": "x", "reference": {"resource": "r", "fields": ["a", "b"]}}])",
             "a foreign key: needs as many fields on both sides, and at least one"},
        Case{R"("primaryKey": "id", "foreignKeys":
                [{"fields": [], "reference": {"resource": "r", "fields": []}}])",
             "a foreign key: needs as many fields on both sides, and at least one"},
        Case{R"("primaryKey": "id", "foreignKeys": [{"fields": "x", "stelsel:during": true,
                "reference": {"resource": "r", "fields": "a"}}])",
             "`stelsel:during` needs a `stelsel:period`"},
        Case{R"("primaryKey": "id", "stelsel:exactly_one": ["x"])",
             "`stelsel:exactly_one` needs two fields"},
        Case{R"("primaryKey": "id", "stelsel:exactly_one": ["x", "y"])",
             "`stelsel:exactly_one` names `y`, which is no field"},
        Case{R"("primaryKey": "id", "stelsel:group": "Supply")",
             "`stelsel:group` must be an object: nl, en"},
        Case{R"("primaryKey": "id", "stelsel:group": {"nl": "Aanbod"})", "`en` is missing"}));

INSTANTIATE_TEST_SUITE_P(
    Time, TableRefusalTest,
    Values(
        Case{R"("primaryKey": "id", "stelsel:period": ["from"])",
             "`stelsel:period` needs two fields: from and to"},
        Case{R"("primaryKey": "id", "stelsel:period": ["from", "from"])",
             "`stelsel:period` names `from` twice"},
        Case{R"("primaryKey": "id", "stelsel:period": ["from", "x"])",
             "field `x`: bounds a period and must be a date"},
        Case{R"("primaryKey": "id", "stelsel:without_overlap": ["x"])",
             "`stelsel:without_overlap` needs a `stelsel:period`"},
        Case{R"("primaryKey": "id", "stelsel:observed": ["from"])",
             "`stelsel:observed` must be an object"},
        Case{R"("primaryKey": "id", "stelsel:observed": {"on": "from", "lowest": "grade"})",
             "`stelsel:observed` needs `on` (one field), `of` (fields) and at most one `lowest`"},
        Case{
            R"("primaryKey": "id", "stelsel:observed": {"on": "x", "of": "id", "lowest": "grade"})",
            "`stelsel:observed` needs a date as `on`"},
        Case{R"("primaryKey": "id", "stelsel:observed": {"on": "from", "of": "id", "lowest": "x"})",
             "`stelsel:observed` needs an enum as `lowest`"}));

TEST(TableRefusalTest, NeedsAnObjectWithANameAndFields) {
  EXPECT_EQ(Refusal("[]"), "t.json: is not an object");
  EXPECT_EQ(Refusal("{}"), "t.json: `name` is missing");
  EXPECT_EQ(Refusal(R"({"name": "T"})"),
            "t.json: `name` must be an id: [a-z][a-z0-9_]*, at most 63 bytes");
  const char* const fields = "t.json: `fields` must be a list with at least one field";
  EXPECT_EQ(Refusal(R"({"name": "t"})"), fields);
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": []})"), fields);
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": {}})"), fields);
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": ["x"]})"),
            "t.json: each of `fields` must be an object");
}

TEST(TableRefusalTest, RefusesWhatIsNoJsonAndSaysWhere) {
  EXPECT_THAT(Refusal("{\n  \"name\": }"), StartsWith("t.json:2:"));
  EXPECT_THAT(Refusal(R"({"name": "t", "name": "u"})"), StartsWith("t.json:1:"));
}

TEST(TableRefusalTest, RefusesMoreThanAThousandFields) {
  std::string fields;
  for (int i = 0; i < 1001; ++i)
    absl::StrAppend(&fields, i == 0 ? "" : ",", R"({"name": "f)", i, "\"}");
  EXPECT_EQ(Refusal(absl::StrCat(R"({"name": "t", "fields": [)", fields, "]}")),
            "t.json: has more than 1000 fields");
}

// ---- A field ------------------------------------------------------------------------------

class FieldRefusalTest : public TestWithParam<Case> {};

TEST_P(FieldRefusalTest, NamesTheFieldAndSaysWhatIsWrong) {
  const std::string json = absl::StrCat(R"({"name": "t", "primaryKey": "id", "fields": [)",
                                        R"({"name": "id", "constraints": {"required": true}}, )",
                                        R"({"name": "x", )", GetParam().properties, "}]}");
  EXPECT_EQ(Refusal(json), absl::StrCat("t.json: field `x`: ", GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Types, FieldRefusalTest,
    Values(
        Case{R"("type": "geopoint")",
             "has type `geopoint`; known are string, integer, number, boolean, date and datetime"},
        Case{R"("type": ["string"])", "`type` must be a text"},
        Case{R"("type": "number")", "is a number and needs `stelsel:scale`, its decimals"},
        Case{R"("type": "number", "stelsel:scale": 7)", "must have a `stelsel:scale` of 0 to 6"},
        Case{R"("type": "number", "stelsel:scale": -1)", "must have a `stelsel:scale` of 0 to 6"},
        Case{R"("type": "number", "stelsel:unit": "EUR", "stelsel:scale": 3)",
             "is in EUR, which has scale 2"},
        Case{R"("stelsel:edtf": true, "stelsel:code": true)",
             "cannot be both `stelsel:edtf` and `stelsel:code`"},
        Case{R"("stelsel:edft": true)", "has an unknown property `stelsel:edft`"},
        Case{R"("stelsel:edtf": "yes")", "`stelsel:edtf` must be true or false"}));

INSTANTIATE_TEST_SUITE_P(
    Constraints, FieldRefusalTest,
    Values(Case{R"("constraints": [])", "must have an object as `constraints`"},
           Case{R"("constraints": {"required": "yes"})", "`required` must be true or false"},
           Case{R"("type": "integer", "constraints": {"minimum": 1.5})",
                "has a `minimum` that is not a value of its type"},
           Case{R"("type": "date", "constraints": {"maximum": "2021-02-30"})",
                "has a `maximum` that is not a value of its type"},
           Case{R"("type": "number", "stelsel:scale": 1, "constraints": {"maximum": 0.25})",
                "has a `maximum` that is not a value of its type"},
           Case{R"("type": "string", "constraints": {"minimum": "a"})",
                "has a `minimum` that is not a value of its type"},
           Case{R"("constraints": {"pattern": "[a-z"})", "has a wrong `pattern`: missing ]: [a-z"},
           Case{R"("type": "integer", "constraints": {"pattern": "1*"})",
                "has a `pattern` but is no plain string"},
           Case{R"("type": "integer", "constraints": {"enum": ["1"]})",
                "has an `enum`, which only a plain string can have"},
           Case{R"("stelsel:edtf": true, "constraints": {"enum": ["2021"]})",
                "has an `enum`, which only a plain string can have"},
           Case{R"("constraints": {"enum": [1, 2]})", "`enum` must be a list of texts"},
           Case{R"("constraints": {"enum": ["a", "b", "a"]})", "has `a` twice in its enum"}));

INSTANTIATE_TEST_SUITE_P(
    Labels, FieldRefusalTest,
    Values(Case{R"("stelsel:labels": [])", "must have an object as `stelsel:labels`"},
           Case{R"("constraints": {"enum": ["a"]}, "stelsel:labels": {"b": {"nl": "B"}})",
                "labels `b`, not in its enum"},
           Case{R"("constraints": {"enum": ["a"]}, "stelsel:labels": {"a": "A"})",
                "must have an object per label: nl, en"},
           Case{R"("constraints": {"enum": ["a"]}, "stelsel:labels": {"a": {"nl": 1}})",
                "`nl` must be a text"}));

TEST(FieldRefusalTest, NeedsANameThatIsAnIdAndNotTaken) {
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": [{"type": "string"}]})"),
            "t.json: a field: `name` is missing");
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": [{"name": "My field"}]})"),
            "t.json: field `My field`: must have an id as name: [a-z][a-z0-9_]*, at most 63 bytes");
  EXPECT_EQ(Refusal(R"({"name": "t", "fields": [{"name": "x"}, {"name": "x"}]})"),
            "t.json: field `x`: stands there twice");
}

}  // namespace
}  // namespace stelsel::core
