// From the rows that a plugin's rule gave to findings.
#ifndef STELSEL_CORE_HOST_RULE_ROWS_H_
#define STELSEL_CORE_HOST_RULE_ROWS_H_

#include "absl/status/status.h"
#include "core/check/registry.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// Reads `stream` to its end and adds a finding for each row: about the row of the rule's table that
// the key's columns name, and with each column as an argument. Texts are values, to be redacted,
// but for those of the key, of the rule's `names` and, when `says_message`, of the column
// `message`. The stream is taken.
//
// Fails, after the findings of the rows before it, at a row that names a row or field that the
// table has not; before the first when a column lacks that is the key's or named by the rule's
// message; and as Cancelled when `progress`, which may be null, says so.
absl::Status AddRuleRows(const Rule& rule, ArrowArrayStream* stream, bool says_message,
                         const stelsel_progress* progress, const Snapshot& snapshot,
                         FindingSink& findings);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_RULE_ROWS_H_
