#include "core/check/model_figures.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"

namespace stelsel::core::checking {
namespace {

constexpr int64_t kHundredths = 100;

// Regions whose answers count: those that are not divided into subregions.
std::vector<int64_t> RegionsThatAnswer(const Table& regions, int32_t day) {
  const Families families(regions);
  const int region = regions.schema().IndexOf("region");
  std::vector<int64_t> found;
  regions.ForEachRow([&](const RowRef& row) {
    if (row.IsNull(region) || !PeriodOf(row).has(day)) return;
    if (!families.HasSubregions(row.Scalar(region))) found.push_back(row.Scalar(region));
  });
  return found;
}

}  // namespace

template <typename Counts>
HoldingCount::HoldingCount(const Table& table, Counts counts) {
  table.ForEachRow([&](const RowRef& row) {
    const Period period = PeriodOf(row);
    if (period.empty() || !counts(row)) return;
    begins_.push_back(period.from);
    ends_.push_back(period.to);
  });
  std::sort(begins_.begin(), begins_.end());
  std::sort(ends_.begin(), ends_.end());
}

// Those that have begun, less those that have ended.
int64_t HoldingCount::On(int32_t day) const {
  const auto until = [day](const std::vector<int32_t>& days) {
    return std::upper_bound(days.begin(), days.end(), day) - days.begin();
  };
  return until(begins_) - until(ends_);
}

std::optional<int64_t> ModelFigures::Of(std::string_view measure, const ClaimSubject& subject,
                                        int32_t day) {
  const auto count = [day](const HoldingCount& holding) {
    const int64_t rows = holding.On(day);
    return rows == 0 ? std::nullopt : std::optional(rows * kHundredths);
  };
  if (measure == "regios") {
    const Table& regions = *context_.table("region");
    const int parent = regions.schema().IndexOf("parent_region");
    if (!regions_) {
      regions_.emplace(regions, [parent](const RowRef& row) { return row.IsNull(parent); });
    }
    return count(*regions_);
  }
  if (measure == "gemeenten") {
    if (!municipalities_) {
      municipalities_.emplace(*context_.table("municipality"), [](const RowRef&) { return true; });
    }
    return count(*municipalities_);
  }
  if (measure == "gemeenten_in_regio") return MembersOf(subject.region, day);
  if (measure == "plaatsen") return Places(subject, day);
  constexpr std::string_view kShare = "aandeel_";
  if (measure.substr(0, kShare.size()) != kShare) return std::nullopt;
  return Share(measure.substr(kShare.size()), subject, day);
}

std::optional<int64_t> ModelFigures::MembersOf(int64_t region, int32_t day) {
  if (!members_)
    members_.emplace(*context_.table("region"), *context_.table("region_municipality"));
  absl::flat_hash_set<int64_t> counted;
  for (const Members::Member& member : members_->Of(region)) {
    if (member.period.has(day)) counted.insert(member.municipality);
  }
  if (counted.empty()) return std::nullopt;
  return static_cast<int64_t>(counted.size()) * kHundredths;
}

std::string_view ModelFigures::DomainOf(const ClaimSubject& subject) const {
  if (subject.domain == Column::kNull) return {};
  const Dictionary* domains = claims_.dictionary(claims_.schema().IndexOf("domain"));
  return domains->Text(static_cast<int32_t>(subject.domain));
}

void ModelFigures::ReadCapacities() {
  capacities_.emplace();
  const Table& facilities = *context_.table("facility");
  const Table& table = *context_.table("facility_capacity");
  const TableSchema& schema = table.schema();
  const std::vector<int> facility = {schema.IndexOf("region"), schema.IndexOf("facility"),
                                     schema.IndexOf("domain")};
  const int kind = schema.IndexOf("kind");
  const int places = schema.IndexOf("places");
  const int facility_kind = facilities.schema().IndexOf("facility_kind");
  const KeyIndex* keys = context_.KeysOf(facilities);
  table.ForEachRow([&](const RowRef& row) {
    if (row.Text(kind) != "gerealiseerd" || row.IsNull(places) || keys == nullptr) return;
    const auto owner = keys->Find(ValuesOf(row, facility));
    if (!owner) return;
    (*capacities_)[row.Scalar(facility[0])].push_back({facilities.row(*owner).Scalar(facility_kind),
                                                       row.Text(facility[2]), PeriodOf(row),
                                                       row.Scalar(places)});
  });
}

std::optional<int64_t> ModelFigures::Places(const ClaimSubject& subject, int32_t day) {
  if (!capacities_) ReadCapacities();
  const auto region = capacities_->find(subject.region);
  if (region == capacities_->end()) return std::nullopt;
  const std::string_view domain = DomainOf(subject);
  std::optional<int64_t> sum;
  for (const Capacity& one : region->second) {
    const bool counts =
        one.period.has(day) && (domain.empty() || one.domain == domain) &&
        (subject.facility_kind == Column::kNull || one.facility_kind == subject.facility_kind);
    int64_t more = 0;
    if (counts && !__builtin_mul_overflow(one.places, kHundredths, &more)) {
      int64_t total = 0;
      if (__builtin_add_overflow(sum.value_or(0), more, &total)) return std::nullopt;
      sum = total;
    }
  }
  return sum;
}

void ModelFigures::ReadAnswers() {
  answers_.emplace();
  const Table& table = *context_.table("agreement_status");
  const TableSchema& schema = table.schema();
  const int topic = schema.IndexOf("agreement_topic");
  const int region = schema.IndexOf("region");
  const int domain = schema.IndexOf("domain");
  const int on = schema.IndexOf("observed_on");
  const int status = schema.IndexOf("status");
  table.ForEachRow([&](const RowRef& row) {
    const auto day = CountsFrom(row, on);
    const auto rank = schema.field(status).Rank(row.Text(status));
    if (!day || !rank) return;
    (*answers_)[{row.Scalar(topic), row.Scalar(region)}][row.Text(domain)].push_back({*day, *rank});
  });
  for (auto& [unused, answers] : *answers_) {
    for (auto& [domain_unused, history] : answers) {
      // Of equally late ones the lowest counts, so it stands last.
      std::sort(history.begin(), history.end(), [](const Answer& a, const Answer& b) {
        return std::tie(a.day, b.rank) < std::tie(b.day, a.rank);
      });
    }
  }
}

// Of a claim without a domain, a region's answer is its lowest over the domains.
std::optional<int64_t> ModelFigures::Share(std::string_view status, const ClaimSubject& subject,
                                           int32_t day) {
  if (subject.topic == Column::kNull) return std::nullopt;
  if (!answers_) ReadAnswers();
  const Field& field = context_.table("agreement_status")
                           ->schema()
                           .field(context_.table("agreement_status")->schema().IndexOf("status"));
  const auto wanted_rank = field.Rank(status);
  const std::string_view domain = DomainOf(subject);
  const std::vector<int64_t> regions = RegionsThatAnswer(*context_.table("region"), day);
  if (regions.empty() || !wanted_rank) return std::nullopt;
  int64_t with = 0;
  for (int64_t region : regions) {
    const auto answers = answers_->find({subject.topic, region});
    if (answers == answers_->end()) return std::nullopt;
    std::optional<int> lowest;
    for (const auto& [of, history] : answers->second) {
      if (!domain.empty() && of != domain) continue;
      const auto after =
          std::upper_bound(history.begin(), history.end(), day,
                           [](int32_t until, const Answer& answer) { return until < answer.day; });
      if (after == history.begin()) continue;
      const int rank = std::prev(after)->rank;
      lowest = lowest ? std::min(*lowest, rank) : rank;
    }
    if (!lowest) return std::nullopt;
    if (*lowest == *wanted_rank) ++with;
  }
  return with * 100 * kHundredths / static_cast<int64_t>(regions.size());
}

}  // namespace stelsel::core::checking
