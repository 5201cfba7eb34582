// Which field of a table the head of a column means.
#ifndef STELSEL_CORE_IO_LABELS_H_
#define STELSEL_CORE_IO_LABELS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "core/io/csv_reader.h"
#include "core/schema/schema.h"

namespace stelsel::core {

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

// The columns of a file, from its first record.
struct Head {
  struct Fault {
    std::string_view rule;   // of core/rules.json
    size_t column;           // from 0
    std::string_view label;  // borrowed from the cells; empty when it is not to be shown
  };

  std::vector<int> columns;   // the field of each column, or -1
  std::vector<Fault> faults;  // in the order of the columns
  bool by_title = false;      // some column is known by another head than its field's name
};

// Where a column has a field's own name, one headed by that field's title means something else.
Head ReadHead(absl::Span<const CsvCell> cells, const TableSchema& schema);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_LABELS_H_
