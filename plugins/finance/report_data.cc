#include "report_data.h"

#include <algorithm>

namespace finance {

ReportData::ReportData(const stelsel::Run& with, const ForecastWish& wished)
    : run(with),
      wish(wished),
      words(with.dutch()),
      book(ReadBook(with.snapshot, {wished.region, "bw"}, words)),
      memberships(with.snapshot),
      forecasts(WorkOutForecasts(with, book, wished, words)) {
  const auto claimed = book.region_paths.find({wished.region, "bw"});
  if (claimed != book.region_paths.end()) claims = claimed->second;
  const std::string path = !wished.path.empty() ? wished.path
                           : claims.empty()     ? kDefaultPath
                                                : claims.front();
  budgets = WorkOutBudgets(book, memberships, {path, wished.key}, words);
}

bool ReportData::IsMadeUp() const {
  const auto made_up = [](const auto& row) { return row.illustratief; };
  return std::any_of(budgets.figures.begin(), budgets.figures.end(), made_up) ||
         std::any_of(forecasts.regions.begin(), forecasts.regions.end(), made_up);
}

std::vector<const BudgetFigure*> ReportData::FiguresOfYear() const {
  Year wanted = 0;
  const Year today = std::stoll(run.as_of.substr(0, 4));
  for (const BudgetFigure& figure : budgets.figures) {
    if (wanted == 0 || (figure.year > wanted && figure.year <= today)) wanted = figure.year;
  }
  std::vector<const BudgetFigure*> figures;
  for (const BudgetFigure& figure : budgets.figures) {
    if (figure.year == wanted) figures.push_back(&figure);
  }
  return figures;
}

bool ReportData::AssumesPath() const {
  const auto assumed = [](const auto& row) { return row.assumption; };
  return std::any_of(budgets.figures.begin(), budgets.figures.end(), assumed) ||
         std::any_of(forecasts.regions.begin(), forecasts.regions.end(), assumed);
}

BudgetFigure ReportData::SumOf(const std::vector<const BudgetFigure*>& figures) {
  BudgetFigure sum;
  for (const BudgetFigure* figure : figures) {
    sum.divided &= figure->divided;
    for (Cents BudgetFigure::*part :
         {&BudgetFigure::historical, &BudgetFigure::objective, &BudgetFigure::before,
          &BudgetFigure::after, &BudgetFigure::historical_whole, &BudgetFigure::objective_whole}) {
      sum.*part = Add(sum.*part, figure->*part);
    }
  }
  return sum;
}

Year ReportData::LatestCost() const {
  Year latest = 0;
  for (const Amount& row : book.costs) {
    const bool has_budget =
        std::any_of(budgets.figures.begin(), budgets.figures.end(),
                    [&](const BudgetFigure& figure) { return figure.year == row.year; });
    if (has_budget) latest = std::max(latest, row.year);
  }
  return latest;
}

std::map<std::string, ReportData::Actual> ReportData::ActualOf(Year year) const {
  std::map<std::string, Actual> lines;
  for (const BudgetFigure& figure : budgets.figures) {
    if (figure.year == year) lines[figure.municipality].budget = figure.before;
  }
  for (const Amount& row : book.costs) {
    if (row.year != year) continue;
    std::optional<Cents>& cost = lines[row.municipality].cost;
    cost = Add(cost.value_or(0), row.value);
  }
  return lines;
}

ReportData::Actual ReportData::SumOf(const std::map<std::string, Actual>& lines) {
  Actual sum;
  for (const auto& [municipality, line] : lines) {
    sum.budget = Add(sum.budget, line.budget);
    if (line.cost) sum.cost = Add(sum.cost.value_or(0), *line.cost);
  }
  return sum;
}

std::string ReportData::YearAt(std::size_t y) const {
  return std::to_string(forecasts.from + static_cast<Year>(y));
}

std::int64_t ReportData::Percents(std::int64_t draws) const {
  return static_cast<std::int64_t>(Nearest(static_cast<Wide>(draws) * 100, wish.simulation.draws));
}

std::string Plain(std::string id) {
  std::replace(id.begin(), id.end(), '_', ' ');
  return id;
}

}  // namespace finance
