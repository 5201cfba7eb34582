// finance/region: the money of a region on one document that a council can read.
#ifndef STELSEL_PLUGINS_FINANCE_REPORT_H_
#define STELSEL_PLUGINS_FINANCE_REPORT_H_

#include "forecast.h"
#include "stelsel/plugin.hpp"

namespace finance {

// `wish.region` is there.
void WriteReport(const stelsel::Run& run, const ForecastWish& wish, stelsel::Document& out);

}  // namespace finance

#endif  // STELSEL_PLUGINS_FINANCE_REPORT_H_
