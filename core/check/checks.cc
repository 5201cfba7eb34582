#include "core/check/checks.h"

#include <algorithm>
#include <exception>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "core/base/parallel.h"
#include "core/base/status.h"
#include "core/check/context.h"
#include "core/check/row_check.h"

namespace stelsel::core {
namespace checking {
namespace {

// So many parts are gone through before what was suspected in them is looked at.
constexpr size_t kPartsAtOnce = 64;

absl::StatusOr<RowChecks> ChecksOf(Context& context, const Table& table) {
  RowChecks checks;
  STELSEL_RETURN_IF_ERROR(AddCellChecks(context, table, checks));
  STELSEL_RETURN_IF_ERROR(AddUniqueChecks(context, table, checks));
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
  return checks;
}

// What each check suspects in one part.
using PartSuspects = std::vector<Suspects>;

// The rows that some check suspects, in order.
std::vector<uint32_t> RowsToSee(const PartSuspects& suspects, size_t rows) {
  std::vector<uint32_t> seen;
  for (const Suspects& of_check : suspects) {
    if (of_check.all) {
      seen.resize(rows);
      std::iota(seen.begin(), seen.end(), uint32_t{0});
      return seen;
    }
    seen.insert(seen.end(), of_check.rows.begin(), of_check.rows.end());
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  return seen;
}

// Row by row, and of each row check by check: the order in which findings are told.
void CheckSuspects(const Table& table, size_t p, const PartSuspects& suspects,
                   const RowChecks& checks) {
  const Table::Part& part = table.parts()[p];
  std::vector<size_t> next(checks.size(), 0);
  for (const uint32_t row : RowsToSee(suspects, part.chunk->rows)) {
    const RowRef ref(table, *part.chunk, row, table.start(p) + row);
    for (size_t i = 0; i < checks.size(); ++i) {
      const std::vector<uint32_t>& rows = suspects[i].rows;
      const bool suspect = suspects[i].all || (next[i] < rows.size() && rows[next[i]] == row);
      if (!suspect) continue;
      ++next[i];
      if (part.IsLive(row)) checks[i]->Check(ref);
    }
  }
}

absl::Status CheckRows(Context& context, const Table& table) {
  if (table.row_count() == 0) return absl::OkStatus();
  STELSEL_ASSIGN_OR_RETURN(const RowChecks checks, ChecksOf(context, table));
  const int threads = context.ThreadsOf(table);
  size_t first_tasks = checks.size();  // the preparations, begun before the parts
  for (size_t begin = 0; begin < table.parts().size(); begin += kPartsAtOnce) {
    const size_t end = std::min(begin + kPartsAtOnce, table.parts().size());
    std::vector<PartSuspects> suspects(end - begin, PartSuspects(checks.size()));
    STELSEL_RETURN_IF_ERROR(ForEachTask(threads, first_tasks + end - begin, [&](size_t task) {
      if (task < first_tasks) {
        checks[task]->Prepare();
        return absl::OkStatus();
      }
      const size_t part = begin + task - first_tasks;
      for (size_t i = 0; i < checks.size(); ++i) {
        checks[i]->Suspect(part, suspects[part - begin][i]);
      }
      return absl::OkStatus();
    }));
    first_tasks = 0;
    for (size_t p = begin; p < end; ++p) {
      CheckSuspects(table, p, suspects[p - begin], checks);
      const auto rows = static_cast<int64_t>(table.parts()[p].chunk->rows);
      STELSEL_RETURN_IF_ERROR(context.Advance(table, rows));
    }
  }
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
