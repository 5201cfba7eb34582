// What a document prints beside what can be behind it, what the statuses give, and what its own
// text says: for a report that shows them next to each other.
#ifndef STELSEL_PLUGINS_REPORTING_RECONSTRUCT_BESIDE_H_
#define STELSEL_PLUGINS_REPORTING_RECONSTRUCT_BESIDE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reconstruct/published.h"

namespace reporting {

// The same figures from the statuses of the snapshot, as of the last day that the row can be about.
// Of a row without a domain, a region's answer is its lowest over the domains.
struct Recomputed {
  Three counts{};  // of regions
  Three shares{};  // of those with a status, as they would be printed
  bool illustratief = false;

  std::int64_t regions() const { return SumOf(counts); }
};

// A claim of the same document, topic, domain and time as the row, about one of its shares or about
// those that are not yet at ja.
struct ClaimBeside {
  std::string claim;      // its key
  std::string statement;  // what the text says
  std::string section;
  std::string measure;      // aandeel_ja and so on, or aandeel_nog_niet_ja
  std::int64_t figure = 0;  // hundredths of percents
  std::string qualifier;    // code; empty: exactly
  bool of_table = false;    // it repeats the table: same section
  // It cannot be right beside the row: beside what the table prints when it repeats that, else
  // beside the counts when there is one set of them, else beside the shares, which leave half a
  // percent open. As in the core's rule claims_differ, so does a figure of the claim, and
  // `ongeveer` leaves a tenth of it open and at least five percents.
  bool differs = false;
};

// Whether the claim cannot be right beside the row, of which `counts` are the only ones; nullptr
// when they are not known.
bool Differs(const ClaimBeside& claim, const PublishedRow& row, const Three* counts);

struct PublishedBeside {
  PublishedRow row;
  Reconstruction reconstruction;
  std::optional<Recomputed> recomputed;  // nothing: no region has a status
  std::vector<ClaimBeside> claims;       // in the order of their keys

  // Whether the shares add up to 99, 100 or 101. Others no counts print, whatever the number of
  // respondents.
  bool AddsUp() const;
};

// All rows, by document, table and place. `as_of`, YYYY-MM-DD, is the day for rows that have none
// of their own. Reads the snapshot; throws stelsel::Error as that does.
std::vector<PublishedBeside> ReadPublishedBeside(const stelsel::Snapshot& snapshot,
                                                 const std::string& as_of,
                                                 const ReconstructOptions& options = {});

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RECONSTRUCT_BESIDE_H_
