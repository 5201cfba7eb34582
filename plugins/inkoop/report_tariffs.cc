#include <algorithm>
#include <map>
#include <set>

#include "calculations.h"
#include "reports.h"

namespace inkoop {
namespace {

using stelsel::As;
using stelsel::Sheet;

constexpr std::size_t kMostCharts = 12;  // a product each
constexpr std::size_t kMostSeries = 8;   // of contracts in one; the rest is said

class Tariffs {
 public:
  Tariffs(const ReportContext& context, const std::string& region,
          const std::vector<TariffState>& tariffs)
      : context_(context),
        words_(context.words),
        market_(context.market),
        region_(region),
        tariffs_(tariffs) {}

  void Write() {
    std::map<std::uint32_t, std::vector<const Tariff*>> products;
    for (const Tariff& tariff : market_.tariffs) {
      if (tariff.contract != kNone && tariff.product != kNone &&
          market_.contracts[tariff.contract].region == region_)
        products[tariff.product].push_back(&tariff);
    }
    if (products.empty()) return;
    context_.out.section(1, words_("Tarieven", "Tariffs"), "tariffs");
    std::vector<std::string> left_out;
    std::size_t charts = 0;
    for (const auto& [product, tariffs] : products) {
      if (charts++ < kMostCharts) {
        WriteTariffChart(market_.products[product], tariffs);
      } else {
        left_out.push_back(market_.products[product].name);
      }
    }
    WriteTariffTable();
    if (!left_out.empty())
      context_.out.footnote(words_("Zonder grafiek, want er zijn er te veel: ",
                                   "Without a chart, as there are too many: ") +
                            words_.Join(left_out) + ".");
  }

 private:
  // A tariff without a first day holds from the beginning of its contract.
  Period PeriodOf(const Tariff& tariff) const {
    const Period& contract = market_.contracts[tariff.contract].period;
    return {std::max(tariff.period.from, contract.from), std::min(tariff.period.to, contract.to)};
  }

  void WriteTariffChart(const Product& product, const std::vector<const Tariff*>& tariffs) {
    std::vector<std::uint32_t> contracts;
    std::set<std::uint32_t> left_out;
    std::set<Day> days{context_.day};
    for (const Tariff* const one : tariffs) {
      const bool known =
          std::find(contracts.begin(), contracts.end(), one->contract) != contracts.end();
      if (!known && contracts.size() == kMostSeries) {
        left_out.insert(one->contract);
        continue;
      }
      if (!known) contracts.push_back(one->contract);
      const Period period = PeriodOf(*one);
      if (period.from >= period.to) continue;  // not within its contract
      if (period.from != kBegin) days.insert(period.from);
      // Where nothing follows, the line goes on up to the last day.
      const bool is_followed =
          std::any_of(tariffs.begin(), tariffs.end(), [&](const Tariff* other) {
            return other->contract == one->contract && PeriodOf(*other).from == period.to;
          });
      if (period.to != kEnd && !is_followed) days.insert(period.to - 1);
    }
    std::vector<stelsel::SheetColumn> columns{{"day", words_("Vanaf", "From"), As::date}};
    stelsel::Chart chart{"line", {{"x", "day"}}, {}};
    for (std::size_t i = 0; i < contracts.size(); ++i) {
      const std::string name = "c" + std::to_string(i),
                        title = market_.contracts[contracts[i]].name;
      columns.push_back({name, title, As::euro});
      chart.series.push_back({.name = name, .title = title, .steps = true});
    }
    Sheet sheet(columns);
    for (const Day day : days) {
      std::vector<stelsel::Cell> row{ToDate(day)};
      for (const std::uint32_t contract : contracts)
        row.push_back(TariffOn(tariffs, contract, day));
      sheet.cells(row);
    }
    std::string title = product.name + " (" + product.id + ")";
    if (!left_out.empty())
      title += words_("; contracten die er niet in staan: ", "; contracts that are not in it: ") +
               std::to_string(left_out.size());
    std::move(sheet).chart(context_.out, title, chart);
  }
  stelsel::Cell TariffOn(const std::vector<const Tariff*>& tariffs, std::uint32_t contract,
                         Day day) const {
    for (const Tariff* const one : tariffs) {
      if (one->contract == contract && PeriodOf(*one).Holds(day)) return one->cents;
    }
    return std::monostate();
  }

  void WriteTariffTable() {
    Sheet sheet({{"contract", words_("Contract", "Contract"), As::text, {.facet = true}},
                 {"product", words_("Product", "Product"), As::text, {.facet = true}},
                 {"tariff", words_("Tarief", "Tariff"), As::euro},
                 {"fair", words_("Reële prijs", "Fair price"), As::euro},
                 {"next", words_("Volgend jaar", "Next year"), As::euro},
                 {"agreed", words_("volgend jaar afgesproken", "agreed for next year"), As::mark},
                 {"under", words_("onder de reële prijs", "below the fair price"), As::mark}});
    for (const TariffState& one : tariffs_) {
      const bool has_next = !one.years.empty() && !one.years.front().after_end;
      const TariffYear next = has_next ? one.years.front() : TariffYear();
      sheet.row(one.contract->name, one.product->name + " (" + one.product->id + ")",
                one.tariff->cents, one.fair, next.cents, next.agreed != nullptr,
                one.fair && one.tariff->cents < *one.fair);
    }
    if (sheet.empty()) return;
    std::move(sheet).table(context_.out, words_("Tarieven die nu gelden", "Tariffs in force"),
                           "tariff-list");
    context_.out.footnote(
        words_("Reële prijs: personele kosten gedeeld door het productieve deel, met opslagen; aan "
               "het eind op hele centen afgerond, halven naar boven.",
               "Fair price: staff costs divided by the productive share, with additions; rounded "
               "to whole cents at the end, halves up."));
    context_.out.footnote(words_("Volgend jaar is een raming waar niets is afgesproken.",
                                 "Next year is a forecast where nothing was agreed."));
  }

  const ReportContext& context_;
  const Words& words_;
  const Market& market_;
  const std::string& region_;
  const std::vector<TariffState>& tariffs_;
};

}  // namespace

void WriteTariffs(const ReportContext& context, const std::string& region,
                  const std::vector<TariffState>& tariffs) {
  Tariffs(context, region, tariffs).Write();
}

}  // namespace inkoop
