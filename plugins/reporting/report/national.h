// The report `national`: of how many regions each topic has which status, and what follows from it.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reconstruct/beside.h"
#include "report/context.h"
#include "report/examples.h"
#include "report/grid.h"
#include "report/landscape.h"
#include "report/overview.h"
#include "report/phases.h"
#include "report/tally.h"
#include "report/waves.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// What is asked of the report.
struct NationalOptions {
  std::optional<Domain> domain = {};  // all when there is none
  std::string topic = {};             // of the map; the share of topics at ja when it is empty
};

// What the report says, read and counted as of its day.
struct National {
  National(const std::vector<Topic>& all, const std::vector<Region>& regions)
      : tally(all, regions), grid(all, regions), topics(all) {}

  NationalOptions options;
  Tally tally;
  Grid grid;
  PhaseCounter phases;
  Waves waves;
  bool illustratief = false;  // a row that was used beside those of the tally is
  std::set<std::string, std::less<>> region_documents;  // that say which regions there are
  std::vector<Topic> topics;  // all, also those that are answered in words
  std::vector<Example> examples;
  std::vector<PublishedBeside> published;
  std::map<std::string, Tile> tiles;
  std::map<WordingKey, Wording> wordings;
  std::map<std::string, SourceDocument> documents;
  std::optional<stelsel::Snapshot> then;  // as of the day, for what is listed as it is

  // Takes a status as of the day. Not after the report was written.
  void Add(const stelsel::tables::AgreementStatus& row);
};

// Reads and counts. Statuses are read in passes that keep no rows. Throws STELSEL_NOT_FOUND when
// the topic is not known or has no status.
National ReadNational(const stelsel::Snapshot& snapshot, const std::string& as_of,
                      const NationalOptions& options);

void WriteNational(const Context& context, const National& national, stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_
