// A store in a schema of a PostgreSQL database. README.md says what stands in it.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_STORE_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_STORE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "database.h"
#include "ddl.h"
#include "plugins/storage/revision_store.h"
#include "stelsel/plugin.hpp"

namespace storage_postgres {

// What stelsel_table has of a table.
struct StoredTable {
  std::string schema;  // as JSON
  std::string region;  // the column that it is partitioned by; empty when it is not
  std::int64_t made_at = 0;
};
std::optional<StoredTable> find_table(Connection& connection, const std::string& store,
                                      const std::string& table);
// Its schema, read; what is no schema means that somebody changed the store.
Schema stored_schema(const Connection& connection, const std::string& table,
                     const StoredTable& stored);

// Holds a table as it is until the transaction that is open ends: a commit that changes it waits.
StoredTable hold_table(Connection& connection, const std::string& store, const std::string& table);
// Throws that a table is not what it was when it was first asked for.
[[noreturn]] void fail_grown(const Connection& connection, const std::string& table);

// The newest revision; 0 when there is none.
std::int64_t newest_revision(Connection& connection, const std::string& store);

class PostgresStore : public storage::RevisionStore {
 public:
  // `mode` is of enum stelsel_open_mode. Opened for reading, it shows the revision that was the
  // newest at that moment until it is closed.
  PostgresStore(stelsel::Host host, const std::string& path, int mode);

  std::string schema(const std::string& table) override;
  std::vector<std::string> tables() override;
  void verify(stelsel_progress* progress) override;
  void backup(const std::string& path, stelsel_progress* progress) override;
  std::unique_ptr<stelsel::Transaction> begin(const stelsel::Commit& commit) override;
  void close() override;

 private:
  std::string name() const override { return name_; }
  std::int64_t newest() override;
  std::int64_t newest(Connection& connection) const;
  stelsel::Stream rows_at(const std::string& table, std::int64_t number) override;
  stelsel::Revision revision_at(std::int64_t number) override;
  stelsel::Changes changes_between(const std::string& table, std::int64_t from,
                                   std::int64_t to) override;
  // `copy` makes the COPY of a table's schema.
  stelsel::Stream stream(const std::string& table, bool keys,
                         const std::function<std::string(const Schema&)>& copy);

  stelsel::Host host_;
  std::shared_ptr<Database> database_;
  std::shared_ptr<bool> writing_ = std::make_shared<bool>(false);  // a commit is being made
  std::string name_;
  std::int64_t pinned_ = 0;                     // the revision to show, when opened for reading
  std::map<std::string, std::string> schemas_;  // that were told, when opened for reading
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_STORE_H_
