// The value that the text of a cell stands for.
#ifndef STELSEL_CORE_IO_CELL_H_
#define STELSEL_CORE_IO_CELL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/schema/schema.h"

namespace stelsel::core {

struct CellValue {
  enum class Kind {
    kNull,
    kScalar,  // days, cents, 0 or 1, ...: as a Column keeps it
    kText,    // of a kText, kCode or kEdtf
  };
  Kind kind = Kind::kNull;
  int64_t scalar = 0;
  std::string_view text;  // borrowed from the cell
};

// The value of a cell of `field`; absent when it has none of the field's type. An empty cell is
// null, but a quoted empty one is an empty text where the field is a kText or kCode.
// Strict: ISO dates, `true` and `false`, numbers as our own files have them. Does not look at
// constraints, nor at whether a kText or kCode is well-formed UTF-8. Any thread.
std::optional<CellValue> ParseCell(const Field& field, std::string_view text, bool quoted = false);

// The value as our own files have it; empty when null.
std::string FormatCell(const Field& field, const CellValue& value);

// What a finding calls the type: integer, number, boolean, date, datetime, edtf or string.
std::string_view TypeWord(Type type);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CELL_H_
