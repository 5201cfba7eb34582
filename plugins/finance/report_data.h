// What finance/region tells of, worked out once, and how it says it.
#ifndef STELSEL_PLUGINS_FINANCE_REPORT_DATA_H_
#define STELSEL_PLUGINS_FINANCE_REPORT_DATA_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book.h"
#include "budget.h"
#include "forecast.h"
#include "stelsel/plugin.hpp"
#include "words.h"

namespace finance {

struct ReportData {
  // Refers to the run and the wish.
  ReportData(const stelsel::Run& run, const ForecastWish& wish);

  const stelsel::Run& run;
  const ForecastWish& wish;
  const Words words;
  const Book book;
  Memberships memberships;
  const Forecasts forecasts;        // of one region, or of none
  std::vector<std::string> claims;  // growth paths that sources name
  Budgets budgets;                  // by one path

  bool IsMadeUp() const;
  // Whether a budget of the report is by a growth path that is an assumption.
  bool AssumesPath() const;
  // The budgets of the year of the report: that of its day, or the nearest before it, or the first.
  std::vector<const BudgetFigure*> FiguresOfYear() const;
  // All of them together.
  static BudgetFigure SumOf(const std::vector<const BudgetFigure*>& figures);

  // The last year of which costs are known and a budget too; 0 when there is none.
  Year LatestCost() const;
  struct Actual {
    Cents budget = 0;
    std::optional<Cents> cost;  // nothing when none is known
  };
  std::map<std::string, Actual> ActualOf(Year year) const;  // by municipality
  // Whether all costs of the year count: of twins, for one, neither does.
  bool CostsAreWhole(Year year) const {
    return book.LeftOutOf("finance_cost", wish.region, "bw", year) == nullptr;
  }
  static Actual SumOf(const std::map<std::string, Actual>& lines);

  std::string YearAt(std::size_t y) const;  // of the projection
  // Of so many draws, in whole percents.
  std::int64_t Percents(std::int64_t draws) const;
};

// An id of the data as people read it: `lineair_10_jaar_vanaf_2023` without its underscores.
std::string Plain(std::string id);

// The chapter with the main figures in sentences.
void WriteSummary(const ReportData& data, stelsel::Document& out);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_REPORT_DATA_H_
