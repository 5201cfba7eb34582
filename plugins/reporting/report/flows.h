// Counts of people in a region: who comes in, moves on and leaves, who waits, and for how many that
// is known. Small counts are withheld.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_FLOWS_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_FLOWS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/names.h"
#include "report/page.h"

namespace reporting {

// A row of the table flow. Texts that are not filled in are empty.
struct FlowRow {
  std::string domain, measure, counted_over;
  // What the count is broken down by: kind of facility, municipality, municipality of origin,
  // target group and funding.
  static constexpr std::size_t kParts = 5;
  std::string parts[kParts];
  std::optional<std::int64_t> people;
  std::optional<std::int64_t> share;  // tenths of a percent
  std::string qualifier, explanation;
  Citation source;
  bool illustratief = false;
};

std::vector<FlowRow> ReadFlows(const stelsel::Snapshot& snapshot, const std::string& region,
                               const std::string& as_of);

// Which rows must not show their numbers. Of people: those under five, and those from which such a
// one could be worked out: a total and its breakdown by one of the parts, or a period and the
// periods in it. Of shares: those beside a withheld count, or that come to under five people of a
// total that is known.
std::vector<bool> WithheldFlows(const std::vector<FlowRow>& rows);

// The section, by measure. Nothing of no rows.
void WriteFlows(const Page& page, Names& names, const std::string& region,
                const std::vector<FlowRow>& rows, bool small_counts);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_FLOWS_H_
