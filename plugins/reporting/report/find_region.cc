#include "report/find_region.h"

#include <algorithm>
#include <cstddef>

#include "report/nearest.h"
#include "report/texts.h"
#include "stelsel/stelsel.hpp"

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

}  // namespace

const Region& FindRegion(const std::string& wanted, const std::vector<Region>& regions,
                         const std::vector<Member>& members, const Context& context) {
  const Region* found = Find(regions, wanted);
  if (found == nullptr) ThrowUnknown(wanted, regions, members, context);
  return *found;
}

}  // namespace reporting
