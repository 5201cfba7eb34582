#include "test_charts.h"

#include <utility>

#include "stelsel/document.hpp"

namespace reporting {
namespace {

using stelsel::As;
using stelsel::Sheet;

const std::vector<stelsel::Code> kStatus = {{"ja", "Ja", "good", "J"},
                                            {"nee", "Nee", "bad", "N"},
                                            {"ontw", "In ontwikkeling", "middle", ""}};

stelsel::Date Day(int days) { return stelsel::Date(std::chrono::days(days)); }

void WriteBars(stelsel::Document& out) {
  Sheet sheet({{"t", "Onderwerp"}, {"ja", "Ja", As::integer}, {"nee", "Nee", As::integer}});
  sheet.row("A1 Toegang", 3, 1).row("B2 Wonen", 2, 2);
  std::move(sheet).chart(
      out, "Balken",
      {"stacked_bar", {{"label", "t"}}, {{"ja", "Ja", "good"}, {"nee", "Nee", "bad"}}});
}

void WriteTiles(stelsel::Document& out) {
  Sheet sheet({{"x", "", As::hidden_integer},
               {"y", "", As::hidden_integer},
               {"c", "Code"},
               {"r", "Regio"},
               {"s", "Stand", As::text, {kStatus}}});
  sheet.row(1, 0, "FL", "Flevoland", "ja").row(0, 1, "UT", "Utrecht", "nee");
  std::move(sheet).chart(
      out, "Kaart",
      {"tile_map", {{"x", "x"}, {"y", "y"}, {"code", "c"}, {"label", "r"}, {"value", "s"}}, {}});
}

void WriteMatrix(stelsel::Document& out) {
  Sheet sheet({{"r", "Regio"}, {"t", "Onderwerp"}, {"s", "Stand", As::text, {kStatus}}});
  sheet.row("Almere", "A1", "ja").row("Almere", "B2", "ontw").row("Zwolle", "B2", "nee");
  std::move(sheet).chart(out, "Matrix",
                         {"matrix", {{"row", "r"}, {"column", "t"}, {"value", "s"}}, {}});
}

void WriteLine(stelsel::Document& out) {
  Sheet sheet({{"d", "Dag", As::date}, {"p", "Plan", As::integer}, {"r", "Feit", As::integer}});
  sheet.row(Day(18628), 10, 8).row(Day(18993), 20, nullptr);
  std::move(sheet).chart(out, "Lijn",
                         {"line",
                          {{"x", "d"}},
                          {{.name = "p", .title = "Plan", .dashed = true}, {"r", "Feit", "good"}}});
}

void WriteTimeline(stelsel::Document& out) {
  Sheet sheet({{"l", "Regio"},
               {"a", "Van", As::date},
               {"b", "Tot", As::date},
               {"t", "Wat"},
               {"s", "Stand", As::text, {kStatus}}});
  sheet.row("Almere", Day(18628), Day(18690), "Besluit", "ja");
  sheet.row("Zwolle", Day(18800), nullptr, "Start", "nee");
  std::move(sheet).chart(
      out, "Tijdlijn",
      {"timeline", {{"lane", "l"}, {"from", "a"}, {"to", "b"}, {"text", "t"}, {"value", "s"}}, {}});
}

void WriteFlow(stelsel::Document& out) {
  Sheet sheet({{"a", "Was", As::text, {kStatus}},
               {"b", "Is", As::text, {kStatus}},
               {"n", "Regio's", As::integer}});
  sheet.row("nee", "ja", 4).row("nee", "nee", 2).row("ontw", "ja", 1);
  std::move(sheet).chart(out, "Stroom",
                         {"flow", {{"from", "a"}, {"to", "b"}, {"amount", "n"}}, {}});
}

void WriteBridge(stelsel::Document& out) {
  Sheet sheet({{"l", "Stap"}, {"e", "Bedrag", As::euro}, {"t", "", As::hidden_flag}});
  sheet.row("Begin", 100000, true).row("Erbij", 25050, false).row("Eraf", -40000, false);
  sheet.row("Eind", 85050, true);
  std::move(sheet).chart(out, "Brug",
                         {"bridge", {{"label", "l"}, {"amount", "e"}, {"total", "t"}}, {}});
}

}  // namespace

void WriteCharts(stelsel::Document& out) {
  WriteBars(out);
  WriteTiles(out);
  WriteMatrix(out);
  WriteLine(out);
  WriteTimeline(out);
  WriteFlow(out);
  WriteBridge(out);
}

const std::vector<std::string>& HostileTexts() {
  static const auto* const kTexts = new std::vector<std::string>{
      "=1+1",
      "@SUM(A1)",
      "-2+3+cmd|' /C calc'!A0",
      "<script>alert(1)</script> & \"'`",
      "]]> --> {{x}} ${y} %s%n",
      "a;b,c\td\r\ne\nBEGIN:VEVENT\r\nEND:VCALENDAR",
      "\xE2\x80\xAE omgekeerd \x01\x1F",
      "_x0041_ _x000D_",
      "[x]:*?/\\ 'blad' History",
      std::string(40000, 'x'),
      "",
  };
  return *kTexts;
}

void WriteHostile(stelsel::Document& out) {
  for (const std::string& text : HostileTexts()) {
    out.section(1, text);
    out.paragraph(text);
    out.note(text);
    out.footnote(text);
    Sheet sheet({{"a", text},
                 {"b", "Van", As::date},
                 {"c", "Aantal", As::integer},
                 {"v", "Stand", As::text, {{{text, text, "good", text}}}}});
    sheet.row(text, Day(18628), 1, text).row(nullptr, nullptr, nullptr, nullptr);
    std::move(sheet).table(out, text, stelsel::Events{"b", "", "a", "a"});
    Sheet bars({{"a", text}, {"c", text, As::integer}});
    bars.row(text, 1);
    std::move(bars).chart(out, text, {"stacked_bar", {{"label", "a"}}, {{"c", text}}});
  }
}

}  // namespace reporting
