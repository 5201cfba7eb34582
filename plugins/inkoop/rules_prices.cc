// Rules of what is paid: tariffs, units, frequencies, index figures.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "price.h"
#include "rule_context.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;

// A tariff in force on the day, or on its first day when none was given, beside the fair price.
Stream TariffUnderFairPrice(const RuleContext& in) {
  Table found({{"region"},
               {"contract"},
               {"product"},
               {"sequence", Kind::integer},
               {"field"},
               {"tariff", Kind::decimal, 2},
               {"fair", Kind::decimal, 2}});
  std::map<std::pair<std::uint32_t, Day>, std::optional<std::int64_t>> prices;
  std::int64_t rows = 0;
  for (const Tariff& tariff : in.market.tariffs) {
    if (++rows % 65536 == 0) in.run.advance("tariff_under_fair_price", rows, 0);
    if (tariff.contract == kNone || tariff.product == kNone || !in.Holds(tariff.period)) continue;
    if (in.market.elements[tariff.product].empty()) continue;
    const Day day = in.day.value_or(tariff.period.from);
    const auto [it, is_new] = prices.try_emplace({tariff.product, day});
    if (is_new) it->second = FairPrice(in.market.elements[tariff.product], day);
    if (!it->second || tariff.cents >= *it->second) continue;
    const Contract& contract = in.market.contracts[tariff.contract];
    if (!in.Holds(contract.period)) continue;
    found.row(contract.region, contract.id, in.market.products[tariff.product].id, tariff.sequence,
              "amount", stelsel::Cents{tariff.cents}, stelsel::Cents{*it->second});
  }
  return std::move(found).stream();
}

// Where the products of a lot are known, a contract of it pays for those.
Stream TariffOutsideLot(const RuleContext& in) {
  Table found({{"region"}, {"contract"}, {"product"}, {"sequence", Kind::integer}, {"field"}});
  std::set<std::pair<std::uint32_t, std::uint32_t>> products;
  std::vector<bool> known(in.market.lots.size());
  for (const LotProduct& one : in.market.lot_products) {
    if (one.lot == kNone || one.product == kNone) continue;
    products.emplace(one.lot, one.product);
    known[one.lot] = true;
  }
  for (const Tariff& tariff : in.market.tariffs) {
    const Contract* const contract = in.ContractAt(tariff.contract);
    if (contract == nullptr || tariff.product == kNone || !in.Holds(tariff.period) ||
        !in.Holds(contract->period))
      continue;
    if (contract->lot == kNone || !known[contract->lot]) continue;
    if (products.count({contract->lot, tariff.product}) == 0)
      found.row(contract->region, contract->id, in.market.products[tariff.product].id,
                tariff.sequence, "product");
  }
  return std::move(found).stream();
}

Stream UnitDoesNotFit(const RuleContext& in) {
  Table found({{"region"}, {"procedure"}, {"lot"}, {"product"}, {"field"}});
  for (const LotProduct& one : in.market.lot_products) {
    if (one.lot == kNone || one.product == kNone) continue;
    const Lot& lot = in.market.lots[one.lot];
    const auto unit = in.market.units.find(in.market.products[one.product].unit);
    if (!lot.IsFramework() || unit == in.market.units.end() || !unit->second.variant) continue;
    if (*unit->second.variant != *lot.variant)
      found.row(lot.region, lot.procedure, lot.id, in.market.products[one.product].id, "product");
  }
  return std::move(found).stream();
}

Stream WeekWithoutEndDate(const RuleContext& in) {
  Table found({{"region"}, {"product"}, {"field"}});
  for (const Product& product : in.market.products) {
    const auto it = in.market.frequencies.find(product.frequency);
    if (it != in.market.frequencies.end() && it->second && !product.end_date.value_or(false))
      found.row(product.region, product.id, "end_date");
  }
  return std::move(found).stream();
}

// The first year of a lot for which indexing lacks a figure that should be known by then.
Stream IndexFigureMissing(const RuleContext& in) {
  Table found({{"region"},
               {"procedure"},
               {"lot"},
               {"field"},
               {"year", Kind::integer},
               {"of", Kind::integer}});
  constexpr int kMostYears = 100;
  std::vector<int> first(in.market.lots.size(), INT32_MAX), last(in.market.lots.size(), INT32_MIN);
  for (const Contract& contract : in.market.contracts) {
    if (contract.lot == kNone || contract.period.from == kBegin) continue;
    Day end = contract.period.to != kEnd ? contract.period.to - 1 : contract.period.from;
    if (in.day) end = contract.period.to != kEnd ? std::min(end, *in.day) : *in.day;
    first[contract.lot] = std::min(first[contract.lot], YearOf(contract.period.from));
    last[contract.lot] = std::max(last[contract.lot], YearOf(end));
  }
  for (std::size_t i = 0; i < in.market.lots.size(); ++i) {
    const Lot& lot = in.market.lots[i];
    if (!lot.staff_share || first[i] == INT32_MAX) continue;
    const int until = std::min(last[i], first[i] + kMostYears);
    for (int year = first[i] + 1; year <= until; ++year) {
      const auto lacking = IndexationOf(in.market, *lot.staff_share, year).lacking;
      if (lacking.empty()) continue;
      found.row(lot.region, lot.procedure, lot.id, "staff_share", year, lacking.front().year);
      break;
    }
  }
  return std::move(found).stream();
}

constexpr RuleEntry kRules[] = {
    {"tariff_under_fair_price", TariffUnderFairPrice},
    {"tariff_outside_lot", TariffOutsideLot},
    {"unit_does_not_fit", UnitDoesNotFit},
    {"week_without_end_date", WeekWithoutEndDate},
    {"index_figure_missing", IndexFigureMissing},
};

}  // namespace

std::span<const RuleEntry> PriceRules() { return kRules; }

}  // namespace inkoop
