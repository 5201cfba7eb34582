#include "core/schema/schema_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNull;
using testing::NotNull;

TableSchemaPtr Read(const std::string& json, std::string_view owner = "core") {
  auto schema = ReadTableSchema(json, "t.json", owner);
  EXPECT_TRUE(schema.ok()) << schema.status();
  return schema.ok() ? *schema : nullptr;
}

std::string Reference(const std::string& fields, const std::string& table,
                      const std::string& target, const std::string& rest = "") {
  return absl::StrCat(R"({"fields": )", fields, R"(, "reference": {"resource": ")", table,
                      R"(", "fields": )", target, "}", rest, "}");
}

// A table with a text key of its own name, a text `x`, and these references and fields.
TableSchemaPtr Table(const std::string& name, const std::string& references = "",
                     const std::string& fields = "", const std::string& rest = "") {
  return Read(absl::StrCat(R"({"name": ")", name, R"(", "primaryKey": ")", name,
                           R"(", "fields": [)", R"({"name": ")", name,
                           R"(", "constraints": {"required": true}},)", R"({"name": "x"})", fields,
                           R"(], "foreignKeys": [)", references, "]", rest, "}"));
}

// A table with a key of two fields: `name` and `number`.
TableSchemaPtr Pairs(const std::string& references = "") {
  return Read(absl::StrCat(R"({"name": "pairs", "primaryKey": ["name", "number"], "fields": [
    {"name": "name", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}}],
    "foreignKeys": [)",
                           references, "]}"));
}

SchemaSetPtr SetOf(std::vector<TableSchemaPtr> tables) {
  auto set = SchemaSet::Create(std::move(tables));
  EXPECT_TRUE(set.ok()) << set.status();
  return *set;
}

std::string Refusal(std::vector<TableSchemaPtr> tables) {
  const auto set = SchemaSet::Create(std::move(tables));
  if (set.ok()) return "taken";
  EXPECT_EQ(set.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(set.status().message());
}

std::vector<std::string> Order(std::vector<TableSchemaPtr> tables) {
  std::vector<std::string> names;
  const SchemaSetPtr set = SetOf(std::move(tables));
  for (const TableSchemaPtr& table : set->tables()) names.push_back(table->name);
  return names;
}

// ---- What is refused ----------------------------------------------------------------------

TEST(SchemaSetRefusalTest, TwoTablesOfOneName) {
  const TableSchemaPtr other = Read(
      R"({"name": "a", "primaryKey": "k", "fields": [{"name": "k", "constraints": {"required": true}}]})",
      "survey");
  EXPECT_EQ(Refusal({Table("a"), other}),
            "table `a` of survey: a table of this name is brought by core");
}

TEST(SchemaSetRefusalTest, AReferenceToATableThatIsNotThere) {
  EXPECT_EQ(Refusal({Table("a", Reference(R"("x")", "b", R"("b")"))}),
            "table `a` of core: refers to `b`, which is not known");
}

TEST(SchemaSetRefusalTest, AReferenceToAFieldThatIsNotThere) {
  EXPECT_EQ(Refusal({Table("a", Reference(R"("x")", "b", R"("c")")), Table("b")}),
            "table `a` of core: refers to `b.c`, which is not known");
}

TEST(SchemaSetRefusalTest, AReferenceToSomethingThatIsNotTheKey) {
  EXPECT_EQ(Refusal({Table("a", Reference(R"("n")", "b", R"("n")"),
                           R"(, {"name": "n", "type": "integer"})"),
                     Table("b", "", R"(, {"name": "n", "type": "integer"})")}),
            "table `a` of core: must refer to the whole key of `b`: b");
}

TEST(SchemaSetRefusalTest, AReferenceToAPartOfAKey) {
  EXPECT_EQ(Refusal({Table("a", Reference(R"("x")", "pairs", R"("name")")), Pairs()}),
            "table `a` of core: must refer to the whole key of `pairs`: name, number");
}

TEST(SchemaSetRefusalTest, AReferenceToOnePartOfAKeyTwice) {
  EXPECT_EQ(
      Refusal({Table("a", Reference(R"(["x", "a"])", "pairs", R"(["name", "name"])")), Pairs()}),
      "table `a` of core: must refer to the whole key of `pairs`: name, number");
}

TEST(SchemaSetRefusalTest, AReferenceOfAnotherType) {
  EXPECT_EQ(Refusal({Table("a", Reference(R"("n")", "b", R"("b")"),
                           R"(, {"name": "n", "type": "integer"})"),
                     Table("b")}),
            "table `a` of core: field `n` has another type than `b.b`");
}

TEST(SchemaSetRefusalTest, AReferenceOfAnotherScale) {
  const auto table = [](const char* name, int scale, const std::string& references) {
    return Read(absl::StrCat(R"({"name": ")", name, R"(", "primaryKey": "n", "fields": [
      {"name": "n", "type": "number", "stelsel:scale": )",
                             scale, R"(, "constraints": {"required": true}}], "foreignKeys": [)",
                             references, "]}"));
  };
  EXPECT_EQ(Refusal({table("a", 1, Reference(R"("n")", "b", R"("n")")), table("b", 2, "")}),
            "table `a` of core: field `n` has another type than `b.n`");
}

TEST(SchemaSetRefusalTest, ToLieWithinATableWithoutAPeriod) {
  const std::string dates = R"(, {"name": "from", "type": "date"}, {"name": "to", "type": "date"})";
  const std::string period = R"(, "stelsel:period": ["from", "to"])";
  const std::string during = Reference(R"("x")", "b", R"("b")", R"(, "stelsel:during": true)");
  EXPECT_EQ(Refusal({Table("a", during, dates, period), Table("b")}),
            "table `a` of core: is to lie within `b`, which has no period");
  EXPECT_EQ(Refusal({Table("a", during, dates, period), Table("b", "", dates, period)}), "taken");
}

// ---- Order --------------------------------------------------------------------------------

TEST(SchemaSetOrderTest, ATableComesAfterThoseItRefersTo) {
  EXPECT_THAT(Order({Table("a", Reference(R"("x")", "b", R"("b")")),
                     Table("b", Reference(R"("x")", "c", R"("c")")), Table("c")}),
              ElementsAre("c", "b", "a"));
}

TEST(SchemaSetOrderTest, NamesBreakTies) {
  EXPECT_THAT(Order({Table("c"), Table("b"), Table("a")}), ElementsAre("a", "b", "c"));
}

TEST(SchemaSetOrderTest, AReferenceToItselfDoesNotCount) {
  EXPECT_THAT(Order({Table("a", Reference(R"("x")", "", R"("a")"))}), ElementsAre("a"));
}

TEST(SchemaSetOrderTest, TablesThatGoRoundInACircleComeLast) {
  EXPECT_THAT(Order({Table("a", Reference(R"("x")", "b", R"("b")")),
                     Table("b", Reference(R"("x")", "a", R"("a")")), Table("c")}),
              ElementsAre("c", "a", "b"));
}

// ---- Roots --------------------------------------------------------------------------------

TEST(SchemaSetRootTest, AFieldThatRefersToNothingIsItsOwnRoot) {
  EXPECT_EQ(SetOf({Table("a")})->Root("a", "x"), "a.x");
}

TEST(SchemaSetRootTest, FollowsAChainOfReferences) {
  const SchemaSetPtr set = SetOf({Table("a", Reference(R"("a")", "b", R"("b")")),
                                  Table("b", Reference(R"("b")", "c", R"("c")")), Table("c")});
  EXPECT_EQ(set->Root("a", "a"), "c.c");
  EXPECT_EQ(set->Root("b", "b"), "c.c");
  EXPECT_EQ(set->Root("c", "c"), "c.c");
  EXPECT_EQ(set->Root("a", "x"), "a.x");
}

TEST(SchemaSetRootTest, FollowsEachFieldOfACompositeKeyInWhateverOrder) {
  const SchemaSetPtr set =
      SetOf({Table("a", Reference(R"(["n", "x"])", "pairs", R"(["number", "name"])"),
                   R"(, {"name": "n", "type": "integer"})"),
             Pairs(Reference(R"("name")", "b", R"("b")")), Table("b")});
  EXPECT_EQ(set->Root("a", "x"), "b.b");
  EXPECT_EQ(set->Root("a", "n"), "pairs.number");
}

TEST(SchemaSetRootTest, SeveralReferencesOfOneFieldJoinTheirTargets) {
  const SchemaSetPtr set = SetOf(
      {Table("a", Reference(R"("x")", "b", R"("b")") + ", " + Reference(R"("x")", "c", R"("c")")),
       Table("b"), Table("c")});
  EXPECT_EQ(set->Root("b", "b"), set->Root("c", "c"));
  EXPECT_EQ(set->Root("a", "x"), set->Root("c", "c"));
}

TEST(SchemaSetRootTest, AReferenceToItselfAndACircleHaveOneRoot) {
  EXPECT_EQ(SetOf({Table("a", Reference(R"("x")", "", R"("a")"))})->Root("a", "x"), "a.a");
  const SchemaSetPtr circle = SetOf({Table("a", Reference(R"("a")", "b", R"("b")")),
                                     Table("b", Reference(R"("b")", "a", R"("a")"))});
  EXPECT_EQ(circle->Root("a", "a"), circle->Root("b", "b"));
}

TEST(SchemaSetRootTest, OfWhatIsNotKnownIsEmpty) {
  EXPECT_THAT(SetOf({Table("a")})->Root("a", "y"), IsEmpty());
}

// ---- The rest -----------------------------------------------------------------------------

TEST(SchemaSetTest, FindsTablesByName) {
  const SchemaSetPtr set = SetOf({Table("a")});
  EXPECT_THAT(set->Find("a"), NotNull());
  EXPECT_THAT(set->Find("b"), IsNull());
}

TEST(SchemaSetTest, HasOneDigestForTheSameTablesInWhateverOrder) {
  EXPECT_EQ(SetOf({Table("a"), Table("b")})->Digest(), SetOf({Table("b"), Table("a")})->Digest());
  EXPECT_NE(SetOf({Table("a")})->Digest(), SetOf({Table("a"), Table("b")})->Digest());
  EXPECT_NE(SetOf({Table("a")})->Digest(), SetOf({Table("a", "", R"(, {"name": "y"})")})->Digest());
}

TEST(CoreTablesTest, StandTogether) {
  const SchemaSetPtr set = SetOf(CoreTables());
  ASSERT_THAT(set->Find("agreement_status"), NotNull());
  EXPECT_EQ(set->Root("agreement_status", "region"), "region.region");
  EXPECT_EQ(set->Root("agreement_status", "agreement_topic"), "agreement_topic.agreement_topic");
  for (const TableSchemaPtr& table : set->tables()) EXPECT_EQ(table->owner, "core");
}

}  // namespace
}  // namespace stelsel::core
