// Parameters of a report: declared in a manifest as Table Schema fields, given as texts or JSON.
#ifndef STELSEL_CORE_HOST_PARAMETERS_H_
#define STELSEL_CORE_HOST_PARAMETERS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "boost/json/object.hpp"
#include "core/schema/schema.h"

namespace stelsel::core {

// The parameters as one JSON object, as a plugin gets them, once every value is known, of its type
// and within its constraints, and every required one is there. `given` holds values as our own
// files would have them. Those that are `free` go along as texts when they are not known.
absl::StatusOr<std::string> CheckParameters(const std::vector<Field>& declared,
                                            const std::map<std::string, std::string>& given,
                                            bool free = false);

// The members of a JSON object as texts for CheckParameters.
absl::StatusOr<std::map<std::string, std::string>> ParameterTexts(
    const boost::json::object& object);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PARAMETERS_H_
