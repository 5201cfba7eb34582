// The steps by which figures of finance/projection came about, down to source rows.
#ifndef STELSEL_PLUGINS_FINANCE_FORECAST_STEPS_H_
#define STELSEL_PLUGINS_FINANCE_FORECAST_STEPS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "budget.h"
#include "flows.h"
#include "key.h"
#include "projection.h"
#include "words.h"

namespace finance {

struct ForecastStep {
  std::size_t municipality = 0;  // place in the region
  Year year = 0;                 // 0: of all years
  std::string text;
  std::optional<Cents> amount;
  std::string source;  // the row it rests on; empty when it is worked out
};
using ForecastSteps = std::vector<ForecastStep>;

// What a place costs: the mix of two prices, each with the year it is of.
struct PriceMix {
  Share pgb_share = 0;
  std::optional<std::pair<Year, Cents>> in_kind, pgb;
  Cents mix = 0;
};

// Of the clients of one group: what was counted, and what is to be expected of it without chance.
class GroupSteps {
 public:
  GroupSteps(std::string region, const Group& group, std::size_t municipality, const Words& words)
      : region_(std::move(region)), group_(group), municipality_(municipality), words_(words) {}

  // The existing clients.
  void Begin(const std::pair<Year, Clients>& cohort, Share stay);
  // Years come one after the other; `group` has the year at hand as its last. `new_stay` is that
  // of all new clients, in months.
  void InYear(Year year, const ClientGroup& group, const PriceMix& old_price,
              const std::optional<std::pair<Year, Clients>>& inflow, std::int64_t new_stay,
              const PriceMix& new_price);
  // Adds those of no year and of the years from `from` on.
  void MoveTo(ForecastSteps& out, Year from);

 private:
  std::string Row(const char* table, Year year) const;
  void SayPrice(Year year, const PriceMix& price, const Text& whose);
  void Say(Year year, std::string text, std::string source,
           std::optional<Cents> amount = std::nullopt);
  std::string Count(Wide millionths) const;

  const std::string region_;
  const Group& group_;
  const std::size_t municipality_;
  const Words words_;
  Wide existing_ = 0, fresh_ = 0;  // expected at the beginning of the year, in millionths
  ForecastSteps steps_;
};

// How the money of the year came about.
void AddBudgetSteps(const Budgets& budgets, Year year, const std::vector<std::string>& names,
                    ForecastSteps& out);
// What part each has of a pool, of which the key cuts `whole` into parts.
void AddKeySteps(const Division& division, const std::string& key, Cents whole, const Words& words,
                 ForecastSteps& out);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_FORECAST_STEPS_H_
