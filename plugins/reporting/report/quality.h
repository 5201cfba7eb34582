// The report `quality`: what is wrong with the data, what it covers, where it comes from and where
// it contradicts itself.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "report/context.h"
#include "report/landscape.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// What a rule found.
struct RuleCount {
  std::string rule, severity;
  std::int64_t count = 0;  // of those that were kept
  std::string message;     // of the first
  std::string where;       // its table or file
};

// How many rows a region has in a table.
struct CoverageCell {
  std::string region, table;
  std::int64_t rows = 0;
};

// Rows of a table, and what they rest on.
struct TableCount {
  std::string table;
  std::int64_t rows = 0, sourced = 0, illustratief = 0;
};

struct Quality {
  std::int64_t fatal = 0, errors = 0, warnings = 0, infos = 0;
  std::int64_t kept = 0;         // findings that are counted by rule
  std::vector<RuleCount> rules;  // the most severe first
  std::map<std::string, std::int64_t> findings_of_region;
  std::vector<Region> regions;
  std::vector<CoverageCell> coverage;  // by region, then table
  // Topics with a status, by region and domain.
  std::map<std::pair<std::string, Domain>, std::int64_t> topics;
  std::vector<TableCount> tables;
  std::map<std::string, std::int64_t> rows_of_source, tables_of_source;  // by document
  struct Claim {
    std::string subject, about, statement, says;
    Citation source;
    bool illustratief = false;
  };
  std::vector<Claim> contradictions;  // those of one subject follow each other
  std::map<std::string, SourceDocument> documents;
};

// Checks the snapshot with the rules of the core and of the packs that are named, and counts.
Quality ReadQuality(const stelsel::Run& run, const Context& context,
                    const std::vector<std::string>& packs);

// Counts without a check: what the rows alone tell.
void CountRows(const stelsel::Snapshot& snapshot, const std::string& as_of, const Labels& labels,
               const Words& words, Quality& out);

void WriteQuality(const Context& context, const Quality& quality, stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_QUALITY_H_
