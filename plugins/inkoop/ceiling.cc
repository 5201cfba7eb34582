#include "ceiling.h"

#include "agreed.h"

namespace inkoop {
namespace {

// Whether `cents` is at least `percent` per cent of the ceiling.
bool Reaches(Wide cents, std::int64_t percent, Wide ceiling) {
  return cents > 0 && cents * 100 >= ceiling * percent;
}

// Use by the end of each month: what is known, and with the mean for each other month in which the
// contract holds, as a multiple of the number of known months so that nothing is rounded.
struct Month {
  bool is_known = false;
  Wide used = 0, at_mean = 0;
};
std::array<Month, 12> MonthsOf(const Ceiling& ceiling, const Period& period, Day day,
                               CeilingState& out) {
  const int year = static_cast<int>(ceiling.year);
  std::array<Month, 12> months;
  Wide used = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    months[i].is_known = ceiling.used[i] && FirstOf(year, static_cast<int>(i) + 2) <= day;
    if (!months[i].is_known) continue;
    used += *ceiling.used[i];
    ++out.months;
  }
  Wide known = 0, gaps = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    const int month = static_cast<int>(i) + 1;
    const bool holds = period.Meets({FirstOf(year, month), FirstOf(year, month + 1)});
    out.contract_months += holds ? 1 : 0;
    if (months[i].is_known) {
      known += *ceiling.used[i];
    } else if (holds) {
      ++gaps;
    }
    months[i].used = known;
    months[i].at_mean = known * out.months + used * gaps;
  }
  out.used = Rounded(used, 1);
  return months;
}

// The month in which the share of notice was reached or, by the mean, will be.
void FindNotice(const Ceiling& ceiling, std::int64_t notice_at, const std::array<Month, 12>& months,
                CeilingState& out) {
  for (const bool forecast : {false, true}) {
    for (std::size_t i = 0; i < 12; ++i) {
      const bool counts = forecast || months[i].is_known;
      const Wide sum = forecast ? months[i].at_mean : months[i].used * out.months;
      if (!counts || !Reaches(sum, notice_at, Wide{ceiling.cents} * out.months)) continue;
      out.notice_on = FirstOf(static_cast<int>(ceiling.year), static_cast<int>(i) + 2);
      out.notice_forecast = forecast;
      return;
    }
  }
}

Spending Judge(const CeilingState& state) {
  if (state.months == 0) return Spending::unknown;
  if (state.used > state.ceiling->cents) return Spending::exceeded;
  if (Reaches(state.used, state.contract->notice_at, state.ceiling->cents)) return Spending::notice;
  return state.forecast && *state.forecast > state.ceiling->cents ? Spending::expected
                                                                  : Spending::within;
}

CeilingState StateOf(const Ceiling& ceiling, const Contract& contract, const Period& period,
                     Day day) {
  CeilingState out;
  out.ceiling = &ceiling;
  out.contract = &contract;
  const std::array<Month, 12> months = MonthsOf(ceiling, period, day, out);
  // Down, so that what has not been reached does not look so.
  if (ceiling.cents > 0) out.hundredths = Rounded(Wide{out.used} * 10000 / ceiling.cents, 1);
  if (out.months > 0) {
    out.forecast = Rounded(months.back().at_mean, out.months);
    FindNotice(ceiling, contract.notice_at, months, out);
  }
  out.spending = Judge(out);
  return out;
}

}  // namespace

std::vector<CeilingState> CeilingsOn(const Market& market, Day day, const std::string& region) {
  const std::vector<AgreedContract> agreed = AgreedBy(market, day);
  std::vector<CeilingState> out;
  for (const Ceiling& ceiling : market.ceilings) {
    if (ceiling.contract == kNone || ceiling.year > YearOf(day) || ceiling.year < YearOf(day) - 1)
      continue;
    const Contract& contract = market.contracts[ceiling.contract];
    if (region.empty() || contract.region == region)
      out.push_back(StateOf(ceiling, contract, agreed[ceiling.contract].period, day));
  }
  return out;
}

}  // namespace inkoop
