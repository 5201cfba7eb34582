#include "forecast_steps.h"

#include <algorithm>

namespace finance {
namespace {

constexpr Text kCohort{
    "{0}: {1} bestaande cliënten, waarvan {2} naar de Wlz gaat; gemiddeld verblijf {3} maanden, "
    "zodat {4} na een jaar er nog is",
    "{0}: {1} existing clients, of whom {2} go to the Wlz; average stay {3} months, so that {4} "
    "are there still after a year"};
constexpr Text kInflow{
    "{0}: {1} nieuwe cliënten verwacht, waarvan {2} naar de Wlz gaat; gemiddeld verblijf {3} "
    "maanden",
    "{0}: {1} new clients expected, of whom {2} go to the Wlz; average stay {3} months"};
constexpr Text kInKind{"{0}, een plaats in natura voor {1}: {2} van {3}",
                       "{0}, a place in kind for {1}: {2} of {3}"};
constexpr Text kPgb{"{0}, een plaats met pgb voor {1}: {2} van {3}",
                    "{0}, a place with a pgb for {1}: {2} of {3}"};
constexpr Text kOldOnes{"bestaande cliënten", "existing clients"};
constexpr Text kNewOnes{"nieuwe cliënten", "new clients"};
constexpr Text kExpected{
    "{0}, {1}: verwacht {2} aan het begin en {3} aan het eind van het jaar, gemiddeld {4} à {5}",
    "{0}, {1}: expected {2} at the beginning and {3} at the end of the year, on average {4} at "
    "{5}"};
constexpr Text kKeyPart{"in een pot: {0} volgens {1}", "in a pool: {0} by {1}"};

}  // namespace

std::string GroupSteps::Row(const char* table, Year year) const {
  return std::string(table) + " " + region_ + "|" + group_.first + "|" + group_.second + "|" +
         std::to_string(year);
}

void GroupSteps::Say(Year year, std::string text, std::string source, std::optional<Cents> amount) {
  steps_.push_back({municipality_, year, std::move(text), amount, std::move(source)});
}

std::string GroupSteps::Count(Wide millionths) const {
  return words_.Decimal(static_cast<std::int64_t>(Nearest(millionths, 10'000)), 2);
}

void GroupSteps::Begin(const std::pair<Year, Clients>& cohort, Share stay) {
  const auto& [year, clients] = cohort;
  existing_ = static_cast<Wide>(clients.count) * (kWhole - clients.wlz);
  Say(0,
      words_(kCohort, {group_.second, std::to_string(clients.count), words_.Percent(clients.wlz),
                       std::to_string(clients.stay), words_.Percent(stay)}),
      Row("finance_cohort", year));
}

void GroupSteps::SayPrice(Year year, const PriceMix& price, const Text& whose) {
  const auto say = [&](const Text& text, const std::pair<Year, Cents>& of, Share share,
                       const char* form) {
    Say(year,
        words_(text,
               {group_.second, words_(whose), words_.Percent(share), words_.Euros(of.second)}),
        "finance_price " + region_ + "|" + group_.second + "|" + form + "|" +
            std::to_string(of.first));
  };
  if (price.in_kind) say(kInKind, *price.in_kind, kWhole - price.pgb_share, "zin");
  if (price.pgb) say(kPgb, *price.pgb, price.pgb_share, "pgb");
}

// Who is there at the beginning and at the end counts for half a year each, new ones for half a
// year, as in the simulation.
void GroupSteps::InYear(Year year, const ClientGroup& group, const PriceMix& old_price,
                        const std::optional<std::pair<Year, Clients>>& inflow,
                        std::int64_t new_stay, const PriceMix& new_price) {
  const auto expect = [&](const Text& who, Wide begin, Wide end, const PriceMix& price) {
    const Wide halves = begin + end;
    Say(year,
        words_(kExpected, {group_.second, words_(who), Count(begin), Count(end),
                           Count(Nearest(halves, 2)), words_.Euros(price.mix)}),
        "", Narrow(Nearest(halves * price.mix, 2 * kWhole)));
  };
  if (group.clients > 0) {
    SayPrice(year, old_price, kOldOnes);
    const Wide end = Nearest(existing_ * group.existing_stay, kWhole);
    expect(kOldOnes, existing_, end, old_price);
    existing_ = end;
  }
  if (inflow) {
    const auto& [of, clients] = *inflow;
    Say(year,
        words_(kInflow, {group_.second, words_.Decimal(clients.count, 2),
                         words_.Percent(clients.wlz), std::to_string(new_stay)}),
        Row("finance_inflow", of));
    SayPrice(year, new_price, kNewOnes);
  }
  const Wide entered = group.years.back().inflow / 100;
  const Wide end = Nearest(fresh_ * group.new_stay, kWhole) + entered;
  if (inflow || fresh_ > 0) expect(kNewOnes, fresh_, end, new_price);
  fresh_ = end;
}

void GroupSteps::MoveTo(ForecastSteps& out, Year from) {
  for (ForecastStep& step : steps_) {
    if (step.year == 0 || step.year >= from) out.push_back(std::move(step));
  }
}

void AddBudgetSteps(const Budgets& budgets, Year year, const std::vector<std::string>& names,
                    ForecastSteps& out) {
  for (const BudgetFigure& figure : budgets.figures) {
    const auto place = std::lower_bound(names.begin(), names.end(), figure.municipality);
    // The last step is after solidarity, of which each scenario has its own.
    for (std::size_t i = 0; i + 1 < figure.steps.size(); ++i) {
      const Step& step = figure.steps[i];
      out.push_back({static_cast<std::size_t>(place - names.begin()), year, step.text, step.amount,
                     step.source});
    }
  }
}

void AddKeySteps(const Division& division, const std::string& key, Cents whole, const Words& words,
                 ForecastSteps& out) {
  for (std::size_t m = 0; m < division.parts.size(); ++m) {
    const auto share =
        static_cast<Share>(Nearest(static_cast<Wide>(division.parts[m]) * kWhole, whole));
    out.push_back(
        {m, 0, words(kKeyPart, {words.Percent(share), KindInWords(key, words)}), std::nullopt, ""});
  }
}

}  // namespace finance
