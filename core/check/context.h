// What the checks of one snapshot share. Internal to this room.
#ifndef STELSEL_CORE_CHECK_CONTEXT_H_
#define STELSEL_CORE_CHECK_CONTEXT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/base/parallel.h"
#include "core/check/checks.h"
#include "core/model/as_of.h"
#include "core/model/key_index.h"
#include "core/model/snapshot.h"

namespace stelsel::core::checking {

// As the phrases of rules.json take it, such as `between 2021-01-01 2022-01-01`.
std::string PeriodText(Period period);

class Context {
 public:
  Context(const Snapshot& snapshot, const CheckOptions& options, FindingSink& sink);

  const Snapshot& snapshot() const { return snapshot_; }
  const CheckOptions& options() const { return options_; }
  // The table, kept alive by this; null when no schema has the name.
  const Table* table(std::string_view name) const;
  // The index over the primary key of a table: of rows with one key the first, and no row whose key
  // has an empty part. Made when it is first asked for. On the calling thread only; what it returns
  // may be read from any.
  const KeyIndex* KeysOf(const Table& table) const;
  // How many threads are to work on a table.
  int ThreadsOf(const Table& table) const {
    return ThreadsFor(options_.threads, table.row_count());
  }

  void Report(std::string_view rule, const RowRef& row, absl::FunctionRef<void(Finding&)> fill);
  FindingSink& sink() { return sink_; }

  // Tells that so many rows of `table` are done; Cancelled when it is to stop.
  absl::Status Advance(const Table& table, int64_t rows);

 private:
  const Snapshot& snapshot_;
  const CheckOptions& options_;
  FindingSink& sink_;
  std::map<std::string, TablePtr, std::less<>> tables_;
  mutable std::map<const Table*, std::unique_ptr<KeyIndex>> keys_;
  int64_t done_ = 0;
  int64_t total_ = 0;
};

// Where a row is, as told in a finding about another one: `region.csv:12`, or its key when it is
// not from a file.
std::string PlaceOf(const RowRef& row);

// True when the field has nothing in it: null, or an empty text.
bool IsEmpty(const RowRef& row, int field);
// Whether that may be so for a row of a part; looks at what the chunk tells of itself.
bool MayBeEmpty(const Table& table, size_t part, int field);

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_CONTEXT_H_
