// The report `national`: of how many regions each topic has which status.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "report/context.h"
#include "report/examples.h"
#include "report/landscape.h"
#include "report/tally.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// What the report says, read and counted as of its day.
struct National {
  Tally tally;
  std::optional<Domain> only;  // the domain that was asked for; all when none was
  bool illustratief = false;   // a row that was used beside those of the tally is
  std::set<std::string, std::less<>> region_documents;  // that say which regions there are
  std::vector<Topic> topics;  // all, also those that are answered in words
  std::vector<Example> examples;
  std::map<WordingKey, Wording> wordings;
  std::map<std::string, SourceDocument> documents;
};

// Reads and counts; of one domain only, or of all.
National ReadNational(const stelsel::Snapshot& snapshot, const std::string& as_of,
                      std::optional<Domain> only);

void WriteNational(const Context& context, const National& national, stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_NATIONAL_H_
