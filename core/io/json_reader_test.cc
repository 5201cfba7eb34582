// JSON and JSON Lines, row by row.
#include "core/io/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/io/io_test_util.h"

namespace stelsel::core {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Each record as `LINE[+LABEL...] CELL|CELL`, an empty cell as `-`, a quoted one in quotes, one
// that is unfit in angles; a fault behind a `!`.
std::vector<std::string> Records(std::string_view bytes, bool lines, JsonOptions options = {}) {
  const TempFolder folder;
  const auto file = File::OpenForReading(folder.Put("a.json", bytes));
  EXPECT_TRUE(file.ok());
  JsonReader reader(*file, lines, options);
  Record record;
  std::vector<std::string> out;
  for (;;) {
    const auto next = reader.Next(record);
    if (!next.ok()) out.push_back(std::string(next.status().message()));
    if (!next.ok() || !*next) return out;
    std::vector<std::string> cells;
    for (const Cell& cell : record.cells) {
      const std::string text(cell.text);
      cells.push_back(cell.unfit     ? "<" + text + ">"
                      : cell.quoted  ? "'" + text + "'"
                      : text.empty() ? "-"
                                     : text);
    }
    std::string& line = out.emplace_back(absl::StrCat(record.line));
    for (const std::string& label : record.labels) absl::StrAppend(&line, "+", label);
    for (const std::string& label : record.repeated) absl::StrAppend(&line, "=", label);
    absl::StrAppend(&line, " ", absl::StrJoin(cells, "|"));
    if (record.fault == RecordFault::kTooLong) absl::StrAppend(&line, "!too long");
    if (record.fault == RecordFault::kBroken) {
      absl::StrAppend(&line, "!", record.fault_line, ":", record.fault_byte, " ", record.reason);
    }
  }
}

std::vector<std::string> List(std::string_view bytes) { return Records(bytes, false); }
std::vector<std::string> Lines(std::string_view bytes) { return Records(bytes, true); }

TEST(JsonReader, ReadsAListOfObjectsWithTheLineOfEach) {
  EXPECT_THAT(List("[\n {\"a\": \"x\", \"b\": 1},\n {\"b\": 2.50,\n  \"c\": true}\n]\n"),
              ElementsAre("2+a+b 'x'|1", "3+c -|2.5|true"));
  EXPECT_THAT(List("\xEF\xBB\xBF[]"), IsEmpty());
  EXPECT_THAT(List(" [ ] \n"), IsEmpty());
}

TEST(JsonReader, ReadsAnObjectALine) {
  EXPECT_THAT(Lines("{\"a\":1}\n\n{\"a\":null}\r\n{\"b\":\"\"}"),
              ElementsAre("1+a 1", "3 -", "4+b -|''"));
  EXPECT_THAT(Lines(""), IsEmpty());
}

TEST(JsonReader, ReadsListsOfWhichTheFirstIsTheHead) {
  EXPECT_THAT(List(R"([["a","b"],["x",1],["y"]])"), ElementsAre("1 'a'|'b'", "1 'x'|1", "1 'y'"));
  EXPECT_THAT(Lines("[\"a\"]\n[\"x\"]\n"), ElementsAre("1 'a'", "2 'x'"));
}

TEST(JsonReader, ANumberIsItsDigits) {
  EXPECT_THAT(Lines(R"([0.10, 2.0, -0, 1e3, 12345678901234567890, 1.5e-7, 1E400])"),
              ElementsAre(HasSubstr("1 0.1|2|-0|1000|12345678901234567890|1.5e-7")));
}

TEST(JsonReader, TextsAreUnescapedAndWhatIsNestedIsNoCell) {
  EXPECT_THAT(Lines(R"({"a":"\u00e9\n\"]}","b":[1,{"c":"d"}],"e":{"a":2},"f":{}})"),
              ElementsAre("1+a+b+e+f '\xC3\xA9\n\"]}'|<[…]>|<{…}>|<{…}>"));
}

TEST(JsonReader, ANameTwiceInARowIsTold) {
  EXPECT_THAT(Lines("{\"a\":1,\"a\":2}\n{\"a\":3}\n"), ElementsAre("1+a=a 1", "2 3"));
}

TEST(JsonReader, ABrokenRowIsToldWithItsPlaceAndTheNextIsRead) {
  EXPECT_THAT(Lines("{\"a\":1}\n{\"a\":}\n{\"a\":2}\n"),
              ElementsAre("1+a 1", HasSubstr("!2:13 "), "3 2"));
  EXPECT_THAT(List("[{\"a\":1},\n{\"a\" 2},{\"a\":3}]"),
              ElementsAre("1+a 1", HasSubstr("!2:15 "), "2 3"));
  EXPECT_THAT(Lines("{\"a\":\"\xFF\"}\n"), ElementsAre(HasSubstr("!1:6 ")));
  EXPECT_THAT(Lines("7\n"), ElementsAre(HasSubstr("a row is no object")));
  EXPECT_THAT(Lines("[\"a\"]\n{\"a\":1}\n"), ElementsAre("1 'a'", HasSubstr("a row is no list")));
}

TEST(JsonReader, AListThatIsNotClosedOrGoesOnIsTold) {
  EXPECT_THAT(List("[{\"a\":1}"), ElementsAre("1+a 1", HasSubstr("the list is not closed")));
  EXPECT_THAT(List("[{\"a\":1}] {\"a\":2}"),
              ElementsAre("1+a 1", HasSubstr("something follows the list")));
  EXPECT_THAT(List("[{\"a\":1},]"), ElementsAre("1+a 1", HasSubstr("!1:9 ")));
  EXPECT_THAT(List("[{\"a\":1"), ElementsAre(HasSubstr("!"), HasSubstr("not closed")));
  EXPECT_THAT(List("[},{\"a\":1}]"), ElementsAre(HasSubstr("!"), "1+a 1"));
}

TEST(JsonReader, SaysWhatItIsWhenItIsNoListOfRows) {
  EXPECT_THAT(List("{\"a\":1}"), ElementsAre(HasSubstr("it is one object")));
  EXPECT_THAT(List("word\na\n"), ElementsAre("it is no list of rows"));
  EXPECT_THAT(List(""), ElementsAre("it is no list of rows"));
}

TEST(JsonReader, NestingEndsSomewhere) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_THAT(Lines("{\"a\":" + deep + "}\n{\"a\":1}\n"),
              ElementsAre(HasSubstr("!"), HasSubstr("2")));
  EXPECT_THAT(List("[" + std::string(1'000'000, '[')), SizeIs(2));
}

TEST(JsonReader, ALongLineIsPassedOverAndALongRowEndsTheList) {
  const JsonOptions options{.block_bytes = 16, .max_row_bytes = 64};
  const std::string longer = "{\"a\":\"" + std::string(200, 'x') + "\"}";
  EXPECT_THAT(Records("{\"a\":1}\n" + longer + "\n{\"a\":2}\n", true, options),
              ElementsAre("1+a 1", "2 !too long", "3 2"));
  EXPECT_THAT(Records("[{\"a\":1}," + longer + ",{\"a\":2}]", false, options),
              ElementsAre("1+a 1", HasSubstr("what follows is not read")));
}

TEST(JsonReader, NamesAreOnlySoMany) {
  std::string lines;
  for (int i = 0; i < 4; ++i) absl::StrAppend(&lines, "{\"n", i, "\":", i, "}\n");
  EXPECT_THAT(Records(lines, true, {.max_names = 3}),
              ElementsAre("1+n0 0", "2+n1 -|1", "3+n2 -|-|2",
                          AllOf(HasSubstr("4 "), HasSubstr("more than 3 different names"))));
}

TEST(JsonReader, BlocksOfAnySizeGiveTheSame) {
  const std::string bytes =
      "[{\"a\":\"x\\\"]\\\\\",\"b\":1.25} ,\n {\"b\":[1,2,\"]\"]},\n{\"a\":null,\"c\":false}]\n";
  const std::vector<std::string> whole = List(bytes);
  for (size_t block = 1; block < bytes.size() + 2; ++block) {
    EXPECT_EQ(Records(bytes, false, {.block_bytes = block}), whole) << block;
  }
}

}  // namespace
}  // namespace stelsel::core
