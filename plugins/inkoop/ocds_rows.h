// Rows as texts by field, as they would stand in a CSV file: what OCDS has a place for goes there,
// and what it has none for goes along under `stelsel`.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_

#include <map>
#include <string>
#include <vector>

#include "stelsel/plugin.hpp"

namespace inkoop {

// Fields without a value are absent.
using TextRow = std::map<std::string, std::string>;

std::string TextIn(const TextRow& row, const std::string& field);  // empty when absent
// Takes a field out of the row.
std::string TakeFrom(TextRow& row, const std::string& field);

// All rows of a table, in its order.
std::vector<TextRow> TextRowsOf(const stelsel::Snapshot& snapshot, const std::string& table);

// What a purchase is called in its details, by its code in inkoop_procedure; empty for another.
std::string DetailsOf(const std::string& kind);
// The status of a tender for a procedure's state, and the other way round; empty for another.
std::string StatusOf(const std::string& state);
std::string StateOf(const std::string& status);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_ROWS_H_
