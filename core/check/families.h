// Which regions belong together. Internal to this room.
#ifndef STELSEL_CORE_CHECK_FAMILIES_H_
#define STELSEL_CORE_CHECK_FAMILIES_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/model/table.h"

namespace stelsel::core::checking {

// Membership stands on the leaf regions, and a subregion without a centrumgemeente of its own has
// its parent's: one in the parent or in another of its subregions. Regions are codes of the column
// region.region, which all columns that refer to it share.
class Families {
 public:
  explicit Families(const Table& regions);

  // Whether it has subregions, on which its members stand.
  bool HasSubregions(int64_t region) const { return children_.contains(region); }
  // The regions whose centrumgemeente may be that of `region`: itself, its parent, its siblings.
  std::vector<int64_t> SharingCentre(int64_t region) const;
  // `region` and its subregions.
  std::vector<int64_t> Within(int64_t region) const;

 private:
  absl::flat_hash_map<int64_t, int64_t> parents_;
  absl::flat_hash_map<int64_t, std::vector<int64_t>> children_;
};

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_FAMILIES_H_
