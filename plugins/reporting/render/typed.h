// Values as programs read them: no language, nothing rounded.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_TYPED_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_TYPED_H_

#include <cstdint>
#include <string>

#include "render/cell.h"

namespace reporting {

// `2021-12-31`, of days since 1970-01-01.
std::string IsoDay(std::int64_t days);
// Whether that day has a year of four digits, 0001 to 9999.
bool IsCalendarDay(std::int64_t days);
// `2021-12-31T09:30:00Z`, with a fraction where there is one, of microseconds since 1970-01-01.
std::string IsoMoment(std::int64_t micros);
// `-1234.50`: all digits, whatever its size.
std::string PlainDecimal(std::int64_t value, int decimals, char point = '.');
// The shortest text that reads back the same; empty when it is no number.
std::string PlainReal(double value, char point = '.');

// The value of a cell that is a number, date, moment or flag, as above (`true`, `false`); of others
// nothing.
std::string PlainValue(const Cell& cell, char point = '.');

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_TYPED_H_
