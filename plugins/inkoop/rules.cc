#include "rules.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "coverage.h"
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

// Regions and their municipalities.
using MemberSet = std::set<std::pair<std::string, std::string>>;
MemberSet MembersOf(const Context& in) {
  MemberSet out;
  for (const Region& region : in.market.regions) {
    for (const Member& member : region.members) {
      if (in.Holds(member.period)) out.emplace(region.id, member.municipality);
    }
  }
  return out;
}

// How many months a contract may last: its period, and the extensions that are still left. What its
// versions do not tell is seen from its length beside the term of its lot.
std::int64_t LongestMonths(const Context& in, const Contract& contract, std::int64_t period) {
  const std::int64_t each = contract.extension_months.value_or(0);
  const std::int64_t agreed = contract.extensions.value_or(0);
  std::int64_t used = contract.extended;
  const Lot* const lot = in.LotOf(contract);
  if (lot != nullptr && lot->term_months && each > 0 && period > *lot->term_months)
    used = std::max(used, (period - *lot->term_months + each - 1) / each);
  return period + std::max<std::int64_t>(agreed - used, 0) * each;
}

// A value that more contracts of the region have for a clause than any other is the rule, and the
// others differ; without one all do.
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
    std::int64_t all = 0, most = 0, own = 0, with_most = 0;
    for (const auto& [value, count] : counts) {
      all += count;
      if (value == one.value) own = count;
      if (count > most) with_most = 0;
      most = std::max(most, count);
      with_most += count == most ? 1 : 0;
    }
    if (all == own || (own == most && with_most == 1)) continue;
    found.row(contract->region, contract->id, one.clause, "value", all - own);
  }
  return std::move(found).stream();
}

// A clause that more than half of the region's contracts have, of those of which clauses are known.
Stream ConditionMissing(const Context& in) {
  Table found({{"region"}, {"contract"}, {"clause"}, {"others", Kind::integer}});
  std::map<std::uint32_t, std::set<std::string>> clauses;
  for (const Condition& one : in.market.conditions) {
    const Contract* const contract = in.ContractAt(one.contract);
    if (contract != nullptr && in.Holds(contract->period)) clauses[one.contract].insert(one.clause);
  }
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  std::map<std::string, std::int64_t> contracts;
  for (const auto& [place, of] : clauses) {
    const std::string& region = in.market.contracts[place].region;
    ++contracts[region];
    for (const std::string& clause : of) ++counts[region][clause];
  }
  for (const auto& [place, of] : clauses) {
    const Contract& contract = in.market.contracts[place];
    for (const auto& [clause, count] : counts[contract.region]) {
      if (count * 2 > contracts[contract.region] && of.count(clause) == 0)
        found.row(contract.region, contract.id, clause, count);
    }
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
        LongestMonths(in, contract, MonthsBetween(contract.period.from, contract.period.to));
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
    months[contract.lot] = std::max(
        months[contract.lot],
        LongestMonths(in, contract, MonthsBegun(contract.period.from, contract.period.to)));
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
    if (!in.Holds(contract.period)) continue;
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

// Who works for whom within one contract.
class WorksFor {
 public:
  void Add(const std::string& provider, const std::string& for_whom) {
    const auto from = PlaceOf(provider), to = PlaceOf(for_whom);
    boost::add_edge(from, to, graph_);
    if (from == to) for_themselves_.insert(from);
  }
  void FindCircles() {
    part_.resize(boost::num_vertices(graph_));
    const auto parts = boost::strong_components(
        graph_,
        boost::make_iterator_property_map(part_.begin(), boost::get(boost::vertex_index, graph_)));
    sizes_.assign(static_cast<std::size_t>(parts), 0);
    for (const std::size_t part : part_) ++sizes_[part];
  }
  // Whether following it comes back to where it began.
  bool IsInCircle(const std::string& provider) const {
    const auto it = places_.find(provider);
    return it != places_.end() &&
           (sizes_[part_[it->second]] > 1 || for_themselves_.count(it->second) > 0);
  }

 private:
  std::size_t PlaceOf(const std::string& provider) {
    return places_.try_emplace(provider, places_.size()).first->second;
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph_;
  std::unordered_map<std::string, std::size_t> places_;
  std::set<std::size_t> for_themselves_;
  std::vector<std::size_t> part_, sizes_;
};

Stream SubcontractorCircle(const Context& in) {
  Table found({{"region"}, {"contract"}, {"provider"}, {"sequence", Kind::integer}, {"field"}});
  const auto works = [&](const Party& party) {
    return party.contract != kNone && !party.subcontractor_of.empty() && in.Holds(party.period);
  };
  std::map<std::uint32_t, WorksFor> contracts;
  for (const Party& party : in.market.parties) {
    if (works(party)) contracts[party.contract].Add(party.provider, party.subcontractor_of);
  }
  for (auto& [contract, works_for] : contracts) works_for.FindCircles();
  for (const Party& party : in.market.parties) {
    if (!works(party) || !contracts[party.contract].IsInCircle(party.provider)) continue;
    const Contract& contract = in.market.contracts[party.contract];
    found.row(contract.region, contract.id, party.provider, party.sequence, "subcontractor_of");
  }
  return std::move(found).stream();
}

// Places elsewhere of which `has` is false.
template <typename Has>
Stream OutsideWithout(const Context& in, const char* field, Has has) {
  Table found({{"region"}, {"outside_order"}, {"field"}});
  for (const OutsideOrder& order : in.market.outside_orders) {
    if (in.Holds(order.period) && !has(order)) found.row(order.region, order.id, field);
  }
  return std::move(found).stream();
}
Stream OutsideWithoutAgreement(const Context& in) {
  return OutsideWithout(in, "standard_agreement",
                        [](const OutsideOrder& order) { return order.standard_agreement; });
}
// In time is no later than the first day of the order, as far as that is known.
Stream OutsideWithoutInforming(const Context& in) {
  return OutsideWithout(in, "informed_on", [&](const OutsideOrder& order) {
    const Day latest = order.period.from != kBegin ? order.period.from : in.day.value_or(kEnd);
    return order.informed_on && *order.informed_on <= latest;
  });
}
// An order outside the region in the region itself, or in one of its municipalities.
Stream OutsideIsInside(const Context& in) {
  Table found({{"region"}, {"outside_order"}, {"field"}});
  const MemberSet members = MembersOf(in);
  for (const OutsideOrder& order : in.market.outside_orders) {
    if (!in.Holds(order.period)) continue;
    const char* const field = order.other_region == order.region ? "other_region"
                              : members.count({order.region, order.municipality}) > 0
                                  ? "municipality"
                                  : nullptr;
    if (field != nullptr) found.row(order.region, order.id, field);
  }
  return std::move(found).stream();
}

// A stop of somebody who is no party of the contract is none of the contract.
Stream DutyLiftedWithoutStop(const Context& in) {
  Table found({{"region"}, {"contract"}, {"field"}});
  std::set<std::pair<std::uint32_t, std::string>> parties;
  for (const Party& party : in.market.parties) {
    if (in.Holds(party.period)) parties.emplace(party.contract, party.provider);
  }
  std::set<std::uint32_t> stopped;
  for (const ClientStop& stop : in.market.client_stops) {
    if (in.Holds(stop.period) && parties.count({stop.contract, stop.provider}) > 0)
      stopped.insert(stop.contract);
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
    if (!Offers(supply) || (in.day && !in.market.IsThere(supply.provider, *in.day))) continue;
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

// Local supply meets the need of a municipality, so that without one, or in one of which nothing
// asks it, it meets none.
Stream SupplyCountsNowhere(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"provider"},
               {"facility_kind"},
               {"sequence", Kind::integer},
               {"field"}});
  const MemberSet members = MembersOf(in);
  std::set<std::tuple<std::string, std::string, std::string>> named;
  for (const Required& required : in.market.required) {
    if (required.scale == Scale::lokaal && in.Holds(required.period))
      named.emplace(required.region, required.facility_kind, required.municipality);
  }
  for (const Supply& supply : in.market.supply) {
    const Contract* const contract = in.ContractAt(supply.contract);
    if (contract == nullptr || supply.scale != Scale::lokaal || !in.Holds(supply.period) ||
        !in.Holds(contract->period) || members.count({contract->region, supply.municipality}) > 0)
      continue;
    if (!supply.municipality.empty() &&
        named.count({contract->region, supply.facility_kind, supply.municipality}) > 0)
      continue;
    found.row(contract->region, contract->id, supply.provider, supply.facility_kind,
              supply.sequence, "municipality");
  }
  return std::move(found).stream();
}

// What is contracted with a provider that is not there: it does not count in the coverage.
Stream SupplyOfGoneProvider(const Context& in) {
  Table found({{"region"},
               {"contract"},
               {"provider"},
               {"facility_kind"},
               {"sequence", Kind::integer},
               {"field"}});
  for (const Supply& supply : in.market.supply) {
    const Contract* const contract = in.ContractAt(supply.contract);
    const auto there = in.market.provider_periods.find(supply.provider);
    if (contract == nullptr || there == in.market.provider_periods.end()) continue;
    const Period period{std::max(supply.period.from, contract->period.from),
                        std::min(supply.period.to, contract->period.to)};
    const bool gone = in.day ? period.Holds(*in.day) && !there->second.Holds(*in.day)
                             : period.from < period.to && !there->second.Meets(period);
    if (gone)
      found.row(contract->region, contract->id, supply.provider, supply.facility_kind,
                supply.sequence, "provider");
  }
  return std::move(found).stream();
}

// The first year of a lot for which indexing lacks a figure that should be known by then.
Stream IndexFigureMissing(const Context& in) {
  Table found({{"region"},
               {"procedure"},
               {"lot"},
               {"field"},
               {"year", Kind::integer},
               {"of", Kind::integer}});
  constexpr int kMostYears = 100;
  std::vector<int> first(in.market.lots.size(), INT32_MAX), last(in.market.lots.size(), INT32_MIN);
  for (const Contract& contract : in.market.contracts) {
    if (contract.lot == kNone || contract.period.from == kBegin) continue;
    Day end = contract.period.to != kEnd ? contract.period.to - 1 : contract.period.from;
    if (in.day) end = contract.period.to != kEnd ? std::min(end, *in.day) : *in.day;
    first[contract.lot] = std::min(first[contract.lot], YearOf(contract.period.from));
    last[contract.lot] = std::max(last[contract.lot], YearOf(end));
  }
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    if (!lot.staff_share || first[i] == INT32_MAX) continue;
    const int until = std::min(last[i], first[i] + kMostYears);
    for (int year = first[i] + 1; year <= until; ++year) {
      const auto lacking = IndexationOf(in.market, *lot.staff_share, year).lacking;
      if (lacking.empty()) continue;
      found.row(lot.region, lot.procedure, lot.id, "staff_share", year, lacking.front().year);
      break;
    }
  }
  return std::move(found).stream();
}

struct RuleEntry {
  const char* id;
  Stream (*run)(const Context&);
};
constexpr RuleEntry kRules[] = {
    {"conditions_differ", ConditionsDiffer},
    {"condition_missing", ConditionMissing},
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
    {"outside_is_inside", OutsideIsInside},
    {"duty_lifted_without_stop", DutyLiftedWithoutStop},
    {"one_provider_for_kind", OneProviderForKind},
    {"weights_sum_to_zero", WeightsSumToZero},
    {"score_missing", ScoreMissing},
    {"supply_counts_nowhere", SupplyCountsNowhere},
    {"supply_of_gone_provider", SupplyOfGoneProvider},
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
