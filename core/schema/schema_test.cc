#include "core/schema/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/date.h"
#include "core/base/sha256.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Pair;
using testing::TestWithParam;
using testing::Values;

using SchemaPtr = std::shared_ptr<const TableSchema>;

absl::StatusOr<SchemaPtr> Read(const std::string& json) {
  return ReadTableSchema(json, "t.json", "core");
}

// A table `t` with a key `id`, these fields behind it, and more properties.
std::string Table(const std::string& fields, const std::string& rest = "") {
  return absl::StrCat(R"({"name": "t", "primaryKey": "id", "fields": [)",
                      R"({"name": "id", "constraints": {"required": true}})",
                      fields.empty() ? "" : ", ", fields, "]", rest.empty() ? "" : ", ", rest, "}");
}

// The table's second field, `x`, with these properties.
Field FieldWith(const std::string& properties) {
  const auto schema = Read(Table(absl::StrCat(R"({"name": "x", )", properties, "}")));
  EXPECT_TRUE(schema.ok()) << schema.status();
  return schema.ok() ? (*schema)->fields[1] : Field();
}

// ---- What a schema says -------------------------------------------------------------------

TEST(SchemaTest, ReadsATableWithAllThatItCanSay) {
  const std::string json = R"({
    "name": "member", "title": "Member", "description": "Belongs.",
    "stelsel:nl": {"title": "Lid", "description": "Hoort erbij."},
    "stelsel:version": 3,
    "fields": [
      {"name": "region", "constraints": {"required": true}},
      {"name": "number", "type": "integer", "constraints": {"required": true}},
      {"name": "valid_from", "type": "date"}, {"name": "valid_to", "type": "date"},
      {"name": "grade", "constraints": {"enum": ["low", "high"]}},
      {"name": "seen", "type": "string", "stelsel:edtf": true}
    ],
    "primaryKey": ["region", "number"],
    "foreignKeys": [{"fields": ["region"], "stelsel:during": true,
                     "reference": {"resource": "region", "fields": ["region"]}}],
    "stelsel:period": ["valid_from", "valid_to"],
    "stelsel:without_overlap": ["region"],
    "stelsel:exactly_one": ["grade", "seen"],
    "stelsel:group": {"nl": "Wie", "en": "Who"},
    "stelsel:observed": {"on": "seen", "of": ["region", "number"], "lowest": "grade"}
  })";
  const auto read = ReadTableSchema(json, "member.json", "survey");
  ASSERT_TRUE(read.ok()) << read.status();
  const TableSchema& schema = **read;
  EXPECT_EQ(schema.name, "member");
  EXPECT_EQ(schema.version, 3);
  EXPECT_EQ(schema.title.In(Language::kNl), "Lid");
  EXPECT_EQ(schema.title.In(Language::kEn), "Member");
  EXPECT_EQ(schema.description.nl, "Hoort erbij.");
  EXPECT_THAT(schema.primary_key, ElementsAre(0, 1));
  EXPECT_THAT(schema.NamesOf(schema.primary_key), ElementsAre("region", "number"));
  EXPECT_THAT(schema.period, testing::Optional(Pair(2, 3)));
  EXPECT_THAT(schema.without_overlap, ElementsAre(0));
  ASSERT_EQ(schema.foreign_keys.size(), 1u);
  EXPECT_EQ(schema.foreign_keys[0].table, "region");
  EXPECT_TRUE(schema.foreign_keys[0].during);
  ASSERT_TRUE(schema.observed);
  EXPECT_EQ(schema.observed->on, 5);
  EXPECT_THAT(schema.observed->of, ElementsAre(0, 1));
  EXPECT_EQ(schema.observed->lowest, 4);
  EXPECT_THAT(schema.exactly_one, ElementsAre(4, 5));
  EXPECT_EQ(schema.group.In(Language::kNl), "Wie");
  EXPECT_EQ(schema.owner, "survey");
  EXPECT_EQ(schema.json, json);
  EXPECT_EQ(schema.Digest(), Sha256Hex(json));
}

TEST(SchemaTest, HasModestDefaults) {
  const SchemaPtr schema = *Read(Table(R"({"name": "x"})"));
  EXPECT_EQ(schema->version, 1);
  EXPECT_EQ(schema->title.In(Language::kNl), "t");
  EXPECT_EQ(schema->fields[1].title.In(Language::kEn), "x");
  EXPECT_EQ(schema->fields[1].type, Type::kText);
  EXPECT_FALSE(schema->fields[1].required);
  EXPECT_FALSE(schema->period);
  EXPECT_FALSE(schema->observed);
  EXPECT_EQ(schema->group.In(Language::kEn), schema->owner);
}

TEST(SchemaTest, APeriodMayBeGivenAsSourcesDoAndObservationsNeedNoLowest) {
  const auto schema = ReadTableSchema(R"({"name": "plan",
    "fields": [{"name": "plan", "constraints": {"required": true}},
               {"name": "valid_from", "type": "string", "stelsel:edtf": true},
               {"name": "valid_to", "type": "string", "stelsel:edtf": true}],
    "primaryKey": "plan", "stelsel:period": ["valid_from", "valid_to"],
    "stelsel:observed": {"on": "valid_from", "of": "plan"}})",
                                      "plan.json", "core");
  ASSERT_TRUE(schema.ok()) << schema.status();
  EXPECT_THAT((*schema)->period, testing::Optional(Pair(1, 2)));
  ASSERT_TRUE((*schema)->observed);
  EXPECT_FALSE((*schema)->observed->lowest);
}

TEST(SchemaTest, OneLanguageStandsInForTheOther) {
  EXPECT_EQ(FieldWith(R"("title": "Name")").title.nl, "Name");
  EXPECT_EQ(FieldWith(R"("stelsel:nl": {"title": "Naam"})").title.en, "Naam");
}

TEST(SchemaTest, FindsFieldsByName) {
  const SchemaPtr schema = *Read(Table(R"({"name": "x"})"));
  EXPECT_EQ(schema->IndexOf("x"), 1);
  EXPECT_EQ(schema->IndexOf("y"), -1);
}

TEST(SchemaTest, LeavesPropertiesOfOthersAlone) {
  EXPECT_TRUE(
      Read(Table(R"({"name": "x", "rdfType": "y", "example": 1})", R"("owner:x": 1)")).ok());
}

TEST(SchemaTest, TakesOneNameWhereAListOfOneIsMeant) {
  const SchemaPtr schema = *Read(
      Table(R"({"name": "x"})",
            R"("foreignKeys": [{"fields": "x", "reference": {"resource": "", "fields": "id"}}])"));
  EXPECT_THAT(schema->primary_key, ElementsAre(0));
  EXPECT_THAT(schema->foreign_keys[0].fields, ElementsAre(1));
  EXPECT_THAT(schema->foreign_keys[0].target_fields, ElementsAre("id"));
}

TEST(SchemaTest, AReferenceToNoResourceIsToTheTableItself) {
  const SchemaPtr schema = *Read(Table(
      R"({"name": "x"})",
      R"("foreignKeys": [{"fields": ["x"], "reference": {"resource": "", "fields": ["id"]}}])"));
  EXPECT_EQ(schema->foreign_keys[0].table, "t");
}

// ---- Types --------------------------------------------------------------------------------

struct TypeCase {
  const char* properties;
  Type type;
  bool dictionary = false;
};

class TypeTest : public TestWithParam<TypeCase> {};

TEST_P(TypeTest, IsSettledByTheSchema) {
  const Field field = FieldWith(GetParam().properties);
  EXPECT_EQ(field.type, GetParam().type);
  EXPECT_EQ(field.dictionary, GetParam().dictionary);
}

INSTANTIATE_TEST_SUITE_P(
    All, TypeTest,
    Values(TypeCase{R"("type": "string")", Type::kText},
           TypeCase{R"("type": "string", "constraints": {"enum": ["a"]})", Type::kCode, true},
           TypeCase{R"("type": "string", "stelsel:code": true)", Type::kCode, true},
           TypeCase{R"("type": "string", "constraints": {"unique": true})", Type::kCode},
           TypeCase{R"("type": "string", "stelsel:edtf": true)", Type::kEdtf},
           TypeCase{R"("type": "string", "stelsel:edtf": true, "constraints": {"unique": true})",
                    Type::kEdtf},
           TypeCase{R"("type": "integer")", Type::kInteger},
           TypeCase{R"("type": "integer", "constraints": {"unique": true})", Type::kInteger},
           TypeCase{R"("type": "number", "stelsel:scale": 3)", Type::kDecimal},
           TypeCase{R"("type": "boolean")", Type::kBoolean},
           TypeCase{R"("type": "date")", Type::kDate},
           TypeCase{R"("type": "datetime")", Type::kDateTime}));

// Compared, so interned; but in Arrow it stays a text.
TEST(SettledTypeTest, APlainStringThatIsAKeyIsACodeWithoutADictionary) {
  const SchemaPtr schema = *Read(Table(""));
  EXPECT_EQ(schema->fields[0].type, Type::kCode);
  EXPECT_FALSE(schema->fields[0].dictionary);
}

TEST(SettledTypeTest, APlainStringThatRefersIsACodeWithADictionary) {
  const SchemaPtr schema = *Read(
      Table(R"({"name": "x"})",
            R"("foreignKeys": [{"fields": "x", "reference": {"resource": "", "fields": "id"}}])"));
  EXPECT_EQ(schema->fields[1].type, Type::kCode);
  EXPECT_TRUE(schema->fields[1].dictionary);
}

TEST(SettledTypeTest, APlainStringThatSaysWhatIsObservedOrMayNotOverlapIsACode) {
  const SchemaPtr schema = *Read(Table(
      R"({"name": "from", "type": "date"}, {"name": "to", "type": "date"}, {"name": "x"},
         {"name": "y"}, {"name": "grade", "constraints": {"enum": ["a"]}})",
      R"("stelsel:period": ["from", "to"], "stelsel:without_overlap": ["x"],
         "stelsel:observed": {"on": "from", "of": "y", "lowest": "grade"})"));
  for (const char* name : {"x", "y"}) {
    EXPECT_EQ(schema->field(schema->IndexOf(name)).type, Type::kCode) << name;
    EXPECT_FALSE(schema->field(schema->IndexOf(name)).dictionary) << name;
  }
}

TEST(SettledTypeTest, MoneyHasTwoDecimals) {
  const Field field = FieldWith(R"("type": "number", "stelsel:unit": "EUR")");
  EXPECT_TRUE(field.is_money());
  EXPECT_EQ(field.scale, 2);
  EXPECT_FALSE(
      FieldWith(R"("type": "number", "stelsel:unit": "km", "stelsel:scale": 1)").is_money());
}

// ---- Constraints and labels ---------------------------------------------------------------

TEST(ConstraintTest, KeepsBoundsInTheUnitsOfTheType) {
  const auto bounds = [](const std::string& type, const std::string& minimum,
                         const std::string& maximum) {
    const Field field =
        FieldWith(absl::StrCat(R"("type": )", type, R"(, "constraints": {"minimum": )", minimum,
                               R"(, "maximum": )", maximum, "}"));
    return std::pair(field.minimum.value(), field.maximum.value());
  };
  EXPECT_THAT(bounds(R"("integer")", "-1", "10"), Pair(-1, 10));
  EXPECT_THAT(bounds(R"("number", "stelsel:scale": 2)", "0.5", "100"), Pair(50, 10'000));
  EXPECT_THAT(bounds(R"("number", "stelsel:unit": "EUR")", R"("-0.01")", R"("9.99")"),
              Pair(-1, 999));
  EXPECT_THAT(bounds(R"("date")", R"("1970-01-02")", R"("2021-09-05")"),
              Pair(1, DaysFromCivil(2021, 9, 5)));
  EXPECT_THAT(bounds(R"("datetime")", R"("1970-01-01T00:00:01Z")", R"("1970-01-02T00:00:00Z")"),
              Pair(1'000'000, kMicrosPerDay));
}

TEST(ConstraintTest, KeepsTheOthersAsTheyStand) {
  const Field field = FieldWith(
      R"("constraints": {"required": true, "unique": true, "minLength": 2, "maxLength": 6,
                         "pattern": "GM[0-9]{4}"})");
  EXPECT_TRUE(field.required);
  EXPECT_TRUE(field.unique);
  EXPECT_THAT(field.min_length, Eq(2));
  EXPECT_THAT(field.max_length, Eq(6));
  EXPECT_EQ(field.pattern, "GM[0-9]{4}");
}

TEST(ConstraintTest, RanksTheValuesOfAnEnum) {
  const Field field = FieldWith(R"("constraints": {"enum": ["nee", "ja"]})");
  EXPECT_THAT(field.Rank("nee"), Eq(0));
  EXPECT_THAT(field.Rank("ja"), Eq(1));
  EXPECT_THAT(field.Rank("misschien"), Eq(std::nullopt));
}

TEST(LabelTest, IsWhatAReaderSeesForACode) {
  const Field field = FieldWith(
      R"("constraints": {"enum": ["nee", "ja"]}, "stelsel:labels": {"nee": {"en": "no"}})");
  EXPECT_EQ(field.Label("nee", Language::kEn), "no");
  EXPECT_EQ(field.Label("nee", Language::kNl), "nee");
  EXPECT_EQ(field.Label("ja", Language::kEn), "ja");
}

TEST(FieldTest, RemembersItsEarlierName) {
  EXPECT_THAT(FieldWith(R"("stelsel:was": "old_name")").was, ElementsAre("old_name"));
  EXPECT_THAT(FieldWith(R"("stelsel:was": ["older", "oldest"])").was,
              ElementsAre("older", "oldest"));
}

// ---- Ids ----------------------------------------------------------------------------------

TEST(IdTest, IsASmallLetterThenLettersDigitsAndUnderscores) {
  for (const char* id : {"a", "a1", "ijssel_vecht", "a__b_"}) EXPECT_TRUE(IsId(id)) << id;
  EXPECT_TRUE(IsId(std::string(63, 'a')));
  EXPECT_FALSE(IsId(std::string(64, 'a')));
  for (const char* other : {"", "1a", "_a", "A", "a-b", "a b", "é", "aB"}) {
    EXPECT_FALSE(IsId(other)) << other;
  }
}

}  // namespace
}  // namespace stelsel::core
