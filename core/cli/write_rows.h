// The rows of a query or calculation on standard output.
#ifndef STELSEL_CORE_CLI_WRITE_ROWS_H_
#define STELSEL_CORE_CLI_WRITE_ROWS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "core/model/stream_cells.h"

namespace stelsel::core {

inline constexpr const char* kRowFormats[] = {"table", "csv", "json", "ndjson"};

// Writes all rows to `write` in one of the kRowFormats. A table for reading keeps all rows until it
// knows how wide the columns are; the others write as they read. In JSON an integer and a decimal
// are numbers with all their digits, and what has no value is null. A table that is wider than
// `width` columns is written a row after the other, a line for each field that has a value; 0 is
// any width.
absl::Status WriteRows(StreamCells cells, std::string_view format,
                       absl::FunctionRef<absl::Status(std::string_view)> write, size_t width = 0);

// The columns of the terminal on standard output; 0 when it is none, whose readers want lines as
// they are.
size_t TerminalWidth();

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CLI_WRITE_ROWS_H_
