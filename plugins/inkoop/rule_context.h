// What each rule works with, and the rules of each file.
#ifndef STELSEL_PLUGINS_INKOOP_RULE_CONTEXT_H_
#define STELSEL_PLUGINS_INKOOP_RULE_CONTEXT_H_

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "market.h"

namespace inkoop {

struct RuleContext {
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
};

// Regions and their municipalities.
using MemberSet = std::set<std::pair<std::string, std::string>>;
inline MemberSet MembersOf(const RuleContext& in) {
  MemberSet out;
  for (const Region& region : in.market.regions) {
    for (const Member& member : region.members) {
      if (in.Holds(member.period)) out.emplace(region.id, member.municipality);
    }
  }
  return out;
}

struct RuleEntry {
  const char* id;
  stelsel::Stream (*run)(const RuleContext&);
};
std::span<const RuleEntry> ChoiceRules();
std::span<const RuleEntry> ContractRules();
std::span<const RuleEntry> PriceRules();
std::span<const RuleEntry> SupplyRules();

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_RULE_CONTEXT_H_
