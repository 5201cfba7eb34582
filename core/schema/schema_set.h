// All tables that are known together: the core's and those of the plugins that were found.
#ifndef STELSEL_CORE_SCHEMA_SCHEMA_SET_H_
#define STELSEL_CORE_SCHEMA_SCHEMA_SET_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/schema/schema.h"

namespace stelsel::core {

using TableSchemaPtr = std::shared_ptr<const TableSchema>;

// Immutable after Create; any thread.
class SchemaSet {
 public:
  // Checks what only shows when tables stand side by side: no name twice, references to a table
  // and fields that are there, of the same type, and that are the key of that table.
  static absl::StatusOr<std::shared_ptr<const SchemaSet>> Create(
      std::vector<TableSchemaPtr> tables);

  // The table, or null.
  TableSchemaPtr Find(std::string_view table) const;
  // In an order in which a table comes after those it refers to (but itself); names break ties.
  const std::vector<TableSchemaPtr>& tables() const { return ordered_; }
  // The field whose values `table.field` shares, following references: `region.region` for
  // `agreement_status.region`. Fields of one root share a dictionary, so their interned codes can
  // be compared.
  const std::string& Root(std::string_view table, std::string_view field) const;
  // Over names and digests of all tables: two sets with the same digest are the same.
  std::string Digest() const;

 private:
  absl::Status CheckReferences() const;
  absl::Status CheckReference(const TableSchema& from, const ForeignKey& key) const;
  void Order();
  void FindRoots();

  std::map<std::string, TableSchemaPtr, std::less<>> by_name_;
  std::vector<TableSchemaPtr> ordered_;
  std::map<std::string, std::string, std::less<>> roots_;  // by "table.field"
};

using SchemaSetPtr = std::shared_ptr<const SchemaSet>;

// The core's own tables, from the schema files that are built into the library.
const std::vector<TableSchemaPtr>& CoreTables();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_SCHEMA_SCHEMA_SET_H_
