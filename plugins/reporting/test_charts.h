// Elements for the tests of renderers: a chart of each kind, and texts that try to break out.
#ifndef STELSEL_PLUGINS_REPORTING_TEST_CHARTS_H_
#define STELSEL_PLUGINS_REPORTING_TEST_CHARTS_H_

#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace reporting {

// One chart of each kind, with captions `Balken`, `Kaart`, `Matrix`, `Lijn`, `Tijdlijn`, `Stroom`
// and `Brug`.
void WriteCharts(stelsel::Document& out);

// Texts that a format must escape.
const std::vector<std::string>& HostileTexts();
// Each as a section, paragraph, note and footnote, as the caption, head and cell of a table, and as
// the label of a chart. The first element's text is `=1+1`.
void WriteHostile(stelsel::Document& out);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_TEST_CHARTS_H_
