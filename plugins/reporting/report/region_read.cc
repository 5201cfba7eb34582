#include <algorithm>
#include <utility>

#include "report/nearest.h"
#include "report/region.h"
#include "report/source_date.h"
#include "report/texts.h"

namespace reporting {
namespace {

constexpr std::size_t kSuggestions = 3;

const Region* Find(const std::vector<Region>& regions, const std::string& id) {
  const auto found = std::find_if(regions.begin(), regions.end(),
                                  [&](const Region& region) { return region.id == id; });
  return found != regions.end() ? &*found : nullptr;
}

// People ask for a region by its name, or by that of its centrumgemeente.
[[noreturn]] void ThrowUnknown(const std::string& wanted, const std::vector<Region>& regions,
                               const std::vector<Member>& members, const Context& context) {
  std::vector<Candidate> candidates;
  for (const Region& region : regions) {
    candidates.push_back({region.id, region.id});
    candidates.push_back({region.name, region.id});
  }
  for (const Member& member : members) {
    if (Find(regions, member.region) != nullptr) candidates.push_back({member.name, member.region});
  }
  std::vector<std::string> near;
  for (const std::string& id : Nearest(wanted, candidates, kSuggestions)) {
    near.push_back("`" + id + "` (" + Find(regions, id)->name + ")");
  }
  const Text& text = near.empty() ? texts::kNoRegions : texts::kUnknownRegion;
  throw stelsel::Error(STELSEL_NOT_FOUND,
                       context.words(text, {wanted, context.as_of, context.words.Join(near)}));
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
                            const Context& context) {
  const stelsel::Snapshot then = snapshot.as_of(context.as_of);
  const std::vector<Region> regions = ReadRegions(then);
  const std::vector<Member> members = ReadMembers(then);
  const Region* found = Find(regions, region);
  if (found == nullptr) ThrowUnknown(region, regions, members, context);
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
  return state;
}

}  // namespace reporting
