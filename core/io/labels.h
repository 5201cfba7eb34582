// Which field of a table the head of a column means.
#ifndef STELSEL_CORE_IO_LABELS_H_
#define STELSEL_CORE_IO_LABELS_H_

#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
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

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_LABELS_H_
