#include "render/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_document.h"

namespace reporting {
namespace {

using stelsel::Kind;
using testing::HasSubstr;
using testing::Not;

const Words kDutch("nl");

TEST(MarkdownEscapeTest, WhatWouldBeMarkupIsEscaped) {
  EXPECT_EQ(EscapeMarkdown("*a* `b` [c](d) <e> |f| ~g~ $h$ \\i"),
            "\\*a\\* \\`b\\` \\[c\\](d) \\<e> \\|f\\| \\~g\\~ \\$h\\$ \\\\i");
  EXPECT_EQ(EscapeMarkdown("_a_ &amp; R&D A & B"), "\\_a\\_ \\&amp; R&D A & B");
  EXPECT_EQ(EscapeMarkdown("kop ## C#"), "kop \\#\\# C#");
}

TEST(MarkdownEscapeTest, OrdinaryTextStaysReadable) {
  const std::string text = "ijssel_vecht: §4.1 (noot 5), -21,8% + 3.000 - 's-Hertogenbosch!";
  EXPECT_EQ(EscapeMarkdown(text), text);
}

TEST(MarkdownEscapeTest, WhatWouldBeMarkupAtTheStartOfALineIsEscapedThere) {
  EXPECT_EQ(WrapMarkdown("- a", "", ""), "\\- a\n");
  EXPECT_EQ(WrapMarkdown("12. a", "", ""), "12\\. a\n");
  EXPECT_EQ(WrapMarkdown("> a", "", ""), "\\> a\n");
  EXPECT_EQ(WrapMarkdown("# a", "", ""), "\\# a\n");
  EXPECT_EQ(WrapMarkdown("a\n===", "", ""), "a\\\n\\===\n");
  EXPECT_EQ(WrapMarkdown("-5 graden in 2021. Zo", "", ""), "-5 graden in 2021. Zo\n");
}

TEST(MarkdownWrapTest, LinesAreAtMostAHundredCharacters) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "woord ";
  text += "1. ";
  const std::string wrapped = WrapMarkdown(text + text, "> ", "> ");
  std::size_t start = 0;
  for (std::size_t end; (end = wrapped.find('\n', start)) != std::string::npos; start = end + 1) {
    EXPECT_LE(end - start, 100u);
    EXPECT_EQ(wrapped.substr(start, 2), "> ");
  }
}

TEST(MarkdownTableTest, ColumnsAreAlignedAndNumbersStandRight) {
  TableView table{{{"Naam", false}, {"Aantal", true}},
                  {{{"één", "3"}, {}}, {{"twee | drie", ""}, {"illustratief"}}}};
  EXPECT_EQ(MarkdownTable(table, kDutch),
            "| Naam                            | Aantal |\n"
            "| ------------------------------- | -----: |\n"
            "| één                             |      3 |\n"
            "| twee \\| drie (**illustratief**) |      – |\n");
}

TEST(MarkdownTableTest, ATableThatIsTooWideBecomesAList) {
  TableView table{{{"Onderwerp", false}, {"Toelichting", false}, {"Bron", false}},
                  {{{"A1", std::string(150, 'x') + " slot", ""}, {"illustratief"}}}};
  EXPECT_EQ(MarkdownTable(table, kDutch), "- **A1** (**illustratief**)\n  - Toelichting: " +
                                              std::string(150, 'x') + "\n    slot\n");
}

TEST(MarkdownTableTest, LineEndsInACellDoNotBreakTheTable) {
  TableView table{{{"X", false}}, {{{"a\nb"}, {}}}};
  EXPECT_THAT(MarkdownTable(table, kDutch), HasSubstr("| a<br>b |\n"));
}

TEST(MarkdownTableTest, AnEmptyTableSaysSo) {
  EXPECT_EQ(MarkdownTable({{{"X", false}}, {}}, kDutch), "Geen rijen.\n");
}

BarsView Bars(std::vector<BarsView::Bar> bars) {
  BarsView chart{"Onderwerp", {{"ja", Tone::kGood}, {"nee", Tone::kBad}}, std::move(bars), 0};
  for (const BarsView::Bar& bar : chart.bars) chart.longest = std::max(chart.longest, bar.total);
  return chart;
}

std::string Times(const char* text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(MarkdownChartTest, BarsAreInProportionWithTheirFiguresBesideThem) {
  EXPECT_EQ(
      MarkdownBars(Bars({{"A1", {2, 1}, 3}, {"B1 lang", {0, 1}, 1}, {"C", {0, 0}, 0}}), kDutch),
      "```text\n█ ja   ▒ nee\n\n"
      "A1       " +
          Times("█", 20) + Times("▒", 10) +
          "  2 / 1\n"
          "B1 lang  " +
          Times("▒", 10) + Times(" ", 20) +
          "  0 / 1\n"
          "C        " +
          Times(" ", 30) + "  0 / 0\n```\n");
}

TEST(MarkdownChartTest, NoValueDisappears) {
  EXPECT_THAT(MarkdownBars(Bars({{"A1", {1, 999}, 1000}}), kDutch),
              HasSubstr("█" + Times("▒", 29) + "  1 / 999"));
}

TEST(MarkdownChartTest, NothingInALabelEndsTheBlock) {
  EXPECT_THAT(MarkdownBars(Bars({{"a ```` b", {1, 0}, 1}}), kDutch),
              testing::AllOf(testing::StartsWith("`````text\n"), testing::EndsWith("\n`````\n")));
}

TEST(MarkdownTest, ADocumentReadsFromTitleToFootnotes) {
  TestDocument document;
  document->title("Titel", R"({"subtitle": "op 1 mei"})");
  document->section(1, "Deel");
  document->section(3, "Onderdeel");
  document->paragraph("Een alinea.");
  document->footnote("bron *x*");
  document->note("Weinig regio's.");
  document->table("Tabel", "{}", RowsFor({{"a", Kind::text, 0}}, {{"b"}}));
  document->footnote("bron *x*");
  EXPECT_EQ(RenderMarkdown(*document),
            "# Titel\n\nop 1 mei\n\n## Deel\n\n### Onderdeel\n\nEen alinea.[^1]\n\n"
            "> **Let op:** Weinig regio's.\n\n**Tabel**[^1]\n\n| a   |\n| --- |\n| b   |\n\n"
            "[^1]: bron \\*x\\*\n");
}

TEST(MarkdownTest, NothingFromTheDataBecomesMarkup) {
  TestDocument document;
  document->title("# <script>alert(1)</script>");
  document->paragraph("![x](http://a/b.png)\n\n    code\n- [ ] taak\n[^1]: nep");
  const std::string text = RenderMarkdown(*document);
  EXPECT_THAT(text, Not(HasSubstr("\n\n    ")));
  EXPECT_THAT(text, HasSubstr("# \\# \\<script>"));
  EXPECT_THAT(text,
              HasSubstr("!\\[x\\](http://a/b.png)\\\ncode\\\n\\- \\[ \\] taak\\\n\\[^1\\]: nep"));
}

TEST(MarkdownTest, TheSameDocumentGivesTheSameBytes) {
  TestDocument document;
  document->title("t");
  document->table("c", "{}", RowsFor({{"a", Kind::text, 0}}, {{"b"}}));
  EXPECT_EQ(RenderMarkdown(*document), RenderMarkdown(*document));
}

}  // namespace
}  // namespace reporting
