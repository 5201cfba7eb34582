// Findings for people in a terminal, and for programs.
#ifndef STELSEL_CORE_CHECK_WRITE_FINDINGS_H_
#define STELSEL_CORE_CHECK_WRITE_FINDINGS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/check/findings.h"
#include "core/schema/schema.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

enum class FindingFormat {
  kText,    // 80 columns, by file or table, the totals last
  kNdjson,  // an object a line for each finding, then one with the totals
  kJson,    // a Frictionless report; what that has no name for stands under `stelsel:` names
  kSarif,   // SARIF 2.1.0: at most 5,000 results, the most severe
  kJunit,   // JUnit XML: a suite a table, a case a rule, passes included
};

// `text`, `ndjson`, `json`, `sarif` or `junit`; anything else is an InvalidArgument.
absl::StatusOr<FindingFormat> ParseFindingFormat(std::string_view name);

// How many rows of a table were not read.
struct KeptOutCount {
  std::string table;
  int64_t rows;
};

struct WriteOptions {
  Language language = Language::kNl;
  bool values = false;  // show values from the data, not their shape
  std::string source;   // what was checked, as the caller names it; may be empty
  std::vector<KeptOutCount> kept_out;
  std::vector<std::string> tables;  // that were checked, also those without a finding; for kJunit
  bool warnings_fail = false;       // for kJunit
};

// Takes the next part of an output; an error stops the writing.
using WriteFunction = absl::FunctionRef<absl::Status(std::string_view)>;

// Writes the findings with their totals, and hands back the first error of `write`. The same
// findings give the same bytes.
absl::Status WriteFindings(const Findings& findings, FindingFormat format,
                           const WriteOptions& options, WriteFunction write);

// The findings that were kept as rows of the table `finding` (finding.json), numbered from 1 in the
// order of Findings::Kept. Values are shown as their shape. The stream keeps what it needs; the
// caller releases it.
absl::Status ExportFindings(const Findings& findings, Language language, ArrowArrayStream* out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_WRITE_FINDINGS_H_
