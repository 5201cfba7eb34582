// The values of one record at a time, by the fields of a table.
#ifndef STELSEL_CORE_IO_ROW_VALUES_H_
#define STELSEL_CORE_IO_ROW_VALUES_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "core/io/cell.h"
#include "core/io/foreign_cell.h"
#include "core/io/record.h"
#include "core/model/chunk.h"
#include "core/schema/schema.h"

namespace stelsel::core {

// One thread at a time. The schema must outlive it.
class RowValues {
 public:
  // With `decimal_comma` a point in a number is one between thousands where it can be.
  RowValues(const TableSchema& schema, bool decimal_comma);

  // Column `i` has values of `columns[i]`, or of nothing when that is -1. Fields without a column
  // have none.
  void SetColumns(const std::vector<int>& columns);
  // Columns whose cells are to be empty: a row that has something there is not the short way's.
  void SetNameless(std::vector<size_t> columns) { nameless_ = std::move(columns); }

  // Takes the values of `cells`, which may be fewer or more than the columns; false when one is
  // missing, is none of its field's type, or is no UTF-8. Lives as long as the cells do.
  bool Parse(const std::vector<Cell>& cells);

  // The short way for a record of which nothing is to be told: without a fault, a cell a column,
  // not all of them empty, each with a value that can be read. Appends its values as a row, without
  // keeping them here; false, with nothing appended, for any other record. That texts are UTF-8 has
  // been seen to before.
  bool AppendWhole(const Record& record, ChunkBuilder& chunk);

  // The value of a field; absent when it is missing or cannot be read.
  const std::optional<CellValue>& Value(int field) const {
    return values_[static_cast<size_t>(field)];
  }
  // The primary key; empty when not all of it can be read.
  std::vector<std::string> Key() const;

  // Appends the values, all of which can be read, as a row.
  void AppendTo(ChunkBuilder& chunk, const Record& record) const;

  // Forms met so far that are not those of our own files.
  const ForeignForms& forms() const { return forms_; }
  void AddForms(const ForeignForms& forms) { forms_.Add(forms); }

 private:
  struct Used {
    size_t column;
    int field;
  };

  bool AppendCell(int field, const Cell& cell, ChunkBuilder& chunk);
  std::optional<CellValue> ParseOne(int field, const Cell& cell);
  std::optional<CellValue> ParseForeign(int field, const Cell& cell);

  const TableSchema& schema_;
  size_t columns_ = 0;
  const bool decimal_comma_;
  std::vector<size_t> unused_;                    // fields without a column
  std::vector<Used> used_;                        // columns that have a field
  std::vector<size_t> nameless_;                  // columns that are to be empty
  std::vector<std::optional<CellValue>> values_;  // by field
  std::vector<CellText> own_;                     // by field, texts that values borrow
  ForeignForms forms_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_ROW_VALUES_H_
