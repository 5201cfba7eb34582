// Where a link of a document may lead.
#ifndef STELSEL_PLUGINS_REPORTING_RENDER_LINK_H_
#define STELSEL_PLUGINS_REPORTING_RENDER_LINK_H_

#include <string_view>

namespace reporting {

// Whether an address may become a link: http: or https: with a host and nobody's name before it,
// mailto:, a path beside or below the document, or a place within it. None has blanks, quotes,
// backslashes or what Clean() replaces. It must still be escaped.
bool IsSafeLink(std::string_view address);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_RENDER_LINK_H_
