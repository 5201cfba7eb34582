#include "core/model/stream_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/model/arrow.h"
#include "core/model/foreign_stream_test_util.h"
#include "core/model/model_test_util.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// All rows, cells joined by |, a null as -; or why not.
Lines Read(ArrowArrayStream* stream) {
  auto cells = StreamCells::Open(stream);
  if (!cells.ok()) return {std::string(cells.status().message())};
  Lines lines;
  while (true) {
    const auto more = cells->Next();
    if (!more.ok()) return {std::string(more.status().message())};
    if (!*more) return lines;
    std::string line;
    for (size_t i = 0; i < cells->columns().size(); ++i) {
      const auto text = cells->Text(i);
      if (!text.ok()) return {std::string(text.status().message())};
      absl::StrAppend(&line, i > 0 ? "|" : "", *text == nullptr ? "-" : **text);
    }
    lines.push_back(line);
  }
}

// The same of columns written out by hand; all that was handed out is released.
Lines ReadForeign(std::vector<ForeignColumn> columns) {
  ForeignStream stream(std::move(columns));
  const Lines lines = Read(stream.Get());
  EXPECT_EQ(stream.unreleased(), 0);
  return lines;
}

TEST(StreamCellsTest, GiveEachTypeOfATableAsOurOwnFilesHaveIt) {
  const SnapshotPtr snapshot =
      SnapshotOf(SetOf({kEverything}), "everything",
                 {std::string(kEverythingLine), Everything("b", {{"flag", "-"}, {"code", "-"}})});
  ArrowArrayStream stream{};
  const TablePtr table = snapshot->table("everything");
  ExportTable(table, snapshot->pool(), AllFields(table->schema()), &stream);
  EXPECT_THAT(Read(&stream), ElementsAre(std::string(kEverythingLine),
                                         Everything("b", {{"flag", "-"}, {"code", "-"}})));
}

TEST(StreamCellsTest, GiveFloatsInTheFewestDigitsThatReadBackTheSame) {
  const double odd = std::numeric_limits<double>::infinity();
  EXPECT_THAT(ReadForeign({Numbers<double>("x", "g", {0.1, -2, 1e300, odd, -odd})}),
              ElementsAre("0.1", "-2", "1e+300", "INF", "-INF"));
  EXPECT_THAT(ReadForeign({Numbers<float>("x", "f", {0.5f})}), ElementsAre("0.5"));
}

TEST(StreamCellsTest, TellColumnsByNameAndKind) {
  ForeignStream stream({Text("a", {"x"}), Numbers<int64_t>("b", "l", {1})});
  const auto cells = StreamCells::Open(stream.Get());
  ASSERT_TRUE(cells.ok()) << cells.status();
  EXPECT_EQ(cells->IndexOf("b"), 1);
  EXPECT_EQ(cells->IndexOf("c"), -1);
  EXPECT_EQ(cells->columns()[1].kind, StreamCells::Kind::kInteger);
}

TEST(StreamCellsTest, RefuseWhatCannotBeRead) {
  ArrowArrayStream used{};
  EXPECT_THAT(Read(&used), ElementsAre("the stream was used already"));
  EXPECT_THAT(ReadForeign({Numbers<int64_t>("a", "tdm", {1})}),
              ElementsAre(HasSubstr("column `a` has Arrow type `tdm`")));
  EXPECT_THAT(ReadForeign({Text("a", {"x"}), Text("a", {"y"})}),
              ElementsAre("column `a` stands there twice"));
  EXPECT_THAT(ReadForeign({}), ElementsAre("a stream of rows has no columns"));
  EXPECT_THAT(ReadForeign({Text("a", {"\xff"})}),
              ElementsAre("column `a` has text that is not UTF-8"));
  EXPECT_THAT(ReadForeign({{"a", "l", 3, {std::nullopt}}}),
              ElementsAre("a batch of rows does not fit its schema"));
  EXPECT_THAT(ReadForeign({{"a", "d:38,2,256", 0, {std::nullopt, ""}}}),
              ElementsAre("column `a` must be decimal128 with a scale of 0 to 18"));
}

}  // namespace
}  // namespace stelsel::core
