// Charts that Excel has not itself, each in a sheet of its own. For the other parts of xlsx only.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_DRAWING_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_DRAWING_H_

#include "render/xlsx_chart.h"

namespace reporting {

// Grids of coloured cells with letters, and a legend below.
void DrawMatrix(const XlsxChart& chart, const MatrixView& matrix, XlsxSheet& sheet);
void DrawTiles(const XlsxChart& chart, const TilesView& tiles, XlsxSheet& sheet);
// From what to what as a table, and a bar for each state that they come from.
void DrawFlows(const XlsxChart& chart, const FlowView& flows, XlsxSheet& sheet);
// Bars over dates. A moment is a day wide.
void DrawTimeline(const XlsxChart& chart, const TimelineView& line, XlsxSheet& sheet);
// Steps from where they begin to where they end.
void DrawBridge(const XlsxChart& chart, const BridgeView& bridge, XlsxSheet& sheet);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_DRAWING_H_
