#include "core/model/diff_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/model/model_test_util.h"
#include "core/model/stream_cells.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kRegion = R"({
  "name": "region",
  "fields": [
    {"name": "region", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "words"},
    {"name": "day", "type": "date"}
  ],
  "primaryKey": ["number", "region"]
})";

// Another pool for each, so that the same text has another code.
SnapshotPtr Regions(const Lines& lines, const std::string& first = "") {
  const SnapshotPtr empty = Snapshot::Empty(SetOf({kRegion, kEverything}));
  if (!first.empty()) empty->table("region")->dictionaries()[0]->Intern(first);
  Writer writer(empty);
  EXPECT_TRUE(writer.Append("region", ChunkFor(empty, "region", lines)).ok());
  return writer.Commit({});
}

bool Every(std::string_view) { return true; }

// Cells joined by ;, a null as -.
Lines RowsOf(const SnapshotPtr& before, const SnapshotPtr& after, size_t most = 0) {
  ArrowArrayStream stream{};
  ExportDifferences(DifferencesOf(before, after, Every), most, &stream);
  StreamCells cells = StreamCells::Open(&stream).value();
  Lines lines;
  while (cells.Next().value()) {
    std::string line;
    for (size_t i = 0; i < cells.columns().size(); ++i) {
      const std::string* const text = cells.Text(i).value();
      absl::StrAppend(&line, i > 0 ? ";" : "", text != nullptr ? *text : "-");
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(DiffRowsTest, SayWhatWasAddedRemovedAndChangedInTheOrderOfTheKey) {
  const SnapshotPtr before =
      Regions({"e|2|gone|-", "b|2|same|2021-12-31", "a|10|old|2021-12-31", "c|2|x|-"});
  const Lines rows = {"a|10|new|-", "c|2||-", "d|2|here|-", "b|2|same|2021-12-31", "a|1|here|-"};
  EXPECT_THAT(
      RowsOf(before, Regions(rows, "zzz")),
      ElementsAre("region;1|a;added;-;-;-", "region;2|c;changed;words;x;", "region;2|d;added;-;-;-",
                  "region;2|e;removed;-;-;-", "region;10|a;changed;words;old;new",
                  "region;10|a;changed;day;2021-12-31;-"));
}

TEST(DiffRowsTest, FormatEveryTypeAsOurOwnFilesDo) {
  const SchemaSetPtr set = SetOf({kEverything});
  const std::string other =
      "a|other|y|high|2|0.501|2.01|false|2021-09-06|2022|2021-09-05T10:00:01Z";
  EXPECT_THAT(
      RowsOf(SnapshotOf(set, "everything", {std::string(kEverythingLine)}),
             SnapshotOf(set, "everything", {other})),
      ElementsAre("everything;a;changed;text;words;other", "everything;a;changed;code;x;y",
                  "everything;a;changed;grade;low;high", "everything;a;changed;count;1;2",
                  "everything;a;changed;ratio;0.500;0.501", "everything;a;changed;amount;2.00;2.01",
                  "everything;a;changed;flag;true;false",
                  "everything;a;changed;day;2021-09-05;2021-09-06",
                  "everything;a;changed;about;2021-36~;2022",
                  "everything;a;changed;moment;2021-09-05T10:00:00Z;2021-09-05T10:00:01Z"));
}

TEST(DiffRowsTest, AreNoneBetweenTheSameRows) {
  const Lines rows = {"a|1|x|-", "b|1||2021-12-31"};
  EXPECT_TRUE(DifferencesOf(Regions(rows), Regions({rows[1], rows[0]}, "zzz"), Every).empty());
  EXPECT_THAT(RowsOf(Regions(rows), Regions(rows)), IsEmpty());
}

TEST(DiffRowsTest, TakeATableThatOneLacksForEmptyAndOnlyTablesThatAreWanted) {
  const SnapshotPtr none = Snapshot::Empty(SetOf({kRegion, kEverything}));
  EXPECT_THAT(RowsOf(none, Regions({"a|1|x|-"})), ElementsAre("region;1|a;added;-;-;-"));
  EXPECT_THAT(RowsOf(Regions({"a|1|x|-"}), none), ElementsAre("region;1|a;removed;-;-;-"));
  EXPECT_TRUE(DifferencesOf(none, Regions({"a|1|x|-"}), [](std::string_view table) {
                return table == "everything";
              }).empty());
}

TEST(DiffRowsTest, DoNotCountRowsOfPacks) {
  Writer writer(Regions({"a|1|x|-"}));
  writer.SetPlugin(std::make_shared<const std::string>("pack"));
  ChunkBuilder chunk = writer.NewChunk("region").value();
  ASSERT_TRUE(writer.Append("region", ChunkOf(std::move(chunk), {"b|1|x|-"})).ok());
  EXPECT_THAT(RowsOf(Regions({"a|1|x|-"}), writer.Commit({})), IsEmpty());
}

// A little before the first difference stays, and no code point is cut in two.
TEST(DiffRowsTest, ShowOfLongTextsThePartWhereTheyDiffer) {
  const std::string begin = "een lang verhaal dat begint ";
  EXPECT_THAT(RowsOf(Regions({"a|1|" + begin + "één|-"}), Regions({"a|1|" + begin + "èén|-"}), 8),
              ElementsAre("region;1|a;changed;words;…t één;…t èén"));
  EXPECT_THAT(RowsOf(Regions({"a|1|kort|-"}), Regions({"a|1|éé456789x|-"}), 8),
              ElementsAre("region;1|a;changed;words;kort;éé456789…"));
  EXPECT_THAT(RowsOf(Regions({"a|1|12345678|-"}), Regions({"a|1|-|-"}), 8),
              ElementsAre("region;1|a;changed;words;12345678;-"));
}

TEST(DiffRowsTest, ComeInBatchesAndAllOfThem) {
  Lines rows;
  for (int i = 0; i < 70000; ++i) rows.push_back(absl::StrCat("r|", i, "|x|2021-12-31"));
  Lines changed = rows;
  for (std::string& line : changed) line.replace(line.find("x|"), 2, "y|");
  const SchemaSetPtr set = SetOf({kRegion, kEverything});
  const Lines lines =
      RowsOf(SnapshotOf(set, "region", rows), SnapshotOf(set, "region", changed, 10000));
  ASSERT_EQ(lines.size(), rows.size());
  for (size_t i = 0; i < lines.size(); i += 999)
    EXPECT_EQ(lines[i], absl::StrCat("region;", i, "|r;changed;words;x;y"));
}

// The other way round everything is turned, line by line.
RC_GTEST_PROP(DiffRowsProperty, AreTurnedWhenTheSnapshotsAre, ()) {
  const auto some_rows = [] {
    Lines lines;
    for (const auto& [number, words] :
         *rc::gen::container<std::map<int, int>>(rc::gen::inRange(0, 30), rc::gen::inRange(0, 3)))
      lines.push_back(absl::StrCat("r", number % 3, "|", number, "|w", words, "|-"));
    return lines;
  };
  const SnapshotPtr one = Regions(some_rows()), other = Regions(some_rows(), "zzz");
  const Lines there = RowsOf(one, other), back = RowsOf(other, one);
  RC_ASSERT(there.size() == back.size());
  for (size_t i = 0; i < there.size(); ++i) {
    std::string turned = back[i];
    if (const size_t at = turned.find(";added;"); at != std::string::npos) {
      turned.replace(at, 7, ";removed;");
    } else if (const size_t gone = turned.find(";removed;"); gone != std::string::npos) {
      turned.replace(gone, 9, ";added;");
    } else {
      const size_t was = turned.find(";words;") + 7, is = turned.rfind(';');
      turned = absl::StrCat(turned.substr(0, was), turned.substr(is + 1), ";",
                            turned.substr(was, is - was));
    }
    RC_ASSERT(there[i] == turned);
  }
}

}  // namespace
}  // namespace stelsel::core
