#include "price.h"

namespace inkoop {
namespace {

constexpr std::int64_t kWhole = 10000;  // 100 per cent, in hundredths of a per cent

// More than any price, so that sums and products of a few of them fit in 128 bits.
constexpr std::int64_t kMost = 1'000'000'000'000'00;

std::int64_t Amount(std::int64_t cents) {
  if (cents > kMost)
    throw stelsel::Error(STELSEL_OUT_OF_RANGE, "an amount is larger than can be worked with");
  return cents;
}

struct Sums {
  Wide staff = 0, further = 0;                            // cents
  std::int64_t unproductive = 0, added = 0, indexed = 0;  // hundredths of a per cent
  bool has_staff = false;

  void Add(const CostElement& element) {
    const std::int64_t share = element.share.value_or(0);
    const std::int64_t cents = Amount(element.cents.value_or(0));
    switch (element.element) {
      case Element::personeel:
        staff += cents;
        has_staff = has_staff || element.cents.has_value();
        break;
      case Element::niet_productief:
        unproductive += share;
        further += cents;
        break;
      case Element::indexatie:
        indexed += share;
        further += cents;
        break;
      default:
        added += share;
        further += cents;
    }
  }
};

}  // namespace

std::optional<std::int64_t> FairPrice(const std::vector<CostElement>& elements, Day day) {
  Sums sums;
  for (const CostElement& element : elements) {
    if (element.period.Holds(day)) sums.Add(element);
  }
  const std::int64_t productive = kWhole - sums.unproductive;
  if (!sums.has_staff || productive <= 0) return std::nullopt;
  // Everything over productive * kWhole * kWhole, so that nothing is rounded on the way.
  const Wide before =
      sums.staff * kWhole * (kWhole + sums.added) + sums.further * kWhole * productive;
  return Rounded(before * (kWhole + sums.indexed), Wide{productive} * kWhole * kWhole);
}

Indexation IndexationOf(const Market& market, std::int64_t staff_share, std::int64_t year) {
  Indexation out;
  std::int64_t weighted = 0;
  bool known = true;
  for (const Series series : {Series::personeel, Series::materieel}) {
    const std::int64_t share = series == Series::personeel ? staff_share : 100 - staff_share;
    if (share == 0) continue;
    const auto figure = [&](std::int64_t of, Figure kind) -> std::optional<std::int64_t> {
      const auto it = market.figures.find({series, of, kind});
      if (it != market.figures.end()) return it->second;
      out.lacking.push_back({series, of, kind});
      return std::nullopt;
    };
    const auto forecast = figure(year, Figure::voorlopig);
    const auto forecast_before = figure(year - 1, Figure::voorlopig);
    const auto final_before = figure(year - 1, Figure::definitief);
    known = known && forecast.has_value();
    weighted += share * forecast.value_or(0);
    if (!final_before || !forecast_before) continue;
    weighted += share * (*final_before - *forecast_before);
    out.corrected = true;
  }
  if (known) out.ten_thousandths = weighted;
  return out;
}

std::int64_t Indexed(std::int64_t cents, std::int64_t ten_thousandths) {
  return Rounded(Wide{Amount(cents)} * (kWhole * 100 + ten_thousandths), Wide{kWhole} * 100);
}

}  // namespace inkoop
