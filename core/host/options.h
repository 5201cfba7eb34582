// Options that come across the border: one JSON object as text.
#ifndef STELSEL_CORE_HOST_OPTIONS_H_
#define STELSEL_CORE_HOST_OPTIONS_H_

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "boost/json/object.hpp"
#include "core/schema/schema.h"

namespace stelsel::core {

// The object; empty when `text` is null. A member that is not among `known` is InvalidArgument.
absl::StatusOr<boost::json::object> ReadOptionsObject(
    const char* text, std::initializer_list<std::string_view> known);

// An argument that must be given; `what` stands in the error when it is null.
absl::StatusOr<std::string> GivenText(const char* text, std::string_view what);

// `nl` or `en`.
absl::StatusOr<Language> LanguageOf(const std::string& code);

// The member `lang`, or else `otherwise`.
absl::StatusOr<Language> LanguageIn(const boost::json::object& options, Language otherwise);

// The member `set`: parameters by name, as texts for CheckParameters.
absl::StatusOr<std::map<std::string, std::string>> SetIn(const boost::json::object& options);
// Which of them are numbers or booleans.
std::set<std::string> ScalarsIn(const boost::json::object& options);

// The member `threads`; 0 when it is not there.
absl::StatusOr<int> ThreadsIn(const boost::json::object& options);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_OPTIONS_H_
