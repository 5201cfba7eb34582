#include "core/check/checks.h"

#include <exception>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/check/context.h"
#include "core/check/row_check.h"

namespace stelsel::core {
namespace checking {
namespace {

absl::Status CheckRows(Context& context, const Table& table) {
  if (table.row_count() == 0) return absl::OkStatus();
  RowChecks checks;
  STELSEL_RETURN_IF_ERROR(AddCellChecks(context, table, checks));
  AddUniqueChecks(context, table, checks);
  AddReferenceChecks(context, table, checks);
  AddExactlyOneCheck(context, table, checks);
  AddPeriodChecks(context, table, checks);
  AddSourceCheck(context, table, checks);
  AddMembershipCheck(context, table, checks);
  AddObservationCheck(context, table, checks);
  AddAgreementChecks(context, table, checks);
  AddSuccessionCheck(context, table, checks);
  AddDeadlineChecks(context, table, checks);
  AddClaimCheck(context, table, checks);
  STELSEL_RETURN_IF_ERROR(context.EachRow(table, [&](const RowRef& row) {
    for (const auto& check : checks) check->Check(row);
  }));
  for (const auto& check : checks) check->Finish();
  return absl::OkStatus();
}

// Runs one step over one table. What goes wrong in it is told as a finding, so that the other
// tables are still checked; only being cancelled ends the whole.
absl::Status Guard(Context& context, const Table& table,
                   absl::Status (*step)(Context&, const Table&)) {
  std::string reason;
  try {
    const absl::Status status = step(context, table);
    if (status.ok() || absl::IsCancelled(status)) return status;
    reason = std::string(status.message());
  } catch (const std::exception& problem) {
    reason = problem.what();
  }
  context.sink().Add("core/fault", [&](Finding& finding) {
    finding.table = table.schema().name;
    finding.With("reason", absl::StrCat(table.schema().name, ": ", reason));
  });
  return absl::OkStatus();
}

}  // namespace
}  // namespace checking

absl::Status CheckSnapshot(const SnapshotPtr& snapshot, const CheckOptions& options,
                           FindingSink& findings) {
  checking::Context context(*snapshot, options, findings);
  for (auto* step : {checking::CheckKeys, checking::CheckRows}) {
    for (const TableSchemaPtr& schema : snapshot->schemas()->tables()) {
      STELSEL_RETURN_IF_ERROR(checking::Guard(context, *context.table(schema->name), step));
    }
  }
  return absl::OkStatus();
}

}  // namespace stelsel::core
