#include "report/grid.h"

#include <utility>

#include "stelsel/edtf.hpp"

namespace reporting {

std::int32_t ReadyDay(std::string_view edtf) {
  const auto bounds = stelsel::edtf_bounds(edtf);
  if (!bounds) return Stand::kNotSaid;
  return bounds->latest.value_or(Stand::kNoEnd);
}

Grid::Grid(const std::vector<Topic>& topics, std::vector<Region> regions)
    : regions_(std::move(regions)) {
  for (const Topic& topic : topics) {
    if (!topic.has_status) continue;
    topic_places_[topic.code] = topics_.size();
    topics_.push_back(topic);
  }
  for (std::size_t i = 0; i < regions_.size(); ++i) region_places_[regions_[i].id] = i;
}

void Grid::Add(const stelsel::tables::AgreementStatus& row) {
  if (!kept() || row.domain == Domain::unlisted || row.status == Status::unlisted) return;
  const auto topic = topic_places_.find(std::string(row.agreement_topic));
  const auto region = region_places_.find(std::string(row.region));
  if (topic == topic_places_.end() || region == region_places_.end()) return;
  auto& stands = stands_[row.domain];
  stands.resize(regions_.size() * topics_.size());
  Stand& stand = stands[region->second * topics_.size() + topic->second];
  stand.status = row.status;
  stand.illustratief = row.illustratief.value_or(false);
  if (!row.expected_ready_on) return;
  const auto [known, is_new] = ready_.try_emplace(std::string(*row.expected_ready_on), 0);
  if (is_new) known->second = ReadyDay(*row.expected_ready_on);
  stand.ready = known->second;
}

std::vector<Domain> Grid::domains() const {
  std::vector<Domain> out;
  for (const auto& [domain, stands] : stands_) out.push_back(domain);
  return out;
}

const Stand& Grid::At(Domain domain, std::size_t region, std::size_t topic) const {
  static const Stand none;
  const auto found = stands_.find(domain);
  return found == stands_.end() ? none : found->second[region * topics_.size() + topic];
}

bool Grid::Has(Domain domain, std::size_t region) const {
  for (std::size_t i = 0; i < topics_.size(); ++i) {
    if (At(domain, region, i).status) return true;
  }
  return false;
}

}  // namespace reporting
