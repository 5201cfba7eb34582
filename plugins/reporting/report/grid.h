// The statuses of all regions as of one day, side by side: what a matrix, a map or a planning
// needs.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_GRID_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_GRID_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/landscape.h"

namespace reporting {

// One region on one topic in one domain.
struct Stand {
  static constexpr std::int32_t kNotSaid = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int32_t kNoEnd = std::numeric_limits<std::int32_t>::max();

  std::optional<Status> status;
  std::int32_t ready = kNotSaid;  // the last day that the expected date can mean
  bool illustratief = false;
};

// Kept small: of more than kMostRegions regions nothing is kept, and a report shows none of it.
class Grid {
 public:
  static constexpr std::size_t kMostRegions = 1000;

  // Of the topics those that are answered by a status.
  Grid(const std::vector<Topic>& topics, std::vector<Region> regions);

  // A row of agreement_status as of the day. One of a region, topic, domain or status that is not
  // known is passed over: the tally counts those.
  void Add(const stelsel::tables::AgreementStatus& row);

  bool kept() const { return regions_.size() <= kMostRegions; }
  const std::vector<Topic>& topics() const { return topics_; }
  const std::vector<Region>& regions() const { return regions_; }
  std::vector<Domain> domains() const;
  // Places as in regions() and topics().
  const Stand& At(Domain domain, std::size_t region, std::size_t topic) const;
  // Whether the region has a status in the domain.
  bool Has(Domain domain, std::size_t region) const;

 private:
  std::vector<Topic> topics_;
  std::vector<Region> regions_;
  std::unordered_map<std::string, std::size_t> topic_places_, region_places_;
  std::unordered_map<std::string, std::int32_t> ready_;  // by text: each is read once
  std::map<Domain, std::vector<Stand>> stands_;          // a row a region
};

// The last day that an expected date can mean; Stand::kNotSaid and kNoEnd where there is none.
std::int32_t ReadyDay(std::string_view edtf);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_GRID_H_
