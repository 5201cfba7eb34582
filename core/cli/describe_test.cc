#include "core/cli/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

using testing::HasSubstr;

TableSchemaPtr Table(const char* json) { return *ReadTableSchema(json, "test", "core"); }

TableSchemaPtr Budget() {
  return Table(R"json({"name": "budget", "title": "Budget", "description": "Money a year.",
    "stelsel:nl": {"title": "Begroting", "description": "Geld per jaar, 'historisch'."},
    "fields": [
      {"name": "region", "type": "string", "constraints": {"required": true}, "title": "Region"},
      {"name": "stream", "type": "string", "constraints": {"enum": ["bw", "mo"]}, "title": "Stream | kind"},
      {"name": "amount", "type": "number", "stelsel:unit": "EUR", "constraints": {"minimum": 0}},
      {"name": "agreed_on", "type": "string", "stelsel:edtf": true},
      {"name": "valid_from", "type": "date"}, {"name": "valid_to", "type": "date"}],
    "primaryKey": "region", "stelsel:period": ["valid_from", "valid_to"]})json");
}

TEST(DescribeTest, TellsTypesAndDemandsInTheLanguageAskedFor) {
  const std::string nl = DescribeTable(*Budget(), Language::kNl);
  EXPECT_THAT(nl, HasSubstr("budget: Begroting"));
  EXPECT_THAT(nl, HasSubstr("[bedrag in euro; ≥ 0.00]"));
  EXPECT_THAT(nl, HasSubstr("Geldt van valid_from tot (niet tot en met) valid_to; leeg is open."));
  const std::string en = DescribeTable(*Budget(), Language::kEn);
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

TEST(DescribeTest, TheListNamesWhoBringsATable) {
  EXPECT_EQ(ListTables({Budget()}, Language::kEn), "budget  core  Budget\n");
}

}  // namespace
}  // namespace stelsel::core
