#include "coverage.h"

#include <algorithm>
#include <map>
#include <set>
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
    if (one->provider == without || !Offers(*one)) continue;
    out.facilities += one->facilities;
    out.places += one->places.value_or(0);
    out.places_open = out.places_open || !one->places;
  }
}

Cover Judge(const Coverage& coverage) {
  if (!coverage.asks()) return Cover::covered;  // where nothing is asked nothing lacks
  if (coverage.facilities == 0 && coverage.places == 0) return Cover::none;
  if (coverage.facilities < coverage.required_facilities) return Cover::short_of;
  if (!coverage.required_places || coverage.places >= *coverage.required_places)
    return Cover::covered;
  return coverage.places_open ? Cover::unknown : Cover::short_of;
}

void AddOnce(const std::string& id, std::vector<std::string>& to) {
  if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
}

void Fill(const SupplyAt& supply, Coverage& out) {
  for (const Supply* const one : supply) {
    out.illustratief = out.illustratief || one->illustratief;
    if (Offers(*one)) AddOnce(one->provider, out.providers);
  }
  std::sort(out.providers.begin(), out.providers.end());
  Count(supply, "", out);
  out.cover = Judge(out);
  if (out.cover != Cover::covered) return;
  for (const std::string& provider : out.providers) {
    Coverage without = out;
    Count(supply, provider, without);
    const Cover cover = Judge(without);
    if (cover == Cover::none || cover == Cover::short_of) out.alone.push_back(provider);
  }
}

class Coverer {
 public:
  Coverer(const Market& market, Day day, const std::string& region)
      : market_(market), day_(day), supply_(InForce(market, day, region)) {
    for (auto& [where, supply] : supply_) LeaveOutGone(where, supply);
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

  // What is contracted and asked for by nothing: not there, or not in that scale.
  void AddTheRest() {
    std::set<Where> asked;
    for (const Coverage& one : out_)
      asked.insert({one.region, one.facility_kind, one.scale, one.municipality});
    for (const auto& [where, supply] : supply_) {
      if (asked.count(where) > 0) continue;
      Coverage coverage;
      std::tie(coverage.region, coverage.facility_kind, coverage.scale, coverage.municipality) =
          where;
      AddGone(where, coverage);
      Fill(supply, coverage);
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
    const Where where{required.region, required.facility_kind, required.scale, municipality};
    AddGone(where, coverage);
    const auto it = supply_.find(where);
    Fill(it != supply_.end() ? it->second : SupplyAt(), coverage);
    coverage.other_scale = HasOtherScale(required, municipality);
    out_.push_back(std::move(coverage));
  }

  void AddGone(const Where& where, Coverage& coverage) const {
    if (const auto gone = gone_.find(where); gone != gone_.end()) coverage.gone = gone->second;
  }

  // Who has ended, or is yet to begin, offers nothing.
  void LeaveOutGone(const Where& where, SupplyAt& supply) {
    const auto gone = std::stable_partition(supply.begin(), supply.end(), [&](const Supply* one) {
      return market_.IsThere(one->provider, day_);
    });
    for (auto it = gone; it != supply.end(); ++it) AddOnce((*it)->provider, gone_[where]);
    supply.erase(gone, supply.end());
  }

  static bool AnyOffers(const SupplyAt& supply) {
    return std::any_of(supply.begin(), supply.end(),
                       [](const Supply* one) { return Offers(*one); });
  }
  bool HasOtherScale(const Required& required, const std::string& municipality) const {
    const auto is_there = [&](Scale scale, const std::string& place) {
      const auto it = supply_.find({required.region, required.facility_kind, scale, place});
      return it != supply_.end() && AnyOffers(it->second);
    };
    if (required.scale == Scale::lokaal) return is_there(Scale::regionaal, "");
    return municipality.empty() &&
           std::any_of(supply_.begin(), supply_.end(), [&](const auto& one) {
             const auto& [region, kind, scale, place] = one.first;
             return region == required.region && kind == required.facility_kind &&
                    scale == Scale::lokaal && AnyOffers(one.second);
           });
  }

  const Market& market_;
  const Day day_;
  SupplyMap supply_;  // of providers that are there
  std::map<Where, std::vector<std::string>> gone_;
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
