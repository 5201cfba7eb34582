// How far a region is along the three phases of 000 §7: making a vision, making agreements, and
// executing them. Several at once is normal. The rule stands in the README of this plugin.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_PHASES_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_PHASES_H_

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/page.h"

namespace reporting {

enum class PhaseState { unknown, not_begun, busy, done };

// What is counted of a region. Each number is of rows as of the day.
struct PhaseFacts {
  int vision_ja = 0, vision_busy = 0, vision_nee = 0;  // statuses on A1, D1 and D2
  int topics_ja = 0, topics_busy = 0, topics_nee = 0;  // on the others but C
  int visions_adopted = 0, visions_prepared = 0;       // agreements that are a vision
  int agreements_made = 0, agreements_prepared = 0;    // all other agreements
  int agreements_used = 0;                             // of those made, in use
  int decisions_intended = 0;
  int projects_run = 0, projects_done = 0, projects_waiting = 0;
  int obligations_met = 0;  // begun or met
};

// The three phases in their order.
std::array<PhaseState, 3> PhasesOf(const PhaseFacts& facts);

// Counts the facts. Not shared between threads.
class PhaseCounter {
 public:
  // A status that holds on the day.
  void Add(std::string_view region, std::string_view topic, Status status);
  // What else counts: agreements, decisions, projects and obligations as of the day.
  void Read(const stelsel::Snapshot& then);
  // Nothing counted where a region is not known here.
  PhaseFacts Of(const std::string& region) const;

 private:
  std::map<std::string, PhaseFacts, std::less<>> facts_;
};

// The section of all regions: a matrix, with what it rests on. Regions of which nothing is known
// are counted, not shown.
void WritePhases(const Page& page, const std::vector<Region>& regions, const PhaseCounter& phases);
// The section of one region.
void WritePhasesOfRegion(const Page& page, const Region& region, const PhaseCounter& phases);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_PHASES_H_
