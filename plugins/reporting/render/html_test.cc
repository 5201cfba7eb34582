#include "render/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

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

TEST(HtmlTest, ThePageStandsOnItsOwn) {
  const std::string html = Html();
  EXPECT_THAT(html, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"nl\">"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  for (const char* outside :
       {"<script", "<link", "<img", "http://", "https://", "@import", "src="}) {
    EXPECT_THAT(html, Not(HasSubstr(outside))) << outside;
  }
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
  const std::string html = Html();
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
  const std::string html = Html();
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
  EXPECT_THAT(html, HasSubstr("<caption id=\"E7\">Tabel<sup>"));
  EXPECT_THAT(html,
              HasSubstr("<th scope=\"col\" role=\"columnheader\">Onderwerp</th>"
                        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Aantal</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\" role=\"rowheader\">A1 <span class=\"badge\">"
                              "illustratief</span></th>"
                              "<td role=\"cell\" data-title=\"Aantal\" class=\"number\">3</td>"));
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
  const std::string html = HtmlBars(chart, "c", kDutch);
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
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("<i>")));
  EXPECT_THAT(html, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(html,
              HasSubstr("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;"));
}

TEST(HtmlTest, TheSameDocumentGivesTheSameBytes) { EXPECT_EQ(Html(), Html()); }

}  // namespace
}  // namespace reporting
