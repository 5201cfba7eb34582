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
#include "core/base/status.h"
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
  // has an empty part. Null until CheckKeys has made it.
  const KeyIndex* KeysOf(const Table& table) const;
  void SetKeys(const Table& table, std::unique_ptr<KeyIndex> keys);

  void Report(std::string_view rule, const RowRef& row, absl::FunctionRef<void(Finding&)> fill);
  FindingSink& sink() { return sink_; }

  // Calls f(RowRef) for each row and tells how far it is; Cancelled when it is to stop.
  template <typename F>
  absl::Status EachRow(const Table& table, F f) {
    for (size_t p = 0; p < table.parts().size(); ++p) {
      const Table::Part& part = table.parts()[p];
      for (size_t i = 0; i < part.chunk->rows; ++i) {
        if (part.IsLive(i))
          f(RowRef(table, *part.chunk, i, table.start(p) + static_cast<RowId>(i)));
      }
      STELSEL_RETURN_IF_ERROR(Advance(table, static_cast<int64_t>(part.chunk->rows)));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Advance(const Table& table, int64_t rows);

  const Snapshot& snapshot_;
  const CheckOptions& options_;
  FindingSink& sink_;
  std::map<std::string, TablePtr, std::less<>> tables_;
  std::map<const Table*, std::unique_ptr<KeyIndex>> keys_;
  int64_t done_ = 0;
  int64_t total_ = 0;
};

// Where a row is, as told in a finding about another one: `region.csv:12`, or its key when it is
// not from a file.
std::string PlaceOf(const RowRef& row);

// True when the field has nothing in it: null, or an empty text.
bool IsEmpty(const RowRef& row, int field);

}  // namespace stelsel::core::checking

#endif  // STELSEL_CORE_CHECK_CONTEXT_H_
