// Dates as a source gives them (the parts of EDTF that stelsel knows): read, and said in words.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_SOURCE_DATE_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_SOURCE_DATE_H_

#include <optional>
#include <string>
#include <string_view>

#include "stelsel/stelsel.hpp"
#include "words.h"

namespace reporting {

// The date in words, no more precise than it is: `2021-36` is `vierde kwartaal van 2021`, and
// `../2021-12-31` is `uiterlijk 31 december 2021`. What is no such date is given back unchanged.
std::string InWords(std::string_view edtf, const Words& words);

// The last day it can mean, from which an observation counts; nothing when it has no end or is no
// date.
std::optional<stelsel::Date> LastDay(std::string_view edtf);

// A day, YYYY-MM-DD, or nothing when it does not exist.
std::optional<stelsel::Date> ParseDay(std::string_view text);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_SOURCE_DATE_H_
