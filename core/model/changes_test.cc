#include "core/model/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/model/model_test_util.h"
#include "core/model/writer.h"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr std::string_view kPlace = R"({
  "name": "place",
  "fields": [
    {"name": "place", "constraints": {"required": true}},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "words"},
    {"name": "day", "type": "date"}
  ],
  "primaryKey": ["place", "number"]
})";

// The same in another order, with a field more and one that has another name now.
constexpr std::string_view kGrown = R"({
  "name": "place",
  "fields": [
    {"name": "day", "type": "date"},
    {"name": "seats", "type": "integer"},
    {"name": "text", "stelsel:was": ["phrase", "words"]},
    {"name": "number", "type": "integer", "constraints": {"required": true}},
    {"name": "place", "constraints": {"required": true}}
  ],
  "primaryKey": ["place", "number"]
})";

// What writes these rows into an empty table.
TableChange Written(std::string_view schema, const Lines& lines, std::string_view table = "place") {
  const SchemaSetPtr set = SetOf({schema});
  return ChangeOf(*Snapshot::Empty(set), *SnapshotOf(set, table, lines), table);
}

TableChange Between(const Lines& before, const Lines& after) {
  const SchemaSetPtr set = SetOf({kPlace});
  return ChangeOf(*SnapshotOf(set, "place", before), *SnapshotOf(set, "place", after), "place");
}

std::string DigestOf(std::vector<TableChange> changes, const std::string& parent = "") {
  const auto digest = ChangesDigest(parent, changes);
  EXPECT_TRUE(digest.ok()) << digest.status();
  return digest.value_or("");
}

const Lines kRows = {"a|1|some words|2021-12-31", "b|2|-|-", "c|3||2022-01-01"};

TEST(ChangesTest, AreTheRowsToWriteAndTheKeysToErase) {
  const TableChange change =
      Between({"c|1|x|-", "a|1|x|-", "b|1|x|-"}, {"d|1|new|-", "a|1|x|-", "c|1|other|-"});
  EXPECT_THAT(LinesOf(*change.upserts), ElementsAre("c|1|other|-", "d|1|new|-"));
  EXPECT_THAT(LinesOf(*change.erasures), ElementsAre("b|1|x|-"));
  EXPECT_FALSE(change.empty());
  EXPECT_TRUE(Between(kRows, {kRows[2], kRows[0], kRows[1]}).empty());
}

TEST(DigestTest, IsSha256InHexadecimalDigits) {
  EXPECT_THAT(DigestOf({Written(kPlace, kRows)}), MatchesRegex("[0-9a-f]{64}"));
}

// Worked out apart from our code, by `sha256sum` over the bytes that changes.cc tells of: stores
// keep these digests, so they may never change.
TEST(DigestTest, IsThatOfTheBytesAsTheyAreDescribed) {
  EXPECT_EQ(DigestOf({Between({"z|9|gone|-"}, {"a|1|w|1970-01-02"})}, "p"),
            "98406ce028612e4bf46b2b6ad3f7608b2fb482ff42c1a1185685802d10bee288");
}

TEST(DigestTest, DoesNotDependOnTheOrderOfFieldsOnNewOnesOrOnTheirNames) {
  const Lines grown = {"2021-12-31|-|some words|1|a", "-|-|-|2|b", "2022-01-01|-||3|c"};
  EXPECT_EQ(DigestOf({Written(kPlace, kRows)}), DigestOf({Written(kGrown, grown)}));
}

TEST(DigestTest, CountsAValueInANewField) {
  const Lines grown = {"2021-12-31|7|some words|1|a", "-|-|-|2|b", "2022-01-01|-||3|c"};
  EXPECT_NE(DigestOf({Written(kPlace, kRows)}), DigestOf({Written(kGrown, grown)}));
}

TEST(DigestTest, DoesNotDependOnTheOrderOrPartsOfRowsAndTables) {
  const Lines turned = {kRows[2], kRows[0], kRows[1]};
  EXPECT_EQ(DigestOf({Written(kPlace, kRows)}), DigestOf({Written(kPlace, turned)}));
  const SchemaSetPtr set = SetOf({kPlace});
  const SnapshotPtr parts = SnapshotOf(set, "place", turned, 1);
  EXPECT_EQ(DigestOf({Written(kPlace, kRows)}),
            DigestOf({ChangeOf(*Snapshot::Empty(set), *parts, "place")}));
  const TableChange one = Written(kPlace, kRows);
  const TableChange other = Written(kEverything, {std::string(kEverythingLine)}, "everything");
  EXPECT_EQ(DigestOf({one, other}), DigestOf({other, one}));
}

TEST(DigestTest, DoesNotSeeATableThatDoesNotChange) {
  const TableChange none = Written(kEverything, {}, "everything");
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(DigestOf({Written(kPlace, kRows), none}), DigestOf({Written(kPlace, kRows)}));
}

// Any one cell, of each type, and nothing in its place.
TEST(DigestTest, IsAnotherForAnyOtherValue) {
  std::set<std::string> digests = {
      DigestOf({Written(kEverything, {std::string(kEverythingLine)}, "everything")})};
  const std::vector<std::pair<std::string_view, std::string>> cells = {
      {"text", "other"},    {"text", ""},          {"text", "-"},
      {"code", "y"},        {"code", "-"},         {"grade", "high"},
      {"grade", "-"},       {"count", "2"},        {"count", "-1"},
      {"count", "-"},       {"ratio", "0.501"},    {"ratio", "-"},
      {"amount", "2.01"},   {"amount", "-"},       {"flag", "false"},
      {"flag", "-"},        {"day", "2021-09-06"}, {"day", "-"},
      {"about", "2021-36"}, {"about", "-"},        {"moment", "2021-09-05T10:00:01Z"},
      {"moment", "-"}};
  for (const auto& cell : cells) {
    const std::string line = Everything("a", {cell});
    EXPECT_TRUE(digests.insert(DigestOf({Written(kEverything, {line}, "everything")})).second)
        << line;
  }
  EXPECT_TRUE(
      digests.insert(DigestOf({Written(kEverything, {Everything("b")}, "everything")})).second);
}

TEST(DigestTest, IsAnotherForWordsThatMovedToAnotherFieldOrRow) {
  EXPECT_NE(DigestOf({Written(kPlace, {"ab|1|c|-"})}), DigestOf({Written(kPlace, {"a|1|bc|-"})}));
  EXPECT_NE(DigestOf({Written(kPlace, {"a|1|x|-", "b|1|-|-"})}),
            DigestOf({Written(kPlace, {"a|1|-|-", "b|1|x|-"})}));
}

TEST(DigestTest, IsAnotherForAnotherTableSignOrParent) {
  std::string renamed(kPlace);
  renamed.replace(renamed.find("\"place\""), 7, "\"plaza\"");
  const Lines rows = {"a|1|-|-"};
  EXPECT_NE(DigestOf({Written(kPlace, rows)}), DigestOf({Written(renamed, rows, "plaza")}));
  EXPECT_NE(DigestOf({Between({}, rows)}), DigestOf({Between(rows, {})}));
  EXPECT_NE(DigestOf({Between({}, rows)}), DigestOf({Between({}, rows)}, "0123"));
  EXPECT_NE(DigestOf({}), DigestOf({Written(kPlace, rows)}));
}

TEST(DigestTest, CountsOnlyTheKeyOfARowThatIsGone) {
  EXPECT_EQ(DigestOf({Between({"a|1|x|2021-12-31"}, {})}), DigestOf({Between({"a|1|-|-"}, {})}));
  EXPECT_NE(DigestOf({Between({"a|1|x|-"}, {})}), DigestOf({Between({"a|2|x|-"}, {})}));
}

}  // namespace
}  // namespace stelsel::core
