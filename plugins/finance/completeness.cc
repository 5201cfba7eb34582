#include "completeness.h"

#include <set>

namespace finance {
namespace {

constexpr Text kNone[] = {
    {"het historische budget van {0} ontbreekt", "the historical budget of {0} is missing"},
    {"het objectieve budget van {0} ontbreekt", "the objective budget of {0} is missing"}};
constexpr Text kNoneOf[] = {{"het historische budget van {0} ontbreekt voor {1}",
                             "the historical budget of {0} is missing for {1}"},
                            {"het objectieve budget van {0} ontbreekt voor {1}",
                             "the objective budget of {0} is missing for {1}"}};
constexpr Text kRowLeftOut{"{0} telt niet mee: {1}", "{0} does not count: {1}"};

// Of one basis. Money for all of the region stands with who receives it, money for municipalities
// with each of them.
std::string Lacks(const Book& book, const Members& members, const std::vector<const Budget*>& rows,
                  bool objective, const Words& words) {
  const std::string year = std::to_string(rows.front()->year);
  std::set<std::string> without(members.all);
  bool any = false, of_the_region = false;
  for (const Budget* row : rows) {
    if (row->objective != objective) continue;
    any = true;
    of_the_region |= row->regional;
    without.erase(row->municipality);
  }
  if (!any) return words(kNone[objective ? 1 : 0], {year});
  if (of_the_region || without.empty()) return "";
  std::string names;
  for (const std::string& one : without) names += (names.empty() ? "" : ", ") + book.NameOf(one);
  return words(kNoneOf[objective ? 1 : 0], {year, names});
}

// A row that was left out is money that is there, and nobody knows how much.
std::string RowLeftOut(const Book& book, const Budget& any, Share share, const Words& words) {
  for (const LeftOut& row : book.left_out) {
    const bool here = row.region == any.region && row.year == any.year &&
                      row.stream == any.stream && row.source.compare(0, 15, "finance_budget ") == 0;
    const auto is = [&](const char* basis) { return row.source.find(basis) != std::string::npos; };
    const bool weightless =
        (share == 0 && is("|objectief|")) || (share == kWhole && is("|historisch|"));
    if (here && !weightless) return words(kRowLeftOut, {row.source, row.reason});
  }
  return "";
}

}  // namespace

std::string WhatIsMissing(const Book& book, const Members& members,
                          const std::vector<const Budget*>& rows, Share share, const Words& words) {
  std::string missing = RowLeftOut(book, *rows.front(), share, words);
  if (missing.empty() && share < kWhole) missing = Lacks(book, members, rows, false, words);
  if (missing.empty() && share > 0) missing = Lacks(book, members, rows, true, words);
  return missing;
}

}  // namespace finance
