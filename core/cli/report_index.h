// The page that leads to the reports of one run.
#ifndef STELSEL_CORE_CLI_REPORT_INDEX_H_
#define STELSEL_CORE_CLI_REPORT_INDEX_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/border.h"
#include "core/host/engine.h"

namespace stelsel::core {

struct IndexFile {
  std::string format;
  std::string path;  // beside the index
};

struct IndexEntry {
  std::string title;    // of the report
  std::string subject;  // what it was made for, by name; empty when for all
  std::vector<IndexFile> files;
};

// A table with a row for each entry and a link for each format, as a document. `each` is the table
// of the subjects, which heads their column.
absl::StatusOr<stelsel_document> MakeIndex(Engine& engine, const RunRequest& request,
                                           const std::string& each,
                                           const std::vector<IndexEntry>& entries);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_REPORT_INDEX_H_
