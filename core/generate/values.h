// Values that fit a field of a schema. Internal to this room.
#ifndef STELSEL_CORE_GENERATE_VALUES_H_
#define STELSEL_CORE_GENERATE_VALUES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "core/generate/landscape.h"
#include "core/generate/random.h"

namespace stelsel::core {

// Makes up values for rows of one table. Refers to all that it is given.
class Values {
 public:
  // A cell for each field of the schema, empty for no value.
  using Cells = std::vector<std::string>;
  // The first year of which anything is told.
  static constexpr int kFirstYear = 2016;

  Values(Landscape& landscape, const MadeTable& table, Random& random)
      : landscape_(landscape), table_(table), schema_(*table.schema), random_(random) {}

  // Unimplemented when a required field has a pattern for which nothing can be made up.
  absl::Status CheckPatterns() const;
  // A value for a field that refers to nothing. A code that is made of a name fills in the name
  // too.
  std::string Of(const Field& field, Cells& cells);

 private:
  std::string FromPattern(const Field& field, uint64_t number) const;
  int64_t Number(const Field& field);
  std::string Text(const Field& field, Cells& cells);
  std::string Name(const Cells& cells);

  Landscape& landscape_;
  const MadeTable& table_;
  const TableSchema& schema_;
  Random& random_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_GENERATE_VALUES_H_
