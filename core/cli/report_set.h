// Several reports in several formats, into one folder with an index.
#ifndef STELSEL_CORE_CLI_REPORT_SET_H_
#define STELSEL_CORE_CLI_REPORT_SET_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/host/engine.h"

namespace stelsel::core {

struct ReportSet {
  std::vector<std::string> ids;      // PLUGIN/NAME
  std::vector<std::string> formats;  // of renderers; none: all that there are
  // A parameter that is called as a table: a report that has it is made for each row of that table
  // that holds on the day, by its key. Where rows stand under others of their table, as subregions
  // do, for those only that none stands under. May be empty.
  std::string each;
};

// Writes NAME.html for each report and format, and NAME/KEY.html for one that is made for each, and
// an index in those of HTML and Markdown that were asked for; all files, or none. Two reports are
// made at a time, and no more of them are held in memory. Returns how many files were written. A
// format that cannot show a report (Unimplemented) is left out, unless it was asked for by name.
absl::StatusOr<int64_t> WriteReports(Engine& engine, const ReportSet& set,
                                     const RunRequest& request, const std::string& folder);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_REPORT_SET_H_
