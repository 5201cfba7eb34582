// The cells of an Arrow stream as texts, for streams whose columns no schema declares: the result
// of a query or calculation, the rows that a plugin's rule gives.
#ifndef STELSEL_CORE_MODEL_STREAM_CELLS_H_
#define STELSEL_CORE_MODEL_STREAM_CELLS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "stelsel/stelsel.h"

namespace stelsel::core {

// One thread at a time.
class StreamCells {
 public:
  enum class Kind { kText, kInteger, kDecimal, kFloat, kBoolean, kDate, kDateTime };
  struct Column {
    std::string name;
    Kind kind = Kind::kText;
    int scale = 0;  // decimals, of a kDecimal
  };

  // Takes `stream`, which is released when this goes, or here on failure: when it is used up, has
  // no columns, or has a column of a type that the border does not name, or two of one name.
  static absl::StatusOr<StreamCells> Open(ArrowArrayStream* stream);
  StreamCells(StreamCells&&) noexcept;
  StreamCells& operator=(StreamCells&&) noexcept;
  ~StreamCells();

  const std::vector<Column>& columns() const { return columns_; }
  // Place of the column, or -1.
  int IndexOf(std::string_view name) const;

  // Moves to the next row; false at the end. InvalidArgument when a batch does not fit the columns.
  absl::StatusOr<bool> Next();

  // The cell as our own files have it: true, 2021-12-31, 12.50; a float as the shortest text that
  // reads back the same. Null when it has no value; else it lives until the next call of this or
  // of Next. InvalidArgument where a text is no UTF-8, or points nowhere.
  absl::StatusOr<const std::string*> Text(size_t column);

 private:
  struct Inside;
  explicit StreamCells(std::unique_ptr<Inside> inside);

  std::unique_ptr<Inside> inside_;
  std::vector<Column> columns_;
};

}  // namespace stelsel::core

#endif  // STELSEL_CORE_MODEL_STREAM_CELLS_H_
