// Which field of a table the head of a column means, and which table a name.
#ifndef STELSEL_CORE_IO_LABELS_H_
#define STELSEL_CORE_IO_LABELS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "core/schema/schema.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// The table of that name, or else with that Dutch or English title, in any case; null when there is
// none, or two have the title.
TableSchemaPtr FindTable(const SchemaSet& schemas, std::string_view name);

// A column may be headed by the field's name, by an earlier name (stelsel:was), or by its Dutch or
// English title, in any case and with spaces around it. A title that two fields share means none.
class Labels {
 public:
  explicit Labels(const TableSchema& schema);

  // The field, or -1.
  int FieldOf(std::string_view label) const;

 private:
  void Add(std::string_view label, int field);

  absl::flat_hash_map<std::string, int> fields_;  // -1: shared by two
};

// The columns of a file. One thread at a time; the schema must outlive it.
class Head {
 public:
  struct Fault {
    std::string_view rule;   // of core/rules.json
    size_t column;           // from 0
    std::string_view label;  // borrowed from what was added; empty when it is not to be shown
    // The field that an unknown column may have been meant for; of those that no column is.
    std::string near = {};
  };

  explicit Head(const TableSchema& schema);

  // Adds columns behind those there are, and returns what is wrong with them, in their order.
  // Where a column has a field's own name, one beside it headed by that field's title means
  // something else.
  std::vector<Fault> Add(absl::Span<const std::string_view> labels);

  // The field of each column, or -1.
  const std::vector<int>& columns() const { return columns_; }
  bool Has(int field) const { return taken_[static_cast<size_t>(field)]; }
  // Whether some column is a field.
  bool knows_any() const { return any_; }
  // Whether some column is known by another head than its field's name.
  bool by_title() const { return by_title_; }

 private:
  // The fields that no column is.
  std::vector<std::string> Free() const;
  std::pair<int, std::string_view> FieldOrFault(
      std::string_view label, const absl::flat_hash_set<std::string_view>& beside);

  const TableSchema& schema_;
  const Labels labels_;
  std::vector<int> columns_;
  std::vector<bool> taken_;  // by field
  absl::flat_hash_set<std::string> seen_;
  bool any_ = false;
  bool by_title_ = false;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_LABELS_H_
