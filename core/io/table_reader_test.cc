// What is found in one file with rows of a table, and what is kept of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// One file `thing.csv`, read.
struct Thing {
  explicit Thing(std::string_view bytes)
      : path(folder.Put("thing.csv", bytes)), snapshot(Read(path, findings)) {}

  std::vector<std::string> rows() const { return Rows(*snapshot, "thing"); }
  KeptOut kept_out() const {
    const auto it = snapshot->kept_out().find("thing");
    return it == snapshot->kept_out().end() ? KeptOut() : it->second;
  }

  TempFolder folder;
  Collector findings;
  std::string path;
  SnapshotPtr snapshot;
};

TEST(TableReader, ReadsEachType) {
  const Thing thing(
      "id,number,text,amount,flag,day,said,moment,region\n"
      "a,1,\"x, y\",1.5,true,2024-02-29,2021-21,2024-01-01T00:00:00Z,r\n"
      "b,2,,,,,,,\n");
  EXPECT_THAT(thing.findings.Lines(), IsEmpty());
  EXPECT_THAT(thing.rows(),
              ElementsAre("a,1,\"x, y\",1.50,true,2024-02-29,2021-21,2024-01-01T00:00:00Z,r",
                          "b,2,,,,,,,"));
}

TEST(TableReader, TakesColumnsInAnyOrderAndOptionalOnesMayBeAbsent) {
  const Thing thing("text,number,id\r\nx,1,a\r\n\"\",2,b\r\n");
  EXPECT_THAT(thing.findings.Lines(), IsEmpty());
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,x,,,,,,", "b,2,\"\",,,,,,"));
}

TEST(TableReader, RemembersWhereEachRowStands) {
  const Thing thing("id,number,text\na,1,\"two\nlines\"\nb,2,x\n");
  const TablePtr table = thing.snapshot->table("thing");
  EXPECT_EQ(*table->row(0).place().file, thing.path);
  EXPECT_EQ(table->row(0).place().line, 2u);
  EXPECT_EQ(table->row(1).place().line, 4u);
  EXPECT_EQ(table->row(1).place().byte, 31);
}

TEST(TableReader, KeepsARowOutWhoseCellIsNotOfItsTypeAndRemembersItsKey) {
  const Thing thing(
      "id,number,amount,flag,day,said,moment\n"
      "a,1,1.234,yes,2024-02-30,soon,now\n"
      "b,2,,,,,\n");
  EXPECT_THAT(
      thing.findings.Lines(),
      ElementsAre("core/type-error thing.amount 2:3 row 1 value=<1.234> type=number "
                  "hint=thousands",
                  "core/type-error thing.flag 2:4 row 1 value=<yes> type=boolean hint=none",
                  "core/type-error thing.day 2:5 row 1 value=<2024-02-30> type=date "
                  "hint=no_such_day",
                  "core/type-error thing.said 2:6 row 1 value=<soon> type=edtf hint=words",
                  "core/type-error thing.moment 2:7 row 1 value=<now> type=datetime hint=none"));
  EXPECT_EQ(thing.findings.findings[0].file, thing.path);
  EXPECT_EQ(thing.findings.findings[0].byte, 38);
  EXPECT_THAT(thing.findings.findings[0].key, ElementsAre("a", "1"));
  EXPECT_THAT(thing.rows(), ElementsAre("b,2,,,,,,,"));
  EXPECT_EQ(thing.kept_out().rows, 1);
  EXPECT_THAT(thing.kept_out().keys, UnorderedElementsAre(KeyText({"a", "1"})));
}

TEST(TableReader, RemembersNoKeyOfWhichAPartCannotBeRead) {
  const Thing thing("id,number\na,one\n,x\n");
  EXPECT_THAT(
      thing.findings.Lines(),
      ElementsAre("core/type-error thing.number 2:2 row 1 value=<one> type=integer hint=none",
                  "core/type-error thing.number 3:2 row 2 value=<x> type=integer hint=none"));
  EXPECT_THAT(thing.findings.findings[0].key, IsEmpty());
  EXPECT_EQ(thing.kept_out().rows, 2);
  EXPECT_THAT(thing.kept_out().keys, IsEmpty());
}

TEST(TableReader, NamesTheRegionOfARowInAFinding) {
  const Thing thing("id,number,region\na,one,ijssel_vecht\n");
  EXPECT_EQ(thing.findings.findings.at(0).region, "ijssel_vecht");
}

TEST(TableReader, LeavesKeysAndConstraintsToTheChecks) {
  const Thing thing("id,number\na,1\na,1\n,2\n");
  EXPECT_THAT(thing.findings.Lines(), IsEmpty());
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,,,,,,,", "a,1,,,,,,,", ",2,,,,,,,"));
}

TEST(TableReader, KeepsARowOutWhoseTextIsNoUtf8) {
  const Thing thing("id,number,text,day\na,1,caf\xE9,\nb,2,café,\nc,3,,2024\xE9\n");
  EXPECT_THAT(thing.findings.Lines(), ElementsAre("core/encoding-error thing.text 2:3 row 1",
                                                  "core/encoding-error thing.day 4:4 row 3"));
  EXPECT_THAT(thing.rows(), ElementsAre("b,2,café,,,,,,"));
  EXPECT_EQ(thing.kept_out().rows, 2);
}

TEST(TableReader, KeepsARowOutThatIsShorterOrLongerThanTheHead) {
  const Thing thing("id,number,text\na,1\nb,2,x,\nc,3,y\n");
  EXPECT_THAT(thing.findings.Lines(),
              ElementsAre("core/missing-cell thing.text 2:3 row 1 expected=3 found=2",
                          "core/extra-cell thing 3:4 row 2 expected=3 found=4"));
  EXPECT_THAT(thing.rows(), ElementsAre("c,3,y,,,,,,"));
  EXPECT_THAT(thing.kept_out().keys,
              UnorderedElementsAre(KeyText({"a", "1"}), KeyText({"b", "2"})));
}

TEST(TableReader, SkipsRowsWithoutAnyValue) {
  const Thing thing("id,number\n\na,1\n,\n");
  EXPECT_THAT(thing.findings.Lines(),
              ElementsAre("core/blank-row thing 2:0 row 1", "core/blank-row thing 4:0 row 3"));
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,,,,,,,"));
  EXPECT_EQ(thing.kept_out().rows, 0);
}

TEST(TableReader, ReadsTheOtherColumnsWhenALabelIsWrong) {
  const Thing thing("id,,number,colour,id,colour, ,t\xE9xt\na,b,1,c,d,e,f,Ã©\n");
  EXPECT_THAT(
      thing.findings.Lines(),
      ElementsAre("core/extra-label thing 1:4 label=colour suggestion=none",
                  "core/duplicate-label thing 1:5 label=id",
                  "core/duplicate-label thing 1:6 label=colour", "core/encoding-error thing 1:8",
                  "core/blank-header thing 1:2", "core/blank-header thing 1:7"));
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,,,,,,,"));
}

// As a spreadsheet ends its lines.
TEST(TableReader, AColumnWithoutANameIsToldWhenSomethingStandsInIt) {
  const Thing nothing("id;number;;\na;1;;\nb;2;;\n");
  EXPECT_THAT(nothing.rows(), ElementsAre("a,1,,,,,,,", "b,2,,,,,,,"));
  for (const std::string& line : nothing.findings.Lines())
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("blank-header")));
  const Thing something("id,number,,\na,1,,\nb,2,,x\nc,3,,y\n");
  EXPECT_THAT(something.findings.Lines(), ElementsAre("core/blank-header thing 1:4"));
  EXPECT_THAT(something.rows(), ElementsAre("a,1,,,,,,,", "b,2,,,,,,,", "c,3,,,,,,,"));
}

// ---- As people have it ----------------------------------------------------------------------

std::vector<std::string> RowsOf(std::string_view csv) {
  const Thing thing(csv);
  EXPECT_EQ(thing.kept_out().rows, 0) << csv;
  return thing.rows();
}

TEST(TableReader, ReadsSemicolonsTabsAndBarsByTheHeadThatTheyGive) {
  for (const char* csv :
       {"id;number;day\na;1;2021-12-31\n", "id\tnumber\tday\na\t1\t2021-12-31\n",
        "id|number|day\na|1|2021-12-31\n", "sep=;\nid;number;day\na;1;2021-12-31\n",
        "\xEF\xBB\xBFsep=;\r\nid;number;day\r\na;1;2021-12-31\r\n"}) {
    EXPECT_THAT(RowsOf(csv), ElementsAre("a,1,,,,2021-12-31,,,")) << csv;
  }
  EXPECT_THAT(Thing("id;number\na;1\n").findings.Lines(),
              ElementsAre("core/dialect thing delimiter=semicolon encoding=utf-8 labels=no "
                          "numbers=no dates=no booleans=no"));
}

TEST(TableReader, TheLineOfARowCountsTheLineThatNamesTheDelimiter) {
  const Thing thing("sep=;\nid;number\na;x\n");
  EXPECT_EQ(thing.findings.findings.at(0).line, 3);
}

TEST(TableReader, ReadsADecimalCommaAndPointsBetweenThousandsWhereSemicolonsPartTheCells) {
  EXPECT_THAT(RowsOf("id;number;amount\na;1.234;1.234,50\n"), ElementsAre("a,1234,,1234.50,,,,,"));
  EXPECT_THAT(RowsOf("id;number;amount\na;1;1.234\nb;2;12.5\n"),
              ElementsAre("a,1,,1234.00,,,,,", "b,2,,12.50,,,,,"));
  EXPECT_THAT(RowsOf("id,number,amount\na,1,\"12,50\"\n"), ElementsAre("a,1,,12.50,,,,,"));
}

TEST(TableReader, ReadsDutchDatesAndWords) {
  EXPECT_THAT(RowsOf("id,number,flag,day,said\na,1,ja,31-12-2021,1-2-2021\nb,2,ONWAAR,"
                     "2021-12-31 00:00:00, 2021~ \n"),
              ElementsAre("a,1,,,true,2021-12-31,2021-02-01,,", "b,2,,,false,2021-12-31,2021~,,"));
}

TEST(TableReader, TakesAHeadInAnyCaseUnlessAColumnHasTheNameItself) {
  EXPECT_THAT(RowsOf("ID, Number \na,1\n"), ElementsAre("a,1,,,,,,,"));
  const Thing thing("Number,id,number\n7,a,1\n");
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,,,,,,,"));
  EXPECT_THAT(thing.findings.Lines(),
              ElementsAre("core/extra-label thing 1:1 label=Number suggestion=none"));
}

TEST(TableReader, ReadsWindows1252AndUtf16) {
  const Thing thing("id,number\ncaf\xE9 \x80,1\n");
  EXPECT_THAT(thing.rows(), ElementsAre("caf\u00E9 \u20AC,1,,,,,,,"));
  EXPECT_THAT(thing.findings.Lines(), testing::Contains("core/encoding_guessed thing"));
  using std::string_view_literals::operator""sv;
  for (const std::string_view csv : {"\xFF\xFEi\0d\0,\0n\0u\0m\0b\0e\0r\0\n\0\xE9\0,\0"
                                     "1\0\n\0"sv,
                                     "\xFE\xFF\0i\0d\0,\0n\0u\0m\0b\0e\0r\0\n\0\xE9\0,\0"
                                     "1\0\n"sv}) {
    EXPECT_THAT(RowsOf(csv), ElementsAre("\u00E9,1,,,,,,,"));
  }
}

TEST(TableReader, AByteThatIsDamagedAmongUtf8IsToldAtItsCell) {
  EXPECT_THAT(Thing("id,number\n\xC3\xA9,1\n\xE9,2\n").findings.Lines(),
              ElementsAre("core/encoding-error thing.id 3:1 row 2"));
  EXPECT_THAT(Thing("id,number\n\x81,1\n").findings.Lines(),
              ElementsAre("core/encoding-error thing.id 2:1 row 1"))
      << "which Windows-1252 does not have";
}

TEST(TableReader, SaysWhatToWriteInstead) {
  const auto hint = [](std::string_view field, std::string_view cell) {
    const Thing thing(
        absl::StrCat("id,number,", std::string(field), "\na,1,", std::string(cell), "\n"));
    return thing.findings.findings.empty() ? "" : thing.findings.findings[0].arguments.back().text;
  };
  EXPECT_EQ(hint("day", "1-2-21"), "two_digit_year");
  EXPECT_EQ(hint("day", "1/2/2021"), "slashes");
  EXPECT_EQ(hint("day", "30-2-2021"), "no_such_day");
  EXPECT_EQ(hint("said", "najaar 2021"), "words");
  EXPECT_EQ(hint("amount", "x"), "none");
}

TEST(TableReader, MissesTheColumnOfARequiredField) {
  const Thing thing("id,Nummer\na,1\n");
  EXPECT_THAT(thing.findings.Lines(),
              ElementsAre("core/extra-label thing 1:2 label=Nummer suggestion=near number",
                          "core/missing-label thing.number 1:0 label=number"));
  EXPECT_THAT(thing.rows(), ElementsAre("a,,,,,,,,"));
}

TEST(TableReader, ReadsNoRowWhenNoColumnIsKnown) {
  const Thing thing("ident:nr\na:1\nb:2\n");
  EXPECT_THAT(thing.findings.Lines(),
              ElementsAre("core/extra-label thing 1:1 label=ident:nr suggestion=none",
                          "core/missing-label thing.id 1:0 label=id",
                          "core/missing-label thing.number 1:0 label=number",
                          "core/source-error thing reason=none of its columns is a field of the "
                          "table, so no row is read"));
  EXPECT_EQ(thing.kept_out().rows, 2);
  EXPECT_FALSE(thing.snapshot->has("thing"));
}

TEST(TableReader, FindsAFileWithoutAHead) {
  for (std::string_view bytes : {"", "\xEF\xBB\xBF"}) {
    const Thing thing(bytes);
    EXPECT_THAT(thing.findings.Lines(),
                ElementsAre("core/source-error thing reason=the file is empty: it has no line with "
                            "column names"));
    EXPECT_FALSE(thing.snapshot->has("thing"));
  }
}

TEST(TableReader, HasATableThatIsEmpty) {
  const Thing thing("id,number\n");
  EXPECT_THAT(thing.findings.Lines(), IsEmpty());
  EXPECT_TRUE(thing.snapshot->has("thing"));
  EXPECT_FALSE(thing.snapshot->has("word"));
}

TEST(TableReader, KeepsTheRowOutInWhichAQuoteIsNotClosedAndReadsOn) {
  const Thing thing("id,number,text\na,1,x\nb,2,\"y\nc,3,z\n");
  EXPECT_THAT(thing.findings.Lines(), ElementsAre("core/unclosed_quote thing.text 3:3 row 2"));
  EXPECT_EQ(thing.findings.findings[0].byte, 25);
  EXPECT_THAT(thing.rows(), ElementsAre("a,1,x,,,,,,", "c,3,z,,,,,,"));
  EXPECT_THAT(thing.kept_out().keys, UnorderedElementsAre(KeyText({"b", "2"})));
}

TEST(TableReader, GivesUpAFileWhoseHeadHasAnUnclosedQuote) {
  const Thing thing("id,\"number\na,1\n");
  EXPECT_THAT(thing.findings.Lines(), ElementsAre("core/unclosed_quote thing 1:2"));
  EXPECT_FALSE(thing.snapshot->has("thing"));
}

TEST(TableReader, ReadsMoreRowsThanAChunkHolds) {
  std::string bytes = "word\n";
  for (int i = 0; i < 70000; ++i) bytes += "w" + std::to_string(i) + "\n";
  const TempFolder folder;
  Collector findings;
  const SnapshotPtr snapshot = Read(folder.Put("word.csv", bytes), findings);
  EXPECT_THAT(findings.Lines(), IsEmpty());
  const TablePtr table = snapshot->table("word");
  EXPECT_EQ(table->row_count(), 70000);
  EXPECT_EQ(table->parts().size(), 2u);
  EXPECT_EQ(table->row(69999).Text(0), "w69999");
  EXPECT_EQ(table->row(69999).place().line, 70001u);
}

TEST(TableReader, TellsItsProgressAndCanBeStopped) {
  std::string bytes = "word\n";
  while (bytes.size() < (3u << 20)) bytes += "a word that is read\n";
  const TempFolder folder;
  const std::string path = folder.Put("word.csv", bytes);
  Collector findings;
  std::vector<int64_t> told;
  ReadOptions options;
  options.progress = [&](const std::string& what, int64_t done, int64_t total) {
    EXPECT_EQ(what, path);
    EXPECT_EQ(total, static_cast<int64_t>(bytes.size()));
    told.push_back(done);
    return true;
  };
  EXPECT_TRUE(ReadSource(path, TestSchemas(), findings, options).ok());
  EXPECT_GE(told.size(), 4u);
  EXPECT_EQ(told.back(), static_cast<int64_t>(bytes.size()));
  options.progress = [](const std::string&, int64_t done, int64_t) { return done < (2 << 20); };
  EXPECT_TRUE(absl::IsCancelled(ReadSource(path, TestSchemas(), findings, options).status()));
}

TEST(TableReader, FindsThatTheFileChangedWhileItWasRead) {
  std::string bytes = "word\n";
  while (bytes.size() < (2u << 20)) bytes += "a word that is read\n";
  const TempFolder folder;
  const std::string path = folder.Put("word.csv", bytes);
  Collector findings;
  ReadOptions options;
  options.progress = [&](const std::string&, int64_t done, int64_t) {
    if (done >= 1 << 20) folder.Put("word.csv", "word\na\n");
    return true;
  };
  EXPECT_TRUE(ReadSource(path, TestSchemas(), findings, options).ok());
  EXPECT_THAT(findings.Lines(), testing::Contains("core/source-error word reason=the file was "
                                                  "changed while it was read"));
}

}  // namespace
}  // namespace stelsel::core
