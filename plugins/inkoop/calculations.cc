#include "calculations.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "parameters.h"
#include "words.h"

namespace inkoop {
namespace {

using stelsel::Kind;
using stelsel::Stream;
using stelsel::Table;
using Cents = std::optional<stelsel::Cents>;

Cents ToCents(const std::optional<std::int64_t>& cents) {
  return cents ? Cents(stelsel::Cents{*cents}) : Cents();
}
std::optional<std::string> Given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

struct Context {
  const stelsel::Run& run;
  Parameters parameters;
  const Market& market;
  Words words;
  Day day;
  std::string region;  // empty: all

  explicit Context(const stelsel::Run& of)
      : run(of),
        parameters(of.parameters),
        market(MarketOf(of)),
        words(market, of.dutch()),
        day(NeededDay(of)),
        region(parameters.Text("region")) {
    if (!region.empty()) market.NeededRegion(region);
  }
};

void AddChoice(const Context& in, const Choice& choice, Table& table) {
  const Judged judged = Judge(choice);
  using Number = std::optional<std::int64_t>;
  const auto none = std::optional<std::string>();
  for (const ChoiceVariant& variant : choice.variants) {
    for (const Criterion& criterion : choice.criteria) {
      const auto score = variant.scores.find(criterion.id);
      const bool has = score != variant.scores.end();
      const auto reason = variant.reasons.find(criterion.id);
      table.row(choice.region, choice.id, "score", variant.id, Given(criterion.id),
                Number(criterion.weight), has ? Number(score->second) : Number(),
                has ? Number(score->second * criterion.weight) : Number(), Number(), none,
                reason != variant.reasons.end() ? Given(reason->second) : none,
                choice.illustratief);
    }
  }
  for (const Standing& standing : judged.standings) {
    table.row(choice.region, choice.id, "variant", standing.variant->id, none,
              Number(judged.weights), Number(), Number(standing.points), standing.rank,
              Given(Words::CodeOf(standing.outcome)), Given(in.words.Why(standing, judged)),
              choice.illustratief);
  }
  for (const Turn& turn : judged.turns) {
    std::string winners;
    for (const ChoiceVariant* const one : turn.winners)
      winners += (winners.empty() ? "" : " ") + one->id;
    table.row(choice.region, choice.id, "gewicht", Given(winners), Given(turn.criterion->id),
              turn.weight, Number(), Number(), Number(),
              Given(turn.weight ? "keert" : "keert_niet"), Given(in.words.Why(turn)),
              choice.illustratief);
  }
}

Stream ChoiceTable(const Context& in) {
  Table table({{"region"},
               {"choice"},
               {"part"},
               {"variant"},
               {"criterion"},
               {"weight", Kind::integer},
               {"score", Kind::integer},
               {"points", Kind::integer},
               {"rank", Kind::integer},
               {"outcome"},
               {"reason"},
               {"illustratief", Kind::boolean}});
  for (const Choice& choice : in.market.choices) {
    if (in.region.empty() || choice.region == in.region) AddChoice(in, choice, table);
  }
  return std::move(table).stream();
}

Stream CoverageTable(const Context& in) {
  Table table({{"region"},
               {"municipality"},
               {"facility_kind"},
               {"domain"},
               {"scale"},
               {"required_facilities", Kind::integer},
               {"facilities", Kind::integer},
               {"required_places", Kind::integer},
               {"places", Kind::integer},
               {"lacking_facilities", Kind::integer},
               {"lacking_places", Kind::integer},
               {"providers", Kind::integer},
               {"alone"},
               {"outcome"},
               {"reason"},
               {"illustratief", Kind::boolean}});
  for (const Coverage& one : CoverageOn(in.market, in.day, in.region)) {
    std::string alone;
    for (const std::string& provider : one.alone) alone += (alone.empty() ? "" : " ") + provider;
    table.row(one.region, Given(one.municipality), one.facility_kind, Given(one.domain),
              Words::CodeOf(one.scale), one.required_facilities, one.facilities,
              one.required_places, one.places, one.lacking_facilities(), one.lacking_places(),
              static_cast<std::int64_t>(one.providers.size()), Given(alone),
              Words::CodeOf(one.cover), in.words.Why(one), one.illustratief);
  }
  return std::move(table).stream();
}

Stream CalendarTable(const Context& in) {
  Table table({{"day", Kind::date},
               {"region"},
               {"event"},
               {"contract"},
               {"provider"},
               {"what"},
               {"overdue", Kind::boolean},
               {"id"},
               {"illustratief", Kind::boolean}});
  const std::int64_t months = in.parameters.Number("months", 12, 1, 1200);
  for (const Event& event : EventsFrom(in.market, in.day, months, in.region)) {
    table.row(ToDate(event.day), event.region, Words::CodeOf(event.kind), Given(event.contract),
              Given(event.provider), in.words.What(event), event.overdue, event.id,
              event.illustratief);
  }
  return std::move(table).stream();
}

std::string WhyOf(const TariffState& state, const Words& words) {
  if (!state.fair)
    return words("Er is geen reële prijs uit te rekenen: elementen ontbreken.",
                 "No fair price can be worked out: elements lack.");
  const std::int64_t difference = state.tariff->cents - *state.fair;
  if (difference < 0)
    return words("Onder de reële prijs, met ", "Below the fair price, by ") +
           words.Euro(-difference) + ".";
  return words("Niet onder de reële prijs.", "Not below the fair price.");
}

std::string Named(const LackingFigure& figure, const Words& words) {
  return std::string(figure.series == Series::personeel ? words("personeel", "staff")
                                                        : words("materieel", "material")) +
         " " + std::to_string(figure.year) +
         (figure.kind == Figure::voorlopig ? words(" voorlopig", " forecast")
                                           : words(" definitief", " final"));
}

const char* OutcomeOf(const TariffYear& year) {
  if (year.agreed != nullptr) return "afgesproken";
  if (!year.cents) return "onbekend";
  if (year.indexation.lacking.empty()) return "gecorrigeerd";
  return year.indexation.corrected ? "deels_gecorrigeerd" : "raming";
}

std::string WhyOf(const TariffYear& year, const Words& words) {
  const std::string after = year.after_end ? words(" Alleen als het contract wordt verlengd.",
                                                   " Only when the contract is extended.")
                                           : "";
  if (year.agreed != nullptr)
    return words("Voor dit jaar is al een tarief afgesproken.",
                 "A tariff was agreed for this year already.") +
           after;
  std::vector<std::string> lacking;
  for (const LackingFigure& one : year.indexation.lacking) lacking.push_back(Named(one, words));
  const std::string lacks = words(" Er ontbreekt: ", " Lacking: ") + words.Join(lacking) + ".";
  if (!year.cents)
    return words("Zonder raming is er geen bedrag.", "Without a forecast there is no amount.") +
           lacks;
  if (lacking.empty())
    return words("Raming, met de correctie van het jaar ervoor; op hele centen afgerond.",
                 "Forecast, with the correction of the year before; rounded to whole cents.") +
           after;
  return (year.indexation.corrected
              ? words("Raming, maar deels met de correctie van het jaar ervoor.",
                      "Forecast, with the correction of the year before only in part.")
              : words("Raming zonder correctie van het jaar ervoor.",
                      "Forecast without the correction of the year before.")) +
         lacks + after;
}

void AddTariff(const Context& in, const TariffState& state, Table& table) {
  const std::string& region = state.contract->region;
  const Cents fair = ToCents(state.fair);
  const char* const outcome = !state.fair                         ? "onbekend"
                              : state.tariff->cents < *state.fair ? "onder"
                                                                  : "voldoet";
  Cents difference;
  if (state.fair) difference = stelsel::Cents{state.tariff->cents - *state.fair};
  table.row(region, state.contract->id, state.product->id, "tarief",
            static_cast<std::int64_t>(YearOf(in.day)), stelsel::Cents{state.tariff->cents}, fair,
            difference, std::optional<stelsel::Decimal<4>>(), outcome, WhyOf(state, in.words),
            state.tariff->illustratief);
  for (const TariffYear& year : state.years) {
    std::optional<stelsel::Decimal<4>> percentage;
    if (year.indexation.ten_thousandths)
      percentage = stelsel::Decimal<4>{*year.indexation.ten_thousandths};
    table.row(region, state.contract->id, state.product->id, "indexatie",
              static_cast<std::int64_t>(year.year), ToCents(year.cents), Cents(), Cents(),
              percentage, OutcomeOf(year), WhyOf(year, in.words),
              (year.agreed != nullptr ? year.agreed : state.tariff)->illustratief);
  }
}

Stream TariffTable(const Context& in) {
  Table table({{"region"},
               {"contract"},
               {"product"},
               {"part"},
               {"year", Kind::integer},
               {"amount", Kind::decimal, 2},
               {"fair_price", Kind::decimal, 2},
               {"difference", Kind::decimal, 2},
               {"percentage", Kind::decimal, 4},
               {"outcome"},
               {"reason"},
               {"illustratief", Kind::boolean}});
  const auto years = static_cast<int>(in.parameters.Number("years", 3, 0, 50));
  for (const TariffState& state : TariffsOn(in.market, in.day, years, in.region))
    AddTariff(in, state, table);
  return std::move(table).stream();
}

Stream CeilingTable(const Context& in) {
  Table table({{"region"},
               {"contract"},
               {"provider"},
               {"year", Kind::integer},
               {"ceiling", Kind::decimal, 2},
               {"used", Kind::decimal, 2},
               {"months", Kind::integer},
               {"percentage", Kind::decimal, 2},
               {"forecast", Kind::decimal, 2},
               {"notice_on", Kind::date},
               {"outcome"},
               {"reason"},
               {"illustratief", Kind::boolean}});
  for (const CeilingState& state : CeilingsOn(in.market, in.day, in.region)) {
    std::optional<stelsel::Date> notice;
    if (state.notice_on) notice = ToDate(*state.notice_on);
    table.row(state.contract->region, state.contract->id, state.ceiling->provider,
              state.ceiling->year, stelsel::Cents{state.ceiling->cents}, stelsel::Cents{state.used},
              static_cast<std::int64_t>(state.months), stelsel::Decimal<2>{state.hundredths},
              ToCents(state.forecast), notice, Words::CodeOf(state.spending), in.words.Why(state),
              state.ceiling->illustratief);
  }
  return std::move(table).stream();
}

// Tariffs that begin after a day, by contract and product.
class Coming {
 public:
  Coming(const Market& market, Day day) {
    for (const Tariff& tariff : market.tariffs) {
      if (tariff.contract != kNone && tariff.product != kNone && tariff.period.from > day)
        tariffs_.push_back(&tariff);
    }
    std::sort(tariffs_.begin(), tariffs_.end(), Before);
  }
  // The one that takes the place of `tariff` on a day, with its first day no earlier than `from`.
  // Null when there is none.
  const Tariff* On(Day day, Day from, const Tariff& tariff) const {
    auto it = std::lower_bound(tariffs_.begin(), tariffs_.end(), &tariff, Before);
    for (; it != tariffs_.end(); ++it) {
      const Tariff& one = **it;
      if (one.contract != tariff.contract || one.product != tariff.product) break;
      if (one.period.Holds(day) && one.period.from >= from) return &one;
    }
    return nullptr;
  }

 private:
  static bool Before(const Tariff* a, const Tariff* b) {
    return std::tie(a->contract, a->product, a->period.from) <
           std::tie(b->contract, b->product, b->period.from);
  }
  std::vector<const Tariff*> tariffs_;
};

// From year to year: what begins on the first day of a year was agreed for it; anything else is
// what held at the end of the year before, indexed.
void AddYears(const Market& market, const Coming& coming, int from, int years, TariffState& state) {
  const Lot* const lot = state.contract->lot != kNone ? &market.lots[state.contract->lot] : nullptr;
  std::optional<std::int64_t> cents = state.tariff->cents;
  for (int year = from + 1; year <= from + years; ++year) {
    TariffYear at;
    at.year = year;
    const Day first = FirstOf(year, 1);
    at.after_end = !state.contract->period.Holds(first);
    at.agreed = coming.On(first, first, *state.tariff);
    if (at.agreed != nullptr) {
      at.cents = cents = at.agreed->cents;
      state.years.push_back(at);
      continue;
    }
    // One that began in the course of the year is what is indexed from then on.
    if (const Tariff* const one = coming.On(first - 1, FirstOf(year - 1, 1) + 1, *state.tariff))
      cents = one->cents;
    if (lot == nullptr || !lot->staff_share) continue;  // nothing says how it is indexed
    const bool is_known = cents.has_value();
    at.indexation = IndexationOf(market, *lot->staff_share, year);
    if (is_known && at.indexation.ten_thousandths)
      at.cents = Indexed(*cents, *at.indexation.ten_thousandths);
    cents = at.cents;
    if (is_known) state.years.push_back(at);  // the first unknown year says why
  }
}

}  // namespace

std::vector<TariffState> TariffsOn(const Market& market, Day day, int years,
                                   const std::string& region) {
  const Coming coming(market, day);
  std::vector<TariffState> out;
  for (const Tariff& tariff : market.tariffs) {
    if (tariff.contract == kNone || tariff.product == kNone || !tariff.period.Holds(day)) continue;
    const Contract& contract = market.contracts[tariff.contract];
    if ((!region.empty() && contract.region != region) || !contract.period.Holds(day)) continue;
    TariffState state;
    state.tariff = &tariff;
    state.contract = &contract;
    state.product = &market.products[tariff.product];
    state.fair = FairPrice(market.elements[tariff.product], day);
    AddYears(market, coming, YearOf(day), years, state);
    out.push_back(std::move(state));
  }
  return out;
}

stelsel::Stream RunCalculation(const std::string& id, const stelsel::Run& run) {
  struct Entry {
    const char* id;
    Stream (*run)(const Context&);
  };
  static constexpr Entry kEntries[] = {{"choice", ChoiceTable},
                                       {"coverage", CoverageTable},
                                       {"calendar", CalendarTable},
                                       {"tariff", TariffTable},
                                       {"ceiling", CeilingTable}};
  for (const Entry& entry : kEntries) {
    if (id == entry.id) return entry.run(Context(run));
  }
  return {};
}

}  // namespace inkoop
