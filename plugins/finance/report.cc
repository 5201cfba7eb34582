#include "report.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "budget.h"
#include "key.h"
#include "output.h"
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
constexpr Text kSummary{"In het kort", "In short"};
constexpr Text kFrom{"Gegevens uit {0}. {1}.", "Data from {0}. {1}."};
constexpr Text kSimulated{
    "Gerekend voor {0} tot en met {1} met {2} trekkingen (begingetal {3}); alle scenario’s hebben "
    "dezelfde cliënten. Iedere maand vertrekt één op het gemiddelde verblijf; nieuwe cliënten "
    "tellen het eerste jaar half.",
    "Worked out for {0} up to and including {1} with {2} draws (seed {3}); all scenarios have the "
    "same clients. Each month one in the average stay leaves; new clients count for half of the "
    "first year."};
constexpr Text kNoForecast{"Er zijn geen cliënten of geen budgetten, dus er is geen prognose.",
                           "There are no clients or no budgets, so there is no projection."};
constexpr Text kBudgets{"Wie krijgt wat", "Who gets what"};
constexpr Text kBudgetCaption{"Budget per gemeente in {0}, ingroeipad {1}",
                              "Budget by municipality in {0}, growth path {1}"};
constexpr Text kMunicipality{"Gemeente", "Municipality"};
constexpr Text kHistorical{"Historisch deel", "Historical part"};
constexpr Text kObjective{"Objectief deel", "Objective part"};
constexpr Text kBefore{"Vóór solidariteit", "Before solidarity"};
constexpr Text kAfter{"Na solidariteit", "After solidarity"};
constexpr Text kTogether{"Samen", "Together"};
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
    "een tekort boven {1}",
    "{0}: middle of the result by municipality and scenario (below zero a deficit), and the chance "
    "of a deficit above {1}"};
constexpr Text kScenario{"Scenario", "Scenario"};
constexpr Text kResult{"Resultaat", "Result"};
constexpr Text kWorst{"Slecht jaar (5%)", "Bad year (5%)"};
constexpr Text kChance{"Kans op tekort", "Chance of a deficit"};
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
constexpr Text kClaims{"Bronnen noemen meer dan één ingroeipad: {0}.",
                       "Sources name more than one growth path: {0}."};
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
      : run_(run),
        wish_(wish),
        words_(run.dutch()),
        out_(out),
        book_(ReadBook(run.snapshot, {wish.region, "bw"}, words_)),
        memberships_(run.snapshot),
        forecasts_(WorkOutForecasts(run, book_, wish, words_)) {
    const auto claimed = book_.region_paths.find({wish.region, "bw"});
    if (claimed != book_.region_paths.end()) claims_ = claimed->second;
    path_ = !wish.path.empty() ? wish.path : claims_.empty() ? kDefaultPath : claims_.front();
    budgets_ = WorkOutBudgets(book_, memberships_, {path_, wish.key}, words_);
  }

  void Write() {
    out_.title(words_(kTitle, {book_.regions.at(wish_.region)}),
               "{\"subtitle\":" + stelsel::detail::quote(words_(kSubtitle, {run_.as_of})) +
                   ",\"as_of\":" + stelsel::detail::quote(run_.as_of) + "}");
    if (IsMadeUp()) out_.note(words_(kMadeUp));
    out_.note(words_(kAssumption));
    WriteSummary();
    WriteBudgets();
    if (!forecasts_.regions.empty()) {
      WriteProjection();
      WriteScenarios();
    }
    WriteArrangements();
    WriteLeftOut();
  }

 private:
  bool IsMadeUp() const {
    const auto made_up = [](const auto& row) { return row.illustratief; };
    return std::any_of(budgets_.figures.begin(), budgets_.figures.end(), made_up) ||
           std::any_of(forecasts_.regions.begin(), forecasts_.regions.end(), made_up);
  }

  void WriteSummary() {
    out_.section(1, words_(kSummary), "summary");
    const std::string how =
        forecasts_.regions.empty() ? words_(kNoForecast) : forecasts_.regions.front().remark;
    out_.paragraph(words_(kFrom, {run_.source, how}));
    if (claims_.size() > 1) {
      std::string all;
      for (const std::string& claim : claims_) all += (all.empty() ? "" : ", ") + claim;
      out_.paragraph(words_(kClaims, {all}));
    }
    if (forecasts_.regions.empty()) return;
    const Year last = forecasts_.from + wish_.years - 1;
    out_.paragraph(words_(kSimulated, {std::to_string(forecasts_.from), std::to_string(last),
                                       std::to_string(wish_.simulation.draws),
                                       std::to_string(wish_.simulation.seed)}));
  }

  // The figures of the year of the report: that of its day, or the nearest before it, or the first.
  std::vector<const BudgetFigure*> FiguresOfYear() const {
    Year wanted = 0;
    const Year today = std::stoll(run_.as_of.substr(0, 4));
    for (const BudgetFigure& figure : budgets_.figures) {
      if (wanted == 0 || (figure.year > wanted && figure.year <= today)) wanted = figure.year;
    }
    std::vector<const BudgetFigure*> figures;
    for (const BudgetFigure& figure : budgets_.figures) {
      if (figure.year == wanted) figures.push_back(&figure);
    }
    return figures;
  }

  void WriteBudgets() {
    const std::vector<const BudgetFigure*> figures = FiguresOfYear();
    if (figures.empty()) return;
    out_.section(1, words_(kBudgets), "budgets");
    stelsel::Sheet sheet({{"municipality", words_(kMunicipality)},
                          {"historical", words_(kHistorical), As::euro},
                          {"objective", words_(kObjective), As::euro},
                          {"before", words_(kBefore), As::euro},
                          {"after", words_(kAfter), As::euro}});
    BudgetFigure sum;
    std::set<std::string> remarks;
    for (const BudgetFigure* figure : figures) {
      sheet.row(book_.NameOf(figure->municipality), figure->historical, figure->objective,
                figure->before, figure->after);
      AddTo(sum, *figure);
      if (!figure->remark.empty()) remarks.insert(figure->remark);
    }
    sheet.row(words_(kTogether), sum.historical, sum.objective, sum.before, sum.after);
    const std::string year = std::to_string(figures.front()->year);
    const std::string path = figures.front()->path.empty() ? "-" : figures.front()->path;
    std::move(sheet).table(out_, words_(kBudgetCaption, {year, path}), "budget");
    for (const std::string& remark : remarks) out_.footnote(remark);
    WriteBridge(sum, year, path);
  }

  static void AddTo(BudgetFigure& sum, const BudgetFigure& figure) {
    for (Cents BudgetFigure::*part :
         {&BudgetFigure::historical, &BudgetFigure::objective, &BudgetFigure::before,
          &BudgetFigure::after, &BudgetFigure::historical_whole, &BudgetFigure::objective_whole}) {
      sum.*part = Add(sum.*part, figure.*part);
    }
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

  void WriteProjection() {
    const Forecast& forecast = forecasts_.regions.front();
    out_.section(1, words_(kProjection), "projection");
    for (std::size_t m = 0; m < forecast.region.municipalities.size(); ++m) {
      stelsel::Sheet sheet({{"year", words_(kYear)},
                            {"budget", words_(kBudget), As::euro},
                            {"cost", words_(kCost), As::euro},
                            {"low", words_(kLow), As::euro},
                            {"high", words_(kHigh), As::euro}});
      for (std::size_t y = 0; y < forecast.region.money.size(); ++y) {
        const Outcome& at = forecast.At(kNoSolidarity, y, m);
        sheet.row(std::to_string(forecasts_.from + static_cast<Year>(y)), at.budget, at.costs[1],
                  at.costs[0], at.costs[2]);
      }
      const stelsel::Chart chart{"line",
                                 {{"x", "year"}},
                                 {{"budget", words_(kBudget), "plain", true, true, "", ""},
                                  {"cost", words_(kCost), "middle", false, false, "low", "high"}}};
      const std::string& municipality = forecast.region.municipalities[m];
      std::move(sheet).chart(out_, words_(kLineCaption, {book_.NameOf(municipality)}), chart,
                             "line-" + std::to_string(m + 1));
    }
  }

  void WriteScenarios() {
    const Forecast& forecast = forecasts_.regions.front();
    out_.section(1, words_(kScenarioSection), "scenarios");
    const std::string limit = words_.Euros(wish_.simulation.limit);
    for (const std::size_t y : std::set<std::size_t>{0, forecast.region.money.size() / 2,
                                                     forecast.region.money.size() - 1}) {
      stelsel::Sheet sheet({{"municipality", words_(kMunicipality), As::text, {.facet = true}},
                            {"scenario", words_(kScenario), As::text, {.facet = true}},
                            {"budget", words_(kBudget), As::euro},
                            {"result", words_(kResult), As::euro},
                            {"worst", words_(kWorst), As::euro},
                            {"chance", words_(kChance), As::percent}});
      for (std::size_t m = 0; m < forecast.region.municipalities.size(); ++m) {
        for (std::size_t s = 0; s < kScenarios; ++s) {
          const Outcome& at = forecast.At(static_cast<Scenario>(s), y, m);
          sheet.row(book_.NameOf(forecast.region.municipalities[m]), words_(kScenarioTexts[s]),
                    at.budget, at.results[1], at.results[0],
                    static_cast<std::int64_t>(
                        Nearest(static_cast<Wide>(at.above_limit) * 100, wish_.simulation.draws)));
        }
      }
      const std::string year = std::to_string(forecasts_.from + static_cast<Year>(y));
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
    for (const Arrangement& row : book_.arrangements) {
      sheet.row(row.stream, row.part, row.kind, OrNone(row.key), std::to_string(row.from),
                row.to == kLastYear ? std::nullopt : std::make_optional(std::to_string(row.to)),
                row.state, row.source);
    }
    if (sheet.empty()) return out_.paragraph(words_(kNoArrangement));
    std::move(sheet).table(out_, words_(kArrangementCaption), "arrangement");
  }

  void WriteLeftOut() {
    // Both tell what the book left out, once is enough.
    std::set<std::pair<std::string, std::string>> rows;
    for (const auto* list : {&std::as_const(budgets_.left_out), &forecasts_.left_out}) {
      for (const LeftOut& row : *list) rows.emplace(row.source, row.reason);
    }
    if (rows.empty()) return;
    out_.section(1, words_(kLeftOutTitle), "left-out");
    stelsel::Sheet sheet({{"row", words_(kRow)}, {"why", words_(kWhy)}});
    for (const auto& [row, why] : rows) sheet.row(row, why);
    std::move(sheet).table(out_, words_(kLeftOutTitle), "left-out-rows");
  }

  const stelsel::Run& run_;
  const ForecastWish& wish_;
  const Words words_;
  stelsel::Document& out_;
  const Book book_;
  Memberships memberships_;
  const Forecasts forecasts_;
  std::vector<std::string> claims_;
  std::string path_;
  Budgets budgets_;
};

}  // namespace

void WriteReport(const stelsel::Run& run, const ForecastWish& wish, stelsel::Document& out) {
  ReportWriter(run, wish, out).Write();
}

}  // namespace finance
