// The renderer `html`: one file that stands on its own, without network, for screens from 320
// pixels wide, for print, and for those who listen. Its one script lets readers sort, search and
// choose; without it everything is there.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "render/chart_view.h"
#include "render/outline.h"
#include "render/pieces.h"
#include "render/view.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// Text for between tags or within quotes.
std::string EscapeHtml(std::string_view text);
// The same, with its line ends shown.
std::string EscapeLines(std::string_view text);

// Writes the document as HTML, tables row by row. Throws stelsel::Error when an element cannot be
// read, after part of it may have gone out.
void RenderHtml(const stelsel::Document& document, const PieceSink& sink);
std::string RenderHtml(const stelsel::Document& document);

// The parts, for RenderHtml and its tests. Captions are HTML; an `id` starts the ids within what it
// is given to.

// Gives the rows of a table one by one; nullptr at the end.
using RowSource = std::function<const TableView::Row*()>;

// `id` names the caption.
void WriteTable(Pieces& out, const std::vector<Column>& columns, const RowSource& next,
                const std::string& id, const std::string& caption, const Words& words);
std::string HtmlTable(const TableView& table, const std::string& id, const std::string& caption,
                      const Words& words);

// A drawing with its caption, legend and table.
std::string HtmlChart(const ChartView& chart, const std::string& id, const std::string& caption,
                      const std::string& title, const Words& words);

// The drawings. `marks` has, for each row of the chart's table, the marks that are true.
using RowMarks = std::vector<std::vector<std::string>>;
std::string HtmlBars(const BarsView& chart, const std::string& id, const RowMarks& marks,
                     const Words& words);
std::string HtmlBridge(const BridgeView& chart, const std::string& id, const Words& words);
std::string HtmlTiles(const TilesView& chart, const std::string& id, const Words& words);
std::string HtmlMatrix(const MatrixView& chart, const std::string& id, const std::string& title,
                       const Words& words);
std::string HtmlLines(const LinesView& chart, const std::string& id, const Words& words);
std::string HtmlTimeline(const TimelineView& chart, const std::string& id, const Words& words);
std::string HtmlFlow(const FlowView& chart, const std::string& id, const Words& words);

// What they share.
struct LegendEntry {
  std::string fill, title, letter;  // the letter may be empty
};
std::string HtmlLegend(const std::vector<LegendEntry>& entries);
// The codes that come up, and their fills; what has no code comes last, as `nothing`.
std::string CodeLegend(const std::vector<Code>& codes, const std::vector<bool>& used,
                       const Words& words);
// ` data-row="3"`: the drawn thing goes when its row is not chosen.
std::string RowTag(std::size_t row);
// A scroll box, for a drawing that cannot be narrower; `title` is what it is called.
std::string ScrollBox(const std::string& svg, const std::string& title);
std::string Badges(const std::vector<std::string>& marks);
// `<svg ...><title/><desc/>` of this size.
std::string SvgStart(const std::string& kind, double width, double height, const std::string& id,
                     const std::string& title, const std::string& description);
// What fills refer to: once a page, before the first drawing.
std::string HtmlPatterns();

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_
