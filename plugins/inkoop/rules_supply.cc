// Rules of what is offered, in the region and elsewhere.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "coverage.h"
#include "rule_context.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

// Rows of inkoop_contracted_supply, and the field at fault.
Table SupplyTable() {
  return Table({{"region"},
                {"contract"},
                {"provider"},
                {"facility_kind"},
                {"sequence", Kind::integer},
                {"field"}});
}
void AddSupply(const Contract& contract, const Supply& supply, const char* field, Table& found) {
  found.row(contract.region, contract.id, supply.provider, supply.facility_kind, supply.sequence,
            field);
}

// Places elsewhere of which `has` is false.
template <typename Has>
Stream OutsideWithout(const RuleContext& in, const char* field, Has has) {
  Table found({{"region"}, {"outside_order"}, {"field"}});
  for (const OutsideOrder& order : in.market.outside_orders) {
    if (in.Holds(order.period) && !has(order)) found.row(order.region, order.id, field);
  }
  return std::move(found).stream();
}
Stream OutsideWithoutAgreement(const RuleContext& in) {
  return OutsideWithout(in, "standard_agreement",
                        [](const OutsideOrder& order) { return order.standard_agreement; });
}
// In time is no later than the first day of the order, as far as that is known.
Stream OutsideWithoutInforming(const RuleContext& in) {
  return OutsideWithout(in, "informed_on", [&](const OutsideOrder& order) {
    const Day latest = order.period.from != kBegin ? order.period.from : in.day.value_or(kEnd);
    return order.informed_on && *order.informed_on <= latest;
  });
}
// An order outside the region in the region itself, or in one of its municipalities.
Stream OutsideIsInside(const RuleContext& in) {
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

Stream OneProviderForKind(const RuleContext& in) {
  Table found = SupplyTable();
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
    AddSupply(in.market.contracts[at.first->contract], *at.first, "provider", found);
  }
  return std::move(found).stream();
}

// Local supply meets the need of a municipality, so that without one, or in one of which nothing
// asks it, it meets none.
Stream SupplyCountsNowhere(const RuleContext& in) {
  Table found = SupplyTable();
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
    AddSupply(*contract, supply, "municipality", found);
  }
  return std::move(found).stream();
}

// What is contracted with a provider that is not there: it does not count in the coverage.
Stream SupplyOfGoneProvider(const RuleContext& in) {
  Table found = SupplyTable();
  for (const Supply& supply : in.market.supply) {
    const Contract* const contract = in.ContractAt(supply.contract);
    const auto there = in.market.provider_periods.find(supply.provider);
    if (contract == nullptr || there == in.market.provider_periods.end()) continue;
    const Period period{std::max(supply.period.from, contract->period.from),
                        std::min(supply.period.to, contract->period.to)};
    const bool gone = in.day ? period.Holds(*in.day) && !there->second.Holds(*in.day)
                             : period.from < period.to && !there->second.Meets(period);
    if (gone) AddSupply(*contract, supply, "provider", found);
  }
  return std::move(found).stream();
}

constexpr RuleEntry kRules[] = {
    {"outside_without_agreement", OutsideWithoutAgreement},
    {"outside_without_informing", OutsideWithoutInforming},
    {"outside_is_inside", OutsideIsInside},
    {"one_provider_for_kind", OneProviderForKind},
    {"supply_counts_nowhere", SupplyCountsNowhere},
    {"supply_of_gone_provider", SupplyOfGoneProvider},
};

}  // namespace

std::span<const RuleEntry> SupplyRules() { return kRules; }

}  // namespace inkoop
