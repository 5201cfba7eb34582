#include "render/chart_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stelsel/document.hpp"
#include "test_document.h"

namespace reporting {
namespace {

using std::chrono::days;
using stelsel::As;
using stelsel::Date;
using stelsel::Kind;
using stelsel::Sheet;
using testing::ElementsAre;
using testing::HasSubstr;

const Words kDutch("nl");

const stelsel::ColumnLook kStatuses{{{"ja", "Ja", "good", "J"}, {"nee", "Nee", "bad", ""}}};

template <typename View>
View Drawn(TestDocument& document) {
  return std::get<View>(ReadChart(*document, 0, kDutch).drawing);
}

std::string Refusal(Sheet sheet, const stelsel::Chart& chart) {
  TestDocument document;
  std::move(sheet).chart(*document, "c", chart);
  try {
    ReadChart(*document, 0, kDutch);
  } catch (const stelsel::Error& error) {
    EXPECT_EQ(error.code(), STELSEL_INVALID_ARGUMENT);
    return error.what();
  }
  return "";
}

const char kBars[] = R"({"kind": "stacked_bar", "label": "l", "title": "Onderwerp", "series": [
  {"name": "ja", "title": "ja", "tone": "good"}, {"name": "nee", "title": "nee", "tone": "bad"}]})";

TEST(ChartViewTest, BarsHaveTheirLabelsValuesAndTotals) {
  TestDocument document;
  document->chart(
      "c", kBars,
      RowsFor({{"l", Kind::text, 0}, {"ja", Kind::integer, 0}, {"nee", Kind::integer, 0}},
              {{"A1", "2", "1"}, {"B1", "-", "1"}}));
  const ChartView chart = ReadChart(*document, 0, kDutch);
  const auto& bars = std::get<BarsView>(chart.drawing);
  EXPECT_EQ(bars.longest, 3);
  EXPECT_EQ(bars.Figures(bars.bars[0], kDutch), "ja 2, nee 1");
  EXPECT_THAT(bars.bars[1].values, ElementsAre(0, 1));
  EXPECT_EQ(chart.table.columns[0].title, "Onderwerp");
  EXPECT_EQ(chart.table.rows[0].cells[2].text, "1");
}

TEST(ChartViewTest, ABarThatCannotBeDrawnIsRefused) {
  TestDocument document;
  document->chart(
      "c", kBars,
      RowsFor({{"l", Kind::text, 0}, {"ja", Kind::integer, 0}, {"nee", Kind::integer, 0}},
              {{"A1", "-1", "1"}}));
  EXPECT_THROW(ReadChart(*document, 0, kDutch), stelsel::Error);
}

TEST(ChartViewTest, WhatABarWithholdsIsNotDrawnAndSaidSo) {
  TestDocument document;
  Sheet sheet({{"l", "Regio"},
               {"n", "Mensen", As::integer, {.withheld = "w"}},
               {"w", "", As::hidden_flag}});
  sheet.row("noord", 3, true).row("zuid", 7, false);
  std::move(sheet).chart(*document, "c", {"stacked_bar", {{"label", "l"}}, {{"n"}}});
  const ChartView chart = ReadChart(*document, 0, kDutch);
  const auto& bars = std::get<BarsView>(chart.drawing);
  EXPECT_EQ(bars.Figures(bars.bars[0], kDutch), "Mensen afgeschermd");
  EXPECT_THAT(bars.bars[0].values, ElementsAre(0));
  EXPECT_EQ(chart.table.columns.size(), 2u);
  EXPECT_EQ(chart.table.rows[0].cells[1].text, "afgeschermd");
  EXPECT_FALSE(chart.table.rows[0].cells[1].has_number());
}

TEST(ChartViewTest, TilesHaveAPlaceAndACode) {
  TestDocument document;
  Sheet sheet({{"x", "", As::hidden_integer},
               {"y", "", As::hidden_integer},
               {"c", "", As::hidden_text},
               {"naam", "Regio"},
               {"s", "Stand", As::text, kStatuses}});
  sheet.row(1, 2, "ZW", "Zwolle", "ja").row(nullptr, 2, "HA", "Haarlem", "nee");
  std::move(sheet).chart(
      *document, "c",
      {"tile_map", {{"x", "x"}, {"y", "y"}, {"code", "c"}, {"label", "naam"}, {"value", "s"}}});
  const ChartView chart = ReadChart(*document, 0, kDutch);
  const auto& tiles = std::get<TilesView>(chart.drawing);
  ASSERT_EQ(tiles.tiles.size(), 1u);
  EXPECT_EQ(tiles.tiles[0].code + tiles.tiles[0].label, "ZWZwolle");
  EXPECT_EQ(tiles.value.codes[*tiles.tiles[0].value.code].letter, "J");
  EXPECT_EQ(tiles.value.codes[1].letter, "N");
  EXPECT_EQ(chart.table.rows.size(), 2u);
  EXPECT_EQ(chart.table.columns.size(), 2u);
}

TEST(ChartViewTest, ATileOutsideTheMapIsRefused) {
  Sheet sheet({{"x", "", As::hidden_integer}, {"l", ""}});
  sheet.row(100, "a");
  EXPECT_THAT(Refusal(std::move(sheet),
                      {"tile_map",
                       {{"x", "x"}, {"y", "x"}, {"code", "l"}, {"label", "l"}, {"value", "l"}}}),
              HasSubstr("0 to 99"));
}

TEST(ChartViewTest, AMatrixKeepsTheOrderAndWhatContradicts) {
  TestDocument document;
  Sheet sheet({{"r", "Regio"}, {"c", "Onderwerp"}, {"s", "Stand", As::text, kStatuses}});
  sheet.row("z", "B", "ja").row("a", "A", "nee").row("z", "B", "nee");
  std::move(sheet).chart(*document, "c",
                         {"matrix", {{"row", "r"}, {"column", "c"}, {"value", "s"}}});
  const auto matrix = Drawn<MatrixView>(document);
  EXPECT_THAT(matrix.row_heads, ElementsAre("z", "a"));
  EXPECT_THAT(matrix.column_heads, ElementsAre("B", "A"));
  ASSERT_EQ(matrix.entries.size(), 3u);
  EXPECT_EQ(matrix.entries[2].row_place, 0u);
  EXPECT_EQ(matrix.entries[2].value.text, "Nee");
}

TEST(ChartViewTest, LinesRunFromLeftToRightWithTheirBands) {
  TestDocument document;
  Sheet sheet({{"d", "Dag", As::date},
               {"p", "Plan", As::integer},
               {"g", "Gehaald", As::decimal, {.decimals = 1}},
               {"l", "", As::hidden_integer},
               {"h", "", As::hidden_integer}});
  sheet.row(Date(days(20)), 5, nullptr, 4, 6).row(Date(days(10)), 3, 25, 2, nullptr);
  std::move(sheet).chart(
      *document, "c",
      {"line", {{"x", "d"}}, {{"p", "", "plain", true, true, "l", "h"}, {"g", "Echt", "good"}}});
  const auto lines = Drawn<LinesView>(document);
  ASSERT_EQ(lines.series.size(), 2u);
  EXPECT_TRUE(lines.series[0].dashed);
  EXPECT_TRUE(lines.series[0].steps);
  EXPECT_EQ(lines.series[0].title, "Plan");
  EXPECT_EQ(lines.series[0].points[0].x, 10);
  EXPECT_EQ(lines.series[0].points[1].low, 4);
  EXPECT_EQ(lines.series[0].points[1].band, "4 – 6");
  EXPECT_FALSE(lines.series[0].points[0].high);
  EXPECT_EQ(lines.series[0].points[0].band, "");
  ASSERT_EQ(lines.series[1].points.size(), 1u);
  EXPECT_EQ(lines.series[1].points[0].value.Amount(), 2.5);
  EXPECT_EQ(lines.series[1].points[0].row, 1u);
}

TEST(ChartViewTest, ATimelineHasBarsAndMoments) {
  TestDocument document;
  Sheet sheet({{"r", "Regio"}, {"a", "Van", As::date}, {"b", "Tot", As::date}, {"t", "Wat"}});
  sheet.row("x", Date(days(1)), Date(days(3)), "een").row("y", Date(days(2)), nullptr, "twee");
  sheet.row("x", nullptr, Date(days(9)), "drie").row("y", Date(days(5)), Date(days(4)), "vier");
  std::move(sheet).chart(*document, "c",
                         {"timeline", {{"lane", "r"}, {"from", "a"}, {"to", "b"}, {"text", "t"}}});
  const auto line = Drawn<TimelineView>(document);
  EXPECT_THAT(line.lanes, ElementsAre("x", "y"));
  ASSERT_EQ(line.bars.size(), 3u);
  EXPECT_EQ(line.bars[0].to, 3);
  EXPECT_FALSE(line.bars[1].to);
  EXPECT_FALSE(line.bars[2].to);
  EXPECT_EQ(line.bars[2].row, 3u);
}

TEST(ChartViewTest, FlowsAddUpByStateInTheOrderOfTheCodes) {
  TestDocument document;
  Sheet sheet({{"a", "Was", As::text, kStatuses},
               {"b", "Werd", As::text, kStatuses},
               {"n", "Aantal", As::integer}});
  sheet.row("nee", "ja", 3).row("ja", "ja", 2).row("weg", "nee", 1);
  std::move(sheet).chart(*document, "c", {"flow", {{"from", "a"}, {"to", "b"}, {"amount", "n"}}});
  const auto flow = Drawn<FlowView>(document);
  ASSERT_EQ(flow.from_states.size(), 3u);
  EXPECT_EQ(flow.from_states[0].title + flow.from_states[1].title + flow.from_states[2].title,
            "JaNeeweg");
  EXPECT_EQ(flow.to_states[0].total, 5);
  EXPECT_EQ(flow.flows[0].from, 1u);
  Sheet negative({{"a", ""}, {"n", "", As::integer}});
  negative.row("x", -1);
  EXPECT_THAT(Refusal(std::move(negative), {"flow", {{"from", "a"}, {"to", "a"}, {"amount", "n"}}}),
              HasSubstr("less than nothing"));
}

TEST(ChartViewTest, ABridgeStepsFromWhereItWas) {
  TestDocument document;
  Sheet sheet({{"l", "Wat"}, {"n", "Euro", As::euro}, {"t", "", As::hidden_flag}});
  sheet.row("begin", 10000, true).row("minder", -2500, false).row("eind", 7500, true);
  std::move(sheet).chart(*document, "c",
                         {"bridge", {{"label", "l"}, {"amount", "n"}, {"total", "t"}}});
  const auto bridge = Drawn<BridgeView>(document);
  ASSERT_EQ(bridge.steps.size(), 3u);
  EXPECT_EQ(bridge.steps[1].before, 100);
  EXPECT_EQ(bridge.steps[1].after, 75);
  EXPECT_EQ(bridge.steps[2].before, 0);
  EXPECT_EQ(bridge.steps[1].amount.text, "€ -25,00");
}

TEST(ChartViewTest, AKindThatIsNotKnownIsItsRows) {
  TestDocument document;
  document->chart("c", R"({"kind": "pie"})", RowsFor({{"l", Kind::text, 0}}, {{"a"}}));
  const ChartView chart = ReadChart(*document, 0, kDutch);
  EXPECT_EQ(chart.drawing.index(), 0u);
  EXPECT_EQ(chart.table.rows.at(0).cells.at(0).text, "a");
}

TEST(ChartViewTest, PartsThatHoldSomethingElseAreRefused) {
  Sheet texts({{"a", "", As::text}});
  EXPECT_THAT(Refusal(std::move(texts), {"line", {{"x", "a"}}, {{"a"}}}), HasSubstr("numbers"));
  Sheet none({{"a", "", As::text}});
  EXPECT_THAT(Refusal(std::move(none), {"line", {{"x", "q"}}, {{"a"}}}), HasSubstr("`q`"));
  Sheet moment({{"a", "", As::text}});
  EXPECT_THAT(
      Refusal(std::move(moment), {"timeline", {{"lane", "a"}, {"from", "a"}, {"text", "a"}}}),
      HasSubstr("dates"));
}

}  // namespace
}  // namespace reporting
