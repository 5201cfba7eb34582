// One query, from its text to the rows of its answer.
#ifndef STELSEL_PLUGINS_SQL_QUERY_H_
#define STELSEL_PLUGINS_SQL_QUERY_H_

#include <string>

#include "stelsel/plugin.hpp"

namespace sql {

// Runs `text`, one SELECT. The answer is whole before this returns. Throws stelsel::Error:
// STELSEL_INVALID_ARGUMENT with `line N: ` before it for what is wrong with the text,
// STELSEL_RESOURCE_EXHAUSTED when a limit is reached, STELSEL_FAILED_PRECONDITION when it asks for
// a day and none was given.
stelsel::Stream run_query(const stelsel::Run& run, const std::string& text);

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_QUERY_H_
