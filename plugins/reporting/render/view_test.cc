#include "render/view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_document.h"

namespace reporting {
namespace {

using stelsel::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

const Words kDutch("nl");
const Words kEnglish("en");

// The cells of a table of one row and column.
std::string CellOf(const stelsel::ColumnType& type, const std::string& options,
                   const std::string& value, const Words& words = kDutch) {
  TestDocument document;
  document->table("t", options, RowsFor({type}, {{value}}));
  return ReadTable(*document, 0, words).rows.at(0).cells.at(0);
}

std::string As(const char* kind) {
  return std::string(R"({"columns": [{"name": "x", "title": "X", "kind": ")") + kind + "\"}]}";
}

TEST(TableViewTest, ValuesAreSaidAsTheirColumnAsks) {
  EXPECT_EQ(CellOf({"x", Kind::integer, 0}, As("integer"), "1234"), "1.234");
  EXPECT_EQ(CellOf({"x", Kind::integer, 0}, As("percent"), "67"), "67%");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 2}, As("euro"), "123450"), "€ 1.234,50");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 2}, As("euro"), "123450", kEnglish), "€1,234.50");
  EXPECT_EQ(CellOf({"x", Kind::date, 0}, As("date"), "18992"), "31 december 2021");
  EXPECT_EQ(CellOf({"x", Kind::text, 0}, As("text"), "a\tb"), "a b");
}

TEST(TableViewTest, DecimalsAreRoundedHalfAwayFromZero) {
  const std::string one = R"({"columns": [{"name": "x", "kind": "decimal", "decimals": 1}]})";
  EXPECT_EQ(CellOf({"x", Kind::decimal, 3}, one, "1250"), "1,3");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 3}, one, "1249"), "1,2");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 3}, one, "-1250"), "-1,3");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 0}, one, "2"), "2,0");
  EXPECT_EQ(CellOf({"x", Kind::decimal, 3}, As("decimal"), "1250"), "1,250");
}

TEST(TableViewTest, AFloatingPointNumberIsSaidInItsFewestDigits) {
  const auto said = [](const Words& words) {
    stelsel::Table share({{"x", Kind::real}});
    share.row(0.1);
    TestDocument document;
    document->table("t", "{}", std::move(share).stream());
    const TableView table = ReadTable(*document, 0, words);
    EXPECT_TRUE(table.columns[0].numeric);
    return table.rows.at(0).cells.at(0);
  };
  EXPECT_EQ(said(kDutch), "0,1");
  EXPECT_EQ(said(kEnglish), "0.1");
}

TEST(TableViewTest, ANullIsAnEmptyCell) {
  EXPECT_EQ(CellOf({"x", Kind::integer, 0}, As("integer"), "-"), "");
}

TEST(TableViewTest, WithoutOptionsTheColumnsSpeakForThemselves) {
  TestDocument document;
  document->table(
      "t", "{}",
      RowsFor({{"naam", Kind::text, 0}, {"n", Kind::integer, 0}, {"b", Kind::boolean, 0}},
              {{"a", "1", "1"}}));
  const TableView table = ReadTable(*document, 0, kDutch);
  EXPECT_EQ(table.columns[0].title, "naam");
  EXPECT_FALSE(table.columns[0].numeric);
  EXPECT_TRUE(table.columns[1].numeric);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("a", "1", "ja"));
}

TEST(TableViewTest, AMarkIsNoColumnButStandsWithTheRowsItIsTrueFor) {
  TestDocument document;
  document->table("t",
                  R"({"columns": [{"name": "x", "title": "X", "kind": "text"},
                      {"name": "m", "title": "illustratief", "kind": "mark"}]})",
                  RowsFor({{"x", Kind::text, 0}, {"m", Kind::boolean, 0}},
                          {{"a", "1"}, {"b", "0"}, {"c", "-"}}));
  const TableView table = ReadTable(*document, 0, kDutch);
  ASSERT_EQ(table.columns.size(), 1u);
  EXPECT_THAT(table.rows[0].marks, ElementsAre("illustratief"));
  EXPECT_THAT(table.rows[1].marks, IsEmpty());
  EXPECT_THAT(table.rows[2].marks, IsEmpty());
}

TEST(TableViewTest, OptionsThatDoNotFitTheRowsAreRefused) {
  EXPECT_THROW(CellOf({"y", Kind::integer, 0}, As("integer"), "1"), stelsel::Error);
  EXPECT_THROW(CellOf({"x", Kind::text, 0}, As("integer"), "1"), stelsel::Error);
  EXPECT_THROW(CellOf({"x", Kind::integer, 0}, As("emoji"), "1"), stelsel::Error);
  EXPECT_THROW(CellOf({"x", Kind::integer, 0}, R"({"columns": 1})", "1"), stelsel::Error);
}

const char kBars[] = R"({"kind": "stacked_bar", "label": "l", "title": "Onderwerp", "series": [
  {"name": "ja", "title": "ja", "tone": "good"}, {"name": "nee", "title": "nee", "tone": "bad"}]})";

TEST(ChartViewTest, BarsHaveTheirLabelsValuesAndTotals) {
  TestDocument document;
  document->chart(
      "c", kBars,
      RowsFor({{"l", Kind::text, 0}, {"ja", Kind::integer, 0}, {"nee", Kind::integer, 0}},
              {{"A1", "2", "1"}, {"B1", "-", "1"}}));
  const ChartView chart = ReadChart(*document, 0);
  EXPECT_EQ(chart.longest, 3);
  EXPECT_EQ(chart.Figures(chart.bars[0], kDutch), "ja 2, nee 1");
  EXPECT_THAT(chart.bars[1].values, ElementsAre(0, 1));
  const TableView table = chart.Table(kDutch);
  EXPECT_EQ(table.columns[0].title, "Onderwerp");
  EXPECT_THAT(table.rows[0].cells, ElementsAre("A1", "2", "1"));
}

TEST(ChartViewTest, AChartThatCannotBeDrawnIsRefused) {
  TestDocument document;
  document->chart(
      "c", kBars,
      RowsFor({{"l", Kind::text, 0}, {"ja", Kind::integer, 0}, {"nee", Kind::integer, 0}},
              {{"A1", "-1", "1"}}));
  EXPECT_THROW(ReadChart(*document, 0), stelsel::Error);
  TestDocument pie;
  pie->chart("c", R"({"kind": "pie", "label": "l", "series": []})",
             RowsFor({{"l", Kind::text, 0}}, {}));
  EXPECT_THROW(ReadChart(*pie, 0), stelsel::Error);
}

}  // namespace
}  // namespace reporting
