#include "core/cli/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

using testing::HasSubstr;
using testing::Not;

TableSchemaPtr Table(const char* json) { return *ReadTableSchema(json, "test", "core"); }

TableSchemaPtr Budget() {
  return Table(R"json({"name": "budget", "title": "Budget", "description": "Money a year.",
    "stelsel:nl": {"title": "Begroting", "description": "Geld per jaar, 'historisch'."},
    "fields": [
      {"name": "region", "type": "string", "constraints": {"required": true}, "title": "Region"},
      {"name": "stream", "type": "string", "constraints": {"enum": ["bw", "mo"]}, "title": "Stream | kind"},
      {"name": "amount", "type": "number", "stelsel:unit": "EUR", "constraints": {"minimum": 0}},
      {"name": "agreed_on", "type": "string", "stelsel:edtf": true},
      {"name": "valid_from", "type": "date"}, {"name": "valid_to", "type": "date"},
      {"name": "note", "title": "Note", "description": "Any remark."}],
    "primaryKey": "region", "stelsel:period": ["valid_from", "valid_to"]})json");
}

TableSchemaPtr Ward() {
  return Table(R"json({"name": "ward", "title": "Ward",
    "stelsel:nl": {"title": "Afdeling"}, "stelsel:group": {"nl": "Aanbod", "en": "Supply"},
    "fields": [
      {"name": "ward", "title": "Ward", "constraints": {"required": true, "enum": ["night", "day"]},
       "stelsel:labels": {"night": {"en": "night shelter"}}},
      {"name": "note", "title": "Note", "description": "Any remark."}],
    "primaryKey": "ward"})json");
}

TableSchemaPtr Bed() {
  return Table(R"json({"name": "bed", "title": "Bed",
    "stelsel:group": {"nl": "Aanbod", "en": "Supply"},
    "fields": [
      {"name": "ward", "title": "Ward", "constraints": {"required": true}},
      {"name": "places", "type": "integer", "stelsel:unit": "places", "constraints": {"minimum": 0}},
      {"name": "note", "title": "Note", "description": "Any remark."}],
    "primaryKey": "ward",
    "foreignKeys": [{"fields": "ward", "reference": {"resource": "ward", "fields": "ward"}}],
    "stelsel:exactly_one": ["places", "note"]})json");
}

TEST(DescribeTest, TellsTypesAndDemandsInTheLanguageAskedFor) {
  const std::string nl = DescribeTable(*Budget(), Language::kNl);
  EXPECT_THAT(nl, HasSubstr("budget: Begroting"));
  EXPECT_THAT(nl, HasSubstr("[bedrag in euro; ≥ 0.00]"));
  EXPECT_THAT(nl, HasSubstr("Geldt van valid_from tot (niet tot en met) valid_to; leeg is open."));
  const std::string en = DescribeTable(*Budget(), Language::kEn);
  EXPECT_THAT(en, HasSubstr("note        Note: Any remark."));
  EXPECT_THAT(en, HasSubstr("[text; key]"));
  EXPECT_THAT(en, HasSubstr("[bw | mo]"));
}

TEST(DescribeTest, MarkdownEscapesWhatWouldEndACell) {
  EXPECT_THAT(MarkdownOf({Budget()}, Language::kEn),
              HasSubstr("| `stream` | **Stream \\| kind**. "));
}

TEST(DescribeTest, SqlHasTheTypesOfTheDesignAndQuotesTexts) {
  const std::string sql = SqlOf({Budget()});
  EXPECT_THAT(sql, HasSubstr("\"amount\" numeric(19, 2)"));
  EXPECT_THAT(sql, HasSubstr("CHECK (\"stream\" IN ('bw', 'mo'))"));
  EXPECT_THAT(
      sql, HasSubstr(
               "\"agreed_on\" text,\n  \"agreed_on_earliest\" date,\n  \"agreed_on_latest\" date"));
  EXPECT_THAT(sql, HasSubstr("PRIMARY KEY (\"region\")"));
  EXPECT_THAT(sql, HasSubstr("IS 'Geld per jaar, ''historisch''.'"));
}

TEST(DescribeTest, TheListNamesWhoBringsATableUnderItsHeading) {
  EXPECT_EQ(ListTables({Budget()}, Language::kEn), "core\n  budget  core  Budget\n");
  EXPECT_EQ(
      ListTables({Bed(), Ward(), Budget()}, Language::kNl),
      "Aanbod\n  bed   core  Bed\n  ward  core  Afdeling\n\ncore\n  budget  core  Begroting\n");
}

// ---- The dictionary ------------------------------------------------------------------------

std::string Dictionary() { return MarkdownOf({Ward(), Bed(), Budget()}, Language::kEn); }

TEST(DictionaryTest, LinksReferencesBothWays) {
  EXPECT_THAT(Dictionary(), HasSubstr("| 🔑 **`ward`** | **Ward**.  | → [`ward`](#ward) |"));
  EXPECT_THAT(Dictionary(), HasSubstr("### <a id=\"ward\"></a>Ward (`ward`)"));
  EXPECT_THAT(Dictionary(), HasSubstr("Referred to by: [`bed`](#bed)."));
}

TEST(DictionaryTest, TellsCodesWithTheirLabels) {
  EXPECT_THAT(Dictionary(), HasSubstr("`night` night shelter<br>`day`"));
}

TEST(DictionaryTest, TellsUnitsBoundsAndWhatMustBeFilledIn) {
  EXPECT_THAT(Dictionary(), HasSubstr("| `places` | **places**.  | integer; in places; ≥ 0 |"));
  EXPECT_THAT(Dictionary(), HasSubstr("Exactly one is filled in of: places, note."));
}

TEST(DictionaryTest, WhatMostTablesHaveIsToldOnce) {
  const std::string text = Dictionary();
  EXPECT_THAT(text, HasSubstr("## In almost every table\n"));
  EXPECT_EQ(text.find("Any remark."), text.rfind("Any remark."));
  EXPECT_THAT(text, HasSubstr("Also: `note`."));
}

TEST(DictionaryTest, OfOneTableIsOnlyThatTable) {
  const std::string text = MarkdownOf({Bed()}, Language::kEn);
  EXPECT_THAT(text, Not(HasSubstr("In almost every table")));
  EXPECT_THAT(text, HasSubstr("→ `ward`")) << "which is not here, so no link";
}

// ---- The picture ---------------------------------------------------------------------------

TEST(PictureTest, HasABoxForEachTableAndALineForEachReferenceWithinItsGroup) {
  const std::string svg = PictureOf({Ward(), Bed(), Budget()}, Language::kEn);
  EXPECT_THAT(svg, HasSubstr(">Supply</text>"));
  EXPECT_THAT(svg, HasSubstr(">bed</text>"));
  EXPECT_THAT(svg, HasSubstr("<path"));
  EXPECT_THAT(PictureOf({Ward(), Budget()}, Language::kEn), Not(HasSubstr("<path")));
}

TEST(PictureTest, NamesReferencesToOtherGroups) {
  EXPECT_THAT(PictureOf({Bed()}, Language::kEn), HasSubstr(">→ ward</text>"));
}

TEST(PictureTest, EscapesWhatXmlWouldRead) {
  EXPECT_THAT(PictureOf({Table(R"({"name": "t", "title": "<b> & \"c\"", "fields": [{"name": "t",
      "constraints": {"required": true}}], "primaryKey": "t"})")},
                        Language::kEn),
              HasSubstr("&lt;b&gt; &amp; &quot;c&quot;"));
}

}  // namespace
}  // namespace stelsel::core
