// Contracts as they had been agreed by a day: what was agreed later is not known then.
#ifndef STELSEL_PLUGINS_INKOOP_AGREED_H_
#define STELSEL_PLUGINS_INKOOP_AGREED_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "market.h"

namespace inkoop {

struct AgreedContract {
  Period period;              // empty when the contract itself was agreed later
  std::int64_t extended = 0;  // how many times
  bool has_versions = false;  // whether the first one or an extension is known
  bool ended_early = false;
  std::optional<Period> at_first;  // of the first version
};

// In the order of the contracts. Of a version without a day of agreement nothing says that it was
// agreed later. Without a day all that was agreed counts.
std::vector<AgreedContract> AgreedBy(const Market& market, std::optional<Day> day);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_AGREED_H_
