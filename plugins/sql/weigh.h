// Counting without stepping over each row. In a query that counts rows and otherwise only uses
// columns in ways that do not mind how often a row comes, count(*) becomes a sum over the hidden
// column kWeight of its tables; a table then gives rows that are the same in all columns that
// matter once, and says there how many they are.
#ifndef STELSEL_PLUGINS_SQL_WEIGH_H_
#define STELSEL_PLUGINS_SQL_WEIGH_H_

#include <optional>
#include <string>
#include <string_view>

namespace sql {

// The query with its count(*) replaced; nothing when it has none, or has words, such as DISTINCT,
// for which how often a row comes may matter. That it has one SELECT, and which functions it calls,
// is for the caller to see: may_call says which it may.
std::optional<std::string> weighed(std::string_view text);
bool may_call(std::string_view function);

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_WEIGH_H_
