// Tables that documents print (reporting_published_share), and which counts can be behind them.
#ifndef STELSEL_PLUGINS_REPORTING_RECONSTRUCT_PUBLISHED_H_
#define STELSEL_PLUGINS_REPORTING_RECONSTRUCT_PUBLISHED_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reconstruct/counts.h"
#include "report/landscape.h"

namespace reporting {

// A row of a printed table.
struct PublishedRow {
  Citation source;            // the section is the table
  std::int64_t sequence = 0;  // place in the table
  std::string topic;          // code
  std::optional<Domain> domain;
  std::string holds_on;  // EDTF; may be empty
  Three shares{};
  std::optional<std::int64_t> respondents;  // when the source says so
  std::string explanation;
  bool illustratief = false;
};

// `47/53/2`.
std::string SharesText(const Three& shares);

// All of them, by document, table and place. None when the table is not there.
std::vector<PublishedRow> ReadPublished(const stelsel::Snapshot& snapshot);

// How well a number of respondents fits rows that are of the same respondents.
struct RespondentsFit {
  std::int64_t respondents = 0;
  std::int64_t explained = 0;  // rows that some counts print
  std::int64_t sets = 0;       // sets of counts that print one of the rows
};

// Rows that have the same respondents as far as is known: of one document and time, or of one
// table of it.
struct Survey {
  Citation source;  // no section: all tables of the document
  std::string holds_on;
  std::vector<std::size_t> rows;  // places among those that were given
};
std::vector<Survey> SurveysOf(const std::vector<PublishedRow>& rows, bool by_table);

// Called now and then; throws to stop.
using Advance = std::function<void(std::int64_t done, std::int64_t total)>;

// Of each number from 1 to `limit`, which is kMostRespondents at most.
std::vector<RespondentsFit> FitRespondents(const std::vector<PublishedRow>& rows,
                                           const Survey& survey, std::int64_t limit,
                                           const Advance& advance);
// The numbers that explain most rows, the smallest first; none when no row is explained.
std::vector<RespondentsFit> BestOf(const std::vector<RespondentsFit>& fits);

enum class RespondentsFrom { given, source, found, unknown };

struct Reconstruction {
  RespondentsFrom from = RespondentsFrom::unknown;
  std::int64_t respondents = 0;            // 0 when unknown
  std::vector<std::int64_t> equally_good;  // found: others that explain as many rows
  std::int64_t explained = 0, rows = 0;    // found: of the survey that it was found for
  std::int64_t sets = 0;                   // print exactly these shares
  NearestSets nearest;                     // the sets themselves, or those that come nearest

  // The counts, when there is no doubt about them; else nullptr.
  const Three* Only() const { return sets == 1 ? &nearest.first.front() : nullptr; }
};

struct ReconstructOptions {
  std::optional<std::int64_t> respondents;  // of all rows, whatever their source says
  std::int64_t limit = 100;                 // up to which a number is looked for
  bool by_table = false;                    // each table has respondents of its own
  std::size_t most = 10;                    // sets that are listed of a row; at least 1
  Advance advance;                          // may be empty
};

// One for each row, in their order. The number of respondents is the given one, or that of the row,
// or the smallest of those that explain most rows of its survey that have none of their own.
std::vector<Reconstruction> Reconstruct(const std::vector<PublishedRow>& rows,
                                        const ReconstructOptions& options);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RECONSTRUCT_PUBLISHED_H_
