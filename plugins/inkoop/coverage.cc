#include "coverage.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace inkoop {
namespace {

using SupplyAt = std::vector<const Supply*>;
// Region, kind, scale, and the municipality of what is local.
using Where = std::tuple<std::string, std::string, Scale, std::string>;
using SupplyMap = std::map<Where, SupplyAt>;

SupplyMap InForce(const Market& market, Day day, const std::string& region) {
  SupplyMap out;
  for (const Supply& supply : market.supply) {
    if (supply.contract == kNone || !supply.period.Holds(day)) continue;
    const Contract& contract = market.contracts[supply.contract];
    if (!contract.period.Holds(day) || (!region.empty() && contract.region != region)) continue;
    const bool local = supply.scale == Scale::lokaal;
    out[{contract.region, supply.facility_kind, supply.scale, local ? supply.municipality : ""}]
        .push_back(&supply);
  }
  return out;
}

// Adds up what is there, without the provider `without`.
void Count(const SupplyAt& supply, const std::string& without, Coverage& out) {
  out.facilities = out.places = 0;
  out.places_open = false;
  for (const Supply* const one : supply) {
    if (one->provider == without) continue;
    out.facilities += one->facilities;
    out.places += one->places.value_or(0);
    out.places_open = out.places_open || !one->places;
  }
}

Cover Judge(const Coverage& coverage) {
  if (coverage.facilities == 0) return Cover::none;
  if (coverage.facilities < coverage.required_facilities) return Cover::short_of;
  if (!coverage.required_places || coverage.places >= *coverage.required_places)
    return Cover::covered;
  return coverage.places_open ? Cover::unknown : Cover::short_of;
}

void Fill(const SupplyAt& supply, Coverage& out) {
  for (const Supply* const one : supply) {
    out.illustratief = out.illustratief || one->illustratief;
    if (std::find(out.providers.begin(), out.providers.end(), one->provider) == out.providers.end())
      out.providers.push_back(one->provider);
  }
  std::sort(out.providers.begin(), out.providers.end());
  Count(supply, "", out);
  out.cover = Judge(out);
  if (out.cover != Cover::covered) return;
  for (const std::string& provider : out.providers) {
    Coverage without = out;
    Count(supply, provider, without);
    if (Judge(without) != Cover::covered) out.alone.push_back(provider);
  }
}

class Coverer {
 public:
  Coverer(const Market& market, Day day, const std::string& region)
      : market_(market), day_(day), supply_(InForce(market, day, region)) {
    for (const Region& one : market.regions) regions_.emplace(one.id, &one);
  }

  void Add(const Required& required) {
    if (required.scale == Scale::regionaal) return Add(required, "");
    if (!required.municipality.empty()) return Add(required, required.municipality);
    const auto region = regions_.find(required.region);
    if (region == regions_.end()) return;
    for (const Member& member : region->second->members) {
      if (member.period.Holds(day_)) Add(required, member.municipality);
    }
  }

  // What is contracted and asked for by nothing.
  void AddTheRest() {
    std::map<std::pair<std::string, std::string>, bool> asked;
    for (const Coverage& one : out_) asked[{one.region, one.facility_kind}] = true;
    for (const auto& [where, supply] : supply_) {
      const auto& [region, kind, scale, municipality] = where;
      if (asked.count({region, kind}) > 0) continue;
      Coverage coverage;
      coverage.region = region;
      coverage.facility_kind = kind;
      coverage.municipality = municipality;
      coverage.scale = scale;
      Fill(supply, coverage);
      coverage.alone.clear();
      coverage.cover = Cover::not_required;
      out_.push_back(std::move(coverage));
    }
  }

  std::vector<Coverage> Sorted() && {
    std::stable_sort(out_.begin(), out_.end(), [](const Coverage& a, const Coverage& b) {
      return std::tie(a.region, a.facility_kind, a.municipality) <
             std::tie(b.region, b.facility_kind, b.municipality);
    });
    return std::move(out_);
  }

 private:
  void Add(const Required& required, const std::string& municipality) {
    Coverage coverage;
    coverage.region = required.region;
    coverage.municipality = municipality;
    coverage.facility_kind = required.facility_kind;
    coverage.domain = required.domain;
    coverage.scale = required.scale;
    coverage.required_facilities = required.facilities;
    coverage.required_places = required.places;
    coverage.illustratief = required.illustratief;
    const auto it =
        supply_.find({required.region, required.facility_kind, required.scale, municipality});
    if (it != supply_.end()) Fill(it->second, coverage);
    // Where nothing is asked, nothing lacks.
    if (coverage.cover == Cover::none && required.facilities == 0) coverage.cover = Cover::covered;
    out_.push_back(std::move(coverage));
  }

  const Market& market_;
  const Day day_;
  const SupplyMap supply_;
  std::map<std::string, const Region*> regions_;
  std::vector<Coverage> out_;
};

}  // namespace

std::int64_t Coverage::lacking_facilities() const {
  return std::max<std::int64_t>(0, required_facilities - facilities);
}

std::optional<std::int64_t> Coverage::lacking_places() const {
  if (!required_places) return std::nullopt;
  if (places_open && places < *required_places) return std::nullopt;
  return std::max<std::int64_t>(0, *required_places - places);
}

std::vector<Coverage> CoverageOn(const Market& market, Day day, const std::string& region) {
  Coverer coverer(market, day, region);
  for (const Required& required : market.required) {
    if (required.period.Holds(day) && (region.empty() || required.region == region))
      coverer.Add(required);
  }
  coverer.AddTheRest();
  return std::move(coverer).Sorted();
}

}  // namespace inkoop
