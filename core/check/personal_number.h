// Citizen service numbers (BSN), which have no place in the model.
#ifndef STELSEL_CORE_CHECK_PERSONAL_NUMBER_H_
#define STELSEL_CORE_CHECK_PERSONAL_NUMBER_H_

#include <string>
#include <string_view>

namespace stelsel::core {

// True when somewhere in `text` stands what may be a BSN: exactly nine digits, not part of a longer
// number, as 123456782, 1234.56.782 or 123 456 782 (dots or spaces), that pass the 11-test and are
// not all zero. One in eleven numbers of nine digits passes, so this is a suspicion. Any thread.
bool HasPersonalNumber(std::string_view text);

// The text with a 9 for each digit of what may be a BSN, and otherwise unchanged.
std::string MaskPersonalNumbers(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_PERSONAL_NUMBER_H_
