// Parameters of a report: declared in a manifest as Table Schema fields, given as texts or JSON.
#ifndef STELSEL_CORE_HOST_PARAMETERS_H_
#define STELSEL_CORE_HOST_PARAMETERS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "boost/json/object.hpp"
#include "core/schema/schema.h"

namespace stelsel::core {

// The parameters as one JSON object, as a plugin gets them, once every value is known, of its type
// and within its constraints, and every required one is there. `given` holds values as our own
// files would have them. Those that are `free` go along when they are not known: as a number or a
// boolean when they are among `scalars`, otherwise as a text.
absl::StatusOr<std::string> CheckParameters(const std::vector<Field>& declared,
                                            const std::map<std::string, std::string>& given,
                                            bool free = false,
                                            const std::set<std::string>& scalars = {});

// The members of a JSON object as texts for CheckParameters.
absl::StatusOr<std::map<std::string, std::string>> ParameterTexts(
    const boost::json::object& object);
// Which of them are numbers or booleans.
std::set<std::string> ScalarNames(const boost::json::object& object);
// Whether a text without a type is one in a query: true, false, or an integer that is written as
// one is, which 0193 is not.
bool IsScalarText(std::string_view text);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_PARAMETERS_H_
