// One file with rows of tables, of any kind that is read.
#ifndef STELSEL_CORE_IO_TABLE_FILE_H_
#define STELSEL_CORE_IO_TABLE_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "core/io/package.h"
#include "core/io/source_files.h"
#include "core/io/table_format.h"
#include "core/model/finding.h"
#include "core/model/writer.h"
#include "core/schema/schema_set.h"

namespace stelsel::core {

// Where rows go, and what is wrong with them.
struct ReadTarget {
  const SchemaSet& schemas;
  Writer& writer;
  FindingSink& sink;
  const ReadOptions& options;
};

// Appends the rows of the file `name` of `files` to the table of `schema`. A file that cannot be
// read, or whose head names no field of the table, leaves the table as it is, with a finding. Fails
// only when cancelled, or when the writer does not know the table.
absl::Status ReadTableFile(SourceFiles& files, const std::string& name, const TableFormat& format,
                           const TableSchema& schema, const ReadTarget& target);

// The same for a workbook of which each sheet that is called as a table, or has its title, holds
// rows of that table. Where it has one sheet, the file may be called as the table instead.
absl::Status ReadWorkbookFile(SourceFiles& files, const std::string& name,
                              const NamedFormat& format, const ReadTarget& target);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_TABLE_FILE_H_
