#include "core/io/csv_reader.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "core/io/csv_writer.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;

// All records of a file, each as `LINE@BYTE cell|cell`, quoted cells as `'cell'`.
std::vector<std::string> ReadAll(std::string_view bytes, CsvOptions options = {}) {
  const TempFolder folder;
  auto file = File::OpenForReading(folder.Put("a.csv", bytes));
  EXPECT_TRUE(file.ok());
  CsvReader reader(*file, options);
  Record record;
  std::vector<std::string> all;
  for (auto next = reader.Next(record); next.ok() && *next; next = reader.Next(record)) {
    std::string& line = all.emplace_back(absl::StrCat(record.line, "@", record.byte, " "));
    for (size_t i = 0; i < record.cells.size(); ++i) {
      const std::string text(record.cells[i].text);
      absl::StrAppend(&line, i > 0 ? "|" : "", record.cells[i].quoted ? "'" + text + "'" : text);
    }
    if (record.fault == RecordFault::kNone) continue;
    const bool unclosed = record.fault == RecordFault::kUnclosedQuote;
    absl::StrAppend(&line, unclosed ? " unclosed " : " too long ", record.fault_line, "@",
                    record.fault_byte);
  }
  return all;
}

TEST(CsvReader, GivesCellsWithTheLineAndByteOfTheirRecord) {
  EXPECT_THAT(ReadAll("a,b\n1,2\n"), ElementsAre("1@0 a|b", "2@4 1|2"));
}

TEST(CsvReader, DoesNotNeedALineBreakAtTheEnd) {
  EXPECT_THAT(ReadAll("a,b\n1,"), ElementsAre("1@0 a|b", "2@4 1|"));
  EXPECT_THAT(ReadAll("a\n\"b\""), ElementsAre("1@0 a", "2@2 'b'"));
}

TEST(CsvReader, FindsNothingInAnEmptyFile) {
  EXPECT_THAT(ReadAll(""), ElementsAre());
  EXPECT_THAT(ReadAll("\xEF\xBB\xBF"), ElementsAre());
}

TEST(CsvReader, TakesCrLfForALineBreakAndKeepsALoneCr) {
  EXPECT_THAT(ReadAll("a,\"b\"\r\nc\rd,e\r\n\r\nf\r"),
              ElementsAre("1@0 a|'b'", "2@7 c\rd|e", "3@14 ", "4@16 f"));
}

TEST(CsvReader, ReadsOverAByteOrderMarkAtTheStartOnly) {
  EXPECT_THAT(ReadAll("\xEF\xBB\xBF"
                      "a\n\xEF\xBB\xBF"
                      "b\n"),
              ElementsAre("1@3 a",
                          "2@5 \xEF\xBB\xBF"
                          "b"));
}

TEST(CsvReader, CountsLineBreaksWithinQuotesAsLines) {
  EXPECT_THAT(ReadAll("a,\"1\n2\r\n3\",b\nc\n"), ElementsAre("1@0 a|'1\n2\r\n3'|b", "4@13 c"));
}

TEST(CsvReader, HalvesDoubledQuotes) {
  EXPECT_THAT(ReadAll("\"a \"\"b\"\" c\",\"\"\"\",\"\"\n"), ElementsAre("1@0 'a \"b\" c'|'\"'|''"));
}

TEST(CsvReader, KeepsWhatIsNoCsvAsText) {
  EXPECT_THAT(ReadAll("a\"b\",\"c\"d\"e,\" f\" ,\n"), ElementsAre("1@0 a\"b\"|'cd\"e'|' f '|"));
  EXPECT_THAT(ReadAll(std::string_view("a\0b\n", 4)), ElementsAre(std::string("1@0 a\0b", 7)));
}

TEST(CsvReader, SkipsSpacesBeforeACellWhereTheDialectSaysSo) {
  for (const size_t block : {size_t{2}, size_t{1} << 20}) {
    CsvOptions options{.block_bytes = block};
    EXPECT_THAT(ReadAll("a, b\n", options), ElementsAre("1@0 a| b"));
    options.dialect.skip_spaces = true;
    EXPECT_THAT(ReadAll("  a,   \"b,  c\",  \nd ,e\n", options),
                ElementsAre("1@0 a|'b,  c'|", "2@18 d |e"));
  }
}

TEST(CsvReader, ReadsTheSameWhateverTheBlocks) {
  constexpr std::string_view kFile =
      "\xEF\xBB\xBF"
      "id,\"a \"\"quoted\"\"\r\ntext, of \n three lines\",\"\"\r\n\r\n\"x\"y,,\"\"\"\"\n";
  const std::vector<std::string> whole = ReadAll(kFile);
  EXPECT_EQ(whole.size(), 3u);
  for (size_t block = 1; block <= kFile.size() + 1; ++block) {
    EXPECT_EQ(ReadAll(kFile, {.block_bytes = block}), whole) << block;
  }
}

TEST(CsvReader, TellsWhereAQuoteOpenedThatIsNotClosedAndReadsOnBehindItsLine) {
  for (const size_t block : {1u, 2u, 7u, 1000u}) {
    EXPECT_THAT(ReadAll("a,b\n1,2\n3,\"x\n4,\"\"\n5,6", {.block_bytes = block}),
                ElementsAre("1@0 a|b", "2@4 1|2", "3@8 3 unclosed 3@10", "4@13 4|''", "5@18 5|6"));
  }
}

TEST(CsvReader, FindsTheLineOfTheQuoteInARecordOfSeveralLines) {
  EXPECT_THAT(ReadAll("\"a\nb\",\"c\nd\n"), ElementsAre("1@0 'a\nb' unclosed 2@6", "3@9 d"));
  EXPECT_THAT(ReadAll("a\n\""), ElementsAre("1@0 a", "2@2  unclosed 2@2"));
}

TEST(CsvReader, GivesUpARecordThatIsTooLongAndReadsOnBehindIt) {
  const CsvOptions options{.block_bytes = 4, .max_record_bytes = 8};
  EXPECT_THAT(ReadAll("a,b\n1234567890123456,3\nc,d\n", options),
              ElementsAre("1@0 a|b", "2@4  too long 2@4", "3@23 c|d"));
}

TEST(CsvReader, BlamesAnOpenQuoteForARecordThatIsTooLong) {
  const CsvOptions options{.block_bytes = 4, .max_record_bytes = 8};
  EXPECT_THAT(ReadAll("a,\"b\nc\nd\ne\nf\ng\nh\n\"\ni\n", options),
              ElementsAre("1@0 a unclosed 1@2", "2@5 c", "3@7 d", "4@9 e", "5@11 f", "6@13 g",
                          "7@15 h", "8@17  unclosed 8@17", "9@19 i"));
}

TEST(CsvReader, GivesUpARecordOfTooManyCells) {
  EXPECT_THAT(ReadAll("1,2,3,4\na,b,c\n", {.max_record_cells = 3}),
              ElementsAre("1@0 1|2|3 too long 1@0", "2@8 a|b|c"));
}

TEST(CsvReader, FailsTheSameAgainAfterAFileCannotBeRead) {
  const TempFolder folder;
  auto file = File::OpenForReading(folder.Put("a.csv", "a\n"));
  ASSERT_TRUE(file.ok());
  const UniqueFd unreadable(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  ASSERT_EQ(::dup2(unreadable.get(), file->fd()), file->fd());
  CsvReader reader(*file);
  Record record;
  const absl::Status first = reader.Next(record).status();
  EXPECT_FALSE(first.ok());
  EXPECT_EQ(reader.Next(record).status(), first);
}

// ---- Any table of texts that is written is read back the same ----

using MaybeText = std::optional<std::string>;
using Line = std::vector<MaybeText>;

std::string WriteLines(const TempFolder& folder, const std::vector<Line>& lines) {
  auto out = FileWriter::Create(folder / "a.csv");
  RC_ASSERT(out.ok());
  CsvWriter csv(*out);
  for (const Line& line : lines) {
    for (const MaybeText& cell : line) cell ? csv.AddCell(*cell) : csv.AddNull();
    RC_ASSERT(csv.EndRecord().ok());
  }
  RC_ASSERT(out->Commit().ok());
  return folder / "a.csv";
}

std::vector<Line> ReadLines(const std::string& path, size_t block) {
  auto file = File::OpenForReading(path);
  RC_ASSERT(file.ok());
  CsvReader reader(*file, {.block_bytes = block});
  Record record;
  std::vector<Line> lines;
  for (auto next = reader.Next(record); next.ok() && *next; next = reader.Next(record)) {
    RC_ASSERT(record.fault == RecordFault::kNone);
    Line& line = lines.emplace_back();
    for (const Cell& cell : record.cells) {
      const bool null = cell.text.empty() && !cell.quoted;
      line.push_back(null ? MaybeText() : MaybeText(std::string(cell.text)));
    }
  }
  return lines;
}

RC_GTEST_PROP(CsvReader, ReadsBackAnyTextsThatCsvWriterWrites, ()) {
  const auto character =
      rc::gen::element('a', 'b', ',', '"', '\n', '\r', ' ', '\0', '\xC3', '\xA9');
  const auto text = rc::gen::container<std::string>(character);
  const auto cell = rc::gen::map(rc::gen::maybe(text), [](const rc::Maybe<std::string>& some) {
    return some ? MaybeText(*some) : MaybeText();
  });
  const auto line = rc::gen::nonEmpty(rc::gen::container<Line>(cell));
  const auto lines = *rc::gen::resize(20, rc::gen::container<std::vector<Line>>(line));
  const auto block = *rc::gen::inRange<size_t>(1, 40);
  const TempFolder folder;
  RC_ASSERT(ReadLines(WriteLines(folder, lines), block) == lines);
}

}  // namespace
}  // namespace stelsel::core
