#include "render/view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stelsel/document.hpp"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Kind;
using stelsel::Sheet;
using testing::ElementsAre;
using testing::IsEmpty;

const Words kDutch("nl");
const Words kEnglish("en");

// The cells of a table of one row and column.
std::string CellOf(const stelsel::ColumnType& type, const std::string& options,
                   const std::string& value, const Words& words = kDutch) {
  TestDocument document;
  document->table("t", options, RowsFor({type}, {{value}}));
  return ReadTable(*document, 0, words).rows.at(0).cells.at(0).text;
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
    return table.rows.at(0).cells.at(0).text;
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
  EXPECT_EQ(table.rows[0].cells[2].text, "ja");
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

std::string Texts(const TableView::Row& row) {
  std::string all;
  for (const Cell& cell : row.cells) all += cell.text + "|";
  return all;
}

TEST(TableViewTest, ACodeIsSaidByItsTitleAndKnownByItsPlace) {
  TestDocument document;
  Sheet sheet({{"s", "Stand", As::text, {{{"ja", "Ja", "good", "J"}, {"nee", "Nee", "bad", ""}}}}});
  sheet.row("nee").row("ja").row("anders").row(nullptr);
  std::move(sheet).table(*document, "t");
  const TableView table = ReadTable(*document, 0, kDutch);
  EXPECT_EQ(table.rows[0].cells[0].text, "Nee");
  EXPECT_EQ(table.rows[0].cells[0].code, 1u);
  EXPECT_EQ(table.columns[0].codes[1].tone, Tone::kBad);
  EXPECT_EQ(table.columns[0].codes[1].letter, "N");
  EXPECT_EQ(table.rows[2].cells[0].text, "anders");
  EXPECT_FALSE(table.rows[2].cells[0].code);
  EXPECT_EQ(table.rows[3].cells[0].kind, CellKind::kNothing);
}

TEST(TableViewTest, LettersThatWereNotGivenAreToldApart) {
  TestDocument document;
  Sheet sheet({{"s",
                "",
                As::text,
                {{{"1", "ja", "", ""},
                  {"2", "jawel", "", ""},
                  {"3", "j", "", ""},
                  {"4", "x", "", "abcdé"}}}}});
  sheet.row("1");
  std::move(sheet).table(*document, "t");
  const TableView table = ReadTable(*document, 0, kDutch);
  std::vector<std::string> letters;
  for (const Code& code : table.columns[0].codes) letters.push_back(code.letter);
  EXPECT_THAT(letters, ElementsAre("J", "A", "1", "abc"));
}

TEST(TableViewTest, ALinkIsKeptWhenItIsSafe) {
  TestDocument document;
  Sheet sheet({{"n", "Naam", As::text, {.link = "l"}}, {"l", "", As::hidden_text}});
  sheet.row("a", "https://example.nl").row("b", "javascript:alert(1)").row("c", nullptr);
  std::move(sheet).table(*document, "t");
  const TableView table = ReadTable(*document, 0, kDutch);
  ASSERT_EQ(table.columns.size(), 1u);
  EXPECT_EQ(table.rows[0].cells[0].link, "https://example.nl");
  EXPECT_EQ(table.rows[1].cells[0].link, "");
  EXPECT_EQ(table.rows[1].cells[0].text, "b");
  EXPECT_EQ(table.rows[2].cells[0].link, "");
}

TEST(TableViewTest, NothingOfAWithheldNumberIsKept) {
  TestDocument document;
  Sheet sheet({{"n", "Mensen", As::integer, {.withheld = "w"}}, {"w", "", As::hidden_flag}});
  sheet.row(3, true).row(12, false).row(7, nullptr);
  std::move(sheet).table(*document, "t");
  const TableView table = ReadTable(*document, 0, kDutch);
  const Cell& cell = table.rows[0].cells[0];
  EXPECT_TRUE(cell.withheld);
  EXPECT_EQ(cell.text, "afgeschermd");
  EXPECT_EQ(cell.number, 0);
  EXPECT_FALSE(cell.has_number());
  EXPECT_EQ(table.rows[1].cells[0].number, 12);
  EXPECT_FALSE(table.rows[2].cells[0].withheld);
}

TEST(TableViewTest, NumbersAreKeptAsTheyAreInTheRows) {
  TestDocument document;
  Sheet sheet({{"e", "Euro", As::euro}, {"d", "Dag", As::date}});
  sheet.row(123456, stelsel::Date(std::chrono::days(3)));
  std::move(sheet).table(*document, "t");
  const TableView::Row row = ReadTable(*document, 0, kDutch).rows.at(0);
  EXPECT_EQ(row.cells[0].number, 123456);
  EXPECT_EQ(row.cells[0].decimals, 2);
  EXPECT_EQ(row.cells[0].Amount(), 1234.56);
  EXPECT_EQ(row.cells[1].kind, CellKind::kDate);
  EXPECT_EQ(Texts(row), "€ 1.234,56|4 januari 1970|");
}

TEST(TableViewTest, EventsAreDaysWithATitle) {
  TestDocument document;
  Sheet sheet(
      {{"a", "Van", As::date}, {"b", "Tot", As::date}, {"t", "Wat"}, {"i", "", As::hidden_text}});
  sheet.row(stelsel::Date(std::chrono::days(3)), nullptr, "overleg", "x1");
  std::move(sheet).table(*document, "t", stelsel::Events{"a", "b", "t", "i"});
  const TableView table = ReadTable(*document, 0, kDutch);
  EXPECT_TRUE(table.has_events);
  EXPECT_EQ(table.columns.size(), 3u);
  const Event event = table.rows.at(0).event.value();
  EXPECT_EQ(event.from, 3);
  EXPECT_FALSE(event.to);
  EXPECT_EQ(event.title + event.id, "overlegx1");
}

TEST(TableViewTest, ColumnsThatOthersReferToMustBeThere) {
  for (const stelsel::ColumnLook& look :
       {stelsel::ColumnLook{.link = "q"}, {.withheld = "q"}, {.link = "n"}, {.withheld = "n"}}) {
    TestDocument document;
    Sheet sheet({{"n", "", As::integer, look}});
    std::move(sheet).table(*document, "t");
    EXPECT_THROW(ReadTable(*document, 0, kDutch), stelsel::Error);
  }
}

}  // namespace
}  // namespace reporting
