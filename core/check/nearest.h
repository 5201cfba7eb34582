// What somebody may have meant. Internal to this room.
#ifndef STELSEL_CORE_CHECK_NEAREST_H_
#define STELSEL_CORE_CHECK_NEAREST_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/model/table.h"

namespace stelsel::core::checking {

// The key of the row of `target` that `wanted` may have been meant for: the row with that name, the
// same code in another case or without its letters (0193 for GM0193), or else the one code that
// takes the fewest changes, when those are few. Nothing when the key is not one text, or when the
// table is too long to look through for each mistake.
std::optional<std::string> Nearest(std::string_view wanted, const Table& target);

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_NEAREST_H_
