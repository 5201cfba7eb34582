#include "render/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <limits>
#include <sstream>

#include "stelsel/document.hpp"
#include "test_charts.h"
#include "test_document.h"
#include "valijson/adapters/boost_json_adapter.hpp"
#include "valijson/schema.hpp"
#include "valijson/schema_parser.hpp"
#include "valijson/validator.hpp"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Sheet;

std::string Rendered(TestDocument& document) {
  return Bytes([&](stelsel::Sink& sink) { RenderJson(*document, sink); });
}

bool IsAsPublished(const boost::json::value& document) {
  std::ifstream file(std::string(STELSEL_SOURCE_DIR) + "/plugins/reporting/document.schema.json");
  std::stringstream text;
  text << file.rdbuf();
  const boost::json::value published = boost::json::parse(text.str());
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(published), schema);
  return valijson::Validator().validate(schema, valijson::adapters::BoostJsonAdapter(document),
                                        nullptr);
}

boost::json::value Parsed(TestDocument& document) { return boost::json::parse(Rendered(document)); }

TEST(JsonTest, ADocumentIsItsElementsWithTypedCells) {
  TestDocument document;
  document->title("Titel", R"({"subtitle": "op 1 mei", "as_of": "2021-12-31"})");
  document->section(2, "Deel", "deel");
  document->note("Let \"op\"");
  Sheet sheet({{"n", "Naam", As::text, {.link = "l"}},
               {"l", "", As::hidden_text},
               {"i", "Aantal", As::integer, {.withheld = "w"}},
               {"w", "", As::hidden_flag},
               {"e", "Bedrag", As::euro},
               {"d", "Dag", As::date},
               {"s", "Stand", As::text, {{{"ja", "Ja!", "good", "J"}}, true}},
               {"m", "illustratief", As::mark}});
  sheet.row("een", "https://example.nl/", 1234, false, 123450,
            stelsel::Date(std::chrono::days(18992)), "ja", true);
  sheet.row(nullptr, nullptr, 3, true, nullptr, nullptr, nullptr, nullptr);
  std::move(sheet).table(*document, "Tabel", "tabel");
  document->footnote("bron");
  EXPECT_EQ(
      Rendered(document),
      R"({"format": "stelsel.document/1", "language": "nl", "title": "Titel", )"
      R"("subtitle": "op 1 mei", "as_of": "2021-12-31", "elements": [)"
      "\n"
      R"({"kind": "section", "id": "deel", "text": "Deel", "level": 1},)"
      "\n"
      R"({"kind": "note", "id": "E2", "text": "Let \"op\""},)"
      "\n"
      R"({"kind": "table", "id": "tabel", "caption": "Tabel", "notes": [1], "columns": [)"
      R"({"name": "n", "title": "Naam", "kind": "text"}, )"
      R"({"name": "i", "title": "Aantal", "kind": "integer"}, )"
      R"({"name": "e", "title": "Bedrag", "kind": "euro"}, )"
      R"({"name": "d", "title": "Dag", "kind": "date"}, )"
      R"({"name": "s", "title": "Stand", "kind": "text", "values": [{"value": "ja", "title": "Ja!", )"
      R"("tone": "good", "letter": "J"}], "facet": true}, )"
      R"({"name": "m", "title": "illustratief", "kind": "mark"}], "rows": [)"
      "\n"
      R"(  [{"value": "een", "link": "https://example.nl/"}, 1234, 1234.50, "2021-12-31", "ja", true],)"
      "\n"
      R"(  [null, {"withheld": true}, null, null, null, false]]})"
      "\n"
      R"(], "footnotes": ["bron"]})"
      "\n");
  EXPECT_TRUE(IsAsPublished(Parsed(document)));
}

TEST(JsonTest, EveryKindOfChartIsAsPublishedWithTheColumnsItIsDrawnFrom) {
  TestDocument document;
  document->title("t");
  WriteCharts(*document);
  const boost::json::value all = Parsed(document);
  EXPECT_TRUE(IsAsPublished(all));
  std::size_t charts = 0;
  for (const auto& element : all.at("elements").as_array()) {
    if (element.at("kind") != "chart") continue;
    ++charts;
    const std::size_t columns = element.at("columns").as_array().size();
    ASSERT_FALSE(element.at("rows").as_array().empty());
    for (const auto& row : element.at("rows").as_array()) EXPECT_EQ(row.as_array().size(), columns);
  }
  EXPECT_EQ(charts, 7u);
  // The places of tiles are not shown, and needed.
  EXPECT_NE(Rendered(document).find(R"({"name": "x", "title": "x", "kind": "none"})"),
            std::string::npos);
}

TEST(JsonTest, AnEmptyDocumentAndHostileTextsAreAsPublished) {
  TestDocument empty("en");
  EXPECT_TRUE(IsAsPublished(Parsed(empty)));
  TestDocument document;
  WriteHostile(*document);
  const boost::json::value all = Parsed(document);
  EXPECT_TRUE(IsAsPublished(all));
  EXPECT_EQ(all.at("elements").at(0).at("text"), "=1+1");
}

TEST(JsonTest, WhatIsNoNumberIsNull) {
  stelsel::Table share({{"x", stelsel::Kind::real}});
  share.row(std::numeric_limits<double>::infinity());
  share.row(0.5);
  TestDocument document;
  document->table("t", "{}", std::move(share).stream());
  const boost::json::value all = Parsed(document);
  EXPECT_TRUE(all.at("elements").at(0).at("rows").at(0).at(0).is_null());
  EXPECT_EQ(all.at("elements").at(0).at("rows").at(1).at(0), 0.5);
}

TEST(JsonTest, TheSameDocumentGivesTheSameBytesAndAFullDiskIsTold) {
  TestDocument document;
  WriteCharts(*document);
  EXPECT_EQ(Rendered(document), Rendered(document));
  EXPECT_TRUE(FailsOnFullDisk([&](stelsel::Sink& sink) { RenderJson(*document, sink); }));
}

TEST(JsonTest, TheSchemaRefusesWhatIsNoDocument) {
  EXPECT_FALSE(IsAsPublished(boost::json::parse(R"({"format": "stelsel.document/1"})")));
  EXPECT_FALSE(IsAsPublished(boost::json::parse("[]")));
}

}  // namespace
}  // namespace reporting
