// Counting: of how many regions each topic has which status, per domain.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_TALLY_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_TALLY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/landscape.h"

namespace reporting {

// `part` of `whole` in whole percents, a half rounded up. `whole` is more than 0.
std::int64_t Percent(std::int64_t part, std::int64_t whole);

// One topic in one domain.
struct TopicCount {
  std::array<std::int64_t, 3> regions{};  // by status, in the order of the enum
  std::set<std::int64_t> wordings;        // versions that were answered
  bool illustratief = false;              // of at least one of them

  std::int64_t observed() const;
};

struct DomainCount {
  std::vector<TopicCount> topics;  // in the order of Tally::topics
  std::set<std::size_t> regions;   // that have a status on any topic
};

// Takes the rows of agreement_status as of one day, which hold at most one status for each region,
// topic and domain. Regions that have subregions are counted by those, and beside them only when
// they have a status of their own.
class Tally {
 public:
  Tally(std::vector<Topic> topics, const std::vector<Region>& regions);

  // A row that cannot be counted (its region, topic, domain or status is not known here, or the
  // topic is answered in free words) is left out, and counted as such.
  void Add(const stelsel::tables::AgreementStatus& row);

  const std::vector<Topic>& topics() const { return topics_; }
  const std::map<Domain, DomainCount>& domains() const { return domains_; }
  // Regions, with a status or without.
  std::int64_t regions() const;
  // Regions that have a status in any domain.
  std::int64_t regions_with_status() const;
  // Statuses that were counted, and those that were left out.
  std::int64_t statuses() const { return statuses_; }
  std::int64_t left_out() const { return left_out_; }
  bool illustratief() const { return illustratief_; }
  // Ids of the documents that the statuses come from.
  const std::set<std::string, std::less<>>& documents() const { return documents_; }

 private:
  std::vector<Topic> topics_;
  std::map<std::string, std::size_t, std::less<>> topic_places_;
  std::map<std::string, std::size_t, std::less<>> region_places_;
  std::set<std::size_t> leaves_;  // regions without subregions
  std::set<std::size_t> observed_;
  std::map<Domain, DomainCount> domains_;
  std::set<std::string, std::less<>> documents_;
  std::int64_t statuses_ = 0;
  std::int64_t left_out_ = 0;
  bool illustratief_ = false;
};

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_TALLY_H_
