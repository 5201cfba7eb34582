// finance/benchmark and finance/iv3: budgets and costs beside those of others, and by code.
#ifndef STELSEL_PLUGINS_FINANCE_COMPARE_H_
#define STELSEL_PLUGINS_FINANCE_COMPARE_H_

#include <string>

#include "book.h"
#include "stelsel/plugin.hpp"

namespace finance {

// Of each region that has a budget in the year: per inhabitant beside the mean of all that can be
// counted, and what it added of its own; and below it what sources say.
stelsel::Stream BenchmarkTable(const stelsel::Run& run, const std::string& stream, Year year,
                               bool explain, const Words& words);

// Actual costs by region, municipality, year and the code that holds in that year.
stelsel::Stream Iv3Table(const stelsel::Run& run, const std::string& region, bool explain,
                         const Words& words);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_COMPARE_H_
