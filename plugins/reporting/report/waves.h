// Waves: the rounds in which regions were asked, each with its counts, beside each other.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_WAVES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_WAVES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "report/landscape.h"
#include "report/page.h"

namespace reporting {

// What was observed of more than one region on one date, as the source gives it, is a wave: answers
// to the same survey have the same date. The latest kMost are counted.
struct Wave {
  std::string observed_on;
  std::int32_t last_day = 0;

  struct Count {
    std::int64_t regions[3] = {};  // by status, in the order of the enum
    std::set<std::int64_t> wordings;
  };
  std::map<std::pair<Domain, std::size_t>, Count> counts;  // of a topic, by its place
};

struct Waves {
  static constexpr std::size_t kMost = 8;

  std::vector<Topic> topics;  // answered by a status
  std::vector<Wave> waves;    // the oldest first
  std::size_t older = 0;      // that are not among them
};

// Reads the observations that were made by the day; of one domain only, or of all. Of several of a
// region in one wave the lowest counts. Two passes over the table, which keep counts and no rows.
Waves ReadWaves(const stelsel::Snapshot& snapshot, const std::string& as_of,
                const std::vector<Topic>& topics, std::optional<Domain> only);

// The section. Nothing when there are fewer than two waves.
void WriteWaves(const Page& page, const Waves& waves);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_WAVES_H_
