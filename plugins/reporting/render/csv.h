// The renderer `csv`: all of a document as records, for a spreadsheet as for a program.
//
// UTF-8 with a byte order mark, records that end with CR LF, and blocks with an empty line between
// them. A block of one record of one cell is a text: the title, a heading, a paragraph or a note.
// Any other is a table: its caption alone, its head, its rows. Dutch documents have semicolons and
// decimal commas, as spreadsheets that are set to Dutch expect; English ones commas and points.
// Numbers have no unit and are not rounded (euros and percents have theirs in the head), dates are
// ISO's, a mark is a column of `true` and `false`.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_CSV_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_CSV_H_

#include <string>
#include <string_view>

#include "stelsel/plugin.hpp"

namespace reporting {

// Throws stelsel::Error when an element cannot be read, or what the sink throws.
void RenderCsv(const stelsel::Document& document, stelsel::Sink& sink);

// The parts, for RenderCsv and its tests.

// A text with an apostrophe before whatever a spreadsheet would take for a formula: at its start,
// after blanks and quotes too, and where a spreadsheet that is set to the other delimiter, or that
// lost count of the quotes, would see a cell begin.
std::string Neutralised(std::string_view text, char delimiter);
// A text as a cell, neutralised, and in quotes where it needs them.
std::string CsvText(std::string_view text, char delimiter);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_CSV_H_
