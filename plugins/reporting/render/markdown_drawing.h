// Charts other than bars as text, for MarkdownChart. Each is a block with its legend; nothing in it
// is markup.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_DRAWING_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_DRAWING_H_

#include <string>

#include "render/chart_view.h"

namespace reporting {

// Codes and letters on their places.
std::string TilesText(const TilesView& tiles);
// A letter for each row and column; heads that are long are numbers, and told below.
std::string MatrixText(const MatrixView& matrix);
// A bar for each number, below each other for each place on the line.
std::string LinesText(const LinesView& lines);
// Bars over time, with their days beside them.
std::string TimelineText(const TimelineView& line, const Words& words);
// A bar for each flow.
std::string FlowsText(const FlowView& flows);
// Bars from where a step begins to where it ends.
std::string BridgeText(const BridgeView& bridge);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_DRAWING_H_
