#include "forecast.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "budget.h"
#include "finance/tables.hpp"
#include "key.h"
#include "output.h"
#include "sampler.h"

namespace finance {
namespace {

// Budgets of the stream that pays for places in beschermd wonen.
constexpr const char* kStream = "bw";
// So many parts a key is cut into for the simulation.
constexpr Cents kKeyParts = 1'000'000'000;

constexpr Text kWrongCount{"een aantal, verblijf of aandeel buiten zijn grenzen",
                           "a count, stay or share outside its bounds"};
constexpr Text kNoPrice{"geen prijs van {0} in of vóór {1}", "no price of {0} in or before {1}"};
constexpr Text kNoClients{"geen bestaande cliënten en geen instroom bekend",
                          "no existing clients and no inflow known"};
constexpr Text kNoBudget{"geen budget van {0} bekend", "no budget of {0} known"};
constexpr Text kLaterCohort{"de bestaande cliënten zijn pas van {0} bekend",
                            "the existing clients are known from {0} on only"};
constexpr Text kCarried{"{0} na {1} zoals in {1}", "{0} after {1} as in {1}"};
constexpr Text kBudgets{"budget", "budget"};
constexpr Text kInflows{"instroom", "inflow"};
constexpr Text kPrices{"prijzen", "prices"};
constexpr Text kOlder{"bestaande cliënten van {0} zoals in {1}",
                      "existing clients of {0} as in {1}"};
constexpr Text kNoInflow{"geen instroom bekend van {0}", "no inflow known of {0}"};
constexpr Text kChosenKey{"sleutel: {0}", "key: {0}"};
constexpr Text kPath{"ingroeipad: {0}", "growth path: {0}"};
constexpr Text kAlso{" (ook geclaimd: {0})", " (also claimed: {0})"};

// A row of finance_cohort or finance_inflow.
struct Clients {
  std::int64_t count = 0;  // clients, or hundredths of expected new ones
  std::int64_t stay = 0;
  Share wlz = 0, pgb = 0;
};
// By kind of facility within a municipality.
using Group = std::pair<std::string, std::string>;
using ByYear = std::map<Year, Clients>;

// Of one region.
struct Flows {
  std::map<Group, ByYear> cohort, inflow;
  std::map<std::pair<std::string, bool>, std::map<Year, Cents>> prices;  // by kind, pgb
  bool illustratief = false;
};

// The value of the year or of the latest before it; null when there is none.
template <typename T>
const T* LatestOf(const std::map<Year, T>& values, Year year) {
  auto next = values.upper_bound(year);
  return next == values.begin() ? nullptr : &std::prev(next)->second;
}

class FlowReader {
 public:
  FlowReader(const stelsel::Snapshot& snapshot, const std::string& wanted, const Words& words)
      : wanted_(wanted), words_(words) {
    snapshot.rows<tables::Cohort>([&](const tables::Cohort& row) {
      Take(row, row.clients, &Flows::cohort);
      if (row.year >= kFirstYear && row.year <= kLastYear) latest = std::max(latest, row.year);
    });
    Year inflow = 0;  // where nobody is there yet
    snapshot.rows<tables::Inflow>([&](const tables::Inflow& row) {
      Take(row, row.expected.value, &Flows::inflow);
      if (row.year >= kFirstYear && row.year <= kLastYear) inflow = std::max(inflow, row.year);
    });
    if (latest == 0) latest = inflow;
    snapshot.rows<tables::Price>([&](const tables::Price& row) {
      const auto found = flows.find(std::string(row.region));
      if (found == flows.end()) return;
      const bool pgb = row.form == tables::Price::Form::pgb;
      found->second.prices[{std::string(row.facility_kind), pgb}][row.year] = row.amount.value;
      found->second.illustratief |= row.illustratief.value_or(false);
    });
  }

  std::map<std::string, Flows> flows;  // by region
  std::vector<LeftOut> left_out;
  Year latest = 0;

 private:
  template <typename Row>
  void Take(const Row& row, std::int64_t count, std::map<Group, ByYear> Flows::*part) {
    const std::string region(row.region);
    if (!wanted_.empty() && region != wanted_) return;
    const Clients clients{count, row.average_stay_months, row.wlz_share ? row.wlz_share->value : 0,
                          row.pgb_share ? row.pgb_share->value : 0};
    const auto is_share = [](Share share) { return share >= 0 && share <= kWhole; };
    const bool right = count >= 0 && count <= 10'000'000 && clients.stay >= 1 &&
                       is_share(clients.wlz) && is_share(clients.pgb) && row.year >= kFirstYear &&
                       row.year <= kLastYear && !row.municipality.empty();
    if (!right) {
      left_out.push_back({region,
                          std::string(Row::table) + " " + region + "|" +
                              std::string(row.municipality) + "|" + std::string(row.facility_kind) +
                              "|" + std::to_string(row.year),
                          "", std::string(row.municipality), row.year, words_(kWrongCount)});
      return;
    }
    Flows& flow = flows[region];
    (flow.*part)[{std::string(row.municipality), std::string(row.facility_kind)}][row.year] =
        clients;
    flow.illustratief |= row.illustratief.value_or(false);
  }

  const std::string& wanted_;
  const Words& words_;
};

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
    for (const auto* part : {&flows.cohort, &flows.inflow}) {
      for (const auto& [group, years] : *part) all.insert(group.first);
    }
    if (!Money(region, all, out)) return std::nullopt;
    for (const Group& group : GroupsOf(flows)) AddGroup(group, flows, out);
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
      const auto next = years.upper_bound(from_);
      if (next != years.begin()) start_ = std::max(start_, std::prev(next)->first);
    }
    if (start_ != 0) return true;
    left_out.push_back({region, "finance_cohort " + region, kStream, "", from_,
                        words_(kLaterCohort, {std::to_string(first)})});
    return false;
  }

  // What is taken from another year than its own is an assumption.
  void SayWhatIsCarried(const std::string& region, const Flows& flows, Forecast& out) {
    Year budget = 0, inflow = 0, price = 0;
    for (const Budget& row : book_.budgets) {
      if (row.region == region && row.stream == kStream) budget = std::max(budget, row.year);
    }
    for (const auto& [group, years] : flows.inflow)
      inflow = std::max(inflow, years.rbegin()->first);
    for (const auto& [kind, years] : flows.prices) price = std::max(price, years.rbegin()->first);
    const auto say = [&](const std::string& text) {
      out.carried += (out.carried.empty() ? "" : "; ") + text;
    };
    for (const auto& [what, last] :
         {std::pair(&kBudgets, budget), {&kInflows, inflow}, {&kPrices, price}}) {
      if (last != 0 && last < from_ + wish_.years - 1)
        say(words_(kCarried, {words_(*what), std::to_string(last)}));
    }
    for (const auto& [group, years] : flows.cohort) {
      const std::string name = book_.NameOf(group.first) + " (" + group.second + ")";
      const auto next = years.upper_bound(start_);
      if (next != years.begin() && std::prev(next)->first < start_)
        say(words_(kOlder, {name, std::to_string(std::prev(next)->first)}));
      if (flows.inflow.count(group) == 0) say(words_(kNoInflow, {name}));
    }
  }

  static std::set<Group> GroupsOf(const Flows& flows) {
    std::set<Group> groups;
    for (const auto* part : {&flows.cohort, &flows.inflow}) {
      for (const auto& [group, years] : *part) groups.insert(group);
    }
    return groups;
  }

  void AddGroup(const Group& group, const Flows& flows, Forecast& out) {
    const auto& [municipality, kind] = group;
    const auto& names = out.region.municipalities;
    const auto place = std::lower_bound(names.begin(), names.end(), municipality);
    ClientGroup made;
    made.name = out.region.region + "|" + municipality + "|" + kind;
    made.municipality = static_cast<std::size_t>(place - names.begin());
    const Clients* cohort = Find(flows.cohort, group, start_);
    if (cohort != nullptr) {
      made.clients = static_cast<std::int32_t>(cohort->count);
      made.existing_wlz = cohort->wlz;
      made.existing_stay = YearlyStay(cohort->stay);
    }
    for (Year year = start_; year < from_ + wish_.years; ++year) {
      const Clients* inflow = Find(flows.inflow, group, year);
      const auto old_price = PriceOf(flows, kind, year, cohort);
      const auto new_price = PriceOf(flows, kind, year, inflow);
      if (!old_price || !new_price) {
        left_out.push_back({out.region.region, made.name, kStream, municipality, year,
                            words_(kNoPrice, {kind, std::to_string(year)})});
        return;
      }
      if (inflow != nullptr && made.new_stay == 0) made.new_stay = YearlyStay(inflow->stay);
      made.years.push_back(
          {inflow == nullptr ? 0 : static_cast<Wide>(inflow->count) * (kWhole - inflow->wlz),
           *old_price, *new_price});
    }
    out.region.groups.push_back(std::move(made));
  }

  static const Clients* Find(const std::map<Group, ByYear>& rows, const Group& group, Year year) {
    const auto found = rows.find(group);
    return found == rows.end() ? nullptr : LatestOf(found->second, year);
  }

  // The mix of both prices; without clients none is needed.
  static std::optional<Cents> PriceOf(const Flows& flows, const std::string& kind, Year year,
                                      const Clients* clients) {
    if (clients == nullptr) return 0;
    const auto price = [&](bool pgb) -> const Cents* {
      const auto found = flows.prices.find({kind, pgb});
      return found == flows.prices.end() ? nullptr : LatestOf(found->second, year);
    };
    const Cents *in_kind = price(false), *pgb = price(true);
    if ((in_kind == nullptr && clients->pgb < kWhole) || (pgb == nullptr && clients->pgb > 0)) {
      return std::nullopt;
    }
    return Add(in_kind != nullptr ? PartOf(*in_kind, kWhole - clients->pgb) : 0,
               pgb != nullptr ? PartOf(*pgb, clients->pgb) : 0);
  }

  // The rows of the latest year up to `year`, as if they were of it.
  Book BookOf(const std::string& region, Year year) const {
    Book book;
    book.municipalities = book_.municipalities;
    book.paths = book_.paths;
    Year latest = 0;
    const auto counts = [&](const Budget& row) {
      return row.region == region && row.stream == kStream && row.year <= year;
    };
    for (const Budget& row : book_.budgets) {
      if (counts(row)) latest = std::max(latest, row.year);
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
      if (years.back().figures.empty()) {
        left_out.push_back({region, "finance_budget " + region, kStream, "", year,
                            words_(kNoBudget, {std::to_string(year)})});
        return false;
      }
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
    for (const Budgets& budgets : years) out.region.money.push_back(ToMoney(budgets, weights, out));
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
      if (row.region == region && row.stream == kStream && row.HoldsIn(from_) && !row.key.empty()) {
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
  Year start_ = 0;  // of the region at hand
  const Words& words_;
};

// Forgets the years before the first one that was asked for.
void Trim(Forecast& forecast) {
  RegionCase& region = forecast.region;
  const std::size_t years = region.money.size(), count = region.municipalities.size();
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
  FlowReader reader(run.snapshot, wish.region, words);
  Forecasts out;
  out.from = wish.from != 0 ? wish.from : reader.latest;
  out.left_out = book.left_out;
  out.left_out.insert(out.left_out.end(), reader.left_out.begin(), reader.left_out.end());
  if (reader.flows.empty()) {
    out.left_out.push_back({wish.region, "finance_cohort", kStream, "", 0, words(kNoClients)});
    return out;
  }
  Memberships memberships(run.snapshot);
  CaseMaker maker(book, memberships, wish, out.from, words);
  std::vector<RegionCase> cases;
  for (const auto& [region, flows] : reader.flows) {
    std::optional<Forecast> made = maker.Make(region, flows);
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

namespace {

std::vector<stelsel::ColumnType> ForecastColumns() {
  return {
      TextColumn("region"),     TextColumn("scenario"),        TextColumn("municipality"),
      TextColumn("name"),       CountColumn("year"),           EuroColumn("budget"),
      EuroColumn("cost"),       EuroColumn("cost_p5"),         EuroColumn("cost_p50"),
      EuroColumn("cost_p95"),   EuroColumn("result_p5"),       EuroColumn("result_p50"),
      EuroColumn("result_p95"), ShareColumn("deficit_chance"), ShareColumn("above_limit_chance"),
      TextColumn("state"),      TextColumn("explanation"),     TextColumn("source_row"),
      TextColumn("assumption"), FlagColumn("illustratief")};
}

constexpr Text kModel{
    "model: iedere maand vertrekt één op het gemiddelde verblijf, nieuwe cliënten tellen het "
    "eerste "
    "jaar half",
    "model: each month one in the average stay leaves, new clients count for half of the first "
    "year"};

}  // namespace

stelsel::Stream ForecastTable(const Book& book, const Forecasts& forecasts,
                              const ForecastWish& wish, const Words& words) {
  stelsel::Table out(ForecastColumns());
  const auto chance = [&](std::int64_t draws) {
    return stelsel::Decimal<6>{
        static_cast<Share>(Nearest(static_cast<Wide>(draws) * kWhole, wish.simulation.draws))};
  };
  for (const Forecast& forecast : forecasts.regions) {
    const RegionCase& region = forecast.region;
    const std::string assumption = words(kModel) +
                                   (forecast.assumption ? "; " + words(texts::kLinear) : "") +
                                   (forecast.carried.empty() ? "" : "; " + forecast.carried);
    for (std::size_t s = 0; s < kScenarios; ++s) {
      if (!wish.scenario.empty() && wish.scenario != kScenarioNames[s]) continue;
      for (std::size_t y = 0; y < region.money.size(); ++y) {
        for (std::size_t m = 0; m < region.municipalities.size(); ++m) {
          const Outcome& at = forecast.At(static_cast<Scenario>(s), y, m);
          out.row(region.region, kScenarioNames[s], region.municipalities[m],
                  book.NameOf(region.municipalities[m]), forecasts.from + static_cast<Year>(y),
                  Euro(at.budget), Euro(at.cost), Euro(at.costs[0]), Euro(at.costs[1]),
                  Euro(at.costs[2]), Euro(at.results[0]), Euro(at.results[1]), Euro(at.results[2]),
                  chance(at.deficits), chance(at.above_limit), kWorkedOut, forecast.remark, nullptr,
                  assumption, forecast.illustratief);
        }
      }
    }
  }
  for (const LeftOut& row : forecasts.left_out) {
    out.row(OrNone(row.region), nullptr, OrNone(row.municipality), nullptr, OrNone(row.year),
            nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
            nullptr, kLeftOut, row.reason, row.source, nullptr, nullptr);
  }
  return std::move(out).stream();
}

}  // namespace finance
