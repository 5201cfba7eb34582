// What a region buys, from whom and for how much: rows of a snapshot as plain values, with their
// references resolved. Read once a snapshot, all times; what holds on a day is asked by period.
#ifndef STELSEL_PLUGINS_INKOOP_MARKET_H_
#define STELSEL_PLUGINS_INKOOP_MARKET_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "days.h"
#include "inkoop/tables.hpp"
#include "stelsel/plugin.hpp"

namespace inkoop {

using Variant = tables::Lot::ExecutionVariant;
using Scale = tables::RequiredSupply::Scale;
using Element = tables::CostElement::Element;
using Series = tables::IndexFigure::Series;
using Figure = tables::IndexFigure::Kind;
using VersionKind = tables::ContractVersion::Kind;

// No such row.
constexpr std::uint32_t kNone = UINT32_MAX;

struct Member {
  std::string municipality;
  Period period;
};

struct Region {
  std::string id, name;
  std::vector<Member> members;
  bool illustratief = false;
};

struct Procedure {
  std::string region, id, name, kind, state;  // kind and state as codes
  std::string source_document, section;
  bool illustratief = false;
};

struct Lot {
  std::string region, procedure, id, name, facility_kind;
  std::optional<Variant> variant;
  std::optional<std::int64_t> term_months, extensions, extension_months, staff_share;
  bool has_duration_reason = false;
  std::optional<bool> duty_to_accept;

  bool IsFramework() const {
    return variant == Variant::inspanningsgericht || variant == Variant::outputgericht;
  }
};

struct Contract {
  std::string region, id, name;
  std::uint32_t lot = kNone, procedure = kNone;
  Period period;
  std::optional<std::int64_t> extensions, extension_months;  // its own, or those of its lot
  std::int64_t notice_months = 6;
  std::int64_t notice_at = 70;         // per cent of a ceiling
  std::optional<bool> duty_to_accept;  // its own, or that of its lot
  bool lifts_duty = false;             // its lot has the duty, and it has not
  bool illustratief = false;
};

struct Version {
  std::uint32_t contract = kNone;
  std::int64_t version = 0;
  VersionKind kind{};
  std::optional<Day> agreed_on;
  Period period;
};

struct Condition {
  std::uint32_t contract = kNone;
  std::string clause, value;
};

struct Party {
  std::uint32_t contract = kNone;
  std::string provider, subcontractor_of;
  std::int64_t sequence = 0;
  tables::ContractParty::Role role{};
  Period period;
};

struct Supply {
  std::uint32_t contract = kNone;
  std::string provider, facility_kind, municipality;
  std::int64_t sequence = 0, facilities = 1;
  Scale scale{};
  std::optional<std::int64_t> places;
  Period period;
  bool illustratief = false;
};

struct Required {
  std::string region, facility_kind, municipality, domain;
  std::int64_t sequence = 0, facilities = 1;
  Scale scale{};
  std::optional<std::int64_t> places;
  Period period;
  bool illustratief = false;
};

struct Product {
  std::string region, id, name, facility_kind, unit, frequency;
  std::optional<bool> end_date;
};

struct LotProduct {
  std::uint32_t lot = kNone, product = kNone;
};

struct Tariff {
  std::uint32_t contract = kNone, product = kNone;
  std::int64_t sequence = 0, cents = 0;
  Period period;
  bool illustratief = false;
};

struct CostElement {
  Element element{};
  std::optional<std::int64_t> cents, share;  // share in hundredths of a per cent
  Period period;
};

struct Ceiling {
  std::uint32_t contract = kNone;
  std::string provider;
  std::int64_t year = 0, cents = 0;
  std::array<std::optional<std::int64_t>, 12> used{};  // cents, by month
  std::optional<Day> informed_on;                      // when it was told of the share of notice
  bool illustratief = false;
};

struct OutsideOrder {
  std::string region, id, other_region, municipality;
  bool standard_agreement = false;
  std::optional<Day> informed_on;
  Period period;
};

struct ClientStop {
  std::uint32_t contract = kNone;
  std::string provider;
  std::int64_t sequence = 0;
  Period period;
  bool illustratief = false;
};

struct Evaluation {
  std::string region, id, name, contract;
  std::string planned;          // as the source says it: a day, a month, a year
  std::optional<Day> from, to;  // the first and the last day that this can mean
  std::optional<Day> held_on;
  bool illustratief = false;
};

struct Criterion {
  std::string id, name;
  std::int64_t weight = 0;
  std::optional<std::int64_t> least_score;
  bool weight_illustratief = false;
};

struct ChoiceVariant {
  std::string id, name;
  std::optional<bool> chosen;  // as the source says
  std::map<std::string, std::int64_t> scores;
  std::map<std::string, std::string> reasons;
};

struct Choice {
  std::string region, id, name, source_document, section;
  std::vector<ChoiceVariant> variants;
  std::vector<Criterion> criteria;
  bool illustratief = false;  // any of its weights or scores
};

struct Unit {
  std::string name;
  std::optional<Variant> variant;
};

struct Market {
  std::vector<Region> regions;
  std::vector<Procedure> procedures;
  std::vector<Lot> lots;
  std::vector<Contract> contracts;
  std::vector<Version> versions;
  std::vector<Condition> conditions;
  std::vector<Party> parties;
  std::vector<Supply> supply;
  std::vector<Required> required;
  std::vector<Product> products;
  std::vector<LotProduct> lot_products;
  std::vector<Tariff> tariffs;
  std::vector<std::vector<CostElement>> elements;  // of each product
  std::vector<Ceiling> ceilings;
  std::vector<OutsideOrder> outside_orders;
  std::vector<ClientStop> client_stops;
  std::vector<Evaluation> evaluations;
  std::vector<Choice> choices;
  std::map<std::tuple<Series, std::int64_t, Figure>, std::int64_t> figures;  // hundredths of 1%
  std::map<std::string, Unit, std::less<>> units;
  std::map<std::string, bool, std::less<>> frequencies;      // whether they ask an end date
  std::unordered_map<std::string, Period> provider_periods;  // of those that have one
  std::unordered_map<std::string, std::string> provider_names, kind_names, municipality_names;

  std::string Name(const std::unordered_map<std::string, std::string>& names,
                   const std::string& id) const;
  // Whether a provider is there on a day; one without a period always is.
  bool IsThere(const std::string& provider, Day day) const;
  // Null when no region is called so.
  const Region* FindRegion(std::string_view id) const;
  // Throws when there is none, naming those that have procedures.
  const Region& NeededRegion(std::string_view id) const;
};

// The snapshot's market: read when it is first asked for, and kept with the snapshot. Any thread.
const Market& MarketOf(const stelsel::Run& run);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_MARKET_H_
