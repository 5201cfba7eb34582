// The words of a finding.
#ifndef STELSEL_CORE_CHECK_MESSAGE_H_
#define STELSEL_CORE_CHECK_MESSAGE_H_

#include <string>

#include "core/check/registry.h"
#include "core/model/finding.h"

namespace stelsel::core {

// The message of `finding` in a language: one line, safe in a terminal. A value from the data
// stands there as its shape (`99-aa`) unless `values`; what may be a citizen service number never
// stands there. `rule` is the finding's; null gives the rule's id and the arguments.
//
// Besides the finding's arguments a message may name {file}, {line}, {column}, {row}, {field},
// {table}, {key} and {region}; what is not known is left as `…`. Any thread.
std::string MessageOf(const Finding& finding, const Rule* rule, Language language, bool values);

// The key as people read it: its values joined by a comma and a space.
std::string KeyOf(const Finding& finding);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_MESSAGE_H_
