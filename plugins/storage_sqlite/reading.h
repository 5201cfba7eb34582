// The rows of a table as a stream.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_

#include <memory>
#include <string>
#include <vector>

#include "ddl.h"
#include "stelsel/plugin.hpp"
#include "store.h"

namespace storage_sqlite {

// The rows that `sql` gives, whose columns are `fields` of a table, some 64k a batch. The stream
// keeps the file open. A value that is not of its field's type ends it with STELSEL_DATA_LOSS.
stelsel::Stream read_rows(std::shared_ptr<File> file, const std::string& table,
                          std::vector<Field> fields, const std::string& sql);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_
