#include "render/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "core/base/file.h"
#include "core/io/workbook.h"
#include "render/xlsx_file.h"
#include "render/xlsx_sheet.h"
#include "stelsel/document.hpp"
#include "test_charts.h"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Sheet;
using testing::Contains;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;

stelsel::Date Day(int days) { return stelsel::Date(std::chrono::days(days)); }

std::string Rendered(TestDocument& document, const XlsxLimits& limits = {}) {
  return Bytes([&](stelsel::Sink& sink) { RenderXlsx(*document, sink, limits); });
}

// The rows of each sheet as the core reads them, cells with bars between them.
using Book = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::vector<std::string> RowsOf(stelsel::core::RecordReader& reader) {
  std::vector<std::string> rows;
  for (stelsel::core::Record record;;) {
    const auto next = reader.Next(record);
    EXPECT_TRUE(next.ok());
    if (!next.ok() || !*next) return rows;
    std::string row;
    for (const auto& cell : record.cells) {
      EXPECT_FALSE(cell.unfit);
      row += std::string(cell.text) + "|";
    }
    rows.push_back(std::move(row));
  }
}

Book ReadBack(const std::string& bytes) {
  auto file = stelsel::core::File::Temporary("test.xlsx");
  EXPECT_TRUE(file.ok() && file->Append(bytes).ok());
  const auto book = stelsel::core::Workbook::Open(*file);
  EXPECT_TRUE(book.ok()) << book.status().message();
  Book out;
  if (!book.ok()) return out;
  for (std::size_t i = 0; i < (*book)->sheets().size(); ++i) {
    const auto reader = (*book)->Read(i);
    EXPECT_TRUE(reader.ok()) << reader.status().message();
    out.emplace_back((*book)->sheets()[i], RowsOf(**reader));
  }
  return out;
}

std::vector<std::string> Names(const Book& book) {
  std::vector<std::string> names;
  for (const auto& [name, rows] : book) names.push_back(name);
  return names;
}

// The text of a part of the archive.
std::string PartOf(const std::string& bytes, const std::string& name) {
  zip_t* const zip = zip_open_from_source(
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), ZIP_RDONLY, nullptr);
  zip_stat_t info{};
  EXPECT_EQ(zip_stat(zip, name.c_str(), 0, &info), 0) << name;
  std::string out(info.size, '\0');
  zip_file_t* const file = zip_fopen(zip, name.c_str(), 0);
  EXPECT_EQ(zip_fread(file, out.data(), out.size()), static_cast<zip_int64_t>(out.size()));
  zip_fclose(file);
  zip_discard(zip);
  return out;
}

void WriteTable(stelsel::Document& out) {
  Sheet sheet({{"n", "Naam"},
               {"i", "Aantal", As::integer},
               {"p", "Ja", As::percent},
               {"e", "Bedrag", As::euro},
               {"d", "Dag", As::date},
               {"s", "Stand", As::text, {{{"ja", "Ja!", "good", "J"}}}},
               {"m", "illustratief", As::mark}});
  sheet.row("=1+1", 1234, 67, 123450, Day(18992), "ja", true);
  sheet.row(nullptr, -5, nullptr, -5, nullptr, nullptr, false);
  std::move(sheet).table(out, "Stand per onderwerp: 'alle' regio's van Nederland");
}

TEST(XlsxTest, CellsKeepTheirTypes) {
  TestDocument document;
  document->title("Titel", R"({"subtitle": "op 1 mei", "as_of": "2021-12-31"})");
  WriteTable(*document);
  document->footnote("bron");
  const Book book = ReadBack(Rendered(document));
  EXPECT_THAT(Names(book), ElementsAre("Overzicht", "1 Stand per onderwerp ’alle’ re", "Noten"));
  EXPECT_THAT(book.at(1).second,
              ElementsAre("Naam|Aantal|Ja|Bedrag|Dag|Stand|illustratief|",
                          "=1+1|1234|0.67|1234.5|2021-12-31|Ja!|true|", "|-5||-0.05|||false|"));
  EXPECT_THAT(book.at(0).second,
              Contains("Stand per onderwerp: 'alle' regio's van Nederland [1]|2|"));
  EXPECT_THAT(book.at(2).second, ElementsAre("Nummer|Tekst|", "1|bron|"));
}

TEST(XlsxTest, ATableHasAFrozenHeadAndFilters) {
  TestDocument document;
  WriteTable(*document);
  const std::string sheet = PartOf(Rendered(document), "xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:G3\"/>"));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, testing::Not(HasSubstr("<f>")));
}

TEST(XlsxTest, EveryKindOfChartIsDrawn) {
  TestDocument document;
  document->title("Grafieken");
  WriteCharts(*document);
  testing::internal::CaptureStderr();
  const std::string bytes = Rendered(document);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  const Book book = ReadBack(bytes);
  EXPECT_THAT(Names(book),
              ElementsAre("Overzicht", "1 Balken", "2 Kaart", "3 Kaart (beeld)", "4 Matrix",
                          "5 Matrix (beeld)", "6 Lijn", "7 Tijdlijn", "8 Tijdlijn (beeld)",
                          "9 Stroom", "10 Stroom (beeld)", "11 Brug", "12 Brug (beeld)"));
  EXPECT_THAT(PartOf(bytes, "xl/charts/chart1.xml"),
              testing::AllOf(HasSubstr("<c:barChart>"), HasSubstr("'1 Balken'!$B$2:$B$3")));
  // The first bar at the top, the labels at the left.
  EXPECT_THAT(PartOf(bytes, "xl/charts/chart1.xml"),
              ContainsRegex("<c:catAx><c:axId [^>]*/><c:scaling><c:orientation val=\"maxMin\"/>"));
  EXPECT_THAT(PartOf(bytes, "xl/charts/chart3.xml"), HasSubstr("<c:min val=\"44197\"/>"));
  EXPECT_THAT(PartOf(bytes, "xl/charts/chart2.xml"), HasSubstr("<c:scatterChart>"));
  EXPECT_THAT(PartOf(bytes, "xl/charts/chart5.xml"), HasSubstr("<c:upDownBars>"));
  EXPECT_THAT(book.at(3).second, ElementsAre("||FL\nJ|", "|UT\nN||", "Legenda|||", "J = Ja|||",
                                             "N = Nee|||", "I = In ontwikkeling|||"));
  EXPECT_THAT(book.at(5).second,
              ElementsAre("Regio|A1|B2|", "Almere|J|I|", "Zwolle||N|", "Legenda|||", "J = Ja|||",
                          "N = Nee|||", "I = In ontwikkeling|||"));
  EXPECT_THAT(book.at(8).second,
              ElementsAre("Regio|Start|Ja|Nee|", "Almere: Besluit|2021-01-01|62||",
                          "Zwolle: Start|2021-06-22||1|"));
  EXPECT_THAT(book.at(10).second,
              ElementsAre("Was → Is|Ja|Nee|", "Nee|4|2|", "In ontwikkeling|1|0|"));
  EXPECT_THAT(book.at(12).second,
              ElementsAre("Stap|Begin|Eind|", "Begin|0|1000|", "Erbij|1000|1250.5|",
                          "Eraf|1250.5|850.5|", "Eind|0|850.5|"));
}

TEST(XlsxTest, AChartWhoseColumnsAreNotShownIsDrawnFromASheetOfItsOwn) {
  TestDocument document;
  Sheet sheet({{"t", "Wat"}, {"ja", "", As::hidden_integer}});
  sheet.row("a", 3).row("b", 2);
  std::move(sheet).chart(*document, "C", {"stacked_bar", {{"label", "t"}}, {{"ja", "Ja", "good"}}});
  Sheet line({{"x", "Jaar", As::hidden_integer}, {"n", "Aantal", As::integer}});
  line.row(2020, 3).row(2021, nullptr).row(2022, 5);
  std::move(line).chart(*document, "L", {"line", {{"x", "x"}}, {{"n", "Aantal"}}});
  const Book book = ReadBack(Rendered(document));
  EXPECT_THAT(book.at(2).second, ElementsAre("Wat|Ja|", "a|3|", "b|2|"));
  EXPECT_THAT(book.at(4).second, ElementsAre("Jaar|Aantal|", "2020|3|", "2021||", "2022|5|"));
}

TEST(XlsxTest, WhatASpreadsheetWouldNotKeepExactlyIsText) {
  TestDocument document;
  Sheet sheet({{"i", "Aantal", As::integer}, {"e", "Euro", As::euro}, {"d", "Dag", As::date}});
  sheet.row(std::int64_t{1234567890123456}, std::int64_t{-123456789012345678}, Day(-40000));
  sheet.row(std::int64_t{123456789012345}, std::int64_t{-999999999999999}, Day(5000000));
  std::move(sheet).table(*document, "T");
  const Book book = ReadBack(Rendered(document));
  EXPECT_THAT(book.at(1).second,
              ElementsAre("Aantal|Euro|Dag|", "1234567890123456|-1234567890123456.78|1860-06-26|",
                          "123456789012345|-9999999999999.99|15659-07-15|"));
}

TEST(XlsxTest, AWithheldNumberSaysSoAndIsNowhere) {
  TestDocument document;
  Sheet sheet({{"n", "Mensen", As::integer, {.withheld = "w"}}, {"w", "", As::hidden_flag}});
  sheet.row(3, true).row(12, false);
  std::move(sheet).table(*document, "T");
  EXPECT_THAT(ReadBack(Rendered(document)).at(1).second,
              ElementsAre("Mensen|", "afgeschermd|", "12|"));
}

TEST(XlsxTest, LinksLeadOutAndWhatCannotIsText) {
  TestDocument document;
  Sheet sheet({{"n", "Naam", As::text, {.link = "l"}}, {"l", "", As::hidden_text}});
  sheet.row("a", "https://example.nl/?x=1&y=2").row("b", "regio/x.html").row("c", "#plaats");
  sheet.row("d", "https://example.nl/" + std::string(3000, 'x')).row(nullptr, "https://example.nl");
  std::move(sheet).table(*document, "T");
  const std::string bytes = Rendered(document);
  EXPECT_THAT(ReadBack(bytes).at(1).second, ElementsAre("Naam|", "a|", "b|", "c|", "d|"));
  const std::string links = PartOf(bytes, "xl/worksheets/_rels/sheet2.xml.rels");
  EXPECT_THAT(links, HasSubstr("Target=\"https://example.nl/?x=1&amp;y=2\""));
  EXPECT_THAT(links, HasSubstr("Target=\"regio/x.html\""));
  EXPECT_THAT(links, testing::Not(HasSubstr("plaats")));
}

TEST(XlsxTest, HostileTextsStayTexts) {
  TestDocument document;
  WriteHostile(*document);
  testing::internal::CaptureStderr();
  const std::string bytes = Rendered(document);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  const Book book = ReadBack(bytes);
  std::set<std::string> names;
  for (const auto& [name, rows] : book) {
    names.insert(name);
    EXPECT_LE(name.size(), 62u);
    EXPECT_EQ(name.find_first_of("[]:*?/\\'"), std::string::npos) << name;
  }
  EXPECT_EQ(names.size(), book.size());
  std::string all;
  for (const auto& [name, rows] : book)
    for (const std::string& row : rows) all += row + "\n";
  EXPECT_THAT(all, HasSubstr("=1+1|"));
  EXPECT_THAT(all, HasSubstr("<script>alert(1)</script> & \"'`|"));
  EXPECT_THAT(all, HasSubstr("_x0041_ _x000D_|"));
  EXPECT_THAT(all, HasSubstr("afgekapt"));
}

TEST(XlsxTest, WhatDoesNotFitIsToldAndRowsGoOnInANextSheet) {
  TestDocument document;
  Sheet sheet({{"a", "A", As::integer}, {"b", "B", As::integer}, {"c", "C", As::integer}});
  for (int i = 0; i < 7; ++i) sheet.row(i, i, i);
  std::move(sheet).table(*document, "Lang");
  WriteTable(*document);
  XlsxLimits limits;
  limits.rows = 3;
  limits.columns = 2;
  limits.sheets = 4;
  const Book book = ReadBack(Rendered(document, limits));
  EXPECT_THAT(Names(book), ElementsAre("Overzicht", "1 Lang", "2 Lang (vervolg)"));
  EXPECT_THAT(book.at(1).second, ElementsAre("A|B|", "0|0|", "1|1|"));
  EXPECT_THAT(book.at(2).second, ElementsAre("A|B|", "2|2|", "3|3|"));
  std::string overview;
  for (const std::string& row : book.at(0).second) overview += row + "\n";
  EXPECT_THAT(overview, HasSubstr("3 rijen weggelaten"));
  EXPECT_THAT(overview, HasSubstr("1 kolom weggelaten"));
  EXPECT_THAT(overview, HasSubstr("Deze tabel staat niet in dit bestand"));
  limits.sheets = 7;
  const Book more = ReadBack(Rendered(document, limits));
  EXPECT_THAT(more.at(4).second, ElementsAre("A|B|", "6|6|"));
}

TEST(XlsxTest, AnEmptyDocumentAndTableAreWorkbooks) {
  TestDocument empty("en");
  EXPECT_THAT(Names(ReadBack(Rendered(empty))), ElementsAre("Overview"));
  TestDocument document;
  Sheet sheet(std::vector<stelsel::SheetColumn>{{"a", "A"}});
  std::move(sheet).table(*document, "");
  EXPECT_THAT(ReadBack(Rendered(document)).at(1).second, ElementsAre("A|"));
}

TEST(XlsxTest, TheSameDocumentGivesTheSameBytesInAnyLocale) {
  TestDocument document;
  document->title("t", R"({"as_of": "2021-12-31"})");
  WriteTable(*document);
  WriteCharts(*document);
  const std::string once = Rendered(document);
  sleep(2);  // times in a zip are of two seconds
  EXPECT_EQ(Rendered(document), once);
  EXPECT_THAT(PartOf(once, "docProps/core.xml"), HasSubstr("2021-12-31T00:00:00Z"));
  TestDocument undated;
  EXPECT_THAT(PartOf(Rendered(undated), "docProps/core.xml"), HasSubstr("1980-01-01T00:00:00Z"));
}

TEST(XlsxTest, AFullDiskIsTold) {
  TestDocument document;
  WriteTable(*document);
  EXPECT_TRUE(FailsOnFullDisk([&](stelsel::Sink& sink) { RenderXlsx(*document, sink); }));
}

// The archive with `end` cut off the part `name`.
std::string CutPart(const std::string& bytes, const std::string& name, std::size_t end) {
  std::string part = PartOf(bytes, name);
  part.resize(part.size() - end);
  const std::string path = testing::TempDir() + "cut-" + std::to_string(getpid()) + ".xlsx";
  std::ofstream(path, std::ios::binary) << bytes;
  zip_t* const zip = zip_open(path.c_str(), 0, nullptr);
  zip_source_t* const source = zip_source_buffer(zip, part.data(), part.size(), 0);
  EXPECT_GE(zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE), 0);
  EXPECT_EQ(zip_close(zip), 0);
  std::ifstream file(path, std::ios::binary);
  std::string out{std::istreambuf_iterator<char>(file), {}};
  unlink(path.c_str());
  return out;
}

TEST(XlsxFileTest, APartThatDidNotComeThroughIsSeen) {
  TestDocument document;
  WriteCharts(*document);
  const std::string bytes = Rendered(document);
  EXPECT_TRUE(IsWhole(bytes));
  EXPECT_TRUE(IsWhole(CutPart(bytes, "xl/worksheets/sheet2.xml", 0)));
  EXPECT_FALSE(IsWhole(CutPart(bytes, "xl/worksheets/sheet2.xml", 1)));
  EXPECT_FALSE(IsWhole(CutPart(bytes, "xl/worksheets/sheet2.xml", 300)));
  EXPECT_FALSE(IsWhole(CutPart(bytes, "xl/styles.xml", PartOf(bytes, "xl/styles.xml").size())));
  EXPECT_FALSE(IsWhole(bytes.substr(0, bytes.size() - 30)));
  EXPECT_FALSE(IsWhole(""));
}

TEST(XlsxSheetTest, NamesAreWithinWhatExcelTakes) {
  EXPECT_EQ(SheetName(3, "A/B: [c]*? 'd'\\"), "3 A B c ’d’");
  EXPECT_EQ(SheetName(1, ""), "1");
  EXPECT_EQ(SheetName(1, std::string(40, 'x')), "1 " + std::string(29, 'x'));
  std::string faces;
  for (int i = 0; i < 20; ++i) faces += "😀";
  EXPECT_EQ(SheetName(1, faces).size(), 2u + 14 * 4);  // each counts as two
}

TEST(XlsxSheetTest, TextsAreCutWhereACellEnds) {
  std::size_t cut = 0;
  EXPECT_EQ(CellText(std::string(32767, 'x'), cut).size(), 32767u);
  EXPECT_EQ(cut, 0u);
  EXPECT_EQ(CellText(std::string(32768, 'x'), cut).size(), 32767u);
  EXPECT_EQ(cut, 1u);
  EXPECT_EQ(CellText("_x0041_ _x00_ x_x0041_", cut), "_x005F_x0041_ _x00_ x_x005F_x0041_");
  EXPECT_EQ(cut, 1u);
}

}  // namespace
}  // namespace reporting
