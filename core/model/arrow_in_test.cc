// Streams that others make, as plugins in any language do: what is taken, and what is refused in
// which words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/model/arrow.h"
#include "core/model/foreign_stream_test_util.h"
#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsNull;

class ImportTest : public testing::Test {
 protected:
  absl::StatusOr<Lines> Import(ForeignStream& stream, ImportOptions options = {}) {
    const TablePtr target = snapshot_->table("everything");
    std::vector<Table::Part> parts;
    ArrowArrayStream* const given = stream.Get();
    const absl::Status status = ImportStream(given, target->schema_ptr(), target->dictionaries(),
                                             options, [&](ChunkPtr chunk) {
                                               parts.push_back({std::move(chunk), nullptr});
                                               return absl::OkStatus();
                                             });
    EXPECT_THAT(given->release, IsNull());
    EXPECT_EQ(stream.unreleased(), 0);
    if (!status.ok()) return status;
    return LinesOf(Table(target->schema_ptr(), target->dictionaries(), std::move(parts)));
  }

  // The rows when they are taken, and why not otherwise.
  Lines Take(std::vector<ForeignColumn> columns, ImportOptions options = {}) {
    ForeignStream stream(std::move(columns));
    const auto lines = Import(stream, options);
    return lines.ok() ? *lines : Lines{std::string(lines.status().message())};
  }

  // The cells of one column, beside a key.
  Lines Cells(ForeignColumn column) {
    const size_t rows = static_cast<size_t>(column.length - column.offset);
    const int field = snapshot_->table("everything")->schema().IndexOf(column.name);
    Lines cells;
    for (const std::string& line : Take({Text("key", Lines(rows, "k")), std::move(column)})) {
      if (line.substr(0, 2) != "k|") return {line};
      std::string rest = line;
      for (int i = 0; i < field; ++i) rest = rest.substr(rest.find('|') + 1);
      cells.push_back(rest.substr(0, rest.find('|')));
    }
    return cells;
  }

  SnapshotPtr snapshot_ = Snapshot::Empty(SetOf({kEverything}));
};

std::string Wrong(std::string_view column, std::string_view what) {
  return "column `" + std::string(column) + "` for table `everything` " + std::string(what);
}
// The same of a row, from 1.
std::string WrongIn(int row, std::string_view column, std::string_view what) {
  return Wrong(column, what) + ", in row " + std::to_string(row);
}

// ---- What is taken ------------------------------------------------------------------------

TEST_F(ImportTest, FindsColumnsByNameAndFillsTheOthersWithNothing) {
  EXPECT_THAT(Take({Numbers<int64_t>("count", "l", {1, 2}), Text("key", {"a", "b"})}),
              ElementsAre("a|-|-|-|1|-|-|-|-|-|-", "b|-|-|-|2|-|-|-|-|-|-"));
}

TEST_F(ImportTest, HonoursTheOffsetsOfColumnsAndOfTheBatch) {
  ForeignColumn key = Text("key", {"skipped", "a", "b", "c"});
  key.offset = 1;
  ForeignColumn flag = {"flag", "b", 12, {std::string("\x00\x0e", 2), std::string("\xff\x0a", 2)}};
  flag.offset = 9;
  ForeignColumn count = Numbers<int32_t>("count", "i", {7, 8, 9});
  ForeignStream whole({key, flag, count});
  EXPECT_THAT(*Import(whole), ElementsAre("a|-|-|-|7|-|-|true|-|-|-", "b|-|-|-|8|-|-|false|-|-|-",
                                          "c|-|-|-|9|-|-|true|-|-|-"));
  ForeignStream part({key, flag, count});
  part.batch().offset = 2;
  part.batch().length = 1;
  EXPECT_THAT(*Import(part), ElementsAre("c|-|-|-|9|-|-|true|-|-|-"));
}

TEST_F(ImportTest, BelievesTheBitmapWhenNullsWereNotCounted) {
  EXPECT_THAT(Cells({"count", "l", 3, {std::string("\x05", 1), Bytes<int64_t>({1, 2, 3})}}),
              ElementsAre("1", "-", "3"));
}

TEST_F(ImportTest, TakesSmallerIntegers) {
  EXPECT_THAT(Cells(Numbers<int8_t>("count", "c", {-128, 127})), ElementsAre("-128", "127"));
  EXPECT_THAT(Cells(Numbers<int16_t>("count", "s", {-32768, 5})), ElementsAre("-32768", "5"));
  EXPECT_THAT(Cells(Numbers<int32_t>("count", "i", {-1, 5})), ElementsAre("-1", "5"));
}

TEST_F(ImportTest, TakesLargeTextsForAnyString) {
  for (const char* field : {"text", "code", "grade"}) {
    EXPECT_THAT(Cells({field, "U", 2, {std::nullopt, Bytes<int64_t>({0, 3, 5}), "lowij"}}),
                ElementsAre("low", "ij"));
  }
}

// A view of a text of at most 12 bytes, and one of a longer text in a buffer.
std::string View(const std::string& text) {
  std::string view = Bytes<int32_t>({static_cast<int32_t>(text.size())}) + text;
  view.resize(16);
  return view;
}
std::string View(int32_t length, const std::string& start, int32_t buffer, int32_t from) {
  return Bytes<int32_t>({length}) + start + Bytes<int32_t>({buffer, from});
}

TEST_F(ImportTest, TakesViewsOfTextsForAnyString) {
  for (const char* field : {"text", "code"}) {
    EXPECT_THAT(Cells({field, "vu", 2, {std::nullopt, View("low") + View(""), ""}}),
                ElementsAre("low", testing::AnyOf("", "-")));
    EXPECT_THAT(
        Cells({field,
               "vu",
               3,
               {std::string("\x05", 1), View("low") + View("unread") + View(15, "a te", 1, 2),
                "not this", "..a text of some length", Bytes<int64_t>({8, 23})}}),
        ElementsAre("low", "-", "a text of some "));
  }
  const auto values = std::make_shared<ForeignColumn>(
      ForeignColumn{"", "vu", 2, {std::nullopt, View("2021") + View("2022"), ""}});
  EXPECT_THAT(Cells({"about", "I", 2, {std::nullopt, Bytes<uint32_t>({1, 0})}, 0, 0, values}),
              ElementsAre("2022", "2021"));
}

TEST_F(ImportTest, RefusesAViewOfWhatIsNotThere) {
  const auto wrong =
      WrongIn(1, "text", "has texts that end before they begin, or stand outside their buffer");
  for (const std::string& view :
       {View(-1, "", 0, 0), View(13, "a te", 1, 0), View(13, "a te", -1, 0),
        View(13, "a te", 0, -1), View(13, "a te", 0, 1), View(2147483647, "a te", 0, 2147483647)}) {
    EXPECT_THAT(
        Cells({"text", "vu", 1, {std::nullopt, view, "a text of 13.", Bytes<int64_t>({13})}}),
        ElementsAre(wrong));
  }
  EXPECT_THAT(
      Cells({"text", "vu", 1, {std::nullopt, View("a"), std::nullopt, Bytes<int64_t>({1})}}),
      ElementsAre("a batch of rows does not fit its schema"));
}

TEST_F(ImportTest, TakesADictionaryOfAnyIndexForAnyString) {
  const auto values = std::make_shared<ForeignColumn>(Text("", {"2021", "2022"}));
  const std::vector<std::pair<std::string, std::string>> indices = {
      {"c", Bytes<int8_t>({1, 0, 1})},  {"C", Bytes<uint8_t>({1, 0, 1})},
      {"s", Bytes<int16_t>({1, 0, 1})}, {"S", Bytes<uint16_t>({1, 0, 1})},
      {"i", Bytes<int32_t>({1, 0, 1})}, {"I", Bytes<uint32_t>({1, 0, 1})},
      {"l", Bytes<int64_t>({1, 0, 1})}, {"L", Bytes<uint64_t>({1, 0, 1})}};
  for (const char* field : {"text", "code", "about"}) {
    for (const auto& [format, bytes] : indices) {
      EXPECT_THAT(Cells({field, format, 3, {std::nullopt, bytes}, 0, 0, values}),
                  ElementsAre("2022", "2021", "2022"))
          << field << " " << format;
    }
  }
}

TEST_F(ImportTest, TakesANullInADictionaryForNothing) {
  auto values = std::make_shared<ForeignColumn>(Text("", {"x", "unread \xff"}));
  values->buffers[0] = std::string("\x01", 1);
  EXPECT_THAT(
      Cells({"code", "C", 3, {std::string("\x03", 1), std::string("\0\1\0", 3)}, 0, 1, values}),
      ElementsAre("x", "-", "-"));
}

TEST_F(ImportTest, DoesNotMindAnEntryOfADictionaryThatNoRowUses) {
  const auto values = std::make_shared<ForeignColumn>(Text("", {"\xff", "fine"}));
  EXPECT_THAT(Cells({"code", "C", 1, {std::nullopt, std::string("\1", 1)}, 0, 0, values}),
              ElementsAre("fine"));
}

TEST_F(ImportTest, TakesAColumnOfNullsForAnyType) {
  for (const char* field : {"text", "code", "count", "ratio", "flag", "day", "about", "moment"}) {
    EXPECT_THAT(Cells({field, "n", 2, {}}), ElementsAre("-", "-")) << field;
  }
}

TEST_F(ImportTest, TakesTextsWithoutBytesWhenAllAreEmpty) {
  EXPECT_THAT(Cells({"text", "u", 2, {std::nullopt, Bytes<int32_t>({0, 0, 0}), std::nullopt}}),
              ElementsAre("", ""));
}

TEST_F(ImportTest, TakesAMomentInAnyZoneSinceArrowCountsInUtc) {
  EXPECT_THAT(Cells(Numbers<int64_t>("moment", "tsu:Europe/Amsterdam", {0})),
              ElementsAre("1970-01-01T00:00:00Z"));
}

TEST_F(ImportTest, AsksForNoMoreThanTheKeyWhenOnlyKeysAreWanted) {
  const ImportOptions keys{.key_only = true};
  EXPECT_THAT(Take({Text("key", {"a"})}, keys), ElementsAre("a|-|-|-|-|-|-|-|-|-|-"));
  EXPECT_THAT(Take({Text("key", {"a"}), Text("count", {"unread"})}, keys),
              ElementsAre("a|-|-|-|-|-|-|-|-|-|-"));
}

// ---- What is refused ----------------------------------------------------------------------

TEST_F(ImportTest, RefusesAColumnThatTheSchemaDoesNotKnow) {
  EXPECT_THAT(Take({Text("key", {"a"}), Text("kye", {"a"})}),
              ElementsAre("table `everything` has no field `kye`"));
}

TEST_F(ImportTest, RefusesAColumnThatStandsThereTwice) {
  EXPECT_THAT(Take({Text("key", {"a"}), Text("key", {"a"})}),
              ElementsAre("column `key` stands there twice"));
}

TEST_F(ImportTest, RefusesAStreamWithoutARequiredColumn) {
  EXPECT_THAT(Take({Text("text", {"a"})}), ElementsAre(Wrong("key", "is missing")));
}

TEST_F(ImportTest, RefusesAnotherType) {
  EXPECT_THAT(Cells(Text("count", {"1"})),
              ElementsAre(Wrong("count", "has Arrow type `u`, which does not fit")));
  EXPECT_THAT(Cells(Numbers<int64_t>("text", "l", {1})),
              ElementsAre(Wrong("text", "has Arrow type `l`, which does not fit")));
  for (const char* format : {"L", "g", "tdm", "z", "vz", "+l"}) {
    for (const char* field : {"text", "count", "ratio", "flag", "day", "about", "moment"}) {
      EXPECT_THAT(Cells(Numbers<int64_t>(field, format, {1})),
                  ElementsAre(HasSubstr("does not fit")))
          << field << " " << format;
    }
  }
}

TEST_F(ImportTest, RefusesADictionaryOfAnythingButTexts) {
  const auto numbers = std::make_shared<ForeignColumn>(Numbers<int64_t>("", "l", {1}));
  for (const char* field : {"count", "code"}) {
    EXPECT_THAT(Cells({field, "i", 1, {std::nullopt, Bytes<int32_t>({0})}, 0, 0, numbers}),
                ElementsAre(Wrong(field, "has Arrow type `l`, which does not fit")));
  }
}

TEST_F(ImportTest, RefusesADecimalOfAnotherScaleOrWidth) {
  for (const char* format : {"d:19,2", "d:19,3,256", "d:19", "d:19,33"}) {
    EXPECT_THAT(Cells(Numbers<Int128>("ratio", format, {1})),
                ElementsAre(Wrong("ratio", "must be decimal128 with scale 3")));
  }
  EXPECT_THAT(Cells(Numbers<Int128>("ratio", "d:38,3", {-1})), ElementsAre("-0.001"));
  EXPECT_THAT(Cells(Numbers<Int128>("ratio", "d:38,3,128", {1})), ElementsAre("0.001"));
}

TEST_F(ImportTest, RefusesAValueThatIsOutOfRange) {
  constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
  const auto refused = [](const char* field) {
    return ElementsAre(WrongIn(1, field, "has a value that is out of range"));
  };
  EXPECT_THAT(Cells(Numbers<int64_t>("count", "l", {kLowest})), refused("count"));
  EXPECT_THAT(Cells(Numbers<Int128>("amount", "d:38,2", {Int128{1} << 63})), refused("amount"));
  EXPECT_THAT(Cells(Numbers<Int128>("amount", "d:38,2", {Int128{kLowest}})), refused("amount"));
  EXPECT_THAT(Cells(Numbers<int32_t>("day", "tdD", {2932897})), refused("day"));
  EXPECT_THAT(Cells(Numbers<int32_t>("day", "tdD", {-719163})), refused("day"));
  EXPECT_THAT(Cells(Numbers<int64_t>("moment", "tsu:UTC", {253402300800000000})),
              refused("moment"));
}

TEST_F(ImportTest, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(Cells(Text("text", {"fine", "caf\xe9"})),
              ElementsAre(WrongIn(2, "text", "has text that is not UTF-8")));
  const auto values = std::make_shared<ForeignColumn>(Text("", {"\xc0\xaf"}));
  EXPECT_THAT(Cells({"code", "C", 1, {std::nullopt, std::string("\0", 1)}, 0, 0, values}),
              ElementsAre(WrongIn(1, "code", "has text that is not UTF-8")));
}

TEST_F(ImportTest, RefusesADateTextThatIsNoDate) {
  EXPECT_THAT(Cells(Text("about", {"2021", "soon"})),
              ElementsAre(WrongIn(2, "about", "has a text that is not a date (EDTF)")));
}

TEST_F(ImportTest, RefusesTextsThatEndBeforeTheyBegin) {
  EXPECT_THAT(
      Cells({"text", "u", 2, {std::nullopt, Bytes<int32_t>({0, 3, 1}), "abc"}}),
      ElementsAre(WrongIn(2, "text",
                          "has texts that end before they begin, or stand outside their buffer")));
}

TEST_F(ImportTest, RefusesATextOfMoreThan16Megabytes) {
  EXPECT_THAT(Cells(Text("text", {std::string((16 << 20) + 1, 'x')})),
              ElementsAre(WrongIn(1, "text", "has a text of more than 16 MiB")));
}

TEST_F(ImportTest, RefusesAnIndexOutsideItsDictionary) {
  const auto values = std::make_shared<ForeignColumn>(Text("", {"a", "b"}));
  for (const int64_t index : {int64_t{2}, int64_t{-1}}) {
    for (const char* field : {"code", "text"}) {
      EXPECT_THAT(Cells({field, "l", 1, {std::nullopt, Bytes<int64_t>({index})}, 0, 0, values}),
                  ElementsAre(WrongIn(1, field, "points outside its dictionary")));
    }
  }
}

TEST_F(ImportTest, RefusesABatchThatDoesNotFitItsSchema) {
  const Lines refused = {"a batch of rows does not fit its schema"};
  EXPECT_EQ(Take({Text("key", {"a", "b"}), Numbers<int64_t>("count", "l", {1})}), refused);
  EXPECT_EQ(Take({Text("key", {"a"}), {"count", "l", 1, {std::nullopt, std::nullopt}}}), refused);
  EXPECT_EQ(Take({Text("key", {"a"}), {"count", "l", 1, {std::nullopt}}}), refused);
  ForeignStream fewer({Text("key", {"a"}), Text("text", {"a"})});
  fewer.batch().n_children = 1;
  EXPECT_EQ(Import(fewer).status().message(), refused[0]);
}

TEST_F(ImportTest, RefusesAStreamOfAnythingButRows) {
  ForeignStream stream({Text("key", {"a"})});
  stream.format = "l";
  EXPECT_EQ(Import(stream).status().message(), "a stream of rows must have a struct as its schema");
}

TEST_F(ImportTest, PassesOnWhatTheStreamSaysWhenItFails) {
  ForeignStream speaking({Text("key", {"a"})});
  speaking.fails_with = EIO;
  speaking.error = "the disk is gone";
  EXPECT_EQ(Import(speaking).status(), absl::UnknownError("the disk is gone"));
  ForeignStream silent({Text("key", {"a"})});
  silent.fails_with = 5;
  EXPECT_EQ(Import(silent).status(), absl::UnknownError("a stream of rows failed with code 5"));
  ForeignStream cancelled({Text("key", {"a"})});
  cancelled.fails_with = ECANCELED;
  cancelled.error = "enough";
  EXPECT_EQ(Import(cancelled).status(), absl::CancelledError("enough"));
}

TEST_F(ImportTest, RefusesAStreamThatWasUsedAlready) {
  ArrowArrayStream used{};
  const TablePtr target = snapshot_->table("everything");
  EXPECT_EQ(ImportStream(&used, target->schema_ptr(), target->dictionaries(), {},
                         [](const ChunkPtr&) { return absl::OkStatus(); }),
            absl::FailedPreconditionError("the stream was used already"));
}

TEST_F(ImportTest, StopsWhenTheTakerDoes) {
  ForeignStream stream({Text("key", {"a"})});
  const TablePtr target = snapshot_->table("everything");
  EXPECT_EQ(ImportStream(stream.Get(), target->schema_ptr(), target->dictionaries(), {},
                         [](const ChunkPtr&) { return absl::CancelledError("enough"); }),
            absl::CancelledError("enough"));
  EXPECT_EQ(stream.unreleased(), 0);
}

}  // namespace
}  // namespace stelsel::core
