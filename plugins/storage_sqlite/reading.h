// The rows of a table as a stream.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_

#include <memory>

#include "schema.h"
#include "stelsel/plugin.hpp"
#include "store.h"

namespace storage_sqlite {

// All rows in the order of the key, some 64k a batch. The stream keeps the file open. A value that
// is not of its field's type ends it with STELSEL_DATA_LOSS.
stelsel::Stream read_rows(std::shared_ptr<File> file, Schema schema);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_READING_H_
