// Schemas as people and other programs want to read them.
#ifndef STELSEL_CORE_CLI_DESCRIBE_H_
#define STELSEL_CORE_CLI_DESCRIBE_H_

#include <string>
#include <vector>

#include "core/schema/schema_set.h"

namespace stelsel::core {

// One line a table: name, whose it is, title; under the headings of their groups.
std::string ListTables(const std::vector<TableSchemaPtr>& tables, Language language);
// One table for a terminal of 80 columns: what it is, its fields, keys, references and time.
std::string DescribeTable(const TableSchema& table, Language language);
// A data dictionary in Markdown.
std::string MarkdownOf(const std::vector<TableSchemaPtr>& tables, Language language);
// The tables and their references as an SVG.
std::string PictureOf(const std::vector<TableSchemaPtr>& tables, Language language);
// CREATE TABLE statements for PostgreSQL, in an order in which they can be run.
std::string SqlOf(const std::vector<TableSchemaPtr>& tables);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_DESCRIBE_H_
