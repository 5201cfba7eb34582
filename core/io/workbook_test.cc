// Workbooks: what Excel shows is what comes out, and hostile ones end with a sentence.
#include "core/io/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/io/io_test_util.h"
#include "core/io/packing_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The rows of one sheet as `ROW CELL|CELL`, an unfit cell in angles.
std::vector<std::string> Sheet(const std::string& workbook) {
  const TempFolder folder;
  const auto file = File::OpenForReading(folder.Put("a.xlsx", workbook));
  EXPECT_TRUE(file.ok());
  const auto opened = Workbook::Open(*file);
  if (!opened.ok()) return {std::string(opened.status().message())};
  const auto reader = (*opened)->Read(0);
  if (!reader.ok()) return {std::string(reader.status().message())};
  std::vector<std::string> rows;
  Record record;
  for (;;) {
    const auto next = (*reader)->Next(record);
    if (!next.ok()) rows.push_back(std::string(next.status().message()));
    if (!next.ok() || !*next) return rows;
    std::vector<std::string> cells;
    for (const Cell& cell : record.cells) {
      const std::string text(cell.text);
      cells.push_back(cell.unfit ? "<" + text + ">" : text);
    }
    rows.push_back(absl::StrCat(record.line, " ", absl::StrJoin(cells, "|")));
  }
}

std::vector<std::string> Data(const std::string& data) { return Sheet(WorkbookOf({{"x", data}})); }

TEST(Workbook, GivesEachKindOfCellAsText) {
  EXPECT_THAT(Data(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2"><v>0.10000000000000001</v></c><c r="B2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>in</t></is></c>
                   <c r="B3" t="str"><f>A1&amp;"x"</f><v>a_x000A_&lt;b</v></c></row>
        <row r="4"><c r="A4" s="1"><v>44561</v></c><c r="B4" s="2"><v>44531</v></c></row>
        <row r="5"><c r="A5" s="3"><v>12</v></c><c r="B5" t="e"><v>#N/A</v></c></row>)"),
              ElementsAre("1 shared|one two", "2 0.1|true", "3 in|a\n<b", "4 2021-12-31|2021-12",
                          "5 12|<#N/A>"));
}

TEST(Workbook, KeepsThePlaceOfCellsAndLeavesEmptyRowsOut) {
  EXPECT_THAT(Data(R"(<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row><row r="3"/>
        <row r="4"><c r="B4" s="1"/></row><row r="7"><c r="C7"><v>4</v></c><c r="E7"><v>5</v></c></row>
        <row><c><v>6</v></c></row>)"),
              ElementsAre("2 1||3", "7 ||4|5", "8 6||"));
}

TEST(Workbook, ANumberHasTheDigitsThatExcelKeeps) {
  EXPECT_EQ(NumberText("12"), "12");
  EXPECT_EQ(NumberText("1234567.8900000001"), "1234567.89");
  EXPECT_EQ(NumberText("1E3"), "1000");
  EXPECT_EQ(NumberText("1.2E-5"), "0.000012");
  EXPECT_EQ(NumberText("123456789012345678"), "123456789012345680");
  EXPECT_EQ(NumberText("-0"), "0");
  EXPECT_EQ(NumberText("-1.5E-21"), "0");
  EXPECT_EQ(NumberText("x"), "x");
}

TEST(Workbook, ADayNumberIsADateAsPreciseAsItIsShown) {
  EXPECT_EQ(DateText(1, CellForm::kDay, false), "1900-01-01");
  EXPECT_EQ(DateText(59, CellForm::kDay, false), "1900-02-28");
  EXPECT_EQ(DateText(60, CellForm::kDay, false), "60") << "29 February 1900 is no day";
  EXPECT_EQ(DateText(61, CellForm::kDay, false), "1900-03-01");
  EXPECT_EQ(DateText(0, CellForm::kDay, true), "1904-01-01");
  EXPECT_EQ(DateText(44561.5, CellForm::kDay, false), "2021-12-31T12:00:00");
  EXPECT_EQ(DateText(44561, CellForm::kMonth, false), "2021-12");
  EXPECT_EQ(DateText(44561, CellForm::kYear, false), "2021");
  EXPECT_EQ(DateText(-1, CellForm::kDay, false), "-1");
  EXPECT_EQ(DateText(2958466, CellForm::kDay, false), "2958466") << "beyond the year 9999";
  EXPECT_EQ(DateText(20211231, CellForm::kDay, false), "20211231");
  EXPECT_EQ(DateText(1e300, CellForm::kDay, false).size(), 301u);
}

TEST(Workbook, AFormatIsOfADayWhenItShowsOne) {
  for (const char* code :
       {"dd-mm-yyyy", "d mmm yy;@", "[$-413]d mmmm yyyy", "yyyy\\-mm\\-dd hh:mm"}) {
    EXPECT_EQ(FormOfCode(code), CellForm::kDay) << code;
  }
  EXPECT_EQ(FormOfCode("mmm-yy"), CellForm::kMonth);
  EXPECT_EQ(FormOfCode("yyyy"), CellForm::kYear);
  for (const char* code :
       {"General", "0.00", "#,##0 \"dagen\"", "[Red]0", "_-* 0_d", "mm:ss", "[h]:mm"}) {
    EXPECT_EQ(FormOfCode(code), CellForm::kNumber) << code;
  }
}

TEST(Workbook, SaysWhatIsNoWorkbook) {
  EXPECT_THAT(Sheet("word\na\n"), ElementsAre(HasSubstr("no zip archive")));
  EXPECT_THAT(Sheet(Zipped({{"word.csv", "word\n"}})), ElementsAre(HasSubstr("_rels/.rels")));
  EXPECT_THAT(Sheet(Zipped({{"_rels/.rels", "<Relationships/>"}})),
              ElementsAre("it is no workbook"));
}

TEST(Workbook, BrokenRowsAreToldOnce) {
  EXPECT_THAT(
      Data(R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="ZZZZ2"><v>1</v></c></row>)"),
      ElementsAre("1 1", HasSubstr("row 2 is broken")));
  EXPECT_THAT(Data(R"(<row r="9999999"><c><v>1</v></c></row>)"),
              ElementsAre(HasSubstr("no such row")));
  EXPECT_THAT(Data("<row r=\"1\"><c></row>"), ElementsAre(HasSubstr("sheet1.xml is broken")));
  EXPECT_THAT(Data(R"(<row r="1"><c t="s"><v>99</v></c></row>)"), IsEmpty())
      << "a shared text that is not there is no value";
}

TEST(Workbook, RefusesADocumentType) {
  const std::string bomb =
      R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Relationships>&b;</Relationships>)";
  EXPECT_THAT(Sheet(Zipped({{"_rels/.rels", bomb}})), ElementsAre(HasSubstr("document type")));
}

}  // namespace
}  // namespace stelsel::core
