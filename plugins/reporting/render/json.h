// The renderer `json`: a document for programs, as document.schema.json describes it. Everything
// is in it: cells with their types, codes as they stand in the rows beside how they are shown,
// charts with the columns that they are drawn from.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_JSON_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_JSON_H_

#include "stelsel/plugin.hpp"

namespace reporting {

// Throws stelsel::Error when an element cannot be read, or what the sink throws.
void RenderJson(const stelsel::Document& document, stelsel::Sink& sink);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_JSON_H_
