// The report `comparison`: what moved between two days, or between two sources or revisions.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "report/context.h"
#include "report/landscape.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// Domain, topic, region.
using Subject = std::tuple<Domain, std::string, std::string>;

// Where a subject stood, on one side.
struct Stood {
  Status status{};
  std::int64_t wording = 0;  // version; 0 when not given
  std::string explanation;   // kept of the later side only
  Citation source;
  bool illustratief = false;
};
using Side = std::map<Subject, Stood>;

enum class Direction { forward, back, same, fresh, gone };

struct Move {
  Subject subject;
  std::optional<Stood> before, after;  // at least one of them

  Direction direction() const;
  // Both sides answer a wording, and not the same one: another question was answered.
  bool reworded() const;
};

// Every subject that has a status on either side, in the order of topics, then domain, then region.
std::vector<Move> Compare(const Side& before, const Side& after);

// What is asked of the report.
struct ComparisonOptions {
  std::optional<Domain> domain = {};
  std::string region = {};  // empty: all
};

struct Comparison {
  std::string before, after;  // what is compared, for people
  std::vector<Move> moves;
  std::vector<Topic> topics;
  std::map<std::string, std::string> regions;  // names
  std::map<WordingKey, Wording> wordings;
  std::map<std::string, SourceDocument> documents;
  std::int64_t findings = 0;  // errors that came up when the other source was read
};

// The statuses of a snapshot as of a day. Explanations are kept only when asked for.
Side ReadSide(const stelsel::Snapshot& snapshot, const std::string& as_of,
              const ComparisonOptions& options, bool explanations);

// Reads both sides. Throws STELSEL_NOT_FOUND, naming the nearest, when there is no such region.
Comparison ReadComparison(const stelsel::Snapshot& earlier, const std::string& before,
                          const stelsel::Snapshot& later, const Context& context,
                          const ComparisonOptions& options);

void WriteComparison(const Context& context, const Comparison& comparison, stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_COMPARISON_H_
