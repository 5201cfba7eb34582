// One table in one CSV file.
#ifndef STELSEL_CORE_IO_CSV_TABLE_H_
#define STELSEL_CORE_IO_CSV_TABLE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "core/base/file.h"
#include "core/io/package.h"
#include "core/io/text_file.h"
#include "core/model/finding.h"
#include "core/model/table.h"
#include "core/model/writer.h"

namespace stelsel::core {

// What a description says of a CSV file; what it leaves out is found by looking at the file.
struct CsvFormat {
  std::optional<char> delimiter;
  std::optional<char> quote;
  std::optional<Encoding> encoding;
  std::optional<bool> decimal_comma;
};

// Appends the rows of the file at `path` to the table of `schema`, and puts what is wrong with it
// into `sink`; ReadSource says how. A file whose head names no field of the table leaves the table
// as it is. Fails only when cancelled, or when `writer` does not know the table.
absl::Status ReadCsvTable(const std::string& path, const CsvFormat& format,
                          const TableSchema& schema, Writer& writer, FindingSink& sink,
                          const ReadOptions& options);

// Writes the head, all fields in the schema's order, and the rows as WritePackage says. Does not
// commit `out`.
absl::Status WriteCsvTable(const Table& table, FileWriter& out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_TABLE_H_
