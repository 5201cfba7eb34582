#include "core/check/members.h"

namespace stelsel::core::checking {

Members::Members(const Table& regions, const Table& memberships) : families_(regions) {
  const int region = memberships.schema().IndexOf("region");
  const int municipality = memberships.schema().IndexOf("municipality");
  names_ = memberships.dictionary(municipality);
  memberships.ForEachRow([&](const RowRef& row) {
    if (row.IsNull(region) || row.IsNull(municipality)) return;
    members_[row.Scalar(region)].push_back({row.Scalar(municipality), PeriodOf(row)});
  });
}

std::vector<Members::Member> Members::Of(int64_t region) const {
  std::vector<Member> found;
  for (int64_t one : families_.Within(region)) {
    const auto members = members_.find(one);
    if (members == members_.end()) continue;
    found.insert(found.end(), members->second.begin(), members->second.end());
  }
  return found;
}

}  // namespace stelsel::core::checking
