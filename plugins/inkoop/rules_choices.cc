// Rules of choices between ways to contract.
#include <utility>

#include "rule_context.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

Stream WeightsSumToZero(const RuleContext& in) {
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
Stream ScoreMissing(const RuleContext& in) {
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

constexpr RuleEntry kRules[] = {
    {"weights_sum_to_zero", WeightsSumToZero},
    {"score_missing", ScoreMissing},
};

}  // namespace

std::span<const RuleEntry> ChoiceRules() { return kRules; }

}  // namespace inkoop
