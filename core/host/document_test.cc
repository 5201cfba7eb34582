#include "core/host/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "stelsel/stelsel.hpp"

namespace stelsel::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StrEq;

stelsel::Stream OneColumn(const std::vector<std::string>& cells) {
  stelsel::Builder builder({{"cell", stelsel::Kind::text, 0}});
  for (const std::string& cell : cells) {
    builder.text(0, cell);
    builder.end_row();
  }
  return stelsel::stream_of(std::move(builder));
}

stelsel_element Element(int32_t kind, const char* text, int32_t level = 0) {
  return {sizeof(stelsel_element), kind, level, nullptr, text, nullptr};
}

class DocumentTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Add(Element(STELSEL_TITLE, "Title")), "OK"); }

  std::string Add(const stelsel_element& element, stelsel::Stream rows = {}) {
    const bool given = static_cast<bool>(rows);
    const absl::Status status = document_.Add(element, given ? rows.raw() : nullptr);
    EXPECT_FALSE(rows) << "a stream is taken also when it is refused";
    return status.ok() ? "OK" : std::string(status.message());
  }
  std::string AddWithId(const char* id) {
    stelsel_element element = Element(STELSEL_PARAGRAPH, "text");
    element.id = id;
    return Add(element);
  }
  std::string AddWithOptions(const char* options) {
    stelsel_element element = Element(STELSEL_PARAGRAPH, "text");
    element.options = options;
    return Add(element);
  }
  std::vector<std::string> Cells(size_t index) {
    stelsel::Stream stream;
    EXPECT_TRUE(document_.Rows(index, stream.raw()).ok());
    std::vector<std::string> cells;
    for (stelsel::Rows rows(std::move(stream)); rows.next();) {
      for (size_t i = 0; i < rows.size(); ++i) cells.emplace_back(rows.text(i, 0));
    }
    return cells;
  }

  Document document_{Language::kEn};
};

TEST_F(DocumentTest, GivesBackWhatWasAddedInOrder) {
  stelsel_element section = Element(STELSEL_SECTION, "Section", 2);
  section.id = "part-1";
  section.options = R"({"a": 1})";
  ASSERT_EQ(Add(section), "OK");
  stelsel_element out{};
  out.size = sizeof out;
  ASSERT_TRUE(document_.Get(1, &out).ok());
  EXPECT_EQ(out.kind, STELSEL_SECTION);
  EXPECT_EQ(out.level, 2);
  EXPECT_THAT(out.id, StrEq("part-1"));
  EXPECT_THAT(out.text, StrEq("Section"));
  EXPECT_THAT(out.options, StrEq(R"({"a": 1})"));
  ASSERT_TRUE(document_.Get(0, &out).ok());
  EXPECT_EQ(out.id, nullptr);
  EXPECT_EQ(out.options, nullptr);
  EXPECT_EQ(document_.size(), 2u);
  EXPECT_EQ(document_.language(), Language::kEn);
}

TEST_F(DocumentTest, HandsOutRowsAsOftenAsTheyAreAskedFor) {
  ASSERT_EQ(Add(Element(STELSEL_TABLE, "Table"), OneColumn({"a", "b"})), "OK");
  EXPECT_THAT(Cells(1), ElementsAre("a", "b"));
  EXPECT_THAT(Cells(1), ElementsAre("a", "b"));
}

TEST_F(DocumentTest, HasTheNoteOfTheHostAfterTheTitle) {
  Document document(Language::kEn, "2 rows could not be read");
  ASSERT_TRUE(document.Add(Element(STELSEL_TITLE, "Title"), nullptr).ok());
  ASSERT_TRUE(document.Add(Element(STELSEL_PARAGRAPH, "text"), nullptr).ok());
  ASSERT_EQ(document.size(), 3u);
  stelsel_element out{};
  out.size = sizeof out;
  ASSERT_TRUE(document.Get(1, &out).ok());
  EXPECT_EQ(out.kind, STELSEL_NOTE);
  EXPECT_THAT(out.text, StrEq("2 rows could not be read"));
}

TEST_F(DocumentTest, RefusesAKindItDoesNotKnow) {
  EXPECT_THAT(Add(Element(0, "text")), HasSubstr("unknown kind"));
  EXPECT_THAT(Add(Element(STELSEL_FOOTNOTE + 1, "text")), HasSubstr("unknown kind"));
}

TEST_F(DocumentTest, RefusesALevelOutOfPlace) {
  EXPECT_THAT(Add(Element(STELSEL_SECTION, "text", 0)), HasSubstr("level"));
  EXPECT_THAT(Add(Element(STELSEL_SECTION, "text", 6)), HasSubstr("level"));
  EXPECT_THAT(Add(Element(STELSEL_PARAGRAPH, "text", 1)), HasSubstr("level"));
}

TEST_F(DocumentTest, HasOneTitleAndItIsFirst) {
  EXPECT_THAT(Add(Element(STELSEL_TITLE, "Another")), HasSubstr("title"));
  Document empty(Language::kNl);
  EXPECT_FALSE(empty.Add(Element(STELSEL_PARAGRAPH, "text"), nullptr).ok());
}

TEST_F(DocumentTest, RefusesAnIdThatIsNoAnchorOrIsThereAlready) {
  EXPECT_EQ(AddWithId("a_b-2"), "OK");
  EXPECT_THAT(AddWithId("a_b-2"), HasSubstr("which another has"));
  EXPECT_THAT(AddWithId("A"), HasSubstr("[a-z]"));
  EXPECT_THAT(AddWithId("a b"), HasSubstr("[a-z]"));
  EXPECT_EQ(AddWithId(nullptr), "OK");
  EXPECT_EQ(AddWithId(nullptr), "OK");
}

TEST_F(DocumentTest, RefusesTextThatIsEmptyOrNotUtf8) {
  EXPECT_THAT(Add(Element(STELSEL_NOTE, "")), HasSubstr("no text"));
  EXPECT_THAT(Add(Element(STELSEL_NOTE, nullptr)), HasSubstr("no text"));
  EXPECT_THAT(Add(Element(STELSEL_NOTE, "\xc3")), HasSubstr("not UTF-8"));
  EXPECT_THAT(AddWithOptions("{\"a\": \"\xff\"}"), HasSubstr("not UTF-8"));
}

TEST_F(DocumentTest, RefusesOptionsThatAreNoObject) {
  EXPECT_EQ(AddWithOptions("{}"), "OK");
  EXPECT_THAT(AddWithOptions("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(AddWithOptions("{"), HasSubstr("options:1"));
}

TEST_F(DocumentTest, RefusesRowsWhereNoneBelongAndNoneWhereTheyDo) {
  EXPECT_THAT(Add(Element(STELSEL_PARAGRAPH, "text"), OneColumn({"a"})), HasSubstr("rows"));
  EXPECT_THAT(Add(Element(STELSEL_TABLE, "text")), HasSubstr("rows"));
  EXPECT_THAT(Add(Element(STELSEL_CHART, "text")), HasSubstr("rows"));
}

TEST_F(DocumentTest, RefusesAnElementOfAnImpossibleSize) {
  stelsel_element element = Element(STELSEL_PARAGRAPH, "text");
  element.size = 8;
  EXPECT_THAT(Add(element), HasSubstr("wrong size"));
  EXPECT_FALSE(document_.Get(0, &element).ok());
}

TEST_F(DocumentTest, IsAsItWasAfterARefusal) {
  stelsel::Stream broken = stelsel::stream_of(
      {{"cell", stelsel::Kind::text, 0}},
      [](stelsel::Builder&) -> bool { throw stelsel::Error(STELSEL_CANCELLED, "stopped"); });
  stelsel_element table = Element(STELSEL_TABLE, "Table");
  table.id = "table";
  const absl::Status status = document_.Add(table, broken.raw());
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("stopped"));
  EXPECT_EQ(document_.size(), 1u);
  EXPECT_EQ(AddWithId("table"), "OK");
}

TEST_F(DocumentTest, KnowsNoElementBeyondItsLastAndNoRowsWhereNoneAre) {
  stelsel_element element{};
  element.size = sizeof element;
  ArrowArrayStream stream{};
  EXPECT_EQ(document_.Get(1, &element).code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(document_.Rows(1, &stream).code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(document_.Rows(0, &stream).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace stelsel::core
