// A choice of procedure as a scored matrix: who comes first, who falls off and why, and which
// weight would turn it. Whole numbers throughout.
#ifndef STELSEL_PLUGINS_INKOOP_CHOICE_H_
#define STELSEL_PLUGINS_INKOOP_CHOICE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "market.h"

namespace inkoop {

enum class Outcome {
  first,
  tied,
  behind,
  falls_off,
  incomplete,  // a score that weighs is not there
  unranked,    // nothing weighs
  leads        // most points so far, but one that is incomplete could have as many
};

struct Standing {
  const ChoiceVariant* variant = nullptr;
  Outcome outcome = Outcome::unranked;
  std::int64_t points = 0;           // the sum of weight times score
  std::int64_t most = 0;             // points if each score that is not there were the highest
  std::optional<std::int64_t> rank;  // of those that do not fall off
  std::vector<const Criterion*>
      why;  // falls off, incomplete: on these; behind: where it loses most
};

// The nearest weight of a criterion, the others as they are, at which another variant comes first;
// of two that are as near the lower one.
struct Turn {
  const Criterion* criterion = nullptr;
  std::optional<std::int64_t> weight;
  std::vector<const ChoiceVariant*> winners;  // who has the most points then; none without a weight
};

struct Judged {
  std::vector<Standing> standings;  // the best first, then in the order of the variants
  std::vector<Turn> turns;          // only where one variant comes first
  std::int64_t weights = 0;         // their sum; when it is 0 nothing is ranked
};

// `choice` must live as long as what is returned.
Judged Judge(const Choice& choice);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_CHOICE_H_
