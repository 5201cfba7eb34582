// Which municipalities were members of which regions, and when. Internal to this room.
#ifndef STELSEL_CORE_CHECK_MEMBERS_H_
#define STELSEL_CORE_CHECK_MEMBERS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/check/families.h"
#include "core/model/as_of.h"
#include "core/model/table.h"

namespace stelsel::core::checking {

// Regions and municipalities are codes of region.region and municipality.municipality.
class Members {
 public:
  Members(const Table& regions, const Table& memberships);

  struct Member {
    int64_t municipality;
    Period period;
  };
  // The texts of the municipalities' codes.
  const Dictionary* names() const { return names_; }
  // Those of `region` and its subregions; empty when no membership is known.
  std::vector<Member> Of(int64_t region) const;

 private:
  const Families families_;
  const Dictionary* names_;
  absl::flat_hash_map<int64_t, std::vector<Member>> members_;
};

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_MEMBERS_H_
