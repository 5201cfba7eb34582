#include "report.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "output.h"
#include "report_data.h"
#include "stelsel/document.hpp"

namespace finance {
namespace {

using stelsel::As;

constexpr Text kTitle{"Financiën van {0}", "Finance of {0}"};
constexpr Text kSubtitle{"Beschermd wonen, stand op {0}", "Beschermd wonen, as of {0}"};
constexpr Text kMadeUp{
    "Illustratief: dit rapport rust (ook) op verzonnen cijfers. Het zegt niets over echte "
    "budgetten.",
    "Illustratief: this report rests (also) on made-up figures. It says nothing of real budgets."};
constexpr Text kAssumption{
    "Lineair pad is een aanname: de officiële percentages per jaar staan in geen bron.",
    "A linear path is an assumption: no source gives the official percentages by year."};
constexpr Text kBudgets{"Wie krijgt wat", "Who gets what"};
constexpr Text kBudgetCaption{"Budget per gemeente in {0}, ingroeipad {1}",
                              "Budget by municipality in {0}, growth path {1}"};
constexpr Text kMunicipality{"Gemeente", "Municipality"};
constexpr Text kHistorical{"Historisch deel", "Historical part"};
constexpr Text kObjective{"Objectief deel", "Objective part"};
constexpr Text kBefore{"Vóór solidariteit", "Before solidarity"};
constexpr Text kAfter{"Na solidariteit", "After solidarity"};
constexpr Text kBridgeCaption{"Van historisch naar objectief: de regio in {0}, ingroeipad {1}",
                              "From historical to objective: the region in {0}, growth path {1}"};
constexpr Text kStepLabel{"Stap", "Step"};
constexpr Text kAmount{"Bedrag", "Amount"};
constexpr Text kTotalFlag{"Stand", "Total"};
constexpr Text kWholeHistorical{"Historisch budget", "Historical budget"};
constexpr Text kLess{"Af: historisch deel dat vervalt", "Less: historical part that lapses"};
constexpr Text kMore{"Bij: objectief deel", "More: objective part"};
constexpr Text kInYear{"Budget in {0}", "Budget in {0}"};
constexpr Text kStill{"Nog te gaan", "Still to go"};
constexpr Text kWholeObjective{"Objectief budget", "Objective budget"};
constexpr Text kActual{"Wat is uitgegeven", "What was spent"};
constexpr Text kActualCaption{"Budget en werkelijke kosten in {0}",
                              "Budget and actual cost in {0}"};
constexpr Text kActualCost{"Werkelijke kosten", "Actual cost"};
constexpr Text kCostsNotCounted{"Niet alle kosten van {0} tellen mee: {1}",
                                "Not all costs of {0} count: {1}"};
constexpr Text kProjection{"Budget tegenover kosten", "Budget against cost"};
constexpr Text kLineCaption{
    "{0}: budget en kosten zonder solidariteit, met de band van 5% tot 95%",
    "{0}: budget and cost without solidarity, with the band from 5% to 95%"};
constexpr Text kYear{"Jaar", "Year"};
constexpr Text kBudget{"Budget", "Budget"};
constexpr Text kCost{"Kosten (midden van de trekkingen)", "Cost (middle of the draws)"};
constexpr Text kLow{"Kosten, 5%", "Cost, 5%"};
constexpr Text kHigh{"Kosten, 95%", "Cost, 95%"};
constexpr Text kScenarioSection{"Wat als: scenario’s naast elkaar",
                                "What if: scenarios side by side"};
constexpr Text kScenarioCaption{
    "{0}: midden van het resultaat per gemeente en scenario (onder nul een tekort), en de kans op "
    "een tekort boven de grens van {1}",
    "{0}: middle of the result by municipality and scenario (below zero a deficit), and the chance "
    "of a deficit above the limit of {1}"};
constexpr Text kScenario{"Scenario", "Scenario"};
constexpr Text kResult{"Resultaat", "Result"};
constexpr Text kWorst{"Slecht jaar (5%)", "Bad year (5%)"};
constexpr Text kChance{"Kans op een tekort boven de grens", "Chance of a deficit above the limit"};
constexpr Text kArrangements{"Wat is afgesproken", "What was arranged"};
constexpr Text kArrangementCaption{"Afspraken over solidariteit", "Arrangements on solidarity"};
constexpr Text kPart{"Deel", "Part"};
constexpr Text kKind{"Soort", "Kind"};
constexpr Text kKey{"Sleutel", "Key"};
constexpr Text kToYear{"Tot en met", "Up to"};
constexpr Text kFromYear{"Vanaf", "From"};
constexpr Text kState{"Stand", "State"};
constexpr Text kStream{"Geldstroom", "Stream"};
constexpr Text kRow{"Bronrij", "Source row"};
constexpr Text kNoArrangement{"Er zijn geen afspraken bekend.", "No arrangements are known."};
constexpr Text kLeftOutTitle{"Wat niet is meegeteld", "What was not counted"};
constexpr Text kWhy{"Waarom", "Why"};

constexpr std::array<Text, kScenarios> kScenarioTexts = {{
    {"Geen solidariteit", "No solidarity"},
    {"Historisch deel gezamenlijk, drie jaar", "Historical part pooled, three years"},
    {"Alles gezamenlijk", "All pooled"},
    {"Directe overdracht, zonder ingroeipad", "Immediate hand-over, without a path"},
    {"Verdeling naar zorggebruik", "Divided by use of care"},
}};

class ReportWriter {
 public:
  ReportWriter(const stelsel::Run& run, const ForecastWish& wish, stelsel::Document& out)
      : data_(run, wish), words_(data_.words), out_(out) {}

  void Write() {
    out_.title(words_(kTitle, {data_.book.regions.at(data_.wish.region)}),
               "{\"subtitle\":" + stelsel::detail::quote(words_(kSubtitle, {data_.run.as_of})) +
                   ",\"as_of\":" + stelsel::detail::quote(data_.run.as_of) + "}");
    if (data_.IsMadeUp()) out_.note(words_(kMadeUp));
    if (data_.AssumesPath()) out_.note(words_(kAssumption));
    WriteSummary(data_, out_);
    WriteBudgets();
    WriteActual();
    if (!data_.forecasts.regions.empty() && !data_.forecasts.regions.front().unpriced) {
      WriteProjection();
      WriteScenarios();
    }
    WriteArrangements();
    WriteLeftOut();
  }

 private:
  void WriteBudgets() {
    const std::vector<const BudgetFigure*> figures = data_.FiguresOfYear();
    if (figures.empty()) return;
    out_.section(1, words_(kBudgets), "budgets");
    stelsel::Sheet sheet({{"municipality", words_(kMunicipality)},
                          {"historical", words_(kHistorical), As::euro},
                          {"objective", words_(kObjective), As::euro},
                          {"before", words_(kBefore), As::euro},
                          {"after", words_(kAfter), As::euro}});
    std::set<std::string> remarks;
    for (const BudgetFigure* figure : figures) {
      sheet.row(data_.book.NameOf(figure->municipality), figure->historical, figure->objective,
                figure->before, After(*figure));
      if (!figure->remark.empty()) remarks.insert(figure->remark);
    }
    const BudgetFigure sum = ReportData::SumOf(figures);
    sheet.row(words_(texts::kTogether), sum.historical, sum.objective, sum.before, After(sum));
    const std::string year = std::to_string(figures.front()->year);
    const std::string path = figures.front()->path.empty() ? "-" : Plain(figures.front()->path);
    std::move(sheet).table(out_, words_(kBudgetCaption, {year, path}), "budget");
    for (const std::string& remark : remarks) out_.footnote(remark);
    WriteBridge(sum, year, path);
  }

  // Of a fund that names no share nobody knows what comes back.
  static std::optional<Cents> After(const BudgetFigure& figure) {
    return figure.divided ? std::make_optional(figure.after) : std::nullopt;
  }

  void WriteBridge(const BudgetFigure& sum, const std::string& year, const std::string& path) {
    stelsel::Sheet sheet({{"label", words_(kStepLabel)},
                          {"amount", words_(kAmount), As::euro},
                          {"total", words_(kTotalFlag), As::hidden_flag}});
    sheet.row(words_(kWholeHistorical), sum.historical_whole, true);
    sheet.row(words_(kLess), Subtract(sum.historical, sum.historical_whole), false);
    sheet.row(words_(kMore), sum.objective, false);
    sheet.row(words_(kInYear, {year}), sum.before, true);
    sheet.row(words_(kStill), Subtract(sum.objective_whole, sum.before), false);
    sheet.row(words_(kWholeObjective), sum.objective_whole, true);
    const stelsel::Chart chart{
        "bridge", {{"label", "label"}, {"amount", "amount"}, {"total", "total"}}, {}};
    std::move(sheet).chart(out_, words_(kBridgeCaption, {year, path}), chart, "bridge");
  }

  void WriteActual() {
    const Year year = data_.LatestCost();
    if (year == 0) return;
    out_.section(1, words_(kActual), "actual");
    stelsel::Sheet sheet({{"municipality", words_(kMunicipality)},
                          {"budget", words_(kBudget), As::euro},
                          {"cost", words_(kActualCost), As::euro},
                          {"result", words_(kResult), As::euro}});
    const auto lines = data_.ActualOf(year);
    const auto write = [&](const std::string& name, const ReportData::Actual& line) {
      sheet.row(name, line.budget, line.cost,
                line.cost ? std::make_optional(Subtract(line.budget, *line.cost)) : std::nullopt);
    };
    for (const auto& [municipality, line] : lines) write(data_.book.NameOf(municipality), line);
    write(words_(texts::kTogether), ReportData::SumOf(lines));
    std::move(sheet).table(out_, words_(kActualCaption, {std::to_string(year)}), "actual-cost");
    const LeftOut* row = data_.book.LeftOutOf("finance_cost", data_.wish.region, "bw", year);
    if (row != nullptr)
      out_.footnote(
          words_(kCostsNotCounted, {std::to_string(year), row->source + ": " + row->reason}));
  }

  void WriteProjection() {
    const Forecast& forecast = data_.forecasts.regions.front();
    out_.section(1, words_(kProjection), "projection");
    const std::size_t count = forecast.region.municipalities.size();
    for (std::size_t i = 0; i <= count; ++i) {
      const std::size_t m = i == 0 ? count : i - 1;  // the region first
      stelsel::Sheet sheet({{"year", words_(kYear)},
                            {"budget", words_(kBudget), As::euro},
                            {"cost", words_(kCost), As::euro},
                            {"low", words_(kLow), As::euro},
                            {"high", words_(kHigh), As::euro}});
      for (std::size_t y = 0; y < forecast.region.money.size(); ++y) {
        const Outcome& at = forecast.At(kNoSolidarity, y, m);
        sheet.row(data_.YearAt(y), at.budget, at.costs[1], at.costs[0], at.costs[2]);
      }
      const stelsel::Chart chart{"line",
                                 {{"x", "year"}},
                                 {{"budget", words_(kBudget), "plain", true, true, "", ""},
                                  {"cost", words_(kCost), "middle", false, false, "low", "high"}}};
      const std::string name = m == count ? data_.book.regions.at(data_.wish.region)
                                          : data_.book.NameOf(forecast.region.municipalities[m]);
      std::move(sheet).chart(out_, words_(kLineCaption, {name}), chart,
                             "line-" + std::to_string(i));
    }
  }

  void WriteScenarios() {
    const Forecast& forecast = data_.forecasts.regions.front();
    out_.section(1, words_(kScenarioSection), "scenarios");
    const std::string limit = words_.Euros(data_.wish.simulation.limit);
    for (const std::size_t y : std::set<std::size_t>{0, forecast.region.money.size() / 2,
                                                     forecast.region.money.size() - 1}) {
      stelsel::Sheet sheet({{"municipality", words_(kMunicipality), As::text, {.facet = true}},
                            {"scenario", words_(kScenario), As::text, {.facet = true}},
                            {"budget", words_(kBudget), As::euro},
                            {"result", words_(kResult), As::euro},
                            {"worst", words_(kWorst), As::euro},
                            {"chance", words_(kChance), As::percent}});
      const std::size_t count = forecast.region.municipalities.size();
      for (std::size_t m = 0; m <= count; ++m) {
        const std::string name = m == count ? words_(texts::kTogether)
                                            : data_.book.NameOf(forecast.region.municipalities[m]);
        for (std::size_t s = 0; s < kScenarios; ++s) {
          const Outcome& at = forecast.At(static_cast<Scenario>(s), y, m);
          sheet.row(name, words_(kScenarioTexts[s]), at.budget, at.results[1], at.results[0],
                    data_.Percents(at.above_limit));
        }
      }
      const std::string year = data_.YearAt(y);
      std::move(sheet).table(out_, words_(kScenarioCaption, {year, limit}), "scenarios-" + year);
    }
  }

  void WriteArrangements() {
    out_.section(1, words_(kArrangements), "arrangements");
    stelsel::Sheet sheet({{"stream", words_(kStream)},
                          {"part", words_(kPart)},
                          {"kind", words_(kKind)},
                          {"key", words_(kKey)},
                          {"from", words_(kFromYear), As::text},
                          {"to", words_(kToYear), As::text},
                          {"state", words_(kState)},
                          {"row", words_(kRow)}});
    for (const Arrangement& row : data_.book.arrangements) {
      sheet.row(row.stream, Plain(row.part), Plain(row.kind), OrNone(Plain(row.key)),
                std::to_string(row.from),
                row.to == kLastYear ? std::nullopt : std::make_optional(std::to_string(row.to)),
                row.state, row.source);
    }
    if (sheet.empty()) return out_.paragraph(words_(kNoArrangement));
    std::move(sheet).table(out_, words_(kArrangementCaption), "arrangement");
  }

  void WriteLeftOut() {
    // Both tell what the book left out, once is enough.
    std::set<std::pair<std::string, std::string>> rows;
    for (const auto* list : {&std::as_const(data_.budgets.left_out), &data_.forecasts.left_out}) {
      for (const LeftOut& row : *list) rows.emplace(row.source, row.reason);
    }
    if (rows.empty()) return;
    out_.section(1, words_(kLeftOutTitle), "left-out");
    stelsel::Sheet sheet({{"row", words_(kRow)}, {"why", words_(kWhy)}});
    for (const auto& [row, why] : rows) sheet.row(row, why);
    std::move(sheet).table(out_, words_(kLeftOutTitle), "left-out-rows");
  }

  const ReportData data_;
  const Words& words_;
  stelsel::Document& out_;
};

}  // namespace

void WriteReport(const stelsel::Run& run, const ForecastWish& wish, stelsel::Document& out) {
  ReportWriter(run, wish, out).Write();
}

}  // namespace finance
