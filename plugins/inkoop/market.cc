#include "market.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

#include "stelsel/tables.hpp"

namespace inkoop {
namespace {

using View = std::string_view;

std::string Text(const std::optional<View>& text) { return std::string(text.value_or(View())); }

template <typename Enum>
std::string CodeOf(const std::optional<Enum>& value) {
  if (!value || static_cast<int>(*value) < 0) return "";
  return std::string(codes_of(*value)[static_cast<std::size_t>(*value)]);
}

// Finds rows by the parts of their key. Rows that follow each other often have the same, so that
// the last one is remembered.
class Places {
 public:
  void Add(std::initializer_list<View> key, std::size_t place) {
    places_.emplace(Joined(key), static_cast<std::uint32_t>(place));
  }
  std::uint32_t Find(std::initializer_list<View> key) {
    Joined(key);
    if (joined_ == last_) return found_;
    last_ = joined_;
    const auto it = places_.find(joined_);
    return found_ = it != places_.end() ? it->second : kNone;
  }

 private:
  const std::string& Joined(std::initializer_list<View> key) {
    joined_.clear();
    for (const View part : key) joined_.append(part).push_back('\x1f');
    return joined_;
  }
  std::unordered_map<std::string, std::uint32_t> places_;
  std::string joined_, last_ = "none";
  std::uint32_t found_ = kNone;
};

class Reader {
 public:
  Reader(const stelsel::Run& run, Market& market) : run_(run), market_(market) {}

  void Read() {
    ReadNames();
    ReadRegions();
    ReadLists();
    ReadLots();
    ReadProducts();
    ReadContracts();
    ReadOfContracts();
    ReadTariffs();
    ReadCeilings();
    ReadSupply();
    ReadOther();
    ReadChoices();
  }

 private:
  // Each row of a table, with a look now and then whether the run is to stop.
  template <typename Row, typename F>
  void Each(F f) {
    std::int64_t rows = 0;
    run_.snapshot.rows<Row>([&](const Row& row) {
      if (++rows % 4096 == 0) run_.advance("inkoop", 0, 0);
      f(row);
    });
  }

  void ReadNames() {
    Each<stelsel::tables::Provider>([&](const auto& row) {
      market_.provider_names.emplace(row.provider, row.name);
      if (row.valid_from || row.valid_to)
        market_.provider_periods.emplace(row.provider, PeriodOf(row));
    });
    Each<stelsel::tables::FacilityKind>(
        [&](const auto& row) { market_.kind_names.emplace(row.facility_kind, row.name); });
    Each<stelsel::tables::Municipality>(
        [&](const auto& row) { market_.municipality_names.emplace(row.municipality, row.name); });
  }

  void ReadRegions() {
    Each<stelsel::tables::Region>([&](const auto& row) {
      regions_.Add({row.region}, market_.regions.size());
      market_.regions.push_back(
          {std::string(row.region), std::string(row.name), {}, row.illustratief.value_or(false)});
    });
    Each<stelsel::tables::RegionMunicipality>([&](const auto& row) {
      const std::uint32_t region = regions_.Find({row.region});
      if (region == kNone) return;
      market_.regions[region].members.push_back({std::string(row.municipality), PeriodOf(row)});
    });
  }

  void ReadLists() {
    Each<tables::Unit>([&](const auto& row) {
      Unit unit{std::string(row.name), std::nullopt};
      if (row.execution_variant) unit.variant = static_cast<Variant>(*row.execution_variant);
      market_.units.emplace(row.unit, std::move(unit));
    });
    Each<tables::Frequency>([&](const auto& row) {
      market_.frequencies.emplace(row.frequency, row.asks_end_date.value_or(false));
    });
    Each<tables::IndexFigure>([&](const auto& row) {
      market_.figures[{row.series, row.year, row.kind}] = row.percentage.value;
    });
  }

  void ReadLots() {
    Each<tables::Procedure>([&](const auto& row) {
      procedures_.Add({row.region, row.procedure}, market_.procedures.size());
      market_.procedures.push_back({std::string(row.region), std::string(row.procedure),
                                    std::string(row.name), CodeOf(row.kind), CodeOf(row.state),
                                    Text(row.source_document), Text(row.section),
                                    row.illustratief.value_or(false)});
    });
    Each<tables::Lot>([&](const auto& row) {
      lots_.Add({row.region, row.procedure, row.lot}, market_.lots.size());
      market_.lots.push_back({std::string(row.region), std::string(row.procedure),
                              std::string(row.lot), std::string(row.name), Text(row.facility_kind),
                              row.execution_variant, row.term_months, row.extensions,
                              row.extension_months, row.staff_share,
                              row.duration_reason.has_value(), row.duty_to_accept});
    });
  }

  void ReadProducts() {
    Each<tables::Product>([&](const auto& row) {
      products_.Add({row.region, row.product}, market_.products.size());
      market_.products.push_back({std::string(row.region), std::string(row.product),
                                  std::string(row.name), Text(row.facility_kind), Text(row.unit),
                                  Text(row.frequency), row.end_date});
    });
    Each<tables::LotProduct>([&](const auto& row) {
      market_.lot_products.push_back({lots_.Find({row.region, row.procedure, row.lot}),
                                      products_.Find({row.region, row.product})});
    });
    market_.elements.resize(market_.products.size());
    Each<tables::CostElement>([&](const auto& row) {
      const std::uint32_t product = products_.Find({row.region, row.product});
      if (product == kNone) return;
      CostElement element{row.element, CentsOf(row.amount), std::nullopt, PeriodOf(row)};
      if (row.share) element.share = row.share->value;
      market_.elements[product].push_back(element);
    });
  }

  void ReadContracts() {
    Each<tables::Contract>([&](const auto& row) {
      contracts_.Add({row.region, row.contract}, market_.contracts.size());
      Contract contract;
      contract.region = row.region;
      contract.id = row.contract;
      contract.name = row.name;
      contract.procedure = procedures_.Find({row.region, row.procedure});
      contract.lot = lots_.Find({row.region, row.procedure, row.lot});
      contract.period = PeriodOf(row);
      contract.notice_months = row.notice_months.value_or(6);
      contract.notice_at = row.notice_at.value_or(70);
      contract.illustratief = row.illustratief.value_or(false);
      const Lot none;
      const Lot& lot = contract.lot != kNone ? market_.lots[contract.lot] : none;
      contract.extensions = row.extensions ? row.extensions : lot.extensions;
      contract.extension_months =
          row.extension_months ? row.extension_months : lot.extension_months;
      contract.duty_to_accept = row.duty_to_accept ? row.duty_to_accept : lot.duty_to_accept;
      contract.lifts_duty =
          lot.duty_to_accept.value_or(false) && !row.duty_to_accept.value_or(true);
      market_.contracts.push_back(std::move(contract));
    });
  }

  template <typename Row>
  std::uint32_t ContractOf(const Row& row) {
    return contracts_.Find({row.region, row.contract});
  }

  void ReadOfContracts() {
    Each<tables::ContractVersion>([&](const auto& row) {
      market_.versions.push_back(
          {ContractOf(row), row.version, row.kind, FirstDay(row.agreed_on), PeriodOf(row)});
    });
    Each<tables::ContractCondition>([&](const auto& row) {
      market_.conditions.push_back(
          {ContractOf(row), std::string(row.clause), std::string(row.value)});
    });
    Each<tables::ContractParty>([&](const auto& row) {
      market_.parties.push_back({ContractOf(row), std::string(row.provider),
                                 Text(row.subcontractor_of), row.sequence, row.role,
                                 PeriodOf(row)});
    });
    Each<tables::ClientStop>([&](const auto& row) {
      market_.client_stops.push_back({ContractOf(row), std::string(row.provider), row.sequence,
                                      PeriodOf(row), row.illustratief.value_or(false)});
    });
  }

  void ReadTariffs() {
    market_.tariffs.reserve(static_cast<std::size_t>(
        std::max<std::int64_t>(run_.snapshot.row_count("inkoop_tariff"), 0)));
    Each<tables::Tariff>([&](const auto& row) {
      market_.tariffs.push_back({ContractOf(row), products_.Find({row.region, row.product}),
                                 row.sequence, row.amount.value, PeriodOf(row),
                                 row.illustratief.value_or(false)});
    });
  }

  void ReadCeilings() {
    Places ceilings;
    Each<tables::Ceiling>([&](const auto& row) {
      ceilings.Add({row.region, row.contract, row.provider, std::to_string(row.year)},
                   market_.ceilings.size());
      market_.ceilings.push_back({ContractOf(row),
                                  std::string(row.provider),
                                  row.year,
                                  row.amount.value,
                                  {},
                                  FirstDay(row.informed_on),
                                  row.illustratief.value_or(false)});
    });
    Each<tables::CeilingUse>([&](const auto& row) {
      const std::uint32_t place =
          ceilings.Find({row.region, row.contract, row.provider, std::to_string(row.year)});
      if (place == kNone || row.month < 1 || row.month > 12) return;
      market_.ceilings[place].used[static_cast<std::size_t>(row.month - 1)] = row.amount.value;
    });
  }

  void ReadSupply() {
    Each<tables::ContractedSupply>([&](const auto& row) {
      market_.supply.push_back({ContractOf(row), std::string(row.provider),
                                std::string(row.facility_kind), Text(row.municipality),
                                row.sequence, row.facilities.value_or(1),
                                static_cast<Scale>(row.scale), row.places, PeriodOf(row),
                                row.illustratief.value_or(false)});
    });
    Each<tables::RequiredSupply>([&](const auto& row) {
      market_.required.push_back({std::string(row.region), std::string(row.facility_kind),
                                  Text(row.municipality), CodeOf(row.domain), row.sequence,
                                  row.facilities.value_or(1), row.scale, row.places, PeriodOf(row),
                                  row.illustratief.value_or(false)});
    });
  }

  void ReadOther() {
    Each<tables::OutsideOrder>([&](const auto& row) {
      market_.outside_orders.push_back({std::string(row.region), std::string(row.outside_order),
                                        Text(row.other_region), Text(row.municipality),
                                        row.standard_agreement.value_or(false),
                                        FirstDay(row.informed_on), PeriodOf(row)});
    });
    Each<tables::Evaluation>([&](const auto& row) {
      const auto planned = row.planned_on ? stelsel::edtf_bounds(*row.planned_on) : std::nullopt;
      market_.evaluations.push_back(
          {std::string(row.region), std::string(row.evaluation), std::string(row.name),
           Text(row.contract), Text(row.planned_on), planned ? planned->earliest : std::nullopt,
           planned ? planned->latest : std::nullopt, FirstDay(row.held_on),
           row.illustratief.value_or(false)});
    });
  }

  void ReadChoices() {
    Places choices;
    Each<tables::Choice>([&](const auto& row) {
      choices.Add({row.region, row.choice}, market_.choices.size());
      market_.choices.push_back({std::string(row.region),
                                 std::string(row.choice),
                                 std::string(row.name),
                                 Text(row.source_document),
                                 Text(row.section),
                                 {},
                                 {},
                                 row.illustratief.value_or(false)});
    });
    // Rows of a choice that is not there are told by the references.
    const auto of = [&](const auto& row) -> Choice* {
      const std::uint32_t place = choices.Find({row.region, row.choice});
      return place != kNone ? &market_.choices[place] : nullptr;
    };
    Each<tables::Variant>([&](const auto& row) {
      if (Choice* const choice = of(row))
        choice->variants.push_back(
            {std::string(row.variant), std::string(row.name), row.chosen, {}, {}});
    });
    Each<tables::Criterion>([&](const auto& row) {
      Choice* const choice = of(row);
      if (choice == nullptr) return;
      const bool made_up = row.weight_illustratief.value_or(false);
      choice->illustratief = choice->illustratief || made_up || row.illustratief.value_or(false);
      choice->criteria.push_back({std::string(row.criterion), std::string(row.name), row.weight,
                                  row.least_score, made_up});
    });
    Each<tables::Score>([&](const auto& row) {
      if (Choice* const choice = of(row)) AddScore(row, *choice);
    });
  }

  static void AddScore(const tables::Score& row, Choice& choice) {
    choice.illustratief = choice.illustratief || row.illustratief.value_or(false);
    for (ChoiceVariant& variant : choice.variants) {
      if (variant.id != row.variant) continue;
      variant.scores[std::string(row.criterion)] = row.score;
      if (row.reason) variant.reasons[std::string(row.criterion)] = *row.reason;
    }
  }

  const stelsel::Run& run_;
  Market& market_;
  Places regions_, procedures_, lots_, contracts_, products_;
};

struct Kept {
  std::once_flag once;
  Market market;
};

}  // namespace

std::string Market::Name(const std::unordered_map<std::string, std::string>& names,
                         const std::string& id) const {
  const auto it = names.find(id);
  return it != names.end() ? it->second : id;
}

bool Market::IsThere(const std::string& provider, Day day) const {
  const auto period = provider_periods.find(provider);
  return period == provider_periods.end() || period->second.Holds(day);
}

const Region* Market::FindRegion(std::string_view id) const {
  const auto it = std::find_if(regions.begin(), regions.end(),
                               [&](const Region& region) { return region.id == id; });
  return it != regions.end() ? &*it : nullptr;
}

const Region& Market::NeededRegion(std::string_view id) const {
  if (const Region* const region = FindRegion(id)) return *region;
  std::set<std::string> known;
  for (const Procedure& one : procedures) known.insert(one.region);
  std::string text = "no region is called `" + std::string(id) + "`";
  for (const std::string& one : known)
    text += (&one == &*known.begin() ? "; with procedures are `" : ", `") + one + "`";
  throw stelsel::Error(STELSEL_NOT_FOUND, text);
}

const Market& MarketOf(const stelsel::Run& run) {
  Kept& kept = run.snapshot.kept<Kept>();
  // When reading fails, the next one tries again, from the beginning.
  std::call_once(kept.once, [&] {
    Market market;
    Reader(run, market).Read();
    kept.market = std::move(market);
  });
  return kept.market;
}

}  // namespace inkoop
