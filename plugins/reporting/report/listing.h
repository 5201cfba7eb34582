// Tables of a report that list rows of the model as they are: what a field holds stands in its
// schema, so that a listing needs no more than the fields to show.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_LISTING_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_LISTING_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/names.h"
#include "report/page.h"

namespace reporting {

// A row as a listing reads it: texts as they stand, by the place of their field.
using RowTexts = std::vector<std::optional<std::string>>;

struct Listing {
  std::string table;
  std::vector<std::string> fields;       // to show, in this order; its source and mark follow
  std::string by = {};                   // a date by which the rows are ordered, the oldest first
  std::vector<std::string> facets = {};  // of the fields
  // Rows of all times that have not ended by the day, also those that begin later; otherwise those
  // of the place's snapshot.
  const stelsel::Snapshot* not_ended_of = nullptr;
  // Which rows to take: a field, and whether its text is one of them. Empty takes all.
  std::string where = {};
  std::function<bool(const std::string&)> is = {};
};

// What listings share.
struct ListingPlace {
  const Page& page;
  const stelsel::Snapshot& snapshot;
  Names& names;
  std::string region = {};    // whose names of agreements, projects and the like are meant
  bool small_counts = false;  // counts of fewer than five people may be shown
};

// Writes the rows as a table, without the fields that no row fills in. Returns how many there were;
// of none nothing is written. `before`, when given, is called once, before a table that has rows:
// for a heading.
std::size_t WriteListing(const ListingPlace& place, const Listing& listing,
                         const std::string& caption, const std::function<void()>& before = {});

// Whether a table of these rows would say that some are made up.
bool AnyIllustratief(const stelsel::Snapshot& snapshot, const Listing& listing);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_LISTING_H_
