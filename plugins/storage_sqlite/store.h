// A store in one SQLite file. README.md says what stands in the file.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ddl.h"
#include "layout.h"
#include "plugins/storage/revision_store.h"
#include "sqlite.h"
#include "stelsel/plugin.hpp"

namespace storage_sqlite {

// An open file, shared by its store, that store's commit and its streams. The last closes it.
struct File {
  Connection connection;
  bool writable;
  Layout layout;
  int streams = 0;       // that still have a statement running
  bool writing = false;  // a commit is being made
  bool broken = false;   // a commit could not be undone

  // The newest revision; 0 when there is none.
  std::int64_t latest();
  // The Table Schema that a table was stored with, and the revision that made it; absent when there
  // is no such table.
  struct Stored {
    std::string json;
    std::int64_t made_at = 0;
  };
  std::optional<Stored> find_table(const std::string& table);
  // That, read; what is no schema means that somebody changed the file.
  Schema stored_schema(const std::string& table, const std::string& json) const;
  // Throws unless `table` is a plain table, which runs nothing when it is used.
  void check_plain_table(const std::string& table);
};

class SqliteStore : public storage::RevisionStore {
 public:
  // `mode` is of enum stelsel_open_mode.
  SqliteStore(const stelsel::Host& host, const std::string& path, int mode);

  std::vector<std::string> tables() override;
  std::string schema(const std::string& table) override;
  std::unique_ptr<stelsel::Transaction> begin(const stelsel::Commit& commit) override;
  void close() override;
  void verify(stelsel_progress* progress) override;
  void backup(const std::string& path, stelsel_progress* progress) override;

 private:
  std::string name() const override { return "`" + file_->connection.path() + "`"; }
  std::int64_t newest() override;
  stelsel::Stream rows_at(const std::string& table, std::int64_t number) override;
  stelsel::Revision revision_at(std::int64_t number) override;
  stelsel::Changes changes_between(const std::string& table, std::int64_t from,
                                   std::int64_t to) override;
  File::Stored stored(const std::string& table);
  // Throws unless its rows are kept.
  void need_rows_of(std::int64_t number);
  void verify_table(const std::string& table);
  // Throws while a commit is being made: what it wrote must not show.
  Connection& quiet();
  const stelsel::Host host_;
  std::shared_ptr<File> file_;
  // Of a store opened for reading, which shows what was there then.
  std::optional<std::int64_t> shown_;
};

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_
