// Charts of a workbook: native ones where Excel has the kind, grids of coloured cells where not.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_XLSX_CHART_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_XLSX_CHART_H_

#include <functional>
#include <string>

#include "render/chart_view.h"
#include "render/options.h"
#include "render/xlsx_sheet.h"

namespace reporting {

// A chart, and the sheet that has its rows below a head.
struct XlsxChart {
  const ChartView& view;
  const ChartOption& option;
  const std::string& caption;
  const Words& words;
  XlsxStyle& style;
  lxw_workbook* book;
};

// Draws it beside its rows, when it can be drawn from them as they stand there. False when it was
// not: then it needs a sheet of its own, or cannot be drawn.
bool DrawBeside(const XlsxChart& chart, XlsxSheet& rows);

// Whether DrawAlone makes something of it.
bool CanDrawAlone(const XlsxChart& chart);
// Draws it in a sheet of its own.
void DrawAlone(const XlsxChart& chart, XlsxSheet& sheet);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_XLSX_CHART_H_
