#include "render/markdown_drawing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/markdown.h"
#include "stelsel/document.hpp"
#include "test_charts.h"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Sheet;
using testing::HasSubstr;
using testing::Not;

const Words kDutch("nl");

// What stands below the caption of a chart, up to the next.
std::string TextOf(const std::string& all, const std::string& caption) {
  const std::size_t start = all.find("**" + caption + "**\n\n");
  EXPECT_NE(start, std::string::npos);
  const std::size_t from = start + caption.size() + 6;
  return all.substr(from, all.find("\n\n**", from) - from);
}

std::string AllCharts() {
  TestDocument document;
  WriteCharts(*document);
  return RenderMarkdown(*document);
}

std::string Times(const char* text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(MarkdownDrawingTest, TilesStandOnTheirPlacesAndAreNamedBelow) {
  const std::string text = TextOf(AllCharts(), "Kaart");
  EXPECT_THAT(text, testing::StartsWith("```text\n       FL  J\nUT  N\n\n"
                                        "J = Ja   N = Nee   I = In ontwikkeling\n```\n"));
  EXPECT_THAT(text, HasSubstr("| FL   | Flevoland | Ja    |"));
}

TEST(MarkdownDrawingTest, AMatrixIsALetterForEachPair) {
  EXPECT_EQ(TextOf(AllCharts(), "Matrix"),
            "```text\nRegio  A1 B2\nAlmere J  I\nZwolle ·  N\n\n"
            "J = Ja   N = Nee   I = In ontwikkeling\n```");
}

TEST(MarkdownDrawingTest, LongHeadsOfAMatrixAreNumbers) {
  TestDocument document;
  Sheet sheet({{"r", "Regio"}, {"t", "Onderwerp"}, {"s", "Stand"}});
  sheet.row("Almere", "A1 Toegang", "x").row("Almere", "A1 Wonen", "y");
  std::move(sheet).chart(*document, "M",
                         {"matrix", {{"row", "r"}, {"column", "t"}, {"value", "s"}}, {}});
  EXPECT_THAT(RenderMarkdown(*document), HasSubstr("Regio  1 2\nAlmere x y\n\n"
                                                   "1 = A1 Toegang\n2 = A1 Wonen\n"));
}

TEST(MarkdownDrawingTest, NumbersAlongALineAreBars) {
  EXPECT_EQ(TextOf(AllCharts(), "Lijn"),
            "```text\n1 januari 2021  Plan  " + Times("█", 15) + std::string(15, ' ') +
                "  10\n                Feit  " + Times("▒", 12) + std::string(18, ' ') +
                "  8\n1 januari 2022  Plan  " + Times("█", 30) + "  20\n```");
}

TEST(MarkdownDrawingTest, ATimelineHasBarsWithTheirDays) {
  EXPECT_EQ(TextOf(AllCharts(), "Tijdlijn"),
            "```text\n█ Ja   ▒ Nee   ░ In ontwikkeling\n\nAlmere\n  " + Times("█", 11) +
                std::string(19, ' ') + "  1 januari 2021 – 3 maart 2021: Besluit (Ja)\nZwolle\n  " +
                std::string(29, ' ') + "▒" + "  22 juni 2021: Start (Nee)\n```");
}

TEST(MarkdownDrawingTest, FlowsAndStepsAreBars) {
  const std::string all = AllCharts();
  EXPECT_EQ(TextOf(all, "Stroom"), "```text\nNee             → Ja   " + Times("█", 30) +
                                       "  4\nNee             → Nee  " + Times("█", 15) +
                                       std::string(15, ' ') + "  2\nIn ontwikkeling → Ja   " +
                                       Times("█", 8) + std::string(22, ' ') + "  1\n```");
  EXPECT_THAT(TextOf(all, "Brug"),
              HasSubstr("Begin  " + Times("█", 24) + std::string(6, ' ') + "  € 1.000,00\nErbij  " +
                        std::string(24, ' ') + Times("▓", 6) + "    € 250,50\nEraf   " +
                        std::string(20, ' ') + Times("▒", 10) + "   € -400,00\n"));
}

TEST(MarkdownDrawingTest, WhatADrawingDoesNotSayStandsInItsRows) {
  TestDocument document;
  Sheet sheet(
      {{"l", "Stap"}, {"e", "Bedrag", As::euro}, {"b", "Bron"}, {"m", "illustratief", As::mark}});
  sheet.row("Begin", 100000, "nota", true).row("Ooit", nullptr, "onbekend", false);
  std::move(sheet).chart(*document, "B", {"bridge", {{"label", "l"}, {"amount", "e"}}, {}});
  const std::string text = RenderMarkdown(*document);
  EXPECT_THAT(text, HasSubstr("| Begin (**illustratief**) | € 1.000,00 | nota"));
  EXPECT_THAT(text, HasSubstr("| Ooit"));
  EXPECT_THAT(TextOf(AllCharts(), "Brug"), Not(HasSubstr("|")));
}

TEST(MarkdownTableTest, LinksLeadOut) {
  TestDocument document;
  Sheet sheet({{"n", "Naam", As::text, {.link = "l"}}, {"l", "", As::hidden_text}});
  sheet.row("a|b", "regio/x.html").row("c", "https://nl.example/(d)").row("e", "#f");
  sheet.row("https://nl.example", "https://nl.example");
  std::move(sheet).table(*document, "T");
  const std::string text = RenderMarkdown(*document);
  for (const char* part : {"| [a\\|b](regio/x.html) ", "| [c](<https://nl.example/(d)>) |", "| e  ",
                           "| https://nl.example  "})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(MarkdownDrawingTest, AWithheldNumberOfABarIsNot0) {
  TestDocument document;
  Sheet sheet(
      {{"l", "Wat"}, {"n", "Mensen", As::integer, {.withheld = "w"}}, {"w", "", As::hidden_flag}});
  sheet.row("x", 3, true).row("y", 12, false);
  std::move(sheet).chart(*document, "B", {"stacked_bar", {{"label", "l"}}, {{"n", "Mensen"}}});
  EXPECT_THAT(RenderMarkdown(*document), HasSubstr("  afgeschermd\n"));
}

TEST(MarkdownDrawingTest, HostileTextsStayWithinTheirBlocks) {
  TestDocument document;
  Sheet sheet({{"a", "Van"}, {"b", "Naar"}, {"n", "Aantal", As::integer}});
  for (const std::string& text : HostileTexts()) sheet.row(text + "\n```\n# kop", text, 1);
  std::move(sheet).chart(*document, "F",
                         {"flow", {{"from", "a"}, {"to", "b"}, {"amount", "n"}}, {}});
  const std::string text = RenderMarkdown(*document);
  EXPECT_THAT(text, Not(HasSubstr("\n```\n# kop")));
  EXPECT_THAT(text, Not(HasSubstr("\n# kop")));
  EXPECT_EQ(RenderMarkdown(*document), text);
}

}  // namespace
}  // namespace reporting
