// The checks of one table's rows. All of them run in one pass. Internal to this room.
#ifndef STELSEL_CORE_CHECK_ROW_CHECK_H_
#define STELSEL_CORE_CHECK_ROW_CHECK_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "core/check/context.h"

namespace stelsel::core::checking {

// Rows of one part that a check has to look at.
struct Suspects {
  bool all = false;
  std::vector<uint32_t> rows;  // or else these, ascending; dead rows among them do no harm
};

// A check goes over a table in three steps, of which the first two report nothing and may run on
// several threads: so large tables are gone through fast, and findings still come in one order.
class RowCheck {
 public:
  virtual ~RowCheck() = default;
  // Looks at the table as a whole, for what Finish will report. Called once, on any thread, beside
  // other checks and parts.
  virtual void Prepare() {}
  // Tells which rows of a part Check is to look at: at least those about which it has something to
  // say. Called once a part, on any thread, before Check is called for one of its rows.
  virtual void Suspect(size_t part, Suspects& suspects) {
    (void)part;
    suspects.all = true;
  }
  // Looks at one row and reports; called for the suspects, in order.
  virtual void Check(const RowRef& row) { (void)row; }
  // Called once after the last row, for what only shows when all have been seen.
  virtual void Finish() {}
};

using RowChecks = std::vector<std::unique_ptr<RowCheck>>;

// Each adds what the table's schema, or the domain, asks for: nothing, one check or several. They
// borrow context and table. Primary keys are checked in a pass before.
absl::Status CheckKeys(Context& context, const Table& table);  // core/primary-key

absl::Status AddCellChecks(Context& context, const Table& table, RowChecks& checks);
absl::Status AddUniqueChecks(Context& context, const Table& table, RowChecks& checks);
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
