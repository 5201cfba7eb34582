// The table of finance/budget.
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "budget.h"
#include "output.h"

namespace finance {
namespace {

constexpr Text kNoBudgets{"er zijn geen budgetten", "there are no budgets"};

// Writes the figures, and after those of a year and path what they are together.
class BudgetWriter {
 public:
  BudgetWriter(const Book& book, bool explain, const Words& words)
      : book_(book), explain_(explain), words_(words) {}

  stelsel::Stream Table(const Budgets& budgets) {
    const auto& figures = budgets.figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (i > 0 && !OfOneYear(figures[i - 1], figures[i])) WriteTotal(figures[i - 1]);
      Write(figures[i]);
      AddToTotal(figures[i]);
    }
    if (!figures.empty()) WriteTotal(figures.back());
    for (const LeftOut& row : budgets.left_out) LeaveOut(row);
    if (figures.empty() && budgets.left_out.empty()) {
      LeaveOut({"", "finance_budget", "", "", 0, words_(kNoBudgets)});
    }
    return std::move(out_).stream();
  }

 private:
  static bool OfOneYear(const BudgetFigure& a, const BudgetFigure& b) {
    return std::tie(a.region, a.stream, a.year, a.path) ==
           std::tie(b.region, b.stream, b.year, b.path);
  }

  std::optional<std::string> Assumption(const BudgetFigure& figure) const {
    return figure.assumption ? std::make_optional(words_(texts::kLinear)) : std::nullopt;
  }

  void WriteAmounts(const BudgetFigure& figure, const std::string& name, const char* state) {
    const auto after = figure.divided ? std::make_optional(figure.after) : std::nullopt;
    out_.row(figure.region, figure.stream, OrNone(figure.municipality), name, figure.year,
             OrNone(figure.path), stelsel::Decimal<6>{figure.share}, Euro(figure.historical),
             Euro(figure.objective), Euro(figure.before), Euro(after), state, nullptr,
             OrNone(figure.remark), nullptr, nullptr, Assumption(figure), figure.illustratief);
  }

  void Write(const BudgetFigure& figure) {
    const std::string name = book_.NameOf(figure.municipality);
    WriteAmounts(figure, name, kWorkedOut);
    std::int64_t number = 0;
    for (const Step& step : figure.steps) {
      if (!explain_) break;
      out_.row(figure.region, figure.stream, figure.municipality, name, figure.year,
               OrNone(figure.path), nullptr, nullptr, nullptr, nullptr, nullptr, kStep, ++number,
               step.text, Euro(step.amount), OrNone(step.source), Assumption(figure),
               figure.illustratief);
    }
  }

  void AddToTotal(const BudgetFigure& figure) {
    for (Cents BudgetFigure::*part : {&BudgetFigure::historical, &BudgetFigure::objective,
                                      &BudgetFigure::before, &BudgetFigure::after}) {
      total_.*part = Add(total_.*part, figure.*part);
    }
    total_.divided &= figure.divided;
    total_.illustratief |= figure.illustratief;
  }

  void WriteTotal(const BudgetFigure& last) {
    total_.region = last.region;
    total_.stream = last.stream;
    total_.path = last.path;
    total_.year = last.year;
    total_.share = last.share;
    total_.assumption = last.assumption;
    WriteAmounts(total_, words_(texts::kTogether), kTotal);
    total_ = {};
  }

  void LeaveOut(const LeftOut& row) {
    out_.row(OrNone(row.region), OrNone(row.stream), OrNone(row.municipality), nullptr,
             OrNone(row.year), nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, kLeftOut,
             nullptr, row.reason, nullptr, row.source, nullptr, nullptr);
  }

  const Book& book_;
  const bool explain_;
  const Words& words_;
  BudgetFigure total_;
  stelsel::Table out_{
      {TextColumn("region"), TextColumn("stream"), TextColumn("municipality"), TextColumn("name"),
       CountColumn("year"), TextColumn("growth_path"), ShareColumn("share"),
       EuroColumn("historical"), EuroColumn("objective"), EuroColumn("before"), EuroColumn("after"),
       TextColumn("state"), CountColumn("step"), TextColumn("explanation"), EuroColumn("amount"),
       TextColumn("source_row"), TextColumn("assumption"), FlagColumn("illustratief")}};
};

}  // namespace

stelsel::Stream BudgetTable(const Book& book, const Budgets& budgets, bool explain,
                            const Words& words) {
  return BudgetWriter(book, explain, words).Table(budgets);
}

}  // namespace finance
