// Each region has exactly one centrumgemeente on every date.
#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "core/check/families.h"
#include "core/check/row_check.h"
#include "core/check/spans.h"

namespace stelsel::core::checking {
namespace {

constexpr std::string_view kRule = "core/one_centrumgemeente";

class MembershipCheck : public RowCheck {
 public:
  MembershipCheck(Context& context, const Table& table)
      : context_(context),
        table_(table),
        region_(table.schema().IndexOf("region")),
        municipality_(table.schema().IndexOf("municipality")),
        role_(table.schema().IndexOf("role")) {}

  void Check(const RowRef& row) override {
    const Period period = PeriodOf(row);
    if (row.IsNull(region_) || row.IsNull(role_) || period.empty()) return;
    // Regions are numbered as they come. Codes may be given out in another order the next time.
    const auto next = static_cast<int64_t>(members_.size());
    const auto [number, added] = numbers_.try_emplace(row.Scalar(region_), next);
    if (added) members_.emplace_back();
    const Span span{number->second, period, row.id()};
    members_[static_cast<size_t>(span.group)].push_back(span);
    if (row.Text(role_) == "centrumgemeente") centres_.push_back(span);
  }

  void Finish() override {
    ForEachOverlap(centres_, [&](const Span& earlier, const Span& later, Period shared) {
      ReportMore(table_.row(earlier.row), table_.row(later.row), shared);
    });
    ReportNone();
  }

 private:
  void ReportMore(const RowRef& earlier, const RowRef& later, Period shared) {
    // One municipality twice is a core/overlap or core/primary-key.
    if (earlier.Scalar(municipality_) == later.Scalar(municipality_)) return;
    context_.Report(kRule, later, [&](Finding& finding) {
      finding.field = table_.schema().field(role_).name;
      finding.With("count", "more").With("period", PeriodText(shared));
      finding.With("other", std::string(earlier.Text(municipality_)));
    });
  }

  void ReportNone() {
    const Families families(*context_.table("region"));
    absl::flat_hash_map<int64_t, std::vector<Period>> centres;
    for (const Span& span : centres_) {
      centres[table_.row(span.row).Scalar(region_)].push_back(span.period);
    }
    for (const std::vector<Span>& members : members_) {
      if (MayBeKeptOut(table_.row(members.front().row))) continue;
      std::vector<Period> held, covered;
      for (const Span& member : members) held.push_back(member.period);
      for (int64_t relative : families.SharingCentre(RegionOf(members))) {
        const auto it = centres.find(relative);
        if (it != centres.end())
          covered.insert(covered.end(), it->second.begin(), it->second.end());
      }
      for (const Period& open : Uncovered(held, covered)) ReportNone(members, open);
    }
    if (context_.snapshot().has(table_.schema().name)) ReportWithoutMembers(families);
  }

  int64_t RegionOf(const std::vector<Span>& members) const {
    return table_.row(members.front().row).Scalar(region_);
  }

  // A region that no row of a source with memberships names. Where rows were kept out, it may be
  // among them.
  void ReportWithoutMembers(const Families& families) {
    if (context_.snapshot().kept_out().count(table_.schema().name) > 0) return;
    const Table* const regions = context_.table("region");
    const int region = regions->schema().IndexOf("region");
    regions->ForEachRow([&](const RowRef& row) {
      const int64_t code = row.Scalar(region);
      if (row.IsNull(region) || numbers_.contains(code) || families.HasSubregions(code)) return;
      context_.sink().Add(kRule, [&](Finding& finding) {
        Locate(row, finding);
        finding.revision = context_.snapshot().origin().revision;
        finding.With("count", "never").With("period", PeriodText(PeriodOf(row)));
      });
    });
  }

  // Told of the first member that is without one. That row itself is not wrong, so that it does not
  // count as failed: without it the region would be no better off.
  void ReportNone(const std::vector<Span>& members, Period open) {
    const auto first = std::find_if(members.begin(), members.end(), [&](const Span& member) {
      return member.period.from < open.to && open.from < member.period.to;
    });
    const std::string period = PeriodText(open);
    context_.sink().Add(kRule, [&](Finding& finding) {
      Locate(table_.row(first->row), finding);
      finding.revision = context_.snapshot().origin().revision;
      finding.field = table_.schema().field(role_).name;
      finding.With("count", period == "always" ? "never" : "none").With("period", period);
    });
  }

  // Whether the centrumgemeente of the row's region may be among the rows that could not be read.
  bool MayBeKeptOut(const RowRef& member) const {
    const auto& all = context_.snapshot().kept_out();
    const auto kept_out = all.find(table_.schema().name);
    if (kept_out == all.end()) return false;
    const absl::flat_hash_set<std::string>& keys = kept_out->second.keys;
    if (kept_out->second.rows > static_cast<int64_t>(keys.size())) return true;
    // The region is the first part of the key.
    const std::string start = KeyText({std::string(member.Text(region_))});
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
      return key.compare(0, start.size(), start) == 0;
    });
  }

  Context& context_;
  const Table& table_;
  const int region_;
  const int municipality_;
  const int role_;
  absl::flat_hash_map<int64_t, int64_t> numbers_;  // of regions by code
  std::vector<std::vector<Span>> members_;         // by number
  std::vector<Span> centres_;
};

}  // namespace

void AddMembershipCheck(Context& context, const Table& table, RowChecks& checks) {
  if (table.schema().name != "region_municipality") return;
  checks.push_back(std::make_unique<MembershipCheck>(context, table));
}

}  // namespace stelsel::core::checking
