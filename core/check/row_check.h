// The checks of one table's rows. All of them run in one pass. Internal to this room.
#ifndef STELSEL_CORE_CHECK_ROW_CHECK_H_
#define STELSEL_CORE_CHECK_ROW_CHECK_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "core/check/context.h"

namespace stelsel::core::checking {

class RowCheck {
 public:
  virtual ~RowCheck() = default;
  // Looks at one row; called for each row of the table, in order.
  virtual void Check(const RowRef& row) = 0;
  // Called once after the last row, for what only shows when all have been seen.
  virtual void Finish() {}
};

using RowChecks = std::vector<std::unique_ptr<RowCheck>>;

// Each adds what the table's schema, or the domain, asks for: nothing, one check or several. They
// borrow context and table. Primary keys are checked in a pass before, which builds the indexes
// that references need.
absl::Status CheckKeys(Context& context, const Table& table);  // core/primary-key

absl::Status AddCellChecks(Context& context, const Table& table, RowChecks& checks);
void AddUniqueChecks(Context& context, const Table& table, RowChecks& checks);
void AddReferenceChecks(Context& context, const Table& table, RowChecks& checks);
void AddExactlyOneCheck(Context& context, const Table& table, RowChecks& checks);
void AddPeriodChecks(Context& context, const Table& table, RowChecks& checks);
void AddSourceCheck(Context& context, const Table& table, RowChecks& checks);
void AddMembershipCheck(Context& context, const Table& table, RowChecks& checks);
void AddObservationCheck(Context& context, const Table& table, RowChecks& checks);
void AddAgreementChecks(Context& context, const Table& table, RowChecks& checks);
void AddSuccessionCheck(Context& context, const Table& table, RowChecks& checks);
void AddDeadlineChecks(Context& context, const Table& table, RowChecks& checks);
void AddClaimCheck(Context& context, const Table& table, RowChecks& checks);

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_ROW_CHECK_H_
