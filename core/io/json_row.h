// One row of a JSON file: an object or a list, to cells.
#ifndef STELSEL_CORE_IO_JSON_ROW_H_
#define STELSEL_CORE_IO_JSON_ROW_H_

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/io/record.h"

namespace stelsel::core {

// Remembers the names that the rows of a file had so far, each of which is a column. One thread at
// a time.
class JsonRowParser {
 public:
  // At most `max_names` different names are taken.
  JsonRowParser(bool lists, size_t max_names);
  ~JsonRowParser();

  // Puts the row that `text` is into the cells of `record`, which borrow from the parser until the
  // next Parse, and new names into its labels. Where it is no such row, sets the record's fault,
  // and fault_line and fault_byte to the place within `text`, both from 0.
  void Parse(std::string_view text, Record& record);

 private:
  class Handler;
  struct Parser;

  std::unique_ptr<Parser> parser_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_JSON_ROW_H_
