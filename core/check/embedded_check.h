// Files of this room that the build puts into the library.
#ifndef STELSEL_CORE_CHECK_EMBEDDED_CHECK_H_
#define STELSEL_CORE_CHECK_EMBEDDED_CHECK_H_

#include <vector>

#include "core/schema/embedded.h"

namespace stelsel::core {

std::vector<EmbeddedFile> EmbeddedRules();          // rules.json
std::vector<EmbeddedFile> EmbeddedFindingSchema();  // finding.json

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_EMBEDDED_CHECK_H_
