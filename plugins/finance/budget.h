// finance/budget: what each municipality gets in a year, before and after solidarity.
#ifndef STELSEL_PLUGINS_FINANCE_BUDGET_H_
#define STELSEL_PLUGINS_FINANCE_BUDGET_H_

#include <string>
#include <vector>

#include "book.h"
#include "key.h"
#include "stelsel/plugin.hpp"

namespace finance {

struct BudgetFigure {
  std::string region, stream, municipality, path;  // no path where all of it is historical
  Year year = 0;
  Share share = 0;                                  // objective, by the path
  Cents historical_whole = 0, objective_whole = 0;  // before the path
  Cents historical = 0, objective = 0;              // by the path
  Cents before = 0, after = 0;                      // in all, before and after solidarity
  bool divided = true;  // else a pool could not be divided, and `after` is not known
  bool assumption = false, illustratief = false;
  std::string remark;
  std::vector<Step> steps;
};

struct Budgets {
  std::vector<BudgetFigure> figures;  // by region, stream, year, path, municipality
  std::vector<LeftOut> left_out;
};

// What holds of the path in a year.
struct PathShare {
  Share share = 0;
  bool known = false, assumption = false, illustratief = false;
};
// Nothing before its first year, all of it after a last year of 1; a year in between must be there.
PathShare ShareOf(const Path& path, Year year);

// The path that holds where no source names one.
inline constexpr const char* kDefaultPath = "lineair_10_jaar_vanaf_2023";

// What somebody chose, where sources leave it open.
struct BudgetWish {
  std::string path;  // empty: those that sources name for the region, side by side
  std::string key;   // of an arrangement in force that has none; empty: it divides nothing
};

// Of every region, stream and year in the book.
Budgets WorkOutBudgets(const Book& book, Memberships& memberships, const BudgetWish& wish,
                       const Words& words);

// The table of the calculation. Of a figure the steps follow it when `explain` is set.
stelsel::Stream BudgetTable(const Book& book, const Budgets& budgets, bool explain,
                            const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_BUDGET_H_
