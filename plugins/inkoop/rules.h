// The rules of the manifest: the rows that fail them.
#ifndef STELSEL_PLUGINS_INKOOP_RULES_H_
#define STELSEL_PLUGINS_INKOOP_RULES_H_

#include <string>

#include "stelsel/plugin.hpp"

namespace inkoop {

// Nothing, an empty stream, when no rule is called so. Where a rule asks what holds on a day and
// none was given, it looks at all times.
stelsel::Stream RunRule(const std::string& id, const stelsel::Run& run);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_RULES_H_
