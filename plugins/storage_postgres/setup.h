// Making and recognising a store: what stands in its schema beside the tables of the model.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_H_

#include <string>

#include "postgres.h"

namespace storage_postgres {

// The layout of what stands in the schema. A later one may be read, not written.
inline constexpr int kLayout = 1;

// Throws unless the schema is a store that can be opened in this way: STELSEL_NOT_FOUND when there
// is none, STELSEL_FAILED_PRECONDITION when it is something else or of a newer layout.
void check_store(Connection& connection, const std::string& schema, bool to_write);

// Makes the store unless the schema is there, whatever it is. Of several that do so at once one
// makes it, and the others wait for it.
void make_store(Connection& connection, const std::string& schema);

// Waits a moment for a commit that is being made: when its client was killed the server may still
// be ending it, one way or the other.
void let_commit_end(Connection& connection, const std::string& schema);

// Whether regions of it stand on other servers.
bool has_shards(Connection& connection, const std::string& schema);

// Takes the lock of the store's commits, until the transaction ends.
std::string lock_sql(const std::string& schema);
// The same until the session ends, or gives it back: also when the transaction is rolled back.
std::string keep_lock_sql(const std::string& schema);
std::string give_lock_sql(const std::string& schema);

// Gives the store's readers and writers, as far as those roles exist, their rights on a table of
// the model and on its view.
void grant_table(Connection& connection, const std::string& schema, const std::string& table);

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_SETUP_H_
