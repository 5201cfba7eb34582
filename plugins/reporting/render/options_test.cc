#include "render/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "stelsel/stelsel.hpp"

namespace reporting {
namespace {

using testing::HasSubstr;

// What it says when it refuses; empty when it does not.
template <typename F>
std::string Refusal(F read) {
  try {
    read();
  } catch (const stelsel::Error& error) {
    EXPECT_EQ(error.code(), STELSEL_INVALID_ARGUMENT);
    return error.what();
  }
  return "";
}

std::string ColumnRefusal(const std::string& member) {
  return Refusal([&] { ReadColumns(R"({"columns": [{"name": "x", )" + member + "}]}"); });
}

TEST(OptionsTest, AColumnHasCodesAFacetALinkAndWhatIsWithheld) {
  const auto columns = ReadColumns(
      R"({"columns": [{"name": "x", "kind": "none", "facet": true, "link": "l", "withheld": "w",
          "values": [{"value": "ja", "title": "Ja", "tone": "good", "letter": "J"},
                     {"value": "?", "tone": "purple"}], "later": {"a": []}}]})");
  const ColumnOption& column = columns->at(0);
  EXPECT_EQ(column.title, "x");
  EXPECT_EQ(column.kind, ColumnKind::kNone);
  EXPECT_TRUE(column.facet);
  EXPECT_EQ(column.link + column.withheld, "lw");
  EXPECT_EQ(column.codes[0].title, "Ja");
  EXPECT_EQ(column.codes[0].tone, Tone::kGood);
  EXPECT_EQ(column.codes[0].letter, "J");
  EXPECT_EQ(column.codes[1].title, "?");
  EXPECT_EQ(column.codes[1].tone, Tone::kPlain);
}

TEST(OptionsTest, WhatDoesNotFitIsSaidInOneSentence) {
  EXPECT_THAT(ColumnRefusal(R"("kind": "emoji")"), HasSubstr("`emoji` is no kind of column"));
  EXPECT_THAT(ColumnRefusal(R"("facet": 1)"), HasSubstr("`facet` must be true or false"));
  EXPECT_THAT(ColumnRefusal(R"("decimals": 19)"), HasSubstr("`decimals` must be 0 to 18"));
  EXPECT_THAT(ColumnRefusal(R"("values": {})"), HasSubstr("`values` must be a list"));
  EXPECT_THAT(ColumnRefusal(R"("values": [{}])"), HasSubstr("`value` must be a text"));
  EXPECT_THAT(ColumnRefusal(R"("values": [{"value": "a"}, {"value": "a"}])"),
              HasSubstr("has `a` twice"));
  EXPECT_THAT(ColumnRefusal(R"("link": 3)"), HasSubstr("`link` must be a text"));
  EXPECT_THAT(Refusal([] { ReadColumns("[]"); }), HasSubstr("no JSON object"));
}

TEST(OptionsTest, TheTitleMayHaveADay) {
  EXPECT_EQ(ReadTitleOption(R"({"subtitle": "s", "as_of": "2024-02-29"})").as_of, "2024-02-29");
  EXPECT_EQ(ReadTitleOption("").as_of, "");
  for (const char* day : {"2023-02-29", "2024-2-9", "gisteren", "2024-02-29T", "0000-00-00"}) {
    EXPECT_THAT(Refusal([&] { ReadTitleOption(R"({"as_of": ")" + std::string(day) + R"("})"); }),
                HasSubstr("must be a date"))
        << day;
  }
}

TEST(OptionsTest, EventsNameTheirColumns) {
  const auto events = ReadEvents(R"({"events": {"from": "a", "title": "t"}})");
  EXPECT_EQ(events->from + events->title, "at");
  EXPECT_EQ(events->to, "");
  EXPECT_FALSE(ReadEvents("{}"));
  EXPECT_THAT(Refusal([] { ReadEvents(R"({"events": {"from": "a"}})"); }), HasSubstr("`title`"));
}

TEST(OptionsTest, EachKindOfChartSaysWhatItLacks) {
  const auto refusal = [](const std::string& kind) {
    return Refusal([&] { ReadChartOption(R"({"kind": ")" + kind + "\"}"); });
  };
  EXPECT_THAT(refusal("stacked_bar"), HasSubstr("`label`"));
  EXPECT_THAT(refusal("tile_map"), HasSubstr("`x`"));
  EXPECT_THAT(refusal("matrix"), HasSubstr("`row`"));
  EXPECT_THAT(refusal("line"), HasSubstr("`x`"));
  EXPECT_THAT(refusal("timeline"), HasSubstr("`lane`"));
  EXPECT_THAT(refusal("flow"), HasSubstr("`from`"));
  EXPECT_THAT(refusal("bridge"), HasSubstr("`label`"));
  EXPECT_THAT(Refusal([] { ReadChartOption(R"({"kind": "line", "x": "d"})"); }),
              HasSubstr("`series`"));
  EXPECT_THAT(
      Refusal([] {
        ReadChartOption(R"({"kind": "line", "x": "d", "series": [{"name": "s", "low": "l"}]})");
      }),
      HasSubstr("`low` and `high`"));
}

TEST(OptionsTest, AKindThatIsNotKnownIsItsRows) {
  EXPECT_EQ(ReadChartOption(R"({"kind": "pie", "label": 3})").kind, ChartKind::kRowsOnly);
}

}  // namespace
}  // namespace reporting
