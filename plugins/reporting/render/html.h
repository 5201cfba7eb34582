// The renderer `html`: one file that stands on its own, without network or scripts, for screens
// from 320 pixels wide, for print, and for those who listen.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_

#include <string>
#include <string_view>
#include <vector>

#include "render/chart_view.h"
#include "render/outline.h"
#include "render/view.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// The document as HTML. Throws stelsel::Error when an element cannot be read.
std::string RenderHtml(const stelsel::Document& document);

// The parts, for RenderHtml and its tests.

// Text for between tags or within quotes.
std::string EscapeHtml(std::string_view text);
// The same, with its line ends shown.
std::string EscapeLines(std::string_view text);
// `caption` is HTML; `id` names the caption.
std::string HtmlTable(const TableView& table, const std::string& id, const std::string& caption,
                      const Words& words);
// Bars with a legend; `id` starts the ids within it.
std::string HtmlBars(const BarsView& chart, const std::string& id, const Words& words);
// What the bars are filled with: once a page, before the first chart.
std::string HtmlPatterns();

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_HTML_H_
