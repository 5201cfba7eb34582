#include "core/schema/generate/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace stelsel::core {
namespace {

using testing::HasSubstr;
using testing::Not;

TableSchemaPtr Read(const std::string& json) {
  auto schema = ReadTableSchema(json, "t.json", "core");
  EXPECT_TRUE(schema.ok()) << schema.status();
  return *schema;
}

// What is generated for a table `t` with these fields behind its key.
std::string TableWith(const std::string& fields, const std::string& name = "t",
                      const std::string& plugin = "") {
  return GenerateTables(
      {Read(absl::StrCat(R"({"name": ")", name, R"(", "primaryKey": "id", "fields": [
        {"name": "id", "constraints": {"required": true}}, )",
                         fields, "]}"))},
      plugin);
}

// Long, since it holds the whole header: what a reader of tables.hpp sees is what is promised.
TEST(GenerateTablesTest, WritesAHeaderThatReadsAsIfByHand) {
  const TableSchemaPtr schema = Read(R"({
    "name": "survey_answer",
    "title": "Answer", "description": "What a region answered, in the words of the source, which may run on for so long that the comment takes two lines.",
    "stelsel:nl": {"title": "Antwoord"},
    "fields": [
      {"name": "region", "title": "Region", "constraints": {"required": true}},
      {"name": "status", "title": "Status", "stelsel:nl": {"title": "Stand"},
       "constraints": {"required": true, "enum": ["nee", "ja"]}},
      {"name": "given_on", "title": "Given on", "stelsel:edtf": true},
      {"name": "amount", "title": "Amount", "type": "number", "stelsel:unit": "EUR"}
    ],
    "primaryKey": ["region", "status"],
    "foreignKeys": [{"fields": "region", "reference": {"resource": "region", "fields": "region"}}]
  })");
  EXPECT_EQ(GenerateTables({schema}, "survey"),
            R"(// The tables of survey as C++ rows. Generated from their schema files; change those.
//
// One struct a table, one member a field, in the order of the schema. A field that may be
// empty is a std::optional. Texts are views: when reading, into the batch at hand, so copy
// what must live longer than the callback; when writing, into memory of yours, which must
// live until the call returns. An enum that holds a value its schema does not list reads as
// `unlisted`, which cannot be written. See stelsel.hpp for reading and writing rows.
#ifndef SURVEY_TABLES_HPP_
#define SURVEY_TABLES_HPP_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "stelsel/stelsel.hpp"

namespace survey::tables {

/// Answer (Antwoord).
/// What a region answered, in the words of the source, which may run on for so long that the
/// comment takes two lines.
/// Key: region, status.
struct Answer {
  static constexpr std::string_view table = "survey_answer";

  enum class Status { unlisted = -1, nee, ja };
  friend constexpr auto codes_of(Status) {
    return std::array<std::string_view, 2>{"nee", "ja"};
  }

  /// Region (Region). Refers to region.
  std::string_view region{};
  /// Status (Stand).
  Status status{};
  /// Given on (Given on). EDTF.
  std::optional<std::string_view> given_on{};
  /// Amount (Amount). Unit: EUR.
  std::optional<stelsel::Cents> amount{};

  static constexpr auto columns() {
    return std::make_tuple(
        stelsel::column("region", &Answer::region),
        stelsel::column("status", &Answer::status),
        stelsel::column("given_on", &Answer::given_on),
        stelsel::column("amount", &Answer::amount));
  }
};

}  // namespace survey::tables

#endif  // SURVEY_TABLES_HPP_
)");
}

TEST(GenerateTablesTest, GivesEachTypeItsCppType) {
  const std::string text = TableWith(R"({"name": "a", "type": "integer"},
    {"name": "b", "type": "number", "stelsel:scale": 3}, {"name": "c", "type": "boolean"},
    {"name": "d", "type": "date"}, {"name": "e", "type": "datetime"},
    {"name": "f", "stelsel:code": true}, {"name": "g", "type": "integer", "constraints": {"required": true}})");
  EXPECT_THAT(text, HasSubstr("  std::optional<std::int64_t> a{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<stelsel::Decimal<3>> b{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<bool> c{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<stelsel::Date> d{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<stelsel::DateTime> e{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<std::string_view> f{};\n"));
  EXPECT_THAT(text, HasSubstr("  std::int64_t g{};\n"));
}

TEST(GenerateTablesTest, PutsTheCoresTablesIntoItsOwnNamespace) {
  const std::string text = TableWith(R"({"name": "x"})", "my_table");
  EXPECT_THAT(text, HasSubstr("#ifndef STELSEL_TABLES_HPP_\n"));
  EXPECT_THAT(text, HasSubstr("namespace stelsel::tables {\n"));
  EXPECT_THAT(text, HasSubstr("struct MyTable {\n"));
}

TEST(GenerateTablesTest, LeavesOutAnEmptyDescription) {
  EXPECT_THAT(TableWith(R"({"name": "x"})"), HasSubstr("/// t (t).\n/// Key: id.\nstruct T {"));
}

// ---- Names --------------------------------------------------------------------------------

std::string EnumOf(const std::string& codes) {
  const std::string text =
      TableWith(absl::StrCat(R"({"name": "kind", "constraints": {"enum": [)", codes, "]}}"));
  const auto from = text.find("enum class Kind");
  return text.substr(from, text.find("\n\n", from) - from);
}

TEST(GeneratedNameTest, MakesANameOfAnyCode) {
  EXPECT_EQ(
      EnumOf(R"("BW+MO", "24/7", "", "class", "é")"),
      "enum class Kind { unlisted = -1, BW_MO, _24_7, _, class_, __ };\n"
      "  friend constexpr auto codes_of(Kind) {\n"
      "    return std::array<std::string_view, 5>{\"BW+MO\", \"24/7\", \"\", \"class\", \"é\"};\n"
      "  }");
}

TEST(GeneratedNameTest, KeepsCodesApartThatWouldBeOneName) {
  EXPECT_THAT(EnumOf(R"("a-b", "a+b", "a_b", "a_b_2")"),
              HasSubstr("{ unlisted = -1, a_b, a_b_2, a_b_3, a_b_2_2 }"));
}

TEST(GeneratedNameTest, KeepsACodeApartFromUnlisted) {
  EXPECT_THAT(EnumOf(R"("unlisted", "listed")"), HasSubstr("{ unlisted = -1, unlisted_, listed }"));
}

TEST(GeneratedNameTest, QuotesCodesAsCppDoes) {
  EXPECT_THAT(EnumOf(R"("a\"b", "c\\d")"), HasSubstr(R"({"a\"b", "c\\d"})"));
}

TEST(GeneratedNameTest, AvoidsKeywordsAndItsOwnMembers) {
  const std::string text =
      TableWith(R"({"name": "new"}, {"name": "requires"}, {"name": "table"}, {"name": "columns"})");
  for (const char* name : {"new", "requires", "table", "columns"}) {
    EXPECT_THAT(text, HasSubstr(absl::StrCat("std::optional<std::string_view> ", name, "_{};\n")));
    EXPECT_THAT(text, HasSubstr(absl::StrCat("stelsel::column(\"", name, "\", &T::", name, "_)")));
  }
}

TEST(GeneratedNameTest, KeepsAnEnumApartFromItsStruct) {
  const std::string text =
      TableWith(R"({"name": "status", "constraints": {"enum": ["a"]}})", "survey_status", "survey");
  EXPECT_THAT(text, HasSubstr("struct Status {\n"));
  EXPECT_THAT(text, HasSubstr("  enum class Status_ { unlisted = -1, a };\n"));
  EXPECT_THAT(text, HasSubstr("  std::optional<Status_> status{};\n"));
}

TEST(GeneratedNameTest, AvoidsAKeywordAsNamespace) {
  EXPECT_THAT(TableWith(R"({"name": "x"})", "export_t", "export"),
              HasSubstr("namespace export_::tables {\n"));
}

// ---- Comments -----------------------------------------------------------------------------

TEST(GeneratedCommentTest, WrapsAt100Columns) {
  std::string words;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&words, "word", i, " ");
  const std::string text =
      TableWith(absl::StrCat(R"({"name": "x", "description": ")", words, "\"}"));
  std::vector<std::string> long_lines;
  for (size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    if (end - begin > 100) long_lines.push_back(text.substr(begin, end - begin));
  }
  EXPECT_THAT(long_lines, testing::IsEmpty());
  EXPECT_THAT(text, HasSubstr("word99\n"));
}

TEST(GeneratedCommentTest, StaysACommentWhateverTheTextHolds) {
  const std::string text = TableWith(R"({"name": "x", "description": "one\ntwo\r\nthree \\"})");
  EXPECT_THAT(text, HasSubstr("  /// x (x). one two three \\.\n  std::optional"));
}

// ---- Embedded files -----------------------------------------------------------------------

TEST(GenerateEmbeddedTest, WritesASourceThatHoldsTheFiles) {
  EXPECT_EQ(GenerateEmbedded("EmbeddedThings", {{"a.json", "{\"x\": 1}\n"}, {"b.json", ""}}),
            R"(// Generated at build from the files it names.
#include "core/schema/embedded.h"

namespace stelsel::core {

std::vector<EmbeddedFile> EmbeddedThings() {
  return {
{"a.json", R"embedded({"x": 1}
)embedded"},
{"b.json", R"embedded()embedded"},
  };
}

}  // namespace stelsel::core
)");
}

}  // namespace
}  // namespace stelsel::core
