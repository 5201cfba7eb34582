#include "render/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stelsel/document.hpp"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Sheet;
using testing::HasSubstr;

std::string Rendered(TestDocument& document) {
  return Bytes([&](stelsel::Sink& sink) { RenderCsv(*document, sink); });
}

TEST(CsvTextTest, WhatASpreadsheetWouldRunGetsAnApostrophe) {
  for (const char* text : {"=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x"})
    EXPECT_EQ(Neutralised(text, ';'), "'" + std::string(text));
  EXPECT_EQ(Neutralised("  =1", ';'), "'  =1");
  EXPECT_EQ(Neutralised("\"=1\"", ';'), "'\"=1\"");
  EXPECT_EQ(Neutralised("\xC2\xA0=1", ';'), "'\xC2\xA0=1");
}

TEST(CsvTextTest, ACellThatOtherSettingsWouldSeeIsSafeToo) {
  EXPECT_EQ(Neutralised("a,=1+1,b", ';'), "a,'=1+1,b");
  EXPECT_EQ(Neutralised("a; =1+1", ','), "a;' =1+1");
  EXPECT_EQ(Neutralised("a\n=1", ';'), "a\n'=1");
  EXPECT_EQ(Neutralised("a,\"=1", ';'), "a,'\"=1");
}

TEST(CsvTextTest, OrdinaryTextsStayAsTheyAre) {
  for (const char* text :
       {"", "Zwolle", "a = b", "1-2", "x@example.nl", "'s-Hertogenbosch", "§4.1"})
    EXPECT_EQ(CsvText(text, ';'), text);
  EXPECT_EQ(CsvText("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(CsvText("a \"b\" c", ','), "\"a \"\"b\"\" c\"");
  EXPECT_EQ(CsvText(" a", ','), "\" a\"");
}

TestDocument& FillWithAll(TestDocument& document) {
  document->title("Titel", R"({"subtitle": "op 1 mei"})");
  document->section(1, "Deel");
  document->paragraph("Een alinea.");
  document->note("Weinig regio's.");
  Sheet sheet({{"n", "Naam"},
               {"i", "Aantal", As::integer},
               {"p", "Ja", As::percent},
               {"e", "Bedrag", As::euro},
               {"d", "Dag", As::date},
               {"s", "Stand", As::text, {{{"ja", "Ja!", "good", "J"}}}},
               {"m", "illustratief", As::mark}});
  sheet.row("een; \"twee\"", 1234, 67, 123450, stelsel::Date(std::chrono::days(18992)), "ja", true);
  sheet.row(nullptr, -5, nullptr, -5, nullptr, nullptr, false);
  std::move(sheet).table(*document, "Tabel");
  document->footnote("bron =x");
  return document;
}

TEST(CsvTest, ADutchDocumentIsBlocksWithSemicolonsAndCommas) {
  TestDocument document;
  EXPECT_EQ(Rendered(FillWithAll(document)),
            "\xEF\xBB\xBFTitel\r\n\r\nop 1 mei\r\n\r\nDeel\r\n\r\nEen alinea.\r\n\r\n"
            "Let op: Weinig regio's.\r\n\r\n"
            "Tabel [1]\r\n"
            "Naam;Aantal;Ja (%);Bedrag (€);Dag;Stand;illustratief\r\n"
            "\"een; \"\"twee\"\"\";1234;67;1234,50;2021-12-31;Ja!;true\r\n"
            ";-5;;-0,05;;;false\r\n\r\n"
            "Noten\r\nNummer;Tekst\r\n1;bron =x\r\n");
}

TEST(CsvTest, AnEnglishOneHasCommasAndPoints) {
  TestDocument document("en");
  EXPECT_THAT(Rendered(FillWithAll(document)),
              HasSubstr("\"een; \"\"twee\"\"\",1234,67,1234.50,2021-12-31,Ja!,true\r\n"));
}

TEST(CsvTest, ARowWithoutValuesDoesNotEndItsBlock) {
  TestDocument document;
  Sheet sheet(std::vector<stelsel::SheetColumn>{{"n", "Naam"}});
  sheet.row(nullptr).row("b");
  std::move(sheet).table(*document, "T");
  EXPECT_THAT(Rendered(document), HasSubstr("T\r\nNaam\r\n\"\"\r\nb\r\n"));
}

TEST(CsvTest, AChartIsItsRowsAndAWithheldNumberSaysSo) {
  TestDocument document;
  Sheet sheet(
      {{"l", "Wat"}, {"a", "Mensen", As::integer, {.withheld = "w"}}, {"w", "", As::hidden_flag}});
  sheet.row("x", 3, true).row("y", 12, false);
  std::move(sheet).chart(*document, "C", {"bridge", {{"label", "l"}, {"amount", "a"}}, {}});
  EXPECT_THAT(Rendered(document), HasSubstr("C\r\nWat;Mensen\r\nx;afgeschermd\r\ny;12\r\n"));
}

TEST(CsvTest, TheSameDocumentGivesTheSameBytesAndAFullDiskIsTold) {
  TestDocument document;
  FillWithAll(document);
  EXPECT_EQ(Rendered(document), Rendered(document));
  EXPECT_TRUE(FailsOnFullDisk([&](stelsel::Sink& sink) { RenderCsv(*document, sink); }));
}

}  // namespace
}  // namespace reporting
