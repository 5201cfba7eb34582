// The host's tables of functions, each in a source of its own room.
#ifndef STELSEL_CORE_HOST_SERVICES_H_
#define STELSEL_CORE_HOST_SERVICES_H_

#include "stelsel/stelsel.h"

namespace stelsel::core {

// All live for ever.
const stelsel_model_v1* ModelService();
const stelsel_engine_v1* EngineService();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_SERVICES_H_
