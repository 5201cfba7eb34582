// The renderer `md`: Markdown (CommonMark with the tables and footnotes of GitHub) that also reads
// well as it stands, in lines of at most about 100 characters. Tables of long texts that would not
// fit are written as lists.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_H_

#include <string>
#include <string_view>

#include "render/chart_view.h"
#include "render/options.h"
#include "render/view.h"
#include "stelsel/plugin.hpp"

namespace reporting {

// The document as Markdown. Throws stelsel::Error when an element cannot be read.
std::string RenderMarkdown(const stelsel::Document& document);

// The parts, for RenderMarkdown and its tests. They end with a line end.

// Text in which nothing is markup, for use within a line; not for its start. A bare address of the
// web stays as it is, and viewers may make it a link.
std::string EscapeMarkdown(std::string_view text);
// Escaped text in lines of at most 100 characters, `first` before the first and `rest` before the
// others. Line ends of the text are kept. `after` is put behind the last word, unescaped.
std::string WrapMarkdown(std::string_view text, const std::string& first, const std::string& rest,
                         const std::string& after = "");
std::string MarkdownTable(const TableView& table, const Words& words);
// The chart as text, and its rows where that does not say all that they do.
std::string MarkdownChart(const ChartView& chart, const ChartOption& option, const Words& words);
std::string MarkdownBars(const BarsView& chart, const Words& words);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_MARKDOWN_H_
