#include "report/tally.h"

#include <numeric>
#include <utility>

namespace reporting {

std::int64_t Percent(std::int64_t part, std::int64_t whole) {
  return (200 * part + whole) / (2 * whole);
}

std::int64_t TopicCount::observed() const {
  return std::accumulate(regions.begin(), regions.end(), std::int64_t{0});
}

Tally::Tally(std::vector<Topic> topics, const std::vector<Region>& regions)
    : topics_(std::move(topics)) {
  std::erase_if(topics_, [](const Topic& topic) { return !topic.has_status; });
  for (std::size_t i = 0; i < topics_.size(); ++i) topic_places_[topics_[i].code] = i;
  std::set<std::string> parents;
  for (const Region& region : regions) parents.insert(region.parent);
  for (std::size_t i = 0; i < regions.size(); ++i) {
    region_places_[regions[i].id] = i;
    if (parents.count(regions[i].id) == 0) leaves_.insert(i);
  }
}

void Tally::Add(const stelsel::tables::AgreementStatus& row) {
  const auto topic = topic_places_.find(row.agreement_topic);
  const auto region = region_places_.find(row.region);
  const auto status = static_cast<std::size_t>(row.status);
  if (topic == topic_places_.end() || region == region_places_.end() ||
      row.domain == Domain::unlisted || row.status == Status::unlisted) {
    ++left_out_;
    return;
  }
  DomainCount& domain = domains_[row.domain];
  domain.topics.resize(topics_.size());
  domain.regions.insert(region->second);
  TopicCount& count = domain.topics[topic->second];
  ++count.regions.at(status);
  if (row.topic_version) count.wordings.insert(*row.topic_version);
  if (row.illustratief.value_or(false)) count.illustratief = illustratief_ = true;
  observed_.insert(region->second);
  if (row.source_document && documents_.count(*row.source_document) == 0) {
    documents_.emplace(*row.source_document);
  }
  ++statuses_;
}

std::int64_t Tally::regions() const {
  std::set<std::size_t> all = leaves_;
  all.insert(observed_.begin(), observed_.end());
  return static_cast<std::int64_t>(all.size());
}

std::int64_t Tally::regions_with_status() const {
  return static_cast<std::int64_t>(observed_.size());
}

}  // namespace reporting
