// The rows that plugins bring in data/TABLE.csv.
#ifndef STELSEL_CORE_HOST_PACK_DATA_H_
#define STELSEL_CORE_HOST_PACK_DATA_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/plugins.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace stelsel::core {

// The snapshot with the rows of all plugins that were found, beside which a row of the source with
// the same key replaces theirs. What cannot be read is told in `findings`, with the real path of
// the file. See core/model/pack_rows.h for taking them out again.
absl::StatusOr<SnapshotPtr> WithPackRows(const SnapshotPtr& snapshot, const PluginSet& plugins,
                                         FindingSink& findings);

// Passes on what is found, but for findings about rows of plugins whose rules do not run: those
// rows are only there. As many threads as the sink behind it takes, which is borrowed.
class PackRowFilter : public FindingSink {
 public:
  PackRowFilter(const std::vector<Plugin*>& running, FindingSink& to);

  void Add(std::string_view rule, absl::FunctionRef<void(Finding&)> fill) override;
  void AddRow(std::string_view rule, const RowRef& row,
              absl::FunctionRef<void(Finding&)> fill) override;

 private:
  std::set<std::string> running_;
  FindingSink& to_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PACK_DATA_H_
