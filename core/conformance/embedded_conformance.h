// Files of this room that the build puts into the library.
#ifndef STELSEL_CORE_CONFORMANCE_EMBEDDED_CONFORMANCE_H_
#define STELSEL_CORE_CONFORMANCE_EMBEDDED_CONFORMANCE_H_

#include <vector>

#include "core/schema/embedded.h"

namespace stelsel::core {

std::vector<EmbeddedFile> EmbeddedManifestSchema();  // plugin.schema.json

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CONFORMANCE_EMBEDDED_CONFORMANCE_H_
