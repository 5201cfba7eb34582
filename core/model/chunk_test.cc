#include "core/model/chunk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/model/dictionary.h"
#include "core/model/model_test_util.h"
#include "core/model/table.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ChunkTest : public testing::Test {
 protected:
  ChunkBuilder Builder() { return ChunkBuilder(schema_, dictionaries_); }

  // The rows of a chunk as lines.
  Lines Read(ChunkPtr chunk) {
    return LinesOf(Table(schema_, dictionaries_, {{std::move(chunk), nullptr}}));
  }

  SchemaSetPtr schemas_ = SetOf({kEverything});
  TableSchemaPtr schema_ = schemas_->Find("everything");
  DictionaryPool pool_{*schemas_};
  std::vector<Dictionary*> dictionaries_ = pool_.Of(*schemas_, *schema_);
};

TEST_F(ChunkTest, KeepsAValueOfEachType) {
  EXPECT_THAT(Read(ChunkOf(Builder(), {std::string(kEverythingLine)})),
              ElementsAre(kEverythingLine));
}

TEST_F(ChunkTest, KeepsExtremes) {
  const Lines lines = {
      Everything("a", {{"count", "9223372036854775807"}, {"ratio", "-9223372036854775.807"}}),
      Everything("b", {{"count", "-9223372036854775807"}, {"amount", "-0.01"}}),
      Everything("c", {{"day", "0001-01-01"}, {"moment", "9999-12-31T23:59:59.999999Z"}}),
      Everything("d", {{"text", "ĳssel €"}, {"code", "ë"}, {"flag", "false"}})};
  EXPECT_EQ(Read(ChunkOf(Builder(), lines)), lines);
}

TEST_F(ChunkTest, TellsAnEmptyTextFromNone) {
  const Lines lines = {Everything("a", {{"text", ""}, {"code", ""}}),
                       Everything("b", {{"text", "-"}, {"code", "-"}})};
  EXPECT_EQ(Read(ChunkOf(Builder(), lines)), lines);
}

TEST_F(ChunkTest, KeepsANullAtEveryPlaceOfAByte) {
  for (size_t rows = 1; rows <= 18; ++rows) {
    for (size_t null = 0; null < rows; ++null) {
      Lines lines(rows, std::string(kEverythingLine));
      lines[null] = "a|-|-|-|-|-|-|-|-|-|-";
      const ChunkPtr chunk = ChunkOf(Builder(), lines);
      EXPECT_EQ(Read(chunk), lines) << null << " of " << rows;
      EXPECT_EQ(chunk->columns[0].null_count, 0);
      EXPECT_EQ(chunk->columns[1].null_count, 1);
    }
  }
}

TEST_F(ChunkTest, HasNoBitmapWithoutNulls) {
  const ChunkPtr chunk = ChunkOf(Builder(), Lines(9, std::string(kEverythingLine)));
  for (const Column& column : chunk->columns) EXPECT_THAT(column.valid, IsEmpty());
}

TEST_F(ChunkTest, LeavesOutADroppedRowWithItsNullsAndTexts) {
  ChunkBuilder builder = Builder();
  BeginRow(builder, "dropped|-|-|-|-|-|-|-|-|-|-");
  builder.DropRow();
  BeginRow(builder, kEverythingLine);
  builder.EndRow();
  BeginRow(builder, "dropped|a long text that goes");
  builder.DropRow();
  BeginRow(builder, Everything("b", {{"text", "-"}}));
  builder.EndRow();
  const ChunkPtr chunk = builder.Finish();
  EXPECT_THAT(Read(chunk), ElementsAre(kEverythingLine, Everything("b", {{"text", "-"}})));
  EXPECT_EQ(chunk->columns[1].text, "words");
  EXPECT_EQ(chunk->columns[1].null_count, 1);
  EXPECT_THAT(chunk->columns[2].valid, IsEmpty());
}

TEST_F(ChunkTest, FinishLeavesOutARowThatWasNotEndedAndStartsAnew) {
  ChunkBuilder builder = Builder();
  BeginRow(builder, "a|-|-|-|-|-|-|-|-|-|-");
  builder.EndRow();
  BeginRow(builder, "not ended|words|-");
  EXPECT_THAT(Read(builder.Finish()), ElementsAre("a|-|-|-|-|-|-|-|-|-|-"));
  EXPECT_EQ(builder.rows(), 0u);
  BeginRow(builder, kEverythingLine);
  builder.EndRow();
  EXPECT_THAT(Read(builder.Finish()), ElementsAre(kEverythingLine));
}

TEST_F(ChunkTest, TakesSeveralRowsColumnByColumn) {
  ChunkBuilder builder = Builder();
  for (size_t field = 0; field < schema_->fields.size(); ++field) {
    for (int row = 0; row < 3; ++row) builder.AppendNull(field);
  }
  for (int row = 0; row < 2; ++row) builder.EndRow();
  builder.DropRow();
  const ChunkPtr chunk = builder.Finish();
  EXPECT_EQ(chunk->rows, 2u);
  EXPECT_EQ(chunk->columns[1].null_count, 2);
}

TEST_F(ChunkTest, IsFullAt65536Rows) {
  ChunkBuilder builder = Builder();
  for (size_t row = 0; row < Chunk::kMaxRows; ++row) {
    ASSERT_FALSE(builder.full());
    for (size_t field = 0; field < schema_->fields.size(); ++field) builder.AppendNull(field);
    builder.EndRow();
  }
  EXPECT_TRUE(builder.full());
  EXPECT_EQ(builder.Finish()->rows, Chunk::kMaxRows);
  EXPECT_FALSE(builder.full());
}

TEST_F(ChunkTest, KnowsWhereEachRowStands) {
  ChunkBuilder builder = Builder();
  builder.SetFile(std::make_shared<const std::string>("region.csv"));
  BeginRow(builder, kEverythingLine);
  builder.EndRow(2, 40);
  BeginRow(builder, kEverythingLine);
  builder.DropRow();
  BeginRow(builder, kEverythingLine);
  builder.EndRow(7, 310);
  const ChunkPtr chunk = builder.Finish();
  EXPECT_EQ(*chunk->place(0).file, "region.csv");
  EXPECT_EQ(chunk->place(1).line, 7u);
  EXPECT_EQ(chunk->place(1).byte, 310);
}

TEST_F(ChunkTest, HasNoPlacesWhenItIsNotFromAFile) {
  const ChunkPtr chunk = ChunkOf(Builder(), {std::string(kEverythingLine)});
  EXPECT_EQ(chunk->place(0).file, nullptr);
  EXPECT_EQ(chunk->place(0).line, 0u);
}

TEST_F(ChunkTest, SelectKeepsTheRowsWhoseBitIsSet) {
  ChunkBuilder builder = Builder();
  builder.SetFile(std::make_shared<const std::string>("f.csv"));
  for (uint32_t row = 0; row < 20; ++row) {
    BeginRow(builder, row % 3 == 0 ? "a|-|-|-|-|-|-|-|-|-|-"
                                   : Everything(std::to_string(row), {{"flag", "false"}}));
    builder.EndRow(row + 2, row * 10);
  }
  const ChunkPtr chunk = Select(*builder.Finish(), {0b10000011, 0, 0b1000});
  EXPECT_THAT(
      Read(chunk),
      ElementsAre("a|-|-|-|-|-|-|-|-|-|-", Everything("1", {{"flag", "false"}}),
                  Everything("7", {{"flag", "false"}}), Everything("19", {{"flag", "false"}})));
  EXPECT_EQ(chunk->place(3).line, 21u);
  EXPECT_EQ(chunk->place(3).byte, 190);
}

TEST_F(ChunkTest, SelectDropsTheBitmapWithTheLastNull) {
  const ChunkPtr chunk = ChunkOf(Builder(), {"a|-|-|-|-|-|-|-|-|-|-", Everything("b")});
  const ChunkPtr selected = Select(*chunk, {0b10});
  EXPECT_EQ(selected->columns[1].null_count, 0);
  EXPECT_THAT(selected->columns[1].valid, IsEmpty());
}

TEST_F(ChunkTest, AColumnWithoutAnyValueStoresNothing) {
  const ChunkPtr chunk = ChunkOf(Builder(), Lines(9, "a|-|-|-|-|-|-|-|-|-|-"));
  for (size_t i = 1; i < chunk->columns.size(); ++i) {
    const Column& column = chunk->columns[i];
    EXPECT_TRUE(column.HasOnlyNulls());
    EXPECT_EQ(column.null_count, 9);
    EXPECT_EQ(column.valid.size() + column.values.bytes() + column.text.size(), 0u);
    EXPECT_THAT(column.offsets, IsEmpty());
  }
}

TEST_F(ChunkTest, NullsDoNotWidenAColumn) {
  Lines lines;
  for (int row = 0; row < 100; ++row) {
    const std::string count = std::to_string(1'000'000 + row * row % 7);
    lines.push_back(Everything("a", {{"count", row % 3 == 0 ? "-" : count}}));
  }
  const ChunkPtr chunk = ChunkOf(Builder(), lines);
  EXPECT_EQ(Read(chunk), lines);
  EXPECT_EQ(chunk->columns[static_cast<size_t>(schema_->IndexOf("count"))].values.bytes(), 100u);
}

TEST_F(ChunkTest, KeepsARepeatedTextOnce) {
  Lines lines;
  for (int row = 0; row < 300; ++row) {
    const std::string text = row % 7 == 0 ? "-" : row % 5 == 0 ? "" : row % 2 == 0 ? "even" : "odd";
    lines.push_back(Everything("a", {{"text", text}}));
  }
  const ChunkPtr chunk = ChunkOf(Builder(), lines);
  EXPECT_EQ(Read(chunk), lines);
  const Column& column = chunk->columns[1];
  EXPECT_EQ(column.text, "oddeven");
  EXPECT_EQ(column.text_count(), 3u);
  EXPECT_EQ(column.values.bytes(), 300u);
}

TEST_F(ChunkTest, TextsThatAllDifferNeedNoNumbers) {
  Lines lines;
  for (int row = 0; row < 5000; ++row)
    lines.push_back(Everything("a", {{"text", std::to_string(row)}}));
  const ChunkPtr chunk = ChunkOf(Builder(), lines);
  EXPECT_EQ(Read(chunk), lines);
  EXPECT_TRUE(chunk->columns[1].values.CountsUp());
  EXPECT_EQ(chunk->columns[1].values.bytes(), 0u);
}

// A text of a dropped row must not be found again.
TEST_F(ChunkTest, ATextOfADroppedRowMayComeAgain) {
  ChunkBuilder builder = Builder();
  for (const char* text : {"one", "two"}) {
    BeginRow(builder, Everything("dropped", {{"text", "two"}}));
    builder.DropRow();
    BeginRow(builder, Everything("a", {{"text", text}}));
    builder.EndRow();
  }
  EXPECT_THAT(Read(builder.Finish()),
              ElementsAre(Everything("a", {{"text", "one"}}), Everything("a", {{"text", "two"}})));
  // Nor one of the chunk before, also when it has the same number.
  for (const char* text : {"two", "one", ""}) {
    BeginRow(builder, Everything("a", {{"text", text}}));
    builder.EndRow();
  }
  EXPECT_THAT(Read(builder.Finish()),
              ElementsAre(Everything("a", {{"text", "two"}}), Everything("a", {{"text", "one"}}),
                          Everything("a", {{"text", ""}})));
}

TEST_F(ChunkTest, IsFullByTextsEachRepetitionCounted) {
  ChunkBuilder builder = Builder();
  const std::string text(16 << 20, 'x');
  for (int row = 0; row < 16; ++row) {
    ASSERT_FALSE(builder.full());
    builder.AppendText(1, text);
    for (size_t field = 0; field < schema_->fields.size(); ++field) {
      if (field != 1) builder.AppendNull(field);
    }
    builder.EndRow();
  }
  EXPECT_TRUE(builder.full());
  EXPECT_EQ(builder.Finish()->columns[1].text.size(), text.size());
  EXPECT_FALSE(builder.full());
}

TEST_F(ChunkTest, PlacesOnALineTakeNoMemory) {
  ChunkBuilder builder = Builder();
  builder.SetFile(std::make_shared<const std::string>("f.csv"));
  for (uint32_t row = 0; row < 1000; ++row) {
    BeginRow(builder, kEverythingLine);
    builder.EndRow(row + 2, 5'000'000'000 + row * 100 + (row == 500 ? 7 : 0));
  }
  const ChunkPtr chunk = builder.Finish();
  EXPECT_EQ(chunk->lines.bytes(), 0u);
  EXPECT_EQ(chunk->bytes.bytes(), 1000u);
  EXPECT_EQ(chunk->place(500).byte, 5'000'050'007);
  EXPECT_EQ(chunk->place(999).line, 1001u);
}

// As a reader does that parses on two threads. Codes may come in any order; texts do not change.
TEST_F(ChunkTest, BuildersOfOneTableMayWorkSideBySide) {
  std::vector<Lines> lines(2);
  std::vector<ChunkPtr> chunks(2);
  for (size_t i = 0; i < lines.size(); ++i) {
    for (size_t row = 0; row < 3000; ++row) {
      const std::string code = std::to_string((row * (i + 1) + i) % 2500);
      lines[i].push_back(Everything(code, {{"code", code}, {"text", code}}));
    }
  }
  std::thread other([&] { chunks[0] = ChunkOf(Builder(), lines[0]); });
  chunks[1] = ChunkOf(Builder(), lines[1]);
  other.join();
  EXPECT_EQ(Read(chunks[0]), lines[0]);
  EXPECT_EQ(Read(chunks[1]), lines[1]);
}

TEST_F(ChunkTest, AScalarOfATextIsAnEmptyOne) {
  ChunkBuilder builder = Builder();
  for (int row = 0; row < 2; ++row) {
    BeginRow(builder, kEverythingLine);
    builder.EndRow();
  }
  builder.AppendScalar(1, 0);
  for (size_t field = 0; field < schema_->fields.size(); ++field) {
    if (field != 1) builder.AppendNull(field);
  }
  builder.EndRow();
  BeginRow(builder, Everything("dropped", {{"text", ""}}));
  const ChunkPtr chunk = builder.Finish();
  EXPECT_EQ(chunk->columns[1].Text(2), "");
  EXPECT_FALSE(chunk->columns[1].IsNull(2));
}

// Numbers at the bounds of what a byte, two, four hold, with and without nulls.
RC_GTEST_FIXTURE_PROP(ChunkTest, GivesBackWhateverNumbersAndTextsWereAppended, ()) {
  const auto numbers =
      *rc::gen::container<std::vector<rc::Maybe<int64_t>>>(rc::gen::maybe(rc::gen::map(
          rc::gen::pair(rc::gen::elementOf(std::vector<int64_t>{0, 255, 65535, 0xFFFFFFFF}),
                        rc::gen::inRange<int64_t>(-2, 3)),
          [](const std::pair<int64_t, int64_t>& near) { return near.first + near.second; })));
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      numbers.size(), rc::gen::element<std::string>("-", "", "a", "ab", "twaalf dagen", "ĳ"));
  Lines lines;
  for (size_t i = 0; i < numbers.size(); ++i) {
    lines.push_back(Everything(
        texts[i] == "-" ? "a" : texts[i],
        {{"count", numbers[i] ? std::to_string(*numbers[i]) : "-"}, {"text", texts[i]}}));
  }
  const ChunkPtr chunk = ChunkOf(Builder(), lines);
  RC_ASSERT(Read(chunk) == lines);
  const auto live =
      *rc::gen::container<Bits>((lines.size() + 7) / 8, rc::gen::arbitrary<uint8_t>());
  Lines selected;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (GetBit(live, i)) selected.push_back(lines[i]);
  }
  RC_ASSERT(Read(Select(*chunk, live)) == selected);
}

// Whatever is begun, ended and dropped, in whatever order: what was ended is there.
RC_GTEST_FIXTURE_PROP(ChunkTest, HoldsExactlyTheRowsThatWereEnded, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<bool, bool>>>(
      rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()));
  ChunkBuilder builder = Builder();
  Lines expected;
  for (const auto& [null, ended] : steps) {
    const std::string key = std::to_string(expected.size());
    const std::string line =
        null ? key + "|-|-|-|-|-|-|-|-|-|-"
             : Everything(key, {{"flag", expected.size() % 2 == 0 ? "true" : "false"}});
    BeginRow(builder, line);
    if (ended) {
      builder.EndRow();
      expected.push_back(line);
    } else {
      builder.DropRow();
    }
  }
  RC_ASSERT(Read(builder.Finish()) == expected);
}

}  // namespace
}  // namespace stelsel::core
