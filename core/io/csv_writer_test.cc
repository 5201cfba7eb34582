#include "core/io/csv_writer.h"

#include <gtest/gtest.h>

#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

std::string Cell(std::string_view text) {
  std::string out;
  AppendCell(text, out);
  return out;
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(Cell("plain text; with 'marks' and \ttabs"), "plain text; with 'marks' and \ttabs");
  EXPECT_EQ(Cell("a,b"), "\"a,b\"");
  EXPECT_EQ(Cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(Cell("a\nb"), "\"a\nb\"");
  EXPECT_EQ(Cell("a\rb"), "\"a\rb\"");
  EXPECT_EQ(Cell(" a"), "\" a\"");
  EXPECT_EQ(Cell("a "), "\"a \"");
}

TEST(CsvWriter, TellsAnEmptyTextFromNoValue) {
  const TempFolder folder;
  auto out = FileWriter::Create(folder / "a.csv");
  ASSERT_TRUE(out.ok());
  CsvWriter csv(*out);
  csv.AddCell("");
  csv.AddNull();
  csv.AddCell("é");
  ASSERT_TRUE(csv.EndRecord().ok());
  csv.AddNull();
  ASSERT_TRUE(csv.EndRecord().ok());
  ASSERT_TRUE(out->Commit().ok());
  EXPECT_EQ(folder.Get("a.csv"), "\"\",,é\n\n");
}

}  // namespace
}  // namespace stelsel::core
