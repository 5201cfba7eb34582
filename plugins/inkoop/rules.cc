#include "rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "market.h"
#include "parameters.h"
#include "price.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

struct Context {
  const stelsel::Run& run;
  const Market& market;
  const std::optional<Day> day;

  bool Holds(const Period& period) const { return !day || period.Holds(*day); }
  // Null when the row's contract is not there, which its reference tells.
  const Contract* ContractAt(std::uint32_t place) const {
    return place != kNone ? &market.contracts[place] : nullptr;
  }
  const Lot* LotOf(const Contract& contract) const {
    return contract.lot != kNone ? &market.lots[contract.lot] : nullptr;
  }
  std::string KindOf(const Contract& contract) const {
    return contract.procedure != kNone ? market.procedures[contract.procedure].kind : "";
  }
};

// The value that most contracts of the region have for a clause is the rule; the others differ.
Stream ConditionsDiffer(const Context& in) {
  Table found({{"region"}, {"contract"}, {"clause"}, {"field"}, {"others", Kind::integer}});
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>> values;
  const auto holds = [&](const Condition& condition) {
    const Contract* const contract = in.ContractAt(condition.contract);
    return contract != nullptr && in.Holds(contract->period) ? contract : nullptr;
  };
  for (const Condition& one : in.market.conditions) {
    if (const Contract* const contract = holds(one))
      ++values[{contract->region, one.clause}][one.value];
  }
  for (const Condition& one : in.market.conditions) {
    const Contract* const contract = holds(one);
    if (contract == nullptr) continue;
    const auto& counts = values[{contract->region, one.clause}];
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most->first == one.value) continue;
    found.row(contract->region, contract->id, one.clause, "value", most->second);
  }
  return std::move(found).stream();
}

Stream NotMultiYear(const Context& in) {
  Table found(
      {{"region"}, {"contract"}, {"field"}, {"months", Kind::integer}, {"least", Kind::integer}});
  const std::int64_t least = Parameters(in.run.parameters).Number("least_months", 24, 0, 1200);
  for (const Contract& contract : in.market.contracts) {
    if (contract.period.from == kBegin || contract.period.to == kEnd || !in.Holds(contract.period))
      continue;
    const std::int64_t months =
        MonthsBetween(contract.period.from, contract.period.to) +
        contract.extensions.value_or(0) * contract.extension_months.value_or(0);
    if (months < least) found.row(contract.region, contract.id, "valid_to", months, least);
  }
  return std::move(found).stream();
}

bool IsFramework(const Lot& lot) {
  return lot.variant == Variant::inspanningsgericht || lot.variant == Variant::outputgericht;
}

Stream FrameworkOver48Months(const Context& in) {
  Table found({{"region"}, {"procedure"}, {"lot"}, {"field"}, {"months", Kind::integer}});
  std::vector<std::int64_t> months(in.market.lots.size());
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    months[i] =
        lot.term_months.value_or(0) + lot.extensions.value_or(0) * lot.extension_months.value_or(0);
  }
  for (const Contract& contract : in.market.contracts) {
    if (contract.lot == kNone || contract.period.from == kBegin || contract.period.to == kEnd)
      continue;
    months[contract.lot] =
        std::max(months[contract.lot], MonthsBegun(contract.period.from, contract.period.to));
  }
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    if (!IsFramework(lot) || lot.has_duration_reason || months[i] <= 48) continue;
    found.row(lot.region, lot.procedure, lot.id, "duration_reason", months[i]);
  }
  return std::move(found).stream();
}

Stream CeilingWithTask(const Context& in) {
  Table found({{"region"}, {"contract"}, {"provider"}, {"year", Kind::integer}});
  for (const Ceiling& ceiling : in.market.ceilings) {
    const Contract* const contract = in.ContractAt(ceiling.contract);
    const Lot* const lot = contract != nullptr ? in.LotOf(*contract) : nullptr;
    if (lot != nullptr && lot->variant == Variant::taakgericht)
      found.row(contract->region, contract->id, ceiling.provider, ceiling.year);
  }
  return std::move(found).stream();
}

Stream ExtensionBeyondAgreed(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"version", Kind::integer},
               {"field"},
               {"number", Kind::integer},
               {"agreed", Kind::integer},
               {"months", Kind::integer}});
  std::vector<const Version*> order;
  for (const Version& version : in.market.versions) {
    if (version.contract != kNone && version.kind == VersionKind::verlenging)
      order.push_back(&version);
  }
  std::sort(order.begin(), order.end(), [](const Version* a, const Version* b) {
    return std::pair(a->contract, a->version) < std::pair(b->contract, b->version);
  });
  std::int64_t number = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Version& version = *order[i];
    const Contract& contract = in.market.contracts[version.contract];
    number = i > 0 && order[i - 1]->contract == version.contract ? number + 1 : 1;
    const Period& period = version.period;
    const std::int64_t months =
        period.from != kBegin && period.to != kEnd ? MonthsBegun(period.from, period.to) : 0;
    const bool too_many = number > contract.extensions.value_or(0);
    const bool too_long = contract.extension_months && months > *contract.extension_months;
    if (!too_many && !too_long) continue;
    found.row(contract.region, contract.id, version.version, too_many ? "kind" : "valid_to", number,
              contract.extensions.value_or(0), months);
  }
  return std::move(found).stream();
}

// A tariff in force on the day, or on its first day when none was given, beside the fair price.
Stream TariffUnderFairPrice(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"product"},
               {"sequence", Kind::integer},
               {"field"},
               {"tariff", Kind::decimal, 2},
               {"fair", Kind::decimal, 2}});
  std::map<std::pair<std::uint32_t, Day>, std::optional<std::int64_t>> prices;
  std::int64_t rows = 0;
  for (const Tariff& tariff : in.market.tariffs) {
    if (++rows % 65536 == 0) in.run.advance("tariff_under_fair_price", rows, 0);
    if (tariff.contract == kNone || tariff.product == kNone || !in.Holds(tariff.period)) continue;
    if (in.market.elements[tariff.product].empty()) continue;
    const Day day = in.day.value_or(tariff.period.from);
    const auto [it, is_new] = prices.try_emplace({tariff.product, day});
    if (is_new) it->second = FairPrice(in.market.elements[tariff.product], day);
    if (!it->second || tariff.cents >= *it->second) continue;
    const Contract& contract = in.market.contracts[tariff.contract];
    found.row(contract.region, contract.id, in.market.products[tariff.product].id, tariff.sequence,
              "amount", stelsel::Cents{tariff.cents}, stelsel::Cents{*it->second});
  }
  return std::move(found).stream();
}

Stream UnitDoesNotFit(const Context& in) {
  Table found({{"region"}, {"procedure"}, {"lot"}, {"product"}, {"field"}});
  for (const LotProduct& one : in.market.lot_products) {
    if (one.lot == kNone || one.product == kNone) continue;
    const Lot& lot = in.market.lots[one.lot];
    const auto unit = in.market.units.find(in.market.products[one.product].unit);
    if (!IsFramework(lot) || unit == in.market.units.end() || !unit->second.variant) continue;
    if (*unit->second.variant != *lot.variant)
      found.row(lot.region, lot.procedure, lot.id, in.market.products[one.product].id, "product");
  }
  return std::move(found).stream();
}

Stream WeekWithoutEndDate(const Context& in) {
  Table found({{"region"}, {"product"}, {"field"}});
  for (const Product& product : in.market.products) {
    const auto it = in.market.frequencies.find(product.frequency);
    if (it != in.market.frequencies.end() && it->second && !product.end_date.value_or(false))
      found.row(product.region, product.id, "end_date");
  }
  return std::move(found).stream();
}

// Whether following who works for whom within one contract comes back to where it began.
bool ComesBack(const std::multimap<std::string, std::string>& works_for, const std::string& from) {
  std::set<std::string> seen;
  std::vector<std::string> open{from};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    const auto [begin, end] = works_for.equal_range(at);
    for (auto it = begin; it != end; ++it) {
      if (it->second == from) return true;
      if (seen.insert(it->second).second) open.push_back(it->second);
    }
  }
  return false;
}

Stream SubcontractorCircle(const Context& in) {
  Table found({{"region"}, {"contract"}, {"provider"}, {"sequence", Kind::integer}, {"field"}});
  std::map<std::uint32_t, std::multimap<std::string, std::string>> contracts;
  for (const Party& party : in.market.parties) {
    if (party.contract != kNone && !party.subcontractor_of.empty() && in.Holds(party.period))
      contracts[party.contract].emplace(party.provider, party.subcontractor_of);
  }
  for (const Party& party : in.market.parties) {
    const auto it = contracts.find(party.contract);
    if (it == contracts.end() || party.subcontractor_of.empty() || !in.Holds(party.period))
      continue;
    if (!ComesBack(it->second, party.provider)) continue;
    const Contract& contract = in.market.contracts[party.contract];
    found.row(contract.region, contract.id, party.provider, party.sequence, "subcontractor_of");
  }
  return std::move(found).stream();
}

// Places elsewhere that lack what `has` asks after.
template <typename Has>
Stream OutsideWithout(const Context& in, const char* field, Has has) {
  Table found({{"region"}, {"outside_order"}, {"field"}});
  for (const OutsideOrder& order : in.market.outside_orders) {
    if (!has(order) && in.Holds(order.period)) found.row(order.region, order.id, field);
  }
  return std::move(found).stream();
}
Stream OutsideWithoutAgreement(const Context& in) {
  return OutsideWithout(in, "standard_agreement",
                        [](const OutsideOrder& order) { return order.standard_agreement; });
}
Stream OutsideWithoutInforming(const Context& in) {
  return OutsideWithout(in, "informed_on",
                        [](const OutsideOrder& order) { return order.informed; });
}

Stream DutyLiftedWithoutStop(const Context& in) {
  Table found({{"region"}, {"contract"}, {"field"}});
  std::set<std::uint32_t> stopped;
  for (const ClientStop& stop : in.market.client_stops) {
    if (in.Holds(stop.period)) stopped.insert(stop.contract);
  }
  for (std::uint32_t i = 0; i < in.market.contracts.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    if (contract.lifts_duty && in.Holds(contract.period) && stopped.count(i) == 0)
      found.row(contract.region, contract.id, "duty_to_accept");
  }
  return std::move(found).stream();
}

Stream OneProviderForKind(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"provider"},
               {"facility_kind"},
               {"sequence", Kind::integer},
               {"field"}});
  struct Kinds {
    const Supply* first = nullptr;
    bool more = false;
  };
  std::map<std::pair<std::string, std::string>, Kinds> kinds;
  for (const Supply& supply : in.market.supply) {
    const Contract* const contract = in.ContractAt(supply.contract);
    if (contract == nullptr || !in.Holds(supply.period) || !in.Holds(contract->period)) continue;
    Kinds& at = kinds[{contract->region, supply.facility_kind}];
    if (at.first == nullptr) at.first = &supply;
    at.more = at.more || at.first->provider != supply.provider;
  }
  for (const auto& [key, at] : kinds) {
    if (at.more) continue;
    found.row(key.first, in.market.contracts[at.first->contract].id, at.first->provider, key.second,
              at.first->sequence, "provider");
  }
  return std::move(found).stream();
}

Stream WeightsSumToZero(const Context& in) {
  Table found({{"region"}, {"choice"}, {"criteria", Kind::integer}});
  for (const Choice& choice : in.market.choices) {
    std::int64_t sum = 0;
    for (const Criterion& criterion : choice.criteria) sum += criterion.weight;
    if (sum == 0)
      found.row(choice.region, choice.id, static_cast<std::int64_t>(choice.criteria.size()));
  }
  return std::move(found).stream();
}

// A variant without a score on what weighs or has a least cannot be compared.
Stream ScoreMissing(const Context& in) {
  Table found({{"region"}, {"choice"}, {"variant"}, {"criterion"}});
  for (const Choice& choice : in.market.choices) {
    for (const ChoiceVariant& variant : choice.variants) {
      for (const Criterion& criterion : choice.criteria) {
        const bool counts = criterion.weight > 0 || criterion.least_score;
        if (counts && variant.scores.count(criterion.id) == 0)
          found.row(choice.region, choice.id, variant.id, criterion.id);
      }
    }
  }
  return std::move(found).stream();
}

// Local supply meets the need of a municipality, so that without one, or in one that is no member,
// it meets none.
Stream SupplyCountsNowhere(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"provider"},
               {"facility_kind"},
               {"sequence", Kind::integer},
               {"field"}});
  std::set<std::pair<std::string, std::string>> members;
  for (const Region& region : in.market.regions) {
    for (const Member& member : region.members) {
      if (in.Holds(member.period)) members.emplace(region.id, member.municipality);
    }
  }
  for (const Supply& supply : in.market.supply) {
    const Contract* const contract = in.ContractAt(supply.contract);
    if (contract == nullptr || supply.scale != Scale::lokaal || !in.Holds(supply.period) ||
        members.count({contract->region, supply.municipality}) > 0)
      continue;
    found.row(contract->region, contract->id, supply.provider, supply.facility_kind,
              supply.sequence, "municipality");
  }
  return std::move(found).stream();
}

// The first year after `from` for which indexing lacks a figure that should be known by `until`:
// the forecast of the year itself, and the final one of the year before.
std::optional<int> YearWithoutFigures(const Market& market, const Lot& lot, int from, int until) {
  for (int year = from + 1; year <= until; ++year) {
    if (!IndexationOf(market, *lot.staff_share, year).lacking.empty()) return year;
  }
  return std::nullopt;
}

Stream IndexFigureMissing(const Context& in) {
  Table found({{"region"}, {"procedure"}, {"lot"}, {"field"}, {"year", Kind::integer}});
  constexpr int kMostYears = 100;
  std::vector<int> first(in.market.lots.size(), INT32_MAX), last(in.market.lots.size(), INT32_MIN);
  for (const Contract& contract : in.market.contracts) {
    if (contract.lot == kNone || contract.period.from == kBegin) continue;
    Day end = contract.period.to != kEnd ? contract.period.to - 1 : contract.period.from;
    if (in.day) end = std::min(contract.period.to, *in.day);
    first[contract.lot] = std::min(first[contract.lot], YearOf(contract.period.from));
    last[contract.lot] = std::max(last[contract.lot], YearOf(end));
  }
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    if (!lot.staff_share || first[i] == INT32_MAX) continue;
    const int until = std::min(last[i], first[i] + kMostYears);
    if (const auto year = YearWithoutFigures(in.market, lot, first[i], until))
      found.row(lot.region, lot.procedure, lot.id, "staff_share", *year);
  }
  return std::move(found).stream();
}

struct RuleEntry {
  const char* id;
  Stream (*run)(const Context&);
};
constexpr RuleEntry kRules[] = {
    {"conditions_differ", ConditionsDiffer},
    {"not_multi_year", NotMultiYear},
    {"framework_over_48_months", FrameworkOver48Months},
    {"ceiling_with_task", CeilingWithTask},
    {"extension_beyond_agreed", ExtensionBeyondAgreed},
    {"tariff_under_fair_price", TariffUnderFairPrice},
    {"unit_does_not_fit", UnitDoesNotFit},
    {"week_without_end_date", WeekWithoutEndDate},
    {"subcontractor_circle", SubcontractorCircle},
    {"outside_without_agreement", OutsideWithoutAgreement},
    {"outside_without_informing", OutsideWithoutInforming},
    {"duty_lifted_without_stop", DutyLiftedWithoutStop},
    {"one_provider_for_kind", OneProviderForKind},
    {"weights_sum_to_zero", WeightsSumToZero},
    {"score_missing", ScoreMissing},
    {"supply_counts_nowhere", SupplyCountsNowhere},
    {"index_figure_missing", IndexFigureMissing},
};

}  // namespace

stelsel::Stream RunRule(const std::string& id, const stelsel::Run& run) {
  for (const RuleEntry& rule : kRules) {
    if (id == rule.id) return rule.run({run, MarketOf(run), DayOfRun(run)});
  }
  return {};
}

}  // namespace inkoop
