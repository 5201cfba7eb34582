#include "render/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <regex>
#include <set>

#include "stelsel/document.hpp"
#include "test_document.h"

namespace reporting {
namespace {

using stelsel::Kind;
using testing::HasSubstr;
using testing::Not;

const Words kDutch("nl");

const char kBars[] = R"({"kind": "stacked_bar", "label": "l", "title": "Onderwerp", "series": [
  {"name": "ja", "title": "ja", "tone": "good"}, {"name": "nee", "title": "nee", "tone": "bad"}]})";

// One of everything.
void Fill(stelsel::Document& out) {
  out.title("Titel", R"({"subtitle": "op 1 mei"})");
  out.section(1, "Eerste", "first");
  out.section(2, "Onderdeel");
  out.paragraph("Een alinea.");
  out.footnote("bron");
  out.note("Weinig regio's.");
  out.section(1, "Tweede");
  out.table("Tabel",
            R"({"columns": [{"name": "a", "title": "Onderwerp", "kind": "text"},
                {"name": "n", "title": "Aantal", "kind": "integer"},
                {"name": "m", "title": "illustratief", "kind": "mark"}]})",
            RowsFor({{"a", Kind::text, 0}, {"n", Kind::integer, 0}, {"m", Kind::boolean, 0}},
                    {{"A1", "3", "1"}, {"B1", "-", "0"}}));
  out.footnote("bron");
  out.chart("Grafiek", kBars,
            RowsFor({{"l", Kind::text, 0}, {"ja", Kind::integer, 0}, {"nee", Kind::integer, 0}},
                    {{"A1", "2", "1"}, {"B1", "0", "0"}}));
}

std::string Html(const char* language = "nl") {
  TestDocument document(language);
  Fill(*document);
  return RenderHtml(*document);
}

std::vector<std::string> Matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    found.push_back((*it)[1].str());
  }
  return found;
}

// The page without its style sheet and script, whose signs are no markup.
std::string Body(std::string html) {
  for (const std::string name : {"style", "script"}) {
    const std::size_t from = html.find("<" + name + ">") + name.size() + 2;
    html.erase(from, html.find("</" + name + ">", from) - from);
  }
  return html;
}

TEST(HtmlTest, ThePageStandsOnItsOwn) {
  const std::string html = Html();
  EXPECT_THAT(html, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"nl\">"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  for (const char* outside : {"<link", "<img", "http://", "https://", "@import", "src="}) {
    EXPECT_THAT(html, Not(HasSubstr(outside))) << outside;
  }
  // One style sheet and one script, which the policy knows by their hashes, and no other.
  EXPECT_EQ(Matches(html, "(<script)").size(), 1u);
  EXPECT_EQ(Matches(html, "(<style)").size(), 1u);
  EXPECT_EQ(Matches(html, "(sha256-[A-Za-z0-9+/]{43}=)").size(), 2u);
  EXPECT_THAT(html, Not(HasSubstr("unsafe-inline")));
}

TEST(HtmlTest, ItSpeaksTheLanguageOfTheDocument) {
  EXPECT_THAT(Html("en"), HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(Html("en"), HasSubstr("Please note"));
}

TEST(HtmlTest, HeadingsNestAndTheContentsLeadToThem) {
  const std::string html = Html();
  EXPECT_THAT(html, HasSubstr("<h1>Titel</h1>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"first\">Eerste</h2>"));
  EXPECT_THAT(html, HasSubstr("<h3 id=\"E2\">Onderdeel</h3>"));
  EXPECT_THAT(html, HasSubstr("<ol>\n<li><a href=\"#first\">Eerste</a><ol>\n"
                              "<li><a href=\"#E2\">Onderdeel</a></li>\n</ol>\n</li>\n"
                              "<li><a href=\"#E6\">Tweede</a></li>\n</ol>\n</nav>"));
}

TEST(HtmlTest, EveryLinkHasItsTargetAndEveryIdIsThereOnce) {
  const std::string html = Body(Html());
  const auto ids = Matches(html, " id=\"([^\"]*)\"");
  const std::set<std::string> unique(ids.begin(), ids.end());
  EXPECT_EQ(ids.size(), unique.size());
  for (const std::string& target : Matches(html, "href=\"#([^\"]*)\"")) {
    EXPECT_EQ(unique.count(target), 1u) << target;
  }
  for (const std::string& names : Matches(html, "aria-labelledby=\"([^\"]*)\"")) {
    for (const std::string& name : Matches(names, "([^ ]+)"))
      EXPECT_EQ(unique.count(name), 1u) << name;
  }
}

TEST(HtmlTest, EveryElementIsClosedInItsPlace) {
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*?(/?)>");
  const std::set<std::string> alone{"meta", "br"};
  const std::string html = Body(Html());
  std::vector<std::string> open;
  for (std::sregex_iterator it(html.begin(), html.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2].str();
    if ((*it)[3].length() > 0 || alone.count(name) > 0) continue;
    if ((*it)[1].length() == 0) {
      open.push_back(name);
    } else {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), name);
      open.pop_back();
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST(HtmlTest, TablesNameTheirRowsAndColumns) {
  const std::string html = Html();
  EXPECT_THAT(html, HasSubstr("<caption role=\"caption\" id=\"E7\">Tabel<sup>"));
  EXPECT_THAT(html,
              HasSubstr("<th scope=\"col\" role=\"columnheader\">Onderwerp</th>"
                        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Aantal</th>"));
  EXPECT_THAT(
      html,
      HasSubstr("<th scope=\"row\" role=\"rowheader\">A1 <span class=\"badge\">"
                "illustratief</span></th>"
                "<td role=\"cell\" data-title=\"Aantal\" class=\"number\" data-v=\"3\">3</td>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"unseen\">geen gegeven</span>"));
}

TEST(HtmlTest, AColumnOfTextsToReadGetsRoom) {
  const TableView table{{{"Onderwerp", false}, {"Toelichting", false}},
                        {{{"A1", std::string(80, 'x')}, {}}}};
  const std::string html = HtmlTable(table, "t", "Tabel", kDutch);
  EXPECT_THAT(html, HasSubstr("<table role=\"table\" class=\"texts\">"));
  EXPECT_THAT(html, HasSubstr("<td role=\"cell\" data-title=\"Toelichting\" class=\"long\">"));
}

TEST(HtmlTest, ManyColumnsOfTextsToReadShareTheRoom) {
  const auto table = [](std::size_t texts, std::size_t others) {
    TableView view;
    view.columns.assign(texts + others, {"Kop", false});
    view.rows.push_back({std::vector<Cell>(texts, std::string(80, 'x')), {}});
    view.rows[0].cells.resize(texts + others);
    return HtmlTable(view, "t", "Tabel", kDutch);
  };
  EXPECT_THAT(table(1, 5), HasSubstr(" class=\"texts\">"));
  EXPECT_THAT(table(2, 1), HasSubstr(" class=\"texts\">"));
  EXPECT_THAT(table(2, 3), HasSubstr(" class=\"texts many\">"));
  EXPECT_THAT(table(3, 0), HasSubstr(" class=\"texts many\">"));
}

TEST(HtmlTest, FootnotesAreReachedAndLeftByEveryReference) {
  const std::string html = Html();
  EXPECT_THAT(html, HasSubstr("Een alinea.<sup><a id=\"R1-1\" href=\"#N1\" role=\"doc-noteref\" "
                              "aria-label=\"Noot 1\">1</a></sup></p>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"N1\">bron <a href=\"#R1-1\""));
  EXPECT_THAT(html, HasSubstr("href=\"#R1-2\""));
}

TEST(HtmlTest, ABarSaysInWordsWhatItShows) {
  const std::string html = Html();
  EXPECT_THAT(html, HasSubstr("<svg role=\"img\""));
  EXPECT_THAT(html, HasSubstr(">A1</title>"));
  EXPECT_THAT(html, HasSubstr(">ja 2, nee 1</desc>"));
  EXPECT_THAT(html, HasSubstr("<rect class=\"good\" x=\"0.00%\" y=\"1\" width=\"66.67%\""));
  EXPECT_THAT(html, HasSubstr("<rect class=\"bad\" x=\"66.67%\" y=\"1\" width=\"33.33%\""));
  EXPECT_THAT(html, HasSubstr("<summary>Cijfers bij deze grafiek</summary>"));
}

TEST(HtmlTest, SeriesOfTheSameToneAreFilledDifferently) {
  BarsView chart{"x", {{"a"}, {"b"}, {"c"}}, {{"l", {1, 1, 1}, 3}}, 3};
  const std::string html = HtmlBars(chart, "c", {}, kDutch);
  for (const char* fill : {"\"plain\" x=\"0.", "\"more1\" x=\"33.", "\"more2\" x=\"66."}) {
    EXPECT_THAT(html, HasSubstr(fill));
  }
}

TEST(HtmlTest, NothingFromTheDataBecomesMarkup) {
  const std::string evil = "\"><script>alert('x')</script>&amp;\xE2\x80\xAE";
  TestDocument document;
  document->title(evil, R"({"subtitle": "<i>"})");
  document->section(1, evil);
  document->paragraph(evil);
  document->note(evil);
  document->footnote(evil);
  document->table(evil, "{}", RowsFor({{evil, Kind::text, 0}}, {{evil}}));
  document->chart(evil, R"({"kind": "stacked_bar", "label": "l", "title": "<b>", "series":
                           [{"name": "n", "title": "<b>", "tone": "\"><b>"}]})",
                  RowsFor({{"l", Kind::text, 0}, {"n", Kind::integer, 0}}, {{evil, "1"}}));
  const std::string html = RenderHtml(*document);
  EXPECT_EQ(Matches(html, "(<script)").size(), 1u);
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("<i>")));
  EXPECT_THAT(html, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(html,
              HasSubstr("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;"));
}

using stelsel::As;
using stelsel::Sheet;

const stelsel::ColumnLook kStatuses{{{"ja", "Ja", "good", "J"}, {"nee", "Nee", "bad", "N"}}};

std::string Rendered(const std::function<void(stelsel::Document&)>& write) {
  TestDocument document;
  write(*document);
  return Body(RenderHtml(*document));
}

TEST(HtmlTest, TheDayStandsUnderTheTitleUnlessTheTitleSaysIt) {
  const auto page = [](const char* subtitle) {
    return Rendered([&](stelsel::Document& out) {
      out.title("t", std::string(R"({"as_of": "2021-12-31", "subtitle": ")") + subtitle + "\"}");
    });
  };
  EXPECT_THAT(page("s"),
              HasSubstr("<time datetime=\"2021-12-31\">Peildatum 31 december 2021</time>"));
  EXPECT_THAT(page("op 31 december 2021"), Not(HasSubstr("<time")));
}

TEST(HtmlTest, CellsHaveLettersLinksAndWhatRowsAreSortedBy) {
  const std::string html = Rendered([](stelsel::Document& out) {
    Sheet sheet({{"r", "Regio", As::text, {.facet = true, .link = "l"}},
                 {"l", "", As::hidden_text},
                 {"s", "Stand", As::text, kStatuses},
                 {"e", "Euro", As::euro, {.withheld = "w"}},
                 {"w", "", As::hidden_flag}});
    sheet.row("a", "a.html?x=1&y", "nee", -5, false).row("b", "javascript:x", "ja", 5, true);
    std::move(sheet).table(out, "t");
  });
  EXPECT_THAT(html, HasSubstr("role=\"columnheader\" data-facet>Regio"));
  EXPECT_THAT(html, HasSubstr("<a href=\"a.html?x=1&amp;y\" rel=\"noopener noreferrer\">a</a>"));
  EXPECT_THAT(html, Not(HasSubstr("javascript")));
  EXPECT_THAT(html,
              HasSubstr("data-v=\"1\"><span class=\"code bad\" data-letter=\"N\">Nee</span>"));
  EXPECT_THAT(html, HasSubstr("data-v=\"-0.05\">€ -0,05</td>"));
  EXPECT_THAT(html, HasSubstr("class=\"number\"><i class=\"withheld\">afgeschermd</i></td>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"why\">Afgeschermd: het getal telt minder dan 5"));
}

// A page with one chart of this kind, whose rows have a text, a status, a number, a day and a flag.
std::string ChartPage(const stelsel::Chart& chart) {
  return Rendered([&](stelsel::Document& out) {
    Sheet sheet({{"t", "Regio"},
                 {"s", "Stand", As::text, kStatuses},
                 {"n", "Aantal", As::integer},
                 {"d", "Dag", As::date},
                 {"f", "", As::hidden_flag},
                 {"x", "", As::hidden_integer}});
    const auto day = [](int at) { return stelsel::Date(std::chrono::days(at)); };
    sheet.row("een", "ja", 30, day(18'000), true, 0).row("twee", "nee", 10, day(18'400), false, 1);
    std::move(sheet).chart(out, "Grafiek", chart, "c");
  });
}

TEST(HtmlChartTest, ATileHasItsCodeAndLetterAndTheMapItsCounts) {
  const std::string html = ChartPage(
      {"tile_map", {{"x", "x"}, {"y", "x"}, {"code", "t"}, {"label", "t"}, {"value", "s"}}});
  EXPECT_THAT(html, HasSubstr("<g data-row=\"1\"><title>twee: Nee</title><rect class=\"bad\""));
  EXPECT_THAT(html, HasSubstr(">N</text></g>"));
  EXPECT_THAT(html, HasSubstr("Kaart met 2 tegels. Ja: 1, Nee: 1."));
}

TEST(HtmlChartTest, AMatrixIsATableOfLetters) {
  const std::string html = ChartPage({"matrix", {{"row", "t"}, {"column", "s"}, {"value", "s"}}});
  EXPECT_THAT(html, HasSubstr("<table class=\"matrix\">"));
  EXPECT_THAT(html, HasSubstr("<td class=\"good\" data-row=\"0\"><abbr title=\"Ja\">"));
  EXPECT_THAT(html, HasSubstr("<td class=\"nothing\"><span class=\"unseen\">geen gegeven"));
}

TEST(HtmlChartTest, LinesSayWhereTheyBeginAndEnd) {
  const std::string html =
      ChartPage({"line", {{"x", "d"}}, {{"n", "Plan", "plain", true}, {"x", "Echt", "good"}}});
  EXPECT_THAT(html, HasSubstr("Plan: van 30 (14 april 2019) naar 10 (18 mei 2020)."));
  EXPECT_THAT(html, HasSubstr("class=\"run line1 dashed\""));
  EXPECT_THAT(html, HasSubstr("class=\"run line-good\""));
}

TEST(HtmlChartTest, ATimelineSaysItsSpanAndEachThing) {
  const std::string html =
      ChartPage({"timeline", {{"lane", "t"}, {"from", "d"}, {"text", "t"}, {"value", "s"}}});
  EXPECT_THAT(html, HasSubstr("2 gebeurtenissen, verdeeld over 2 banen, van 14 april 2019 tot en"));
  EXPECT_THAT(html, HasSubstr("<title>een: een, 14 april 2019, Ja</title>"));
}

TEST(HtmlChartTest, AFlowSaysWhatWentWhere) {
  const std::string html = ChartPage({"flow", {{"from", "s"}, {"to", "t"}, {"amount", "n"}}});
  EXPECT_THAT(html, HasSubstr("Ja → een: 30; Nee → twee: 10."));
  EXPECT_THAT(html, HasSubstr("class=\"ribbon good\""));
}

TEST(HtmlChartTest, ABridgeSaysUpAndDown) {
  const std::string html = ChartPage({"bridge", {{"label", "t"}, {"amount", "n"}, {"total", "f"}}});
  EXPECT_THAT(html, HasSubstr(">stand: 30</desc>"));
  EXPECT_THAT(html, HasSubstr(">omhoog: +10</desc>"));
}

TEST(HtmlChartTest, EveryChartHasItsTableAndAKindThatIsNotKnownIsOne) {
  EXPECT_THAT(ChartPage({"bridge", {{"label", "t"}, {"amount", "n"}}}),
              HasSubstr("<caption role=\"caption\" id=\"c-Figures\">Grafiek</caption>"));
  const std::string pie = ChartPage({"pie", {}});
  EXPECT_THAT(pie, Not(HasSubstr("<figure")));
  EXPECT_THAT(pie, HasSubstr("<caption role=\"caption\" id=\"c\">Grafiek</caption>"));
}

TEST(HtmlChartTest, WhatIsTooMuchToDrawIsATable) {
  const std::string html = Rendered([](stelsel::Document& out) {
    Sheet sheet({{"t", "T"}, {"n", "N", As::integer}});
    for (int i = 0; i < 6000; ++i) sheet.row("x" + std::to_string(i), i);
    std::move(sheet).chart(out, "c", {"matrix", {{"row", "t"}, {"column", "t"}, {"value", "n"}}});
  });
  EXPECT_THAT(html, HasSubstr("Te veel om te tekenen"));
  EXPECT_THAT(html, HasSubstr(">x5999</th>"));
}

TEST(HtmlTest, ALongTableGoesOutInPieces) {
  TestDocument document;
  Sheet sheet({{"t", "T", As::text}});
  for (int i = 0; i < 20'000; ++i) sheet.row("rij " + std::to_string(i));
  std::move(sheet).table(*document, "t");
  std::size_t largest = 0, pieces = 0;
  RenderHtml(*document, [&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    ++pieces;
  });
  EXPECT_GT(pieces, 10u);
  EXPECT_LT(largest, 100'000u);
}

TEST(HtmlTest, TheSameDocumentGivesTheSameBytes) { EXPECT_EQ(Html(), Html()); }

}  // namespace
}  // namespace reporting
