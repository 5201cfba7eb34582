// A table as a CSV file of our own.
#ifndef STELSEL_CORE_IO_CSV_TABLE_H_
#define STELSEL_CORE_IO_CSV_TABLE_H_

#include "absl/status/status.h"
#include "core/base/file.h"
#include "core/model/table.h"

namespace stelsel::core {

// Writes the head, all fields in the schema's order, and the rows as WritePackage says. Does not
// commit `out`.
absl::Status WriteCsvTable(const Table& table, FileWriter& out);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_IO_CSV_TABLE_H_
