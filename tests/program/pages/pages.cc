// Reports for the tests of the renderers: one with every element and kind of chart, one in which
// every text would like to be markup, and one with a long table. All that they say is made up.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stelsel/document.hpp"
#include "stelsel/plugin.hpp"

namespace {

using stelsel::As;
using stelsel::ColumnLook;
using stelsel::Date;
using stelsel::Document;
using stelsel::Sheet;

Date Day(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days(std::chrono::year_month_day(
      std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)));
}

const std::vector<stelsel::Code>& Statuses() {
  static const std::vector<stelsel::Code> kStatuses{
      {"ja", "Ja", "good", "J"},
      {"in_ontwikkeling", "In ontwikkeling", "middle", "O"},
      {"nee", "Nee", "bad", "N"},
      {"onbekend", "Niet gevraagd", "plain", "?"}};
  return kStatuses;
}

struct Place {
  const char *code, *name;
  int x, y;
};

constexpr Place kPlaces[] = {
    {"DH", "Den Helder", 3, 0}, {"LE", "Leeuwarden", 5, 0},
    {"GR", "Groningen", 6, 0},  {"EM", "Emmen", 7, 1},
    {"AS", "Assen", 6, 1},      {"HO", "Hoorn", 3, 1},
    {"AL", "Alkmaar", 2, 1},    {"ZW", "Zwolle", 5, 1},
    {"HA", "Haarlem", 2, 2},    {"AM", "Amsterdam", 3, 2},
    {"AE", "Almere", 4, 2},     {"DE", "Deventer", 5, 2},
    {"AO", "Almelo", 6, 2},     {"EN", "Enschede", 7, 2},
    {"LI", "Leiden", 2, 3},     {"DG", "Den Haag", 1, 3},
    {"UT", "Utrecht", 3, 3},    {"AF", "Amersfoort", 4, 3},
    {"AP", "Apeldoorn", 5, 3},  {"DO", "Doetinchem", 6, 3},
    {"RO", "Rotterdam", 1, 4},  {"GO", "Gouda", 2, 4},
    {"ED", "Ede", 4, 4},        {"AR", "Arnhem", 5, 4},
    {"NI", "Nijmegen", 5, 5},   {"DR", "Dordrecht", 2, 5},
    {"DB", "Den Bosch", 4, 5},  {"BR", "Breda", 2, 6},
    {"TI", "Tilburg", 3, 6},    {"EI", "Eindhoven", 4, 6},
    {"HE", "Helmond", 5, 6},    {"VL", "Vlissingen", 0, 6},
    {"VE", "Venlo", 6, 6},      {"MA", "Maastricht", 5, 8},
    {"HL", "Heerlen", 6, 8},    {"VN", "Een naam van een regio die lang is", 6, 7}};

const char* StatusOf(std::size_t place, std::size_t topic) {
  constexpr const char* kCycle[] = {
      "ja", "in_ontwikkeling", "nee", "ja", "in_ontwikkeling", "onbekend", "ja"};
  return kCycle[(place * 5 + topic * 3 + place * topic) % 7];
}

constexpr const char* kTopics[] = {"Toegang",
                                   "Verdeling en spreiding van voorzieningen",
                                   "Uitstroom en wonen",
                                   "Financiën",
                                   "Toezicht en kwaliteit",
                                   "Preventie",
                                   "Ambulante begeleiding",
                                   "Opvang"};

void WriteTable(Document& out) {
  Sheet sheet({{"regio", "Regio", As::text, {.facet = true, .link = "adres"}},
               {"adres", "", As::hidden_text},
               {"stand", "Stand van zaken", As::text, {.values = Statuses(), .facet = true}},
               {"mensen", "Mensen", As::integer, {.withheld = "te_weinig"}},
               {"te_weinig", "", As::hidden_flag},
               {"aandeel", "Aandeel", As::percent},
               {"budget", "Budget", As::euro},
               {"dag", "Waargenomen op", As::date},
               {"verzonnen", "illustratief", As::mark}});
  std::int64_t number = 0;
  for (const Place& place : kPlaces) {
    ++number;
    const std::string address = number == 1   ? "https://example.nl/den_helder?a=1&b=2"
                                : number == 2 ? "leeuwarden.html"
                                : number == 3 ? "javascript:alert(1)"
                                              : "";
    const stelsel::Cell people =
        number % 9 == 4 ? stelsel::Cell() : stelsel::Cell(number * 37 % 1900);
    sheet.cells(
        {place.name, address, StatusOf(static_cast<std::size_t>(number), 1), people,
         number % 9 == 4, number * 7 % 101, number * 12345678,
         Day(2020 + static_cast<int>(number % 3), 1 + static_cast<unsigned>(number % 12), 9),
         number % 6 == 5});
  }
  sheet.cells({std::string("Zonder waarden"), {}, {}, {}, false, {}, {}, {}, false});
  std::move(sheet).table(out, "Regio's met alles wat een kolom kan zijn", "regions");
  out.footnote("Een bron, 2021, §4.3.2");
}

void WriteBars(Document& out) {
  Sheet sheet({{"onderwerp", "Onderwerp", As::text, {.facet = true}},
               {"ja", "Ja", As::integer},
               {"bezig", "In ontwikkeling", As::integer},
               {"nee", "Nee", As::integer},
               {"verzonnen", "illustratief", As::mark}});
  std::int64_t number = 0;
  for (const char* topic : kTopics) {
    ++number;
    sheet.row(topic, number * 11 % 30, number * 5 % 13, number * 3 % 8, number == 3);
  }
  sheet.row("Leeg", 0, 0, 0, false);
  std::move(sheet).chart(
      out, "Regio's per onderwerp",
      {"stacked_bar",
       {{"label", "onderwerp"}},
       {{"ja", "Ja", "good"}, {"bezig", "In ontwikkeling", "middle"}, {"nee", "Nee", "bad"}}},
      "bars");
  out.footnote("Een bron, 2021, §4.3.2");
}

void WriteMap(Document& out) {
  Sheet sheet({{"x", "", As::hidden_integer},
               {"y", "", As::hidden_integer},
               {"code", "", As::hidden_text},
               {"regio", "Regio", As::text, {.facet = true}},
               {"stand", "Stand van zaken", As::text, {.values = Statuses(), .facet = true}}});
  for (std::size_t i = 0; i < std::size(kPlaces); ++i) {
    const stelsel::Cell value =
        i == 7 ? stelsel::Cell() : stelsel::Cell(std::string(StatusOf(i + 1, 1)));
    sheet.cells({std::int64_t{kPlaces[i].x}, std::int64_t{kPlaces[i].y}, kPlaces[i].code,
                 kPlaces[i].name, value});
  }
  std::move(sheet).chart(
      out, "Waar de toegang geregeld is",
      {"tile_map",
       {{"x", "x"}, {"y", "y"}, {"code", "code"}, {"label", "regio"}, {"value", "stand"}}},
      "map");
}

void WriteMatrix(Document& out) {
  Sheet sheet({{"regio", "Regio", As::text, {.facet = true}},
               {"onderwerp", "Onderwerp", As::text, {.facet = true}},
               {"stand", "Stand van zaken", As::text, {.values = Statuses(), .facet = true}}});
  for (std::size_t i = 0; i < std::size(kPlaces); ++i) {
    for (std::size_t k = 0; k < std::size(kTopics); ++k) {
      if ((i + k) % 11 != 10) sheet.row(kPlaces[i].name, kTopics[k], StatusOf(i, k));
    }
  }
  sheet.row("Den Helder", "Toegang", "nee");
  std::move(sheet).chart(
      out, "Stand van zaken van iedere regio op ieder onderwerp",
      {"matrix", {{"row", "regio"}, {"column", "onderwerp"}, {"value", "stand"}}}, "matrix");
}

void WriteLines(Document& out) {
  Sheet sheet({{"dag", "Peildatum", As::date},
               {"plan", "Plan", As::integer},
               {"gehaald", "Gerealiseerd", As::integer},
               {"laag", "Laagste verwachting", As::integer},
               {"hoog", "Hoogste verwachting", As::integer}});
  for (int i = 0; i < 12; ++i) {
    const stelsel::Cell done =
        i < 8 ? stelsel::Cell(std::int64_t{820 - i * i * 3 - i * 11}) : stelsel::Cell();
    const stelsel::Cell low =
        i < 7 ? stelsel::Cell() : stelsel::Cell(std::int64_t{820 - i * 45 - (i - 7) * 20});
    const stelsel::Cell high =
        i < 7 ? stelsel::Cell() : stelsel::Cell(std::int64_t{820 - i * 30 + (i - 7) * 25});
    sheet.cells(
        {Day(2019 + i / 2, i % 2 == 0 ? 1 : 7, 1), std::int64_t{820 - i * 40}, done, low, high});
  }
  std::move(sheet).chart(out, "Plaatsen beschermd wonen: plan en wat er van kwam",
                         {"line",
                          {{"x", "dag"}},
                          {{"plan", "Plan", "plain", true, true, "laag", "hoog"},
                           {"gehaald", "Gerealiseerd", "good"}}},
                         "lines");
  Sheet years({{"jaar", "Jaar", As::integer},
               {"lasten", "Lasten", As::euro},
               {"baten", "Baten", As::euro}});
  for (int i = 0; i < 7; ++i)
    years.row(2018 + i, std::int64_t{1'200'000'00} + i * 91'500'00,
              std::int64_t{1'350'000'00} - i * 20'000'00);
  std::move(years).chart(out, "Lasten en baten",
                         {"line", {{"x", "jaar"}}, {{"lasten"}, {"baten"}}});
}

void WriteTimeline(Document& out) {
  const std::vector<stelsel::Code> kinds{{"op_tijd", "Op tijd", "good", "T"},
                                         {"later", "Verschoven", "middle", "V"},
                                         {"niet", "Niet gehaald", "bad", "X"}};
  Sheet sheet({{"regio", "Regio", As::text, {.facet = true}},
               {"van", "Van", As::date},
               {"tot", "Tot", As::date},
               {"wat", "Wat"},
               {"hoe", "Hoe het ging", As::text, {.values = kinds, .facet = true}}});
  sheet.row("Zwolle", Day(2020, 1, 1), Day(2021, 7, 1), "Contract met aanbieders", "op_tijd");
  sheet.row("Zwolle", Day(2021, 3, 1), Day(2022, 1, 1), "Verlenging", "later");
  sheet.row("Zwolle", Day(2021, 9, 15), nullptr, "Regiovisie vastgesteld", "op_tijd");
  sheet.row("Haarlem", Day(2021, 1, 1), nullptr, "Plan van aanpak zou klaar zijn", "later");
  sheet.row("Haarlem", Day(2022, 6, 1), nullptr, "Plan van aanpak, nieuwe datum", "niet");
  sheet.row("Een naam van een regio die lang is", Day(2020, 5, 1), Day(2023, 1, 1),
            "Overgang naar wonen in de wijk", "later");
  sheet.row("Breda", nullptr, nullptr, "Zonder datum", "niet");
  std::move(sheet).chart(
      out, "Contracten en verschoven datums",
      {"timeline",
       {{"lane", "regio"}, {"from", "van"}, {"to", "tot"}, {"text", "wat"}, {"value", "hoe"}}},
      "timeline");
}

void WriteFlow(Document& out) {
  Sheet sheet({{"was", "In 2020", As::text, {.values = Statuses(), .facet = true}},
               {"werd", "In 2021", As::text, {.values = Statuses()}},
               {"aantal", "Onderwerpen", As::integer}});
  sheet.row("nee", "in_ontwikkeling", 21).row("nee", "nee", 14).row("in_ontwikkeling", "ja", 18);
  sheet.row("in_ontwikkeling", "in_ontwikkeling", 40).row("ja", "ja", 55).row("ja", "nee", 3);
  sheet.row("onbekend", "ja", 6).row("in_ontwikkeling", "nee", 4);
  std::move(sheet).chart(out, "Hoe onderwerpen opschoven",
                         {"flow", {{"from", "was"}, {"to", "werd"}, {"amount", "aantal"}}}, "flow");
}

void WriteBridge(Document& out) {
  Sheet sheet({{"post", "Post"}, {"bedrag", "Bedrag", As::euro}, {"stand", "", As::hidden_flag}});
  sheet.row("Begroting 2021", 4'500'000'00, true).row("Minder plaatsen", -620'000'00, false);
  sheet.row("Hogere tarieven", 1'310'000'00, false).row("Uitstroom naar wonen", -240'000'00, false);
  sheet.row("Begroting 2022", 4'950'000'00, true);
  std::move(sheet).chart(out, "Van de ene begroting naar de andere",
                         {"bridge", {{"label", "post"}, {"amount", "bedrag"}, {"total", "stand"}}},
                         "bridge");
}

void WriteEverything(Document& out) {
  out.title("Proefpagina met alle onderdelen",
            R"({"subtitle": "Alle gegevens zijn verzonnen", "as_of": "2021-12-31"})");
  out.footnote("Een bron bij de titel");
  out.section(1, "Tekst en tabellen", "text");
  out.paragraph("Een alinea over wat hier te zien is.\nMet een tweede regel.");
  out.footnote("Een bron, 2021, §4.3.2");
  out.note("Deze gegevens zijn illustratief: niemand heeft ze waargenomen.");
  WriteTable(out);
  Sheet texts({{"a", "Onderwerp"}, {"b", "Toelichting"}, {"c", "Bron"}});
  for (const char* topic : kTopics)
    texts.row(
        topic,
        "Een toelichting die zo lang is dat zij een eigen kolom met ruimte nodig heeft, want zij "
        "legt uit wat er is afgesproken en wat nog niet.",
        "bron 1: §4.3.2");
  std::move(texts).table(out, "Toelichting per onderwerp");
  Sheet none({{"a", "Leeg"}, {"n", "Aantal", As::integer}});
  std::move(none).table(out, "Een tabel zonder rijen");
  out.section(1, "Grafieken", "charts");
  out.section(2, "Per onderwerp");
  WriteBars(out);
  out.section(2, "Per regio");
  WriteMap(out);
  WriteMatrix(out);
  out.section(2, "In de tijd");
  WriteLines(out);
  WriteTimeline(out);
  out.section(2, "Verschuivingen");
  WriteFlow(out);
  WriteBridge(out);
  stelsel::Table rows({{"deel"}});
  rows.row("een");
  out.chart("Een soort die niemand kent", R"({"kind": "pie"})", std::move(rows).stream());
}

// What would be markup, a script, an address or another direction in the place it comes to.
constexpr std::string_view kEvil[] = {"<script>window.evil=1</script>",
                                      "\"><img src=x onerror=\"window.evil=1\">",
                                      "' onmouseover='window.evil=1' x='",
                                      "</title></style></script><script>window.evil=1</script>",
                                      "javascript:window.evil=1",
                                      "\xE2\x80\xAEmurtxe \xE2\x81\xA6",
                                      "a\x01\x08\x1B[31mb",
                                      "-->]]><!--",
                                      "&lt;script&gt;",
                                      "<svg onload=window.evil=1>",
                                      "{{evil}}${evil}`evil`"};

void WriteHostileCharts(Document& out, const std::string& evil, int place) {
  const auto sheet = [&] {
    const ColumnLook look{.values = {{evil, evil, evil, evil}}, .facet = true, .link = "v"};
    Sheet rows({{"v", evil + std::to_string(place), As::text, look},
                {"w", evil, As::text, {.facet = true}},
                {"n", evil, As::integer},
                {"d", evil, As::date},
                {"m", evil, As::mark},
                {"x", evil, As::hidden_integer}});
    rows.row(evil, evil, 3, Day(2021, 1, 1), true, 1).row("b", "c", 4, Day(2022, 1, 1), false, 2);
    return rows;
  };
  sheet().table(out, evil);
  out.footnote(evil);
  sheet().chart(out, evil, {"stacked_bar", {{"label", "w"}, {"title", evil}}, {{"n", evil, evil}}});
  sheet().chart(
      out, evil,
      {"tile_map", {{"x", "x"}, {"y", "x"}, {"code", "w"}, {"label", "w"}, {"value", "v"}}});
  sheet().chart(out, evil, {"matrix", {{"row", "w"}, {"column", "v"}, {"value", "v"}}});
  sheet().chart(out, evil, {"line", {{"x", "w"}}, {{"n", evil, evil}}});
  sheet().chart(out, evil,
                {"timeline", {{"lane", "w"}, {"from", "d"}, {"text", "v"}, {"value", "v"}}});
  sheet().chart(out, evil, {"flow", {{"from", "v"}, {"to", "w"}, {"amount", "n"}}});
  sheet().chart(out, evil, {"bridge", {{"label", "w"}, {"amount", "n"}}});
  sheet().chart(out, evil, {evil, {{evil, evil}}});
}

void WriteHostile(Document& out) {
  const std::string first(kEvil[0]);
  out.title(first, R"({"subtitle": "<script>window.evil=1</script>", "as_of": "2021-12-31"})");
  int place = 0;
  for (const std::string_view one : kEvil) {
    const std::string evil(one);
    out.section(1, evil, "constructor-" + std::to_string(++place));
    out.paragraph(evil + "\n" + evil);
    out.note(evil);
    WriteHostileCharts(out, evil, place);
  }
}

void WriteDays(Document& out) {
  out.title("Agenda", R"({"as_of": "2021-12-31"})");
  Sheet sheet({{"van", "Van", As::date},
               {"tot", "Tot", As::date},
               {"wat", "Wat"},
               {"verzonnen", "illustratief", As::mark}});
  sheet.row(Day(2021, 12, 31), Day(2022, 1, 2), "Overleg, over; alles", true);
  sheet.row(Day(2022, 4, 17), nullptr, "Besluit", true);
  sheet.row(nullptr, nullptr, "Ooit", true);
  std::move(sheet).table(out, "Overleggen", stelsel::Events{"van", "tot", "wat", ""});
}

void WriteLong(Document& out, std::int64_t rows) {
  out.title("Een lange tabel");
  Sheet sheet({{"regio", "Regio", As::text, {.facet = true}},
               {"n", "Aantal", As::integer},
               {"tekst", "Toelichting"},
               {"e", "Euro", As::euro}});
  for (std::int64_t i = 0; i < rows; ++i)
    sheet.row("Regio " + std::to_string(i % 43), i * 7919 % 100'003,
              "toelichting " + std::to_string(i), i * 101);
  std::move(sheet).table(out, "Veel rijen");
}

std::int64_t RowsOf(const std::string& parameters) {
  const std::size_t at = parameters.find_first_of("0123456789");
  std::int64_t rows = 0;
  if (at != std::string::npos)
    std::from_chars(parameters.data() + at, parameters.data() + parameters.size(), rows);
  return rows;
}

class Pages : public stelsel::Plugin {
 public:
  using Plugin::Plugin;
  void report(const std::string& id, const stelsel::Run& run, Document& out) override {
    if (id == "everything") return WriteEverything(out);
    if (id == "days") return WriteDays(out);
    if (id == "hostile") return WriteHostile(out);
    if (id == "long") return WriteLong(out, RowsOf(run.parameters));
    Plugin::report(id, run, out);
  }
};

}  // namespace

STELSEL_PLUGIN(Pages)
