// How a schema's demands are put in words, for all that describes tables. Internal to this room.
#ifndef STELSEL_CORE_CLI_FIELD_WORDS_H_
#define STELSEL_CORE_CLI_FIELD_WORDS_H_

#include <string>
#include <vector>

#include "core/schema/schema.h"

namespace stelsel::core {

std::string Pick(Language language, const char* nl, const char* en);
// What a value is: `text`, `date`, or the codes of an enum.
std::string TypeOf(const Field& field, Language language);
// What the schema asks of a value beside its type: key, required, bounds, references.
std::vector<std::string> DemandsOf(const TableSchema& table, int field, Language language);
// What the schema says of the rows together: periods, observations. One sentence each.
std::vector<std::string> RowsOf(const TableSchema& table, Language language);
// Only what it asks of the value itself: bounds, pattern, unit.
std::vector<std::string> BoundsOf(const TableSchema& table, int field, Language language);
// Names of fields, with commas.
std::string Names(const TableSchema& table, const std::vector<int>& fields);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_FIELD_WORDS_H_
