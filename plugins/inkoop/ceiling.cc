#include "ceiling.h"

#include <algorithm>

namespace inkoop {
namespace {

// Whether `cents` is at least `percent` per cent of the ceiling.
bool Reaches(Wide cents, std::int64_t percent, std::int64_t ceiling) {
  return cents > 0 && cents * 100 >= Wide{ceiling} * percent;
}

bool IsInForce(const Contract& contract, int year, int month) {
  return contract.period.Meets({FirstOf(year, month), FirstOf(year, month + 1)});
}
int MonthsInForce(const Contract& contract, int year) {
  int months = 0;
  for (int month = 1; month <= 12; ++month) months += IsInForce(contract, year, month) ? 1 : 0;
  return months;
}

// The month, from 1, in which use reaches the share of notice; those to come have the mean, as far
// as the contract holds in them.
void FindNotice(const Ceiling& ceiling, const Contract& contract, int year, CeilingState& out) {
  Wide sum = 0;
  int known = 0;
  for (int month = 1; month <= 12; ++month) {
    const auto& used = ceiling.used[static_cast<std::size_t>(month - 1)];
    const bool counted = used && known < out.months;
    if (counted) {
      sum += *used;
      ++known;
    } else if (known < out.months || !IsInForce(contract, year, month)) {
      continue;  // a month without a figure amid the others, or outside the contract
    } else {
      sum += Rounded(Wide{out.used}, out.months);
    }
    if (!Reaches(sum, contract.notice_at, ceiling.cents)) continue;
    out.notice_on = FirstOf(year, month + 1);
    out.notice_forecast = !counted;
    return;
  }
}

Spending Judge(const CeilingState& state) {
  if (state.months == 0) return Spending::unknown;
  if (state.used > state.ceiling->cents) return Spending::exceeded;
  if (Reaches(state.used, state.contract->notice_at, state.ceiling->cents)) return Spending::notice;
  return state.forecast && *state.forecast > state.ceiling->cents ? Spending::expected
                                                                  : Spending::within;
}

CeilingState StateOf(const Ceiling& ceiling, const Contract& contract, Day day) {
  CeilingState out;
  out.ceiling = &ceiling;
  out.contract = &contract;
  const int year = static_cast<int>(ceiling.year);
  Wide used = 0;
  for (int month = 1; month <= 12; ++month) {
    const auto& cents = ceiling.used[static_cast<std::size_t>(month - 1)];
    if (!cents || FirstOf(year, month + 1) > day) continue;
    used += *cents;
    ++out.months;
  }
  out.used = Rounded(used, 1);
  out.contract_months = MonthsInForce(contract, year);
  // Down, so that what has not been reached does not look so.
  if (ceiling.cents > 0) out.hundredths = Rounded(used * 10000 / ceiling.cents, 1);
  if (out.months > 0) {
    out.forecast = Rounded(used * std::max(out.contract_months, out.months), out.months);
    FindNotice(ceiling, contract, year, out);
  }
  out.spending = Judge(out);
  return out;
}

}  // namespace

std::vector<CeilingState> CeilingsOn(const Market& market, Day day, const std::string& region) {
  std::vector<CeilingState> out;
  for (const Ceiling& ceiling : market.ceilings) {
    if (ceiling.contract == kNone || ceiling.year > YearOf(day) || ceiling.year < YearOf(day) - 1)
      continue;
    const Contract& contract = market.contracts[ceiling.contract];
    if (region.empty() || contract.region == region) out.push_back(StateOf(ceiling, contract, day));
  }
  return out;
}

}  // namespace inkoop
