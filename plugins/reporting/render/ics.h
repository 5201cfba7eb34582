// The renderer `ics`: the days in the tables of a document as a calendar (RFC 5545). An event keeps
// its UID from one report to the next, so that a calendar that takes both has it once.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_ICS_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_ICS_H_

#include <string>
#include <string_view>

#include "stelsel/plugin.hpp"

namespace reporting {

// Throws STELSEL_UNIMPLEMENTED when no table has a row with a day, stelsel::Error when an element
// cannot be read, or what the sink throws.
void RenderIcs(const stelsel::Document& document, stelsel::Sink& sink);

// The parts, for RenderIcs and its tests.

// A content line with its end, in pieces of at most 75 bytes that break between characters.
std::string FoldedLine(std::string_view line);
// A value of type TEXT.
std::string EscapeIcs(std::string_view text);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_ICS_H_
