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
void TellExpected(Context& context, const Table& table, int expected, int32_t today) {
  const Observed& observed = *table.schema().observed;
  const Field& status = table.schema().field(*observed.lowest);
  const TablePtr latest = TableAsOf(context.snapshot().table(table.schema().name), today);
  latest->ForEachRow([&](const RowRef& row) {
    const auto day = CountsFrom(row, expected);
    const std::string_view now = row.Text(*observed.lowest);
    if (!day || *day >= today || now.empty() || now == status.codes.back()) return;
    context.Report("core/expected_date_passed", row, [&](Finding& finding) {
      finding.field = table.schema().field(expected).name;
      finding.With("expected", std::string(row.Text(expected))).With("status", std::string(now));
      finding.With("observed_on", row.Format(observed.on));
    });
  });
}

class ExpectedCheck : public RowCheck {
 public:
  ExpectedCheck(Context& context, const Table& table, int expected, int32_t today)
      : context_(context), table_(table), expected_(expected), today_(today) {}
  void Check(const RowRef&) override {}
  void Finish() override { TellExpected(context_, table_, expected_, today_); }

 private:
  Context& context_;
  const Table& table_;
  const int expected_;
  const int32_t today_;
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
