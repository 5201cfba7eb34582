#include <algorithm>
#include <utility>

#include "report/find_region.h"
#include "report/region.h"
#include "report/source_date.h"

namespace reporting {
namespace {

const Region* Find(const std::vector<Region>& regions, const std::string& id) {
  const auto found = std::find_if(regions.begin(), regions.end(),
                                  [&](const Region& region) { return region.id == id; });
  return found != regions.end() ? &*found : nullptr;
}

void PlaceMembers(const std::vector<Member>& members, RegionState& state) {
  const auto belongs = [&](const std::string& region) {
    return region == state.region.id || Find(state.subregions, region) != nullptr;
  };
  for (const Member& member : members) {
    if (belongs(member.region)) state.members.push_back(member);
    if (state.parent && member.region == state.parent->id &&
        member.role == stelsel::tables::RegionMunicipality::Role::centrumgemeente) {
      state.parent_centres.push_back(member);
    }
  }
}

// All observations that were made by the day, in the order in which they were made.
std::vector<Observation> MadeBy(std::vector<Observation> all, const std::string& as_of) {
  const auto day = ParseDay(as_of);
  std::erase_if(all, [&](const Observation& observation) {
    const auto last = LastDay(observation.observed_on);
    return !last || (day && *last > *day);
  });
  std::stable_sort(all.begin(), all.end(), [](const Observation& a, const Observation& b) {
    const auto a_day = LastDay(a.observed_on), b_day = LastDay(b.observed_on);
    return a_day != b_day ? a_day < b_day : a.sequence < b.sequence;
  });
  return all;
}

}  // namespace

RegionState ReadRegionState(const stelsel::Snapshot& snapshot, const std::string& region,
                            const Context& context, bool small_counts) {
  const stelsel::Snapshot then = snapshot.as_of(context.as_of);
  const std::vector<Region> regions = ReadRegions(then);
  const std::vector<Member> members = ReadMembers(then);
  const Region* found = &FindRegion(region, regions, members, context);
  RegionState state;
  state.region = *found;
  if (const Region* parent = Find(regions, found->parent)) state.parent = *parent;
  for (const Region& other : regions) {
    if (other.parent == region) state.subregions.push_back(other);
  }
  PlaceMembers(members, state);
  state.topics = ReadTopics(then);
  state.current = ReadObservations(then, region);
  state.made = MadeBy(ReadObservations(snapshot, region), context.as_of);
  state.examples = ReadExamples(then, regions);
  std::erase_if(state.examples, [&](const Example& one) { return one.region != region; });
  state.wordings = ReadWordings(then);
  state.documents = ReadSourceDocuments(then);
  for (const Observation& one : state.current) state.phases.Add(region, one.topic, one.status);
  state.phases.Read(then);
  state.tables = RegionTables{snapshot, then, region, small_counts};
  return state;
}

}  // namespace reporting
