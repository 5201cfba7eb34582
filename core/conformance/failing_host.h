// A host whose services fail after some calls, to see what a plugin makes of it. Internal to this
// room.
#ifndef STELSEL_CORE_CONFORMANCE_FAILING_HOST_H_
#define STELSEL_CORE_CONFORMANCE_FAILING_HOST_H_

#include "core/host/border.h"
#include "stelsel/stelsel.h"

namespace stelsel::core::conformance {

// A host as `real`, for as long as that lives, but for the services that fail.
struct FailingHostObject {
  stelsel_host c;
  const stelsel_host* real;
};
FailingHostObject MakeFailingHost(const stelsel_host* real);

// From now on so many calls go well, and all after them fail as RESOURCE_EXHAUSTED. Of the whole
// process: a test has it to itself.
void FailAfter(int calls);

}  // namespace stelsel::core::conformance

#endif  // STELSEL_CORE_CONFORMANCE_FAILING_HOST_H_
