#include "core/check/families.h"

#include "absl/container/flat_hash_set.h"

namespace stelsel::core::checking {

Families::Families(const Table& regions) {
  const int region = regions.schema().IndexOf("region");
  const int parent = regions.schema().IndexOf("parent_region");
  regions.ForEachRow([&](const RowRef& row) {
    if (row.IsNull(parent) || row.IsNull(region)) return;
    parents_[row.Scalar(region)] = row.Scalar(parent);
    children_[row.Scalar(parent)].push_back(row.Scalar(region));
  });
}

std::vector<int64_t> Families::SharingCentre(int64_t region) const {
  std::vector<int64_t> family = {region};
  const auto parent = parents_.find(region);
  if (parent == parents_.end()) return family;
  const std::vector<int64_t>& siblings = children_.at(parent->second);
  family.push_back(parent->second);
  family.insert(family.end(), siblings.begin(), siblings.end());
  return family;
}

std::vector<int64_t> Families::Within(int64_t region) const {
  std::vector<int64_t> found = {region};
  absl::flat_hash_set<int64_t> seen = {region};  // a region may name itself as its parent's parent
  for (size_t next = 0; next < found.size(); ++next) {
    const auto children = children_.find(found[next]);
    if (children == children_.end()) continue;
    for (int64_t child : children->second) {
      if (seen.insert(child).second) found.push_back(child);
    }
  }
  return found;
}

}  // namespace stelsel::core::checking
