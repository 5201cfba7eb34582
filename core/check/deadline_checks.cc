// Dates that have passed: milestones without an outcome, and what was expected to be there and is
// not, as far as is known. Nothing is said without a day that counts as today.
#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "core/check/row_check.h"
#include "core/model/as_of.h"

namespace stelsel::core::checking {
namespace {

class MilestoneCheck : public RowCheck {
 public:
  MilestoneCheck(Context& context, const Table& table, int32_t today)
      : context_(context),
        today_(today),
        milestone_(table.schema().IndexOf("milestone")),
        state_(table.schema().IndexOf("state")) {
    const TablePtr dates = TableAsOf(context.snapshot().table("milestone_date"), today);
    const int milestone = dates->schema().IndexOf("milestone");
    const int planned_on = dates->schema().IndexOf("planned_on");
    dates->ForEachRow([&](const RowRef& row) {
      const auto day = CountsFrom(row, planned_on);
      if (day) planned_[row.Scalar(milestone)] = {*day, std::string(row.Text(planned_on))};
    });
  }

  void Check(const RowRef& row) override {
    if (!IsEmpty(row, state_) || row.IsNull(milestone_)) return;
    const auto planned = planned_.find(row.Scalar(milestone_));
    if (planned == planned_.end() || planned->second.day >= today_) return;
    context_.Report("core/milestone_passed", row, [&](Finding& finding) {
      finding.field = "state";
      finding.With("planned_on", planned->second.text);
    });
  }

 private:
  struct Planned {
    int32_t day;
    std::string text;
  };

  Context& context_;
  const int32_t today_;
  const int milestone_;
  const int state_;
  absl::flat_hash_map<int64_t, Planned> planned_;
};

// Tells of the latest observations of each subject that are not the highest they can be, though
// they were expected to be by now.
class ExpectedCheck : public RowCheck {
 public:
  ExpectedCheck(Context& context, const Table& table, int expected, int32_t today)
      : context_(context),
        whole_(context.snapshot().table(table.schema().name)),
        expected_(expected),
        today_(today) {}

  void Prepare() override {
    if (HasExpected()) latest_ = TableAsOf(whole_, today_);
  }
  void Suspect(size_t, Suspects&) override {}

  void Finish() override {
    if (latest_ == nullptr) return;
    latest_->ForEachRow([this](const RowRef& row) { Tell(row); });
  }

 private:
  // Whether any row says when something was expected.
  bool HasExpected() const {
    return std::any_of(whole_->parts().begin(), whole_->parts().end(), [&](const auto& part) {
      return !part.chunk->columns[static_cast<size_t>(expected_)].HasOnlyNulls();
    });
  }

  void Tell(const RowRef& row) {
    const Observed& observed = *row.table().schema().observed;
    const Field& status = row.table().schema().field(*observed.lowest);
    const auto day = CountsFrom(row, expected_);
    const std::string_view now = row.Text(*observed.lowest);
    if (!day || *day >= today_ || now.empty() || now == status.codes.back()) return;
    context_.Report("core/expected_date_passed", row, [&](Finding& finding) {
      finding.field = row.table().schema().field(expected_).name;
      finding.With("expected", std::string(row.Text(expected_))).With("status", std::string(now));
      finding.With("observed_on", row.Format(observed.on));
    });
  }

  Context& context_;
  const TablePtr whole_;
  const int expected_;
  const int32_t today_;
  TablePtr latest_;
};

}  // namespace

void AddDeadlineChecks(Context& context, const Table& table, RowChecks& checks) {
  const auto today = context.options().as_of;
  if (!today) return;
  if (table.schema().name == "milestone") {
    checks.push_back(std::make_unique<MilestoneCheck>(context, table, *today));
  }
  const int expected = table.schema().IndexOf("expected_ready_on");
  const auto& observed = table.schema().observed;
  if (expected < 0 || !observed || !observed->lowest) return;
  checks.push_back(std::make_unique<ExpectedCheck>(context, table, expected, *today));
}

}  // namespace stelsel::core::checking
