#include "budget.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "completeness.h"
#include "output.h"
#include "stelsel/stelsel.hpp"

namespace finance {
namespace {

constexpr Text kNoSuchPath{"geen ingroeipad heet `{0}`", "no growth path is called `{0}`"};
constexpr Text kYearWithoutPath{"het ingroeipad {0} heeft geen aandeel voor {1}",
                                "growth path {0} has no share for {1}"};
constexpr Text kGone{"de gemeente bestaat in {0} niet", "the municipality is not there in {0}"};
constexpr Text kNotMember{"in {0} geen lid van de regio", "no member of the region in {0}"};
constexpr Text kDefault{
    "geen bron noemt een ingroeipad voor deze regio; gerekend met dat van tien jaar",
    "no source names a growth path for this region; that of ten years was used"};
constexpr Text kBeforePath{"het ingroeipad begint in {0}: tot dan is alles historisch",
                           "the growth path begins in {0}: until then all is historical"};
constexpr Text kNotPooled{"{0} is niet verdeeld: {1}", "{0} was not divided: {1}"};
constexpr Text kWithoutKey{"de afspraak heeft geen sleutel", "the arrangement has no key"};
constexpr Text kChosenKey{"sleutel {0} is gekozen, {1} heeft er geen",
                          "key {0} was chosen, {1} has none"};
constexpr Text kWithoutShare{"de afspraak noemt geen deel voor het fonds",
                             "the arrangement names no share for the fund"};

constexpr Text kWholeHistorical{"historisch budget", "historical budget"};
constexpr Text kWholeObjective{"objectief budget", "objective budget"};
constexpr Text kPathStep{"ingroeipad {0}: {1} objectief, {2} historisch",
                         "growth path {0}: {1} objective, {2} historical"};
constexpr Text kHistoricalPart{"historisch deel", "historical part"};
constexpr Text kObjectivePart{"objectief deel", "objective part"};
constexpr Text kPartOfAll{"{0} van de regio: {1} van {2} samen, op hele centen",
                          "{0} of the region: {1} of {2} together, in whole cents"};
constexpr Text kOwnPart{"{0}: {1} van {2}", "{0}: {1} of {2}"};
constexpr Text kDown{", naar beneden op hele centen", ", down to whole cents"};
constexpr Text kGiven{"ingebracht in de solidariteit ({0})", "put into the pool ({0})"};
constexpr Text kGivenShare{"ingebracht in de solidariteit ({0}): {1} van {2}",
                           "put into the pool ({0}): {1} of {2}"};
constexpr Text kBeforeStep{"samen, vóór solidariteit", "together, before solidarity"};
constexpr Text kAfterStep{"na solidariteit", "after solidarity"};

// One region, stream and year by one path.
class YearBudget {
 public:
  YearBudget(const Book& book, const Members& members, std::vector<const Budget*> rows,
             const std::string& key, const Words& words)
      : book_(book), members_(members), rows_(std::move(rows)), key_(key), words_(words) {
    std::set<std::string> all = members.all;
    for (const Budget* row : rows_) all.insert(row->municipality);
    municipalities_.assign(all.begin(), all.end());
    // Who is no member has its money counted, and no part in what the members put together.
    const std::set<std::string>& among = members.all.empty() ? all : members.all;
    among_.assign(among.begin(), among.end());
  }

  std::vector<BudgetFigure> By(const std::string& path, const PathShare& share,
                               const std::string& remark) {
    Begin(path, share);
    if (!remark.empty()) Remark(remark);
    Split(share.share, path);
    for (const Arrangement& arrangement : book_.arrangements) {
      const Budget& any = *rows_.front();
      if (arrangement.region == any.region && arrangement.stream == any.stream &&
          arrangement.HoldsIn(any.year)) {
        Pool(arrangement);
      }
    }
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      figures_[i].after = Add(historical_[i], objective_[i]);
      figures_[i].divided = divided_;
      if (divided_) figures_[i].steps.push_back({words_(kAfterStep), figures_[i].after, ""});
    }
    return std::move(figures_);
  }

 private:
  // Figures with their whole budgets, and the rows these come from.
  void Begin(const std::string& path, const PathShare& share) {
    const Budget& any = *rows_.front();
    const std::string year = std::to_string(any.year);
    for (const std::string& municipality : municipalities_) {
      BudgetFigure figure{any.region,
                          any.stream,
                          municipality,
                          path,
                          any.year,
                          share.share,
                          0,
                          0,
                          0,
                          0,
                          0,
                          0,
                          true,
                          share.assumption,
                          share.illustratief,
                          "",
                          {}};
      const auto known = book_.municipalities.find(municipality);
      if (known != book_.municipalities.end() && !known->second.ThereIn(any.year)) {
        figure.remark = words_(kGone, {year});
      } else if (members_.all.count(municipality) == 0) {
        figure.remark = words_(kNotMember, {year});
      }
      figures_.push_back(std::move(figure));
    }
    bool made_up = false;
    for (const Budget* row : rows_) {
      BudgetFigure& figure = figures_[PlaceOf(row->municipality)];
      Cents& whole = row->objective ? figure.objective_whole : figure.historical_whole;
      whole = Add(whole, row->amount);
      made_up |= row->illustratief;
      figure.steps.push_back(
          {words_(row->objective ? kWholeObjective : kWholeHistorical), row->amount, row->source});
    }
    // Cents are handed out over all of them, so that one made-up amount marks them all.
    for (BudgetFigure& figure : figures_) figure.illustratief |= made_up;
  }

  // The parts by the path, which add up over the municipalities to the part of the sum.
  void Split(Share share, const std::string& path) {
    std::vector<Cents> historical, objective;
    for (const BudgetFigure& figure : figures_) {
      historical.push_back(figure.historical_whole);
      objective.push_back(figure.objective_whole);
    }
    historical_ = PartOfEach(historical, kWhole - share);
    objective_ = PartOfEach(objective, share);
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      BudgetFigure& figure = figures_[i];
      figure.historical = historical_[i];
      figure.objective = objective_[i];
      figure.before = Add(historical_[i], objective_[i]);
      if (!path.empty()) {
        figure.steps.push_back(
            {words_(kPathStep, {path, words_.Percent(share), words_.Percent(kWhole - share)}),
             {},
             "finance_growth_path " + path + "|" + std::to_string(figure.year)});
      }
      SayPart(figure, kHistoricalPart, kWhole - share, historical, i, figure.historical);
      SayPart(figure, kObjectivePart, share, objective, i, figure.objective);
      figure.steps.push_back({words_(kBeforeStep), figure.before, ""});
    }
  }

  // The path applies to all of the region, and each part is its own share of that.
  void SayPart(BudgetFigure& figure, const Text& name, Share share, const std::vector<Cents>& whole,
               std::size_t place, Cents part) const {
    const std::string percent = words_.Percent(share);
    const bool rounded = share != 0 && share != kWhole;
    if (rounded) {
      figure.steps.push_back({words_(kPartOfAll, {words_(name), percent, words_.Euros(Sum(whole))}),
                              PartOf(Sum(whole), share), ""});
    }
    const Cents beyond = BeyondFloor(part, static_cast<Wide>(whole[place]) * share, kWhole);
    figure.steps.push_back({words_(kOwnPart, {words_(name), percent, words_.Euros(whole[place])}) +
                                (rounded ? words_(kDown) : "") + LeftOverCent(beyond, words_),
                            part, ""});
  }

  void Pool(const Arrangement& arrangement) {
    if (arrangement.kind == "geen") return;
    const Share share = arrangement.kind == "gezamenlijk" ? kWhole : arrangement.share.value_or(0);
    const std::string& key = arrangement.key.empty() ? key_ : arrangement.key;
    const bool no_share = arrangement.kind == "fonds" && !arrangement.share;
    if (key.empty() || no_share) {
      const std::string why = words_(key.empty() ? kWithoutKey : kWithoutShare);
      divided_ &= !no_share;
      return Remark(words_(kNotPooled, {arrangement.source, why}));
    }
    if (arrangement.key.empty()) Remark(words_(kChosenKey, {key, arrangement.source}));
    if (arrangement.part != "objectief")
      Pool(arrangement, key, share, kHistoricalPart, historical_);
    if (arrangement.part != "historisch") Pool(arrangement, key, share, kObjectivePart, objective_);
  }

  void Pool(const Arrangement& arrangement, const std::string& key, Share share, const Text& part,
            std::vector<Cents>& amounts) {
    std::vector<Cents> own;
    for (const std::string& one : among_) own.push_back(amounts[PlaceOf(one)]);
    const std::vector<Cents> given = PartOfEach(own, share);
    const Budget& any = *rows_.front();
    const Division division =
        DivideByKey(book_, {any.region, any.stream, any.year}, key, among_, Sum(given), words_);
    if (!division.why_not.empty()) {
      divided_ = false;
      return Remark(words_(kNotPooled, {words_(part), division.why_not}));
    }
    for (std::size_t i = 0; i < among_.size(); ++i) {
      const std::size_t place = PlaceOf(among_[i]);
      amounts[place] = Add(Subtract(own[i], given[i]), division.parts[i]);
      BudgetFigure& figure = figures_[place];
      figure.illustratief |= division.illustratief || arrangement.illustratief;
      figure.steps.push_back(
          {GivenText(part, share, own[i], given[i]), Subtract(0, given[i]), arrangement.source});
      figure.steps.insert(figure.steps.end(), division.steps[i].begin(), division.steps[i].end());
    }
  }

  std::string GivenText(const Text& part, Share share, Cents own, Cents given) const {
    if (share == kWhole) return words_(kGiven, {words_(part)});
    const Cents beyond = BeyondFloor(given, static_cast<Wide>(own) * share, kWhole);
    return words_(kGivenShare, {words_(part), words_.Percent(share), words_.Euros(own)}) +
           LeftOverCent(beyond, words_);
  }

  std::size_t PlaceOf(const std::string& municipality) const {
    const auto found =
        std::lower_bound(municipalities_.begin(), municipalities_.end(), municipality);
    return static_cast<std::size_t>(found - municipalities_.begin());
  }

  void Remark(const std::string& text) {
    for (BudgetFigure& figure : figures_) {
      figure.remark += (figure.remark.empty() ? "" : "; ") + text;
    }
  }

  const Book& book_;
  const Members& members_;
  const std::vector<const Budget*> rows_;
  const std::string& key_;  // for an arrangement without one
  const Words& words_;
  std::vector<std::string> municipalities_, among_;  // all; those that pool
  bool divided_ = true;
  std::vector<BudgetFigure> figures_;
  std::vector<Cents> historical_, objective_;
};

// The paths to work with; `by_default` when no source names one.
std::vector<std::string> PathsOf(const Book& book, const Budget& any, const std::string& wanted,
                                 bool& by_default) {
  by_default = false;
  if (!wanted.empty()) return {wanted};
  const auto found = book.region_paths.find({any.region, any.stream});
  if (found != book.region_paths.end()) return found->second;
  by_default = true;
  return {kDefaultPath};
}

using Group = std::tuple<std::string, std::string, Year>;

std::map<Group, std::vector<const Budget*>> Grouped(const std::vector<Budget>& budgets) {
  std::map<Group, std::vector<const Budget*>> groups;
  for (const Budget& row : budgets) groups[{row.region, row.stream, row.year}].push_back(&row);
  for (auto& [group, rows] : groups) {
    // The order of rows in a file changes nothing.
    std::sort(rows.begin(), rows.end(),
              [](const Budget* a, const Budget* b) { return a->source < b->source; });
  }
  return groups;
}

// Whether the money of a stream grows towards an objective part at all: somebody says by which
// path, or there is such a part in any year.
bool Grows(const Book& book, const Budget& any) {
  if (book.growing.count({any.region, any.stream}) > 0) return true;
  if (book.region_paths.count({any.region, any.stream}) > 0) return true;
  return std::any_of(book.budgets.begin(), book.budgets.end(), [&](const Budget& row) {
    return row.objective && row.region == any.region && row.stream == any.stream;
  });
}

void Append(Budgets& out, std::vector<BudgetFigure> figures) {
  for (BudgetFigure& figure : figures) out.figures.push_back(std::move(figure));
}

// By each of the paths, or left out.
void YearByPaths(const Book& book, const Members& members, const std::vector<const Budget*>& rows,
                 const BudgetWish& wish, const Words& words, Budgets& out) {
  const Budget& any = *rows.front();
  const bool grows = Grows(book, any);
  bool by_default = false;
  const std::vector<std::string> paths =
      grows ? PathsOf(book, any, wish.path, by_default) : std::vector<std::string>{""};
  for (const std::string& name : paths) {
    const auto steps = book.paths.find(name);
    const PathShare share = !grows                      ? PathShare{0, true, false, false}
                            : steps != book.paths.end() ? ShareOf(steps->second, any.year)
                                                        : PathShare();
    std::string remark = by_default ? words(kDefault) : "";
    const bool has_objective =
        std::any_of(rows.begin(), rows.end(), [](const Budget* row) { return row->objective; });
    if (has_objective && steps != book.paths.end() && !steps->second.empty() &&
        any.year < steps->second.begin()->first) {
      remark += (remark.empty() ? "" : "; ") +
                words(kBeforePath, {std::to_string(steps->second.begin()->first)});
    }
    const std::string missing =
        share.known ? WhatIsMissing(book, members, rows, share.share, words) : "";
    if (!missing.empty()) {
      out.left_out.push_back(
          {any.region, "finance_budget " + any.region, any.stream, "", any.year, missing});
    } else if (share.known) {
      Append(out, YearBudget(book, members, rows, wish.key, words).By(name, share, remark));
    } else {
      out.left_out.push_back({any.region, "finance_growth_path " + name, any.stream, "", any.year,
                              words(kYearWithoutPath, {name, std::to_string(any.year)})});
    }
  }
}

}  // namespace

PathShare ShareOf(const Path& path, Year year) {
  if (path.empty()) return {};
  const auto found = path.find(year);
  const PathStep& last = path.rbegin()->second;
  if (found != path.end() && found->second.is_wrong) return {};
  if (found != path.end()) {
    return {found->second.share, true, found->second.assumption, found->second.illustratief};
  }
  if (year < path.begin()->first) return {0, true, false, false};
  if (year > path.rbegin()->first && last.share == kWhole && !last.is_wrong) {
    return {kWhole, true, last.assumption, last.illustratief};
  }
  return {};
}

Budgets WorkOutBudgets(const Book& book, Memberships& memberships, const BudgetWish& wish,
                       const Words& words) {
  const std::string& path = wish.path;
  if (!path.empty() && book.paths.count(path) == 0) {
    throw stelsel::Error(STELSEL_NOT_FOUND, words(kNoSuchPath, {path}));
  }
  NeedKey(book, wish.key, words);
  Budgets out;
  out.left_out = book.left_out;
  for (const auto& [group, rows] : Grouped(book.budgets)) {
    const Budget& any = *rows.front();
    InPlace(any.region + " " + any.stream + " " + std::to_string(any.year), words, [&] {
      YearByPaths(book, memberships.Of(any.region, any.year), rows, wish, words, out);
    });
  }
  return out;
}

}  // namespace finance
