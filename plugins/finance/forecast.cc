#include "forecast.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "budget.h"
#include "flows.h"
#include "forecast_steps.h"
#include "key.h"
#include "output.h"
#include "sampler.h"

namespace finance {
namespace {

// Budgets of the stream that pays for places in beschermd wonen.
constexpr const char* kStream = "bw";
// So many parts a key is cut into for the simulation.
constexpr Cents kKeyParts = 1'000'000'000;

constexpr Text kNoPrice{"geen prijs van {0} in of vóór {1}", "no price of {0} in or before {1}"};
constexpr Text kWithout{"de kosten zijn niet bekend: de cliënten van {0} in {1} hebben geen prijs",
                        "the cost is not known: the clients of {0} in {1} have no price"};
constexpr Text kNoClients{"geen bestaande cliënten en geen instroom bekend",
                          "no existing clients and no inflow known"};
constexpr Text kNoBudget{"geen budget van {0} bekend", "no budget of {0} known"};
constexpr Text kLaterCohort{"de bestaande cliënten zijn pas van {0} bekend",
                            "the existing clients are known from {0} on only"};
constexpr Text kCarried{"{0} na {1} zoals in {1}", "{0} after {1} as in {1}"};
constexpr Text kBudgets{"budget", "budget"};
constexpr Text kBudgetOf{"budget van {0} zoals in {1} ({2})", "budget of {0} as in {1} ({2})"};
constexpr Text kNoClientsOf{"geen cliënten bekend van {0}", "no clients known of {0}"};
constexpr Text kNoneYet{"geen bestaande cliënten bekend van {0}",
                        "no existing clients known of {0}"};
constexpr Text kInflowFrom{"instroom van {0} pas vanaf {1}", "inflow of {0} only from {1} on"};
constexpr Text kOneStay{
    "instroom van {0}: verblijf in alle jaren {1} maanden, als in de eerste rij",
    "inflow of {0}: a stay of {1} months in all years, as in the first row"};
constexpr Text kPriceOf{"prijs van {0}", "price of {0}"};
constexpr Text kInflows{"instroom", "inflow"};
constexpr Text kOlder{"bestaande cliënten van {0} zoals in {1}",
                      "existing clients of {0} as in {1}"};
constexpr Text kNoInflow{"geen instroom bekend van {0}", "no inflow known of {0}"};
constexpr Text kChosenKey{"sleutel: {0}", "key: {0}"};
constexpr Text kPath{"ingroeipad: {0}", "growth path: {0}"};
constexpr Text kPooled{"historisch deel drie jaar gezamenlijk: {0} tot en met {1}",
                       "historical part pooled for three years: {0} up to and including {1}"};
constexpr Text kAlso{" (ook geclaimd: {0})", " (also claimed: {0})"};

// Makes the case of one region.
class CaseMaker {
 public:
  CaseMaker(const Book& book, Memberships& memberships, const ForecastWish& wish, Year from,
            const Words& words)
      : book_(book), memberships_(memberships), wish_(wish), from_(from), words_(words) {}

  // Nothing when the region has no budget, or clients of later years only; it is then left out.
  std::optional<Forecast> Make(const std::string& region, const Flows& flows) {
    if (!Start(region, flows)) return std::nullopt;
    Forecast out;
    out.skipped = static_cast<std::size_t>(from_ - start_);
    out.region.region = region;
    out.illustratief = flows.illustratief;
    std::set<std::string> all = memberships_.Of(region, from_).all;
    const std::set<Group> groups = flows.Groups();
    for (const Group& group : groups) all.insert(group.first);
    if (!Money(region, all, out)) return std::nullopt;
    for (const Group& group : groups) AddGroup(group, flows, out);
    SayWhatIsCarried(region, flows, out);
    return out;
  }

  std::vector<LeftOut> left_out;

 private:
  // Existing clients age from the year in which they were counted, which may be before the first
  // one that is asked for.
  bool Start(const std::string& region, const Flows& flows) {
    start_ = flows.cohort.empty() ? from_ : 0;
    Year first = kLastYear + 1;
    for (const auto& [group, years] : flows.cohort) {
      first = std::min(first, years.begin()->first);
      const auto latest = LatestOf(years, from_);
      if (latest) start_ = std::max(start_, latest->first);
    }
    if (start_ != 0) return true;
    left_out.push_back({region, "finance_cohort " + region, kStream, "", from_,
                        words_(kLaterCohort, {std::to_string(first)})});
    return false;
  }

  // What is taken from another year than its own, and what is not there, is an assumption.
  void SayWhatIsCarried(const std::string& region, const Flows& flows, Forecast& out) {
    const auto say = [&](const std::string& text) {
      out.carried += (out.carried.empty() ? "" : "; ") + text;
    };
    for (const std::string& text : std::exchange(carried_, {})) say(text);
    const Year end = from_ + wish_.years - 1;
    const auto carry = [&](const std::string& what, Year last) {
      if (last != 0 && last < end) say(words_(kCarried, {what, std::to_string(last)}));
    };
    Year budget = 0;
    for (const Budget& row : book_.budgets) {
      if (row.region == region && row.stream == kStream) budget = std::max(budget, row.year);
    }
    carry(words_(kBudgets), budget);
    for (const auto& [what, years] : flows.prices) {
      carry(words_(kPriceOf, {what.first + (what.second ? " pgb" : " zin")}),
            years.rbegin()->first);
    }
    std::set<std::string> with_clients;
    std::map<Year, std::string> last_inflow;
    for (const Group& group : flows.Groups()) {
      with_clients.insert(group.first);
      const std::string name = NameOf(group);
      const auto cohort = flows.cohort.find(group);
      const auto inflow = flows.inflow.find(group);
      if (cohort == flows.cohort.end()) {
        say(words_(kNoneYet, {name}));
      } else if (const auto latest = LatestOf(cohort->second, start_);
                 latest && latest->first < start_) {
        say(words_(kOlder, {name, std::to_string(latest->first)}));
      }
      if (inflow == flows.inflow.end()) {
        say(words_(kNoInflow, {name}));
        continue;
      }
      const Year first = inflow->second.begin()->first;
      if (first > start_) say(words_(kInflowFrom, {name, std::to_string(first)}));
      std::string& names = last_inflow[inflow->second.rbegin()->first];
      names += (names.empty() ? "" : ", ") + name;
    }
    // Mostly all of one year; else each by its name.
    for (const auto& [last, names] : last_inflow) {
      carry(last_inflow.size() == 1 ? words_(kInflows) : words_(kInflows) + " " + names, last);
    }
    for (const std::string& municipality : out.region.municipalities) {
      if (with_clients.count(municipality) == 0)
        say(words_(kNoClientsOf, {book_.NameOf(municipality)}));
    }
  }

  std::string NameOf(const Group& group) const {
    return book_.NameOf(group.first) + " (" + group.second + ")";
  }

  void AddGroup(const Group& group, const Flows& flows, Forecast& out) {
    const auto& [municipality, kind] = group;
    const auto& names = out.region.municipalities;
    const auto place = std::lower_bound(names.begin(), names.end(), municipality);
    ClientGroup made;
    made.name = out.region.region + "|" + municipality + "|" + kind;
    made.municipality = static_cast<std::size_t>(place - names.begin());
    GroupSteps steps(out.region.region, group, made.municipality, words_);
    const auto cohort = Find(flows.cohort, group, start_);
    if (cohort) {
      made.clients = static_cast<std::int32_t>(cohort->second.count);
      made.existing_wlz = cohort->second.wlz;
      made.existing_stay = YearlyStay(cohort->second.stay);
      if (wish_.explain) steps.Begin(*cohort, made.existing_stay);
    }
    std::optional<std::int64_t> stay;
    bool other_stay = false;
    for (Year year = start_; year < from_ + wish_.years; ++year) {
      const auto inflow = Find(flows.inflow, group, year);
      const auto old_price = PriceOf(flows, kind, year, cohort);
      const auto new_price = PriceOf(flows, kind, year, inflow);
      if (!old_price || !new_price) {
        left_out.push_back({out.region.region, made.name, kStream, municipality, year,
                            words_(kNoPrice, {kind, std::to_string(year)})});
        out.unpriced = true;
        return Say(out, words_(kWithout, {book_.NameOf(municipality), kind}));
      }
      // Who came in the year before leaves as fast: one stay, that of the first row.
      if (inflow && !stay) {
        stay = inflow->second.stay;
        made.new_stay = YearlyStay(*stay);
      } else if (inflow && inflow->second.stay != *stay) {
        other_stay = true;
      }
      made.years.push_back(
          {inflow ? static_cast<Wide>(inflow->second.count) * (kWhole - inflow->second.wlz) : 0,
           old_price->mix, new_price->mix});
      if (wish_.explain) steps.InYear(year, made, *old_price, inflow, stay.value_or(0), *new_price);
    }
    if (other_stay) Say(out, words_(kOneStay, {NameOf(group), std::to_string(*stay)}));
    out.region.groups.push_back(std::move(made));
    steps.MoveTo(out.steps, from_);
  }

  static std::optional<std::pair<Year, Clients>> Find(
      const std::map<Group, std::map<Year, Clients>>& rows, const Group& group, Year year) {
    const auto found = rows.find(group);
    if (found == rows.end()) return std::nullopt;
    return LatestOf(found->second, year);
  }

  // Without clients no price is needed.
  static std::optional<PriceMix> PriceOf(const Flows& flows, const std::string& kind, Year year,
                                         const std::optional<std::pair<Year, Clients>>& clients) {
    PriceMix out;
    if (!clients) return out;
    out.pgb_share = clients->second.pgb;
    const auto price = [&](bool pgb) -> std::optional<std::pair<Year, Cents>> {
      const auto found = flows.prices.find({kind, pgb});
      if (found == flows.prices.end()) return std::nullopt;
      return LatestOf(found->second, year);
    };
    if (out.pgb_share < kWhole) {
      out.in_kind = price(false);
      if (!out.in_kind) return std::nullopt;
      out.mix = PartOf(out.in_kind->second, kWhole - out.pgb_share);
    }
    if (out.pgb_share > 0) {
      out.pgb = price(true);
      if (!out.pgb) return std::nullopt;
      out.mix = Add(out.mix, PartOf(out.pgb->second, out.pgb_share));
    }
    return out;
  }

  // The rows of the latest year up to `year`, as if they were of it.
  Book BookOf(const std::string& region, Year year) const {
    Book book;
    book.municipalities = book_.municipalities;
    book.paths = book_.paths;
    book.growing = book_.growing;
    Year latest = 0;
    const auto counts = [&](const Budget& row) {
      return row.region == region && row.stream == kStream && row.year <= year;
    };
    for (const Budget& row : book_.budgets) {
      if (counts(row)) latest = std::max(latest, row.year);
    }
    // A row that does not count leaves its year without it.
    const auto is_missing = [&](const LeftOut& row) {
      return row.region == region && (row.stream.empty() || row.stream == kStream) &&
             row.source.rfind("finance_budget ", 0) == 0;
    };
    for (const LeftOut& row : book_.left_out) {
      if (is_missing(row) && row.year <= year) latest = std::max(latest, row.year);
    }
    for (const LeftOut& row : book_.left_out) {
      if (!is_missing(row) || row.year != latest) continue;
      book.left_out.push_back(row);
      book.left_out.back().year = year;
    }
    for (const Budget& row : book_.budgets) {
      if (!counts(row) || row.year != latest) continue;
      book.budgets.push_back(row);
      book.budgets.back().year = year;
    }
    return book;
  }

  bool Money(const std::string& region, std::set<std::string>& all, Forecast& out) {
    out.path = PathOf(region, out);
    Pool(out);
    std::vector<Budgets> years;
    bool regional = false;
    for (Year year = start_; year < from_ + wish_.years; ++year) {
      const Book book = BookOf(region, year);
      years.push_back(WorkOutBudgets(book, memberships_, {out.path, ""}, words_));
      for (const BudgetFigure& figure : years.back().figures) all.insert(figure.municipality);
      for (const Budget& row : book.budgets) {
        regional |= row.regional && !row.objective;
        out.illustratief |= row.illustratief;
      }
      if (!years.back().figures.empty()) continue;
      const auto& why = years.back().left_out;
      const std::string reason =
          why.empty() ? words_(kNoBudget, {std::to_string(year)}) : why.back().reason;
      left_out.push_back({region, "finance_budget " + region, kStream, "", year, reason});
      if (years.size() == 1) return false;
      years.back() = years[years.size() - 2];
      carried_.push_back(
          words_(kBudgetOf, {std::to_string(year), std::to_string(year - 1), reason}));
    }
    std::vector<std::string>& names = out.region.municipalities;
    names.assign(all.begin(), all.end());
    const std::string& centre = memberships_.Of(region, from_).centre;
    out.region.centre = names.size();
    if (regional && all.count(centre) > 0) {
      out.region.centre = static_cast<std::size_t>(
          std::lower_bound(names.begin(), names.end(), centre) - names.begin());
    }
    const std::vector<std::int64_t> weights = WeightsOf(region, names, out);
    for (std::size_t y = 0; y < years.size(); ++y) {
      out.region.money.push_back(ToMoney(years[y], weights, out));
      const Year year = start_ + static_cast<Year>(y);
      if (wish_.explain && year >= from_) AddBudgetSteps(years[y], year, names, out.steps);
    }
    return true;
  }

  static std::vector<YearMoney> ToMoney(const Budgets& budgets,
                                        const std::vector<std::int64_t>& weights, Forecast& out) {
    const std::vector<std::string>& names = out.region.municipalities;
    std::vector<YearMoney> money(names.size());
    for (std::size_t m = 0; m < names.size(); ++m) money[m].key_weight = weights[m];
    for (const BudgetFigure& figure : budgets.figures) {
      const auto place = std::lower_bound(names.begin(), names.end(), figure.municipality);
      YearMoney& of = money[static_cast<std::size_t>(place - names.begin())];
      of.historical = figure.historical;
      of.objective = figure.objective;
      of.historical_whole = figure.historical_whole;
      of.objective_whole = figure.objective_whole;
      out.assumption |= figure.assumption;
    }
    return money;
  }

  // The historical part is pooled in the first years of the growth path.
  void Pool(Forecast& out) const {
    const auto path = book_.paths.find(out.path);
    if (path == book_.paths.end() || path->second.empty()) return;
    const Year first = path->second.begin()->first;
    out.region.pooled_from = first - start_;
    out.region.pooled_to = out.region.pooled_from + kPooledYears;
    Say(out, words_(kPooled, {std::to_string(first), std::to_string(first + kPooledYears - 1)}));
  }

  std::string PathOf(const std::string& region, Forecast& out) const {
    const auto claimed = book_.region_paths.find({region, kStream});
    const bool none = claimed == book_.region_paths.end();
    const std::string path = !wish_.path.empty() ? wish_.path
                             : none              ? std::string(kDefaultPath)
                                                 : claimed->second.front();
    Say(out, words_(kPath, {path}));
    std::string others;
    for (std::size_t i = 0; !none && i < claimed->second.size(); ++i) {
      if (claimed->second[i] != path) others += (others.empty() ? "" : ", ") + claimed->second[i];
    }
    if (!others.empty()) out.remark += words_(kAlso, {others});
    return path;
  }

  // Of the key that is asked for, or else of the arrangement's; else the first that can divide.
  std::vector<std::int64_t> WeightsOf(const std::string& region,
                                      const std::vector<std::string>& names, Forecast& out) {
    std::vector<std::string> keys;
    if (!wish_.key.empty()) keys.push_back(wish_.key);
    for (const Arrangement& row : book_.arrangements) {
      if (row.region == region && row.stream == kStream && row.DividesIn(from_)) {
        keys.push_back(row.key);
      }
    }
    for (const char* kind : {"inwoners", "objectief", "gelijk"}) keys.emplace_back(kind);
    for (const std::string& key : keys) {
      const Division division =
          DivideByKey(book_, {region, kStream, from_}, key, names, kKeyParts, words_);
      if (!division.why_not.empty()) {
        Say(out, division.why_not);
        continue;
      }
      out.key = key;
      out.illustratief |= division.illustratief;
      if (wish_.explain) AddKeySteps(division, key, kKeyParts, words_, out.steps);
      Say(out, words_(kChosenKey, {key}));
      return division.parts;
    }
    return std::vector<std::int64_t>(names.size(), 1);  // not reached: equal parts always divide
  }

  static void Say(Forecast& out, const std::string& text) {
    out.remark += (out.remark.empty() ? "" : "; ") + text;
  }

  const Book& book_;
  Memberships& memberships_;
  const ForecastWish& wish_;
  const Year from_;
  Year start_ = 0;                    // of the region at hand
  std::vector<std::string> carried_;  // likewise
  const Words& words_;
};

// Forgets the years before the first one that was asked for.
void Trim(Forecast& forecast) {
  RegionCase& region = forecast.region;
  const std::size_t years = region.money.size(), count = region.municipalities.size() + 1;
  RegionOutcomes kept;
  for (std::size_t s = 0; s < kScenarios; ++s) {
    const auto begin = forecast.outcomes.begin() + static_cast<std::ptrdiff_t>(s * years * count);
    kept.insert(kept.end(), begin + static_cast<std::ptrdiff_t>(forecast.skipped * count),
                begin + static_cast<std::ptrdiff_t>(years * count));
  }
  forecast.outcomes = std::move(kept);
  region.money.erase(region.money.begin(),
                     region.money.begin() + static_cast<std::ptrdiff_t>(forecast.skipped));
  forecast.skipped = 0;
}

}  // namespace

Forecasts WorkOutForecasts(const stelsel::Run& run, const Book& book, const ForecastWish& wish,
                           const Words& words) {
  NeedKey(book, wish.key, words);
  const AllFlows flows = ReadFlows(run.snapshot, wish.region, words);
  Forecasts out;
  out.from = wish.from != 0 ? wish.from : flows.latest;
  out.left_out = book.left_out;
  out.left_out.insert(out.left_out.end(), flows.left_out.begin(), flows.left_out.end());
  if (flows.regions.empty()) {
    out.left_out.push_back({wish.region, "finance_cohort", kStream, "", 0, words(kNoClients)});
    return out;
  }
  Memberships memberships(run.snapshot);
  CaseMaker maker(book, memberships, wish, out.from, words);
  std::vector<RegionCase> cases;
  for (const auto& [region, of_region] : flows.regions) {
    std::optional<Forecast> made = maker.Make(region, of_region);
    if (!made) continue;
    out.regions.push_back(std::move(*made));
    cases.push_back(out.regions.back().region);
  }
  out.left_out.insert(out.left_out.end(), maker.left_out.begin(), maker.left_out.end());
  const auto total = static_cast<std::int64_t>(cases.size());
  std::vector<RegionOutcomes> outcomes = Simulate(cases, wish.simulation, [&](std::int64_t done) {
    run.advance("finance/projection", done, total);
  });
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    out.regions[i].outcomes = std::move(outcomes[i]);
    Trim(out.regions[i]);
  }
  return out;
}

}  // namespace finance
