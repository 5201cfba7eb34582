// How much of a spending ceiling was used, and what the year comes to.
#ifndef STELSEL_PLUGINS_INKOOP_CEILING_H_
#define STELSEL_PLUGINS_INKOOP_CEILING_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "market.h"

namespace inkoop {

enum class Spending {
  unknown,  // no month is known
  within,
  expected,  // the forecast is above the ceiling
  notice,    // the share at which it must be told was reached
  exceeded,
};

struct CeilingState {
  const Ceiling* ceiling = nullptr;
  const Contract* contract = nullptr;
  std::int64_t used = 0;                 // cents, in months that had ended by the day
  int months = 0;                        // how many of them are known
  int contract_months = 0;               // in which the contract holds that year
  std::int64_t hundredths = 0;           // used, in hundredths of a per cent of the ceiling, down
  std::optional<std::int64_t> forecast;  // cents: the mean of the known months for each month
  std::optional<Day> notice_on;          // the day after the month in which notice was due
  bool notice_forecast = false;          // whether the figure of that month is still to come
  Spending spending = Spending::unknown;
};

// Of the ceilings of the day's year and of the one before, whose last months are only known after
// it has ended, in the order of the rows. An empty `region` is all.
std::vector<CeilingState> CeilingsOn(const Market& market, Day day, const std::string& region);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_CEILING_H_
