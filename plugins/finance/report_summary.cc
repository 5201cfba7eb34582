// The first chapter of finance/region: its main figures in sentences.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "report_data.h"

namespace finance {
namespace {

constexpr Text kSummary{"In het kort", "In short"};
constexpr Text kFrom{"Gegevens uit {0}.", "Data from {0}."};
constexpr Text kHow{"Gerekend met: {0}.", "Worked out with: {0}."};
constexpr Text kReceives{"In {0} ontvangt de regio {1}: {2} historisch en {3} objectief.",
                         "In {0} the region receives {1}: {2} historical and {3} objective."};
constexpr Text kOfWhich{"Daarvan gaat {0} naar {1}.", "Of that {0} goes to {1}."};
constexpr Text kExpects{
    "In {0} kost de zorg naar verwachting {1}, tegen een budget van {2}. In negen van de tien "
    "trekkingen ligt het tussen {3} en {4}.",
    "In {0} care is expected to cost {1}, against a budget of {2}. In nine of ten draws it is "
    "between {3} and {4}."};
constexpr Text kMostAtRisk{
    "Zonder solidariteit is de kans op een tekort van meer dan {0} in {1} het grootst voor {2}: "
    "{3}. Als alles gezamenlijk is, is die kans daar {4}.",
    "Without solidarity the chance of a deficit above {0} in {1} is largest for {2}: {3}. When "
    "all is pooled, that chance is {4} there."};
constexpr Text kNoRisk{
    "Zonder solidariteit had in {1} geen gemeente in enige trekking een tekort van meer dan {0}.",
    "Without solidarity no municipality had a deficit above {0} in {1} in any draw."};
constexpr Text kSpent{"In {0} is werkelijk {1} uitgegeven, tegen een budget van {2}: {3}.",
                      "In {0} {1} was spent, against a budget of {2}: {3}."};
constexpr Text kOver{"{0} over", "{0} left"};
constexpr Text kShort{"{0} tekort", "{0} short"};
constexpr Text kCostsOf{"Van {0} van de {1} gemeenten zijn kosten bekend.",
                        "Costs are known of {0} of the {1} municipalities."};
constexpr Text kSimulated{
    "De prognose loopt van {0} tot en met {1} en telt {2} trekkingen (met {3} als begin van het "
    "toeval); alle scenario’s hebben dezelfde cliënten. Iedere maand vertrekt één op het "
    "gemiddelde verblijf; nieuwe cliënten tellen het eerste jaar half.",
    "The projection goes from {0} up to and including {1} and counts {2} draws (chance begins at "
    "{3}); all scenarios have the same clients. Each month one in the average stay leaves; new "
    "clients count for half of the first year."};
constexpr Text kModelBelow{
    "Let op: in {0} is werkelijk {1} uitgegeven, en de prognose komt voor dat jaar op {2}: {3}% "
    "lager.",
    "Note: in {0} {1} was spent, and the projection comes to {2} for that year: {3}% less."};
constexpr Text kModelAbove{
    "Let op: in {0} is werkelijk {1} uitgegeven, en de prognose komt voor dat jaar op {2}: {3}% "
    "hoger.",
    "Note: in {0} {1} was spent, and the projection comes to {2} for that year: {3}% more."};
constexpr Text kNoCosts{"Er is geen prognose: {0}.", "There is no projection: {0}."};
constexpr Text kNoForecast{"Er zijn geen cliënten of geen budgetten, dus er is geen prognose.",
                           "There are no clients or no budgets, so there is no projection."};
constexpr Text kClaims{"Bronnen noemen meer dan één ingroeipad: {0}.",
                       "Sources name more than one growth path: {0}."};

class Summary {
 public:
  Summary(const ReportData& data, stelsel::Document& out)
      : data_(data), words_(data.words), out_(out) {}

  void Write() {
    out_.section(1, words_(kSummary), "summary");
    SayBudget();
    SayActual();
    SayForecast();
    if (data_.claims.size() > 1) {
      std::string all;
      for (const std::string& claim : data_.claims) all += (all.empty() ? "" : ", ") + Plain(claim);
      out_.paragraph(words_(kClaims, {all}));
    }
    out_.paragraph(words_(kFrom, {data_.run.source}));
  }

 private:
  void SayBudget() {
    const std::vector<const BudgetFigure*> figures = data_.FiguresOfYear();
    if (figures.empty()) return;
    const BudgetFigure sum = ReportData::SumOf(figures);
    const BudgetFigure& most =
        **std::max_element(figures.begin(), figures.end(),
                           [](const auto* a, const auto* b) { return a->before < b->before; });
    std::string said = words_(kReceives, {std::to_string(most.year), Euros(sum.before),
                                          Euros(sum.historical), Euros(sum.objective)});
    if (figures.size() > 1)
      said += " " + words_(kOfWhich, {Euros(most.before), data_.book.NameOf(most.municipality)});
    out_.paragraph(said);
  }

  void SayActual() {
    const Year year = data_.LatestCost();
    if (year == 0 || !data_.CostsAreWhole(year)) return;
    const auto lines = data_.ActualOf(year);
    const ReportData::Actual all = ReportData::SumOf(lines);
    const Cents cost = all.cost.value_or(0), left = Subtract(all.budget, cost);
    const std::string result =
        left < 0 ? words_(kShort, {Euros(Subtract(0, left))}) : words_(kOver, {Euros(left)});
    const auto known = std::count_if(lines.begin(), lines.end(),
                                     [](const auto& line) { return line.second.cost.has_value(); });
    out_.paragraph(words_(kSpent, {std::to_string(year), Euros(cost), Euros(all.budget), result}) +
                   " " + words_(kCostsOf, {std::to_string(known), std::to_string(lines.size())}));
  }

  void SayForecast() {
    if (data_.forecasts.regions.empty()) return SayWhyNot();
    const Forecast& forecast = data_.forecasts.regions.front();
    if (forecast.unpriced) return out_.paragraph(words_(kNoCosts, {Plain(forecast.remark)}));
    const std::size_t last = forecast.region.money.size() - 1;
    for (const std::size_t y : std::set<std::size_t>{0, last}) {
      const Outcome& at = forecast.At(kNoSolidarity, y, forecast.region.municipalities.size());
      out_.paragraph(words_(kExpects, {data_.YearAt(y), Euros(at.cost), Euros(at.budget),
                                       Euros(at.costs[0]), Euros(at.costs[2])}));
    }
    SayRisk(forecast, last);
    const SimulationWish& simulation = data_.wish.simulation;
    out_.paragraph(
        words_(kSimulated, {data_.YearAt(0), data_.YearAt(last), std::to_string(simulation.draws),
                            std::to_string(simulation.seed)}));
    SayBesideActual(forecast);
    const std::string carried = forecast.carried.empty() ? "" : "; " + forecast.carried;
    out_.paragraph(words_(kHow, {Plain(forecast.remark + carried)}));
  }

  void SayWhyNot() {
    const auto& left_out = data_.forecasts.left_out;
    if (left_out.empty()) return out_.paragraph(words_(kNoForecast));
    out_.paragraph(words_(kNoCosts, {left_out.back().reason}));
  }

  // A model that is beside what was spent is not to be believed for the years to come.
  void SayBesideActual(const Forecast& forecast) {
    for (std::size_t y = 0; y < forecast.region.money.size(); ++y) {
      const Year year = data_.forecasts.from + static_cast<Year>(y);
      const auto actual = ReportData::SumOf(data_.ActualOf(year)).cost;
      const Cents model = forecast.At(kNoSolidarity, y, forecast.region.municipalities.size()).cost;
      if (!actual || *actual <= 0 || !data_.CostsAreWhole(year)) continue;
      const Wide beside = Nearest(static_cast<Wide>(model - *actual) * 100, *actual);
      const bool below = beside < 0;
      out_.paragraph(words_(below ? kModelBelow : kModelAbove,
                            {std::to_string(year), Euros(*actual), Euros(model),
                             std::to_string(static_cast<std::int64_t>(below ? -beside : beside))}));
    }
  }

  void SayRisk(const Forecast& forecast, std::size_t y) {
    const std::vector<std::string>& names = forecast.region.municipalities;
    const auto above = [&](Scenario scenario, std::size_t m) {
      return forecast.At(scenario, y, m).above_limit;
    };
    std::size_t most = 0;
    for (std::size_t m = 1; m < names.size(); ++m) {
      if (above(kNoSolidarity, m) > above(kNoSolidarity, most)) most = m;
    }
    const std::string limit = Euros(data_.wish.simulation.limit);
    if (above(kNoSolidarity, most) == 0)
      return out_.paragraph(words_(kNoRisk, {limit, data_.YearAt(y)}));
    const auto percent = [&](Scenario scenario) {
      return std::to_string(data_.Percents(above(scenario, most))) + "%";
    };
    out_.paragraph(words_(kMostAtRisk, {limit, data_.YearAt(y), data_.book.NameOf(names[most]),
                                        percent(kNoSolidarity), percent(kAllPooled)}));
  }

  // In whole euros: this is for reading, the tables have the cents.
  std::string Euros(Cents cents) const {
    std::string text = words_.Euros(static_cast<Cents>(Nearest(cents, 100)) * 100);
    text.resize(text.size() - 3);
    const std::size_t space = text.find(' ');
    return space == std::string::npos ? text : text.replace(space, 1, "\u00a0");  // no line break
  }

  const ReportData& data_;
  const Words& words_;
  stelsel::Document& out_;
};

}  // namespace

void WriteSummary(const ReportData& data, stelsel::Document& out) { Summary(data, out).Write(); }

}  // namespace finance
