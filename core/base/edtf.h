// Dates as a source gives them: text that is a date of unequal precision, and the days it can mean.
// The public header says which.
#ifndef STELSEL_CORE_BASE_EDTF_H_
#define STELSEL_CORE_BASE_EDTF_H_

#include <optional>
#include <string_view>

#include "stelsel/edtf.hpp"

namespace stelsel::core {

using stelsel::DateBounds;

inline std::optional<DateBounds> ParseEdtf(std::string_view text) {
  return stelsel::edtf_bounds(text);
}

}  // namespace stelsel::core

#endif  // STELSEL_CORE_BASE_EDTF_H_
