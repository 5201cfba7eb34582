#include "render/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_document.h"

namespace reporting {
namespace {

using testing::ElementsAre;

TEST(OutlineTest, SectionsNestWithoutGapsWhateverTheirLevels) {
  TestDocument document;
  for (const int level : {3, 5, 2, 3, 1, 4}) document->section(level, "x");
  std::vector<int> depths;
  for (const Item& item : MakeOutline(*document).items) depths.push_back(item.depth);
  EXPECT_THAT(depths, ElementsAre(1, 2, 1, 2, 1, 2));
}

TEST(OutlineTest, FootnotesBelongToWhatStandsBeforeThemAndAreNumbered) {
  TestDocument document;
  document->title("t");
  document->footnote("bron a");
  document->paragraph("p");
  document->footnote("bron b");
  document->footnote("bron a");
  const Outline outline = MakeOutline(*document);
  ASSERT_EQ(outline.footnotes.size(), 2u);
  EXPECT_EQ(outline.footnotes[0].text, "bron a");
  EXPECT_EQ(outline.footnotes[0].times, 2u);
  ASSERT_EQ(outline.references.size(), 1u);
  ASSERT_EQ(outline.items[0].references.size(), 2u);
  EXPECT_EQ(outline.items[0].references[0].note, 2u);
  EXPECT_EQ(outline.items[0].references[1].note, 1u);
  EXPECT_EQ(outline.items[0].references[1].times, 2u);
}

TEST(OutlineTest, AnchorsThatAreMadeCannotMeetOnesThatWereGiven) {
  TestDocument document;
  document->section(1, "a", "e1");
  document->section(1, "b");
  const Outline outline = MakeOutline(*document);
  EXPECT_EQ(outline.items[0].anchor, "e1");
  EXPECT_EQ(outline.items[1].anchor, "E1");
}

TEST(OutlineTest, HeadingsAreOneLineAndParagraphsKeepTheirs) {
  TestDocument document;
  document->title("a\nb", R"({"subtitle": "c\nd"})");
  document->section(1, "e\nf");
  document->paragraph("g\nh");
  const Outline outline = MakeOutline(*document);
  EXPECT_EQ(outline.title, "a b");
  EXPECT_EQ(outline.subtitle, "c d");
  EXPECT_EQ(outline.items[0].text, "e f");
  EXPECT_EQ(outline.items[1].text, "g\nh");
}

}  // namespace
}  // namespace reporting
