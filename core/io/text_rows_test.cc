// Rows of files whose columns no schema declares, as formats of plugins get them.
#include "core/io/text_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/io/io_test_util.h"
#include "core/io/packing_test_util.h"

namespace stelsel::core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TextRowsTest : public testing::Test {
 protected:
  // The head, then each row as `LINE CELL|CELL`; a dash stands for no value. Or what was refused.
  std::vector<std::string> Read(const std::string& name, const std::string& bytes,
                                const std::string& sheet = "") {
    folder_.Put(name, bytes);
    const auto files = FilesOfFolder(folder_.path());
    const auto rows = TextRows::Open(*files, name, sheet, found_);
    if (!rows.ok()) return {std::string(rows.status().message())};
    std::vector<std::string> lines{absl::StrJoin((*rows)->head(), "|")};
    while ((*rows)->Next()) {
      std::vector<std::string> cells;
      for (size_t i = 0; i < (*rows)->head().size(); ++i)
        cells.push_back(std::string((*rows)->cell(i).value_or("-")));
      lines.push_back(absl::StrCat((*rows)->line(), " ", absl::StrJoin(cells, "|")));
    }
    return lines;
  }

  const TempFolder folder_;
  Collector found_;
};

TEST_F(TextRowsTest, GiveTheCellsOfACsvFile) {
  EXPECT_THAT(Read("a.csv", "A1,A1,\nja,,\"\"\n\n\"x\ny\",z,\n"),
              ElementsAre("A1|A1|", "2 ja|-|", "4 x\ny|z|-"));
  EXPECT_THAT(found_.Lines(), IsEmpty());
}

TEST_F(TextRowsTest, FindTheDelimiterByTheRowsThatAgree) {
  EXPECT_THAT(
      Read("a.csv", "Regio;Is er een visie, en zo ja, welke?\nnoord;ja\noost;nee, nog niet\n"),
      ElementsAre("Regio|Is er een visie, en zo ja, welke?", "2 noord|ja", "3 oost|nee, nog niet"));
  EXPECT_THAT(found_.Lines(), Contains(HasSubstr("core/dialect")));
  EXPECT_THAT(Read("a.tsv", "a\tb\n1\t2\n"), ElementsAre("a|b", "2 1|2"));
  EXPECT_THAT(Read("a.csv", "sep=|\na|b,c;d\n1|2\n"), ElementsAre("a|b,c;d", "3 1|2"));
  EXPECT_THAT(Read("a.csv", "only\none\n"), ElementsAre("only", "2 one"));
}

TEST_F(TextRowsTest, ReadWhateverEncodingTheFileHas) {
  EXPECT_THAT(Read("a.csv", "a;b\nco\xF6rdinatie;1\n"), ElementsAre("a|b", "2 coördinatie|1"));
  EXPECT_THAT(found_.Lines(), Contains(HasSubstr("core/encoding_guessed")));
  EXPECT_THAT(Read("b.csv",
                   "\xEF\xBB\xBF"
                   "a,b\n1,2\n"),
              ElementsAre("a|b", "2 1|2"));
}

TEST_F(TextRowsTest, ReadASheetOfAWorkbookAndPackedFiles) {
  const std::string cells =
      R"(<row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2" t="inlineStr"><is><t>B1</t></is></c></row>)"
      R"(<row r="3"><c r="B3" t="inlineStr"><is><t>ja</t></is></c></row>)";
  const std::string workbook = WorkbookOf({{"uitleg", ""}, {"vragen", cells}});
  for (const char* sheet : {"vragen", "2"})
    EXPECT_THAT(Read("a.xlsx", workbook, sheet), ElementsAre("A1|B1", "3 -|ja")) << sheet;
  EXPECT_THAT(Read("a.xlsx", workbook, "geen"), ElementsAre(HasSubstr("has no sheet geen")));
  EXPECT_THAT(Read("a.csv.gz", Gzipped("a,b\n1,2\n")), ElementsAre("a|b", "2 1|2"));
}

TEST_F(TextRowsTest, TellWhatIsWrongWithARowAndGoOn) {
  EXPECT_THAT(Read("a.csv", "a,b\n1\n1,2,3\nfine,\xC3\xA9\nx\xFFy,2\n"),
              ElementsAre("a|b", "4 fine|\xC3\xA9", "5 -|2"));
  EXPECT_THAT(found_.Lines(),
              ElementsAre(HasSubstr("core/missing-cell"), HasSubstr("core/extra-cell"),
                          HasSubstr("core/encoding-error")));
}

TEST_F(TextRowsTest, TellAQuoteThatIsNotClosed) {
  EXPECT_THAT(Read("a.csv", "a,b\n1,\"2\n3,4\n"), ElementsAre("a|b", "3 3|4"));
  EXPECT_THAT(found_.Lines(), ElementsAre(HasSubstr("core/unclosed_quote")));
}

TEST_F(TextRowsTest, TellAFileWithoutAHead) {
  for (const char* bytes : {"", "\n\n", ",,\n"}) {
    found_.findings.clear();
    EXPECT_THAT(Read("a.csv", bytes), ElementsAre(""));
    EXPECT_THAT(found_.Lines(), ElementsAre(HasSubstr("core/source-error"))) << bytes;
  }
}

TEST_F(TextRowsTest, RefuseWhatIsNoFileOfRows) {
  for (const char* name : {"a.json", "a.txt", "a"})
    EXPECT_THAT(Read(name, "a,b\n"), ElementsAre(HasSubstr("must end in .csv or .xlsx"))) << name;
  EXPECT_THAT(Read("a.xlsx", "no workbook"), ElementsAre(HasSubstr("a.xlsx")));
}

}  // namespace
}  // namespace stelsel::core
