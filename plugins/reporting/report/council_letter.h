// The report `council_letter`: a letter in which a college tells its council how the region is
// doing, in the form of source 004, as far as the model can fill it in.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_COUNCIL_LETTER_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_COUNCIL_LETTER_H_

#include <string>
#include <vector>

#include "report/context.h"
#include "report/region.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// Things of the region that a letter names, in words; each with where it stands.
struct LetterItem {
  std::string text;
  Citation source;
  bool illustratief = false;
};

struct CouncilLetter {
  RegionState state;
  std::string municipality;              // of the council; empty when none was asked for
  std::vector<LetterItem> attachments;   // agreements that were adopted or drawn up
  std::vector<LetterItem> decisions;     // the latest first
  std::vector<LetterItem> governance;    // agreements on working together
  std::vector<LetterItem> projects;      // that run, or were finished
  std::vector<LetterItem> developments;  // statuses that moved, or are expected
  std::vector<LetterItem> next;          // milestones to come
  std::vector<LetterItem> promised;      // what the council was promised to be told
};

// `municipality` is a CBS code or name of a member; empty: no council in particular. Throws
// STELSEL_NOT_FOUND when it is none, or when there is no such region.
CouncilLetter ReadCouncilLetter(const stelsel::Snapshot& snapshot, const Context& context,
                                const std::string& region, const std::string& municipality);

void WriteCouncilLetter(const Context& context, const CouncilLetter& letter,
                        stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_COUNCIL_LETTER_H_
