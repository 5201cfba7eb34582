// The calculations `reconstruct`, `respondents` and `published`: what can be behind the tables that
// documents print. Their columns are told in plugin.json.
#ifndef STELSEL_PLUGINS_REPORTING_RECONSTRUCT_CALCULATIONS_H_
#define STELSEL_PLUGINS_REPORTING_RECONSTRUCT_CALCULATIONS_H_

#include "stelsel/plugin.hpp"

namespace reporting {

// For each printed row how many sets of counts print it, and the counts where there is one. A row
// that several sets print has one line, without counts unless `explain` is set; one that none
// prints has a line for each of the sets that come nearest, `most` at most.
stelsel::Stream CalculateReconstruct(const stelsel::Run& run);

// For each table and each document with a time: how many of its rows each number of respondents
// explains. Numbers that explain none are left out.
stelsel::Stream CalculateRespondents(const stelsel::Run& run);

// Each printed row beside the only counts that print it, what the statuses give, and which claims
// of its text cannot be right.
stelsel::Stream CalculatePublished(const stelsel::Run& run);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RECONSTRUCT_CALCULATIONS_H_
