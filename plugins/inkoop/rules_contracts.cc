// Rules of contracts: their conditions, how long they last, who is in them.
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "agreed.h"
#include "parameters.h"
#include "rule_context.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

// How many months a contract may last: its period, and the extensions that are still left. What its
// versions do not tell is seen from its length beside the term of its lot.
std::int64_t LongestMonths(const RuleContext& in, const Contract& contract,
                           const AgreedContract& agreed, std::int64_t period) {
  if (agreed.ended_early) return period;
  const std::int64_t each = contract.extension_months.value_or(0);
  std::int64_t used = agreed.extended;
  const Lot* const lot = in.LotOf(contract);
  if (!agreed.has_versions && lot != nullptr && lot->term_months && each > 0 &&
      period > *lot->term_months)
    used = (period - *lot->term_months + each - 1) / each;
  return period + std::max<std::int64_t>(contract.extensions.value_or(0) - used, 0) * each;
}

// How many say something else than `own`, unless more than half say the same.
std::int64_t Others(const std::map<std::string, std::int64_t>& counts, const std::string& own) {
  std::int64_t all = 0;
  for (const auto& [value, count] : counts) all += count;
  const std::int64_t same = counts.at(own);
  return same * 2 > all ? 0 : all - same;
}

using Values = std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>>;

Stream ConditionsDiffer(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"clause"}, {"field"}, {"others", Kind::integer}});
  Values values;  // of a region's clause
  const auto contract_of = [&](const Condition& condition) {
    const Contract* const contract = in.ContractAt(condition.contract);
    return contract != nullptr && in.Holds(contract->period) ? contract : nullptr;
  };
  for (const Condition& one : in.market.conditions) {
    if (const Contract* const contract = contract_of(one))
      ++values[{contract->region, one.clause}][one.value];
  }
  for (const Condition& one : in.market.conditions) {
    const Contract* const contract = contract_of(one);
    if (contract == nullptr) continue;
    if (const auto others = Others(values[{contract->region, one.clause}], one.value); others > 0)
      found.row(contract->region, contract->id, one.clause, "value", others);
  }
  return std::move(found).stream();
}

// What each contract says in fields of its own is uniform likewise.
Stream TermsDiffer(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"field"}, {"others", Kind::integer}});
  using Term = std::pair<const char*, std::int64_t Contract::*>;
  constexpr Term kTerms[] = {{"notice_months", &Contract::notice_months},
                             {"notice_at", &Contract::notice_at}};
  for (const auto& [field, member] : kTerms) {
    Values values;
    for (const Contract& one : in.market.contracts) {
      if (in.Holds(one.period)) ++values[{one.region, field}][std::to_string(one.*member)];
    }
    for (const Contract& one : in.market.contracts) {
      if (!in.Holds(one.period)) continue;
      const std::int64_t others = Others(values[{one.region, field}], std::to_string(one.*member));
      if (others > 0) found.row(one.region, one.id, field, others);
    }
  }
  return std::move(found).stream();
}

// A clause that more than half of the region's contracts have.
Stream ConditionMissing(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"clause"}, {"others", Kind::integer}});
  std::vector<std::set<std::string>> clauses(in.market.contracts.size());
  for (const Condition& one : in.market.conditions) {
    if (one.contract != kNone) clauses[one.contract].insert(one.clause);
  }
  std::map<std::string, std::map<std::string, std::int64_t>> counts;  // of a region's clauses
  std::map<std::string, std::int64_t> contracts;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    if (!in.Holds(contract.period)) continue;
    ++contracts[contract.region];
    for (const std::string& clause : clauses[i]) ++counts[contract.region][clause];
  }
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    if (!in.Holds(contract.period)) continue;
    for (const auto& [clause, count] : counts[contract.region]) {
      if (count * 2 > contracts[contract.region] && clauses[i].count(clause) == 0)
        found.row(contract.region, contract.id, clause, count);
    }
  }
  return std::move(found).stream();
}

Stream NotMultiYear(const RuleContext& in) {
  Table found(
      {{"region"}, {"contract"}, {"field"}, {"months", Kind::integer}, {"least", Kind::integer}});
  const std::int64_t least = Parameters(in.run.parameters).Number("least_months", 24, 0, 1200);
  const std::vector<AgreedContract> agreed = AgreedBy(in.market, in.day);
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    // One that ended early was agreed for longer: as long as its first version says.
    const Period none;
    const Period period =
        agreed[i].ended_early ? agreed[i].at_first.value_or(none) : agreed[i].period;
    if (period.from == kBegin || period.to == kEnd || !in.Holds(contract.period)) continue;
    const std::int64_t months =
        LongestMonths(in, contract, agreed[i], MonthsBetween(period.from, period.to));
    if (months < least) found.row(contract.region, contract.id, "valid_to", months, least);
  }
  return std::move(found).stream();
}

Stream FrameworkOver48Months(const RuleContext& in) {
  Table found({{"region"}, {"procedure"}, {"lot"}, {"field"}, {"months", Kind::integer}});
  std::vector<std::int64_t> months(in.market.lots.size());
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    months[i] =
        lot.term_months.value_or(0) + lot.extensions.value_or(0) * lot.extension_months.value_or(0);
  }
  const std::vector<AgreedContract> agreed = AgreedBy(in.market, in.day);
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    const Period& period = agreed[i].period;
    if (contract.lot == kNone || period.from == kBegin || period.to == kEnd) continue;
    months[contract.lot] =
        std::max(months[contract.lot],
                 LongestMonths(in, contract, agreed[i], MonthsBegun(period.from, period.to)));
  }
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    if (!lot.IsFramework() || lot.has_duration_reason || months[i] <= 48) continue;
    found.row(lot.region, lot.procedure, lot.id, "duration_reason", months[i]);
  }
  return std::move(found).stream();
}

Stream CeilingWithTask(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"provider"}, {"year", Kind::integer}});
  for (const Ceiling& ceiling : in.market.ceilings) {
    const Contract* const contract = in.ContractAt(ceiling.contract);
    const Lot* const lot = contract != nullptr ? in.LotOf(*contract) : nullptr;
    if (lot != nullptr && lot->variant == Variant::taakgericht)
      found.row(contract->region, contract->id, ceiling.provider, ceiling.year);
  }
  return std::move(found).stream();
}

// Calls use(contract, version, number, period) for each extension, in the order of the versions.
// One without a beginning follows the version before it.
template <typename Use>
void EachExtension(const RuleContext& in, Use use) {
  std::vector<const Version*> order;
  for (const Version& version : in.market.versions) {
    if (version.contract != kNone) order.push_back(&version);
  }
  std::sort(order.begin(), order.end(), [](const Version* a, const Version* b) {
    return std::pair(a->contract, a->version) < std::pair(b->contract, b->version);
  });
  std::int64_t number = 0;
  Day end = kEnd;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Version& version = *order[i];
    if (i == 0 || order[i - 1]->contract != version.contract) {
      number = 0;
      end = kEnd;
    }
    if (version.kind == VersionKind::verlenging) {
      Period period = version.period;
      if (period.from == kBegin && end != kEnd) period.from = end;
      use(in.market.contracts[version.contract], version, ++number, period);
    }
    if (version.kind != VersionKind::wijziging) end = version.period.to;
  }
}

// How many were agreed is not always known; then nothing is beyond it.
Stream ExtensionBeyondAgreed(const RuleContext& in) {
  Table found({{"region"},
               {"contract"},
               {"version", Kind::integer},
               {"field"},
               {"number", Kind::integer},
               {"agreed", Kind::integer}});
  EachExtension(in, [&](const Contract& contract, const Version& version, std::int64_t number,
                        const Period&) {
    if (contract.extensions && number > *contract.extensions)
      found.row(contract.region, contract.id, version.version, "kind", number,
                *contract.extensions);
  });
  return std::move(found).stream();
}

Stream ExtensionTooLong(const RuleContext& in) {
  Table found({{"region"},
               {"contract"},
               {"version", Kind::integer},
               {"field"},
               {"number", Kind::integer},
               {"months", Kind::integer},
               {"agreed", Kind::integer}});
  EachExtension(in, [&](const Contract& contract, const Version& version, std::int64_t number,
                        const Period& period) {
    if (!contract.extension_months || period.from == kBegin || period.to == kEnd) return;
    const std::int64_t months = MonthsBegun(period.from, period.to);
    if (months > *contract.extension_months)
      found.row(contract.region, contract.id, version.version, "valid_to", number, months,
                *contract.extension_months);
  });
  return std::move(found).stream();
}

// Who works for whom within one contract.
class WorksFor {
 public:
  void Add(const std::string& provider, const std::string& for_whom) {
    const auto from = PlaceOf(provider), to = PlaceOf(for_whom);
    boost::add_edge(from, to, graph_);
  }
  void FindCircles() {
    part_.resize(boost::num_vertices(graph_));
    boost::strong_components(graph_, boost::make_iterator_property_map(
                                         part_.begin(), boost::get(boost::vertex_index, graph_)));
  }
  // Whether working for `for_whom` comes back to where it began.
  bool IsInCircle(const std::string& provider, const std::string& for_whom) const {
    return part_[places_.at(provider)] == part_[places_.at(for_whom)];
  }

 private:
  std::size_t PlaceOf(const std::string& provider) {
    return places_.try_emplace(provider, places_.size()).first->second;
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::size_t> part_;
};

Stream SubcontractorCircle(const RuleContext& in) {
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
    if (!works(party)) continue;
    if (!contracts[party.contract].IsInCircle(party.provider, party.subcontractor_of)) continue;
    const Contract& contract = in.market.contracts[party.contract];
    found.row(contract.region, contract.id, party.provider, party.sequence, "subcontractor_of");
  }
  return std::move(found).stream();
}

// Lifting the duty holds for all who are bound by the contract, so that each has a stop.
Stream DutyLiftedWithoutStop(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"field"}});
  std::set<std::pair<std::uint32_t, std::string>> stopped;
  for (const ClientStop& stop : in.market.client_stops) {
    if (in.Holds(stop.period)) stopped.emplace(stop.contract, stop.provider);
  }
  std::set<std::uint32_t> bound, without;
  for (const Party& party : in.market.parties) {
    if (party.role == tables::ContractParty::Role::onderaannemer || !in.Holds(party.period))
      continue;
    bound.insert(party.contract);
    if (stopped.count({party.contract, party.provider}) == 0) without.insert(party.contract);
  }
  for (std::uint32_t i = 0; i < in.market.contracts.size(); ++i) {
    const Contract& contract = in.market.contracts[i];
    if (!contract.lifts_duty || !in.Holds(contract.period)) continue;
    const auto any_stop = stopped.lower_bound({i, ""});
    const bool has_stop = any_stop != stopped.end() && any_stop->first == i;
    if (bound.count(i) == 0 ? !has_stop : without.count(i) > 0)
      found.row(contract.region, contract.id, "duty_to_accept");
  }
  return std::move(found).stream();
}

constexpr RuleEntry kRules[] = {
    {"conditions_differ", ConditionsDiffer},
    {"condition_missing", ConditionMissing},
    {"terms_differ", TermsDiffer},
    {"not_multi_year", NotMultiYear},
    {"framework_over_48_months", FrameworkOver48Months},
    {"ceiling_with_task", CeilingWithTask},
    {"extension_beyond_agreed", ExtensionBeyondAgreed},
    {"extension_too_long", ExtensionTooLong},
    {"subcontractor_circle", SubcontractorCircle},
    {"duty_lifted_without_stop", DutyLiftedWithoutStop},
};

}  // namespace

std::span<const RuleEntry> ContractRules() { return kRules; }

}  // namespace inkoop
