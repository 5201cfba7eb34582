// The table of finance/projection.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "forecast.h"
#include "output.h"

namespace finance {
namespace {

constexpr Text kModel{
    "model: iedere maand vertrekt één op het gemiddelde verblijf, nieuwe cliënten tellen het "
    "eerste jaar half",
    "model: each month one in the average stay leaves, new clients count for half of the first "
    "year"};

class ForecastWriter {
 public:
  ForecastWriter(const Book& book, const ForecastWish& wish, const Words& words)
      : book_(book), wish_(wish), words_(words) {}

  stelsel::Stream Table(const Forecasts& forecasts) {
    for (const Forecast& forecast : forecasts.regions) {
      WriteSteps(forecast);
      for (std::size_t s = 0; s < kScenarios; ++s) {
        if (!wish_.scenario.empty() && wish_.scenario != kScenarioNames[s]) continue;
        for (std::size_t y = 0; y < forecast.region.money.size(); ++y)
          WriteYear(forecast, static_cast<Scenario>(s), y, forecasts.from + static_cast<Year>(y));
      }
    }
    for (const LeftOut& row : forecasts.left_out) LeaveOut(row);
    return std::move(out_).stream();
  }

 private:
  void WriteSteps(const Forecast& forecast) {
    ForecastSteps steps = forecast.steps;
    std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
      return std::tie(a.municipality, a.year) < std::tie(b.municipality, b.year);
    });
    std::int64_t number = 0;
    for (const ForecastStep& step : steps) {
      const std::string& municipality = forecast.region.municipalities[step.municipality];
      out_.row(forecast.region.region, nullptr, municipality, book_.NameOf(municipality),
               OrNone(step.year), nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
               nullptr, nullptr, nullptr, kStep, ++number, step.text, Euro(step.amount),
               OrNone(step.source), nullptr, forecast.illustratief);
    }
  }

  void WriteYear(const Forecast& forecast, Scenario scenario, std::size_t y, Year year) {
    const RegionCase& region = forecast.region;
    const std::string assumption = words_(kModel) +
                                   (forecast.assumption ? "; " + words_(texts::kLinear) : "") +
                                   (forecast.carried.empty() ? "" : "; " + forecast.carried);
    const std::size_t count = region.municipalities.size();
    for (std::size_t m = 0; m <= count; ++m) {
      const bool all = m == count;
      const Outcome& at = forecast.At(scenario, y, m);
      const auto known = [&](auto value) {
        return forecast.unpriced ? std::nullopt : std::make_optional(value);
      };
      out_.row(region.region, kScenarioNames[scenario],
               all ? std::nullopt : std::make_optional(region.municipalities[m]),
               all ? words_(texts::kTogether) : book_.NameOf(region.municipalities[m]), year,
               Euro(at.budget), known(Euro(at.cost)), known(Euro(at.costs[0])),
               known(Euro(at.costs[1])), known(Euro(at.costs[2])), known(Euro(at.results[0])),
               known(Euro(at.results[1])), known(Euro(at.results[2])), known(Chance(at.deficits)),
               known(Chance(at.above_limit)), all ? kTotal : kWorkedOut, nullptr, forecast.remark,
               nullptr, nullptr, assumption, forecast.illustratief);
    }
  }

  void LeaveOut(const LeftOut& row) {
    out_.row(OrNone(row.region), nullptr, OrNone(row.municipality), nullptr, OrNone(row.year),
             nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
             nullptr, kLeftOut, nullptr, row.reason, nullptr, row.source, nullptr, nullptr);
  }

  stelsel::Decimal<6> Chance(std::int64_t draws) const {
    return {static_cast<Share>(Nearest(static_cast<Wide>(draws) * kWhole, wish_.simulation.draws))};
  }

  const Book& book_;
  const ForecastWish& wish_;
  const Words& words_;
  stelsel::Table out_{
      {TextColumn("region"),      TextColumn("scenario"),        TextColumn("municipality"),
       TextColumn("name"),        CountColumn("year"),           EuroColumn("budget"),
       EuroColumn("cost"),        EuroColumn("cost_p5"),         EuroColumn("cost_p50"),
       EuroColumn("cost_p95"),    EuroColumn("result_p5"),       EuroColumn("result_p50"),
       EuroColumn("result_p95"),  ShareColumn("deficit_chance"), ShareColumn("above_limit_chance"),
       TextColumn("state"),       CountColumn("step"),           TextColumn("explanation"),
       EuroColumn("amount"),      TextColumn("source_row"),      TextColumn("assumption"),
       FlagColumn("illustratief")}};
};

}  // namespace

stelsel::Stream ForecastTable(const Book& book, const Forecasts& forecasts,
                              const ForecastWish& wish, const Words& words) {
  return ForecastWriter(book, wish, words).Table(forecasts);
}

}  // namespace finance
