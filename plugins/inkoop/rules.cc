#include "rules.h"

#include "parameters.h"
#include "rule_context.h"

namespace inkoop {

stelsel::Stream RunRule(const std::string& id, const stelsel::Run& run) {
  for (const auto& rules : {ChoiceRules(), ContractRules(), PriceRules(), SupplyRules()}) {
    for (const RuleEntry& rule : rules) {
      if (id == rule.id) return rule.run({run, MarketOf(run), DayOfRun(run)});
    }
  }
  return {};
}

}  // namespace inkoop
