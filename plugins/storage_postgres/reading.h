// The rows of a table as a stream.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_READING_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_READING_H_

#include <memory>

#include "database.h"
#include "ddl.h"
#include "stelsel/plugin.hpp"

namespace storage_postgres {

// What is read: a COPY whose columns are the fields of `schema`, or those of its key.
struct Reading {
  Schema schema;
  bool keys = false;
  std::string copy;
};

// The rows of a reading that was started in `connection`, in a transaction; some 64k a batch. They
// come as they are read: nothing but a batch is held. A value that is not of its field's type ends
// the stream with STELSEL_DATA_LOSS. A session that is lost before the first batch was handed over
// is replaced; later it ends the stream with STELSEL_UNAVAILABLE.
stelsel::Stream read_rows(std::shared_ptr<Database> database,
                          std::unique_ptr<Connection> connection, Reading reading);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_READING_H_
