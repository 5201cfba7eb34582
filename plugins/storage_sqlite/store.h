// A store in one SQLite file. README.md says what stands in the file.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schema.h"
#include "sqlite.h"
#include "stelsel/plugin.hpp"

namespace storage_sqlite {

// An open file, shared by its store, that store's commit and its streams. The last closes it.
struct File {
  Connection connection;
  bool writable;
  int streams = 0;       // that still have a statement running
  bool writing = false;  // a commit is being made
  bool broken = false;   // a commit could not be undone

  // The newest revision; 0 when there is none.
  std::int64_t latest();
  // The Table Schema that a table was stored with; absent when there is no such table.
  std::optional<std::string> find_schema(const std::string& table);
  // That, read; what is no schema means that somebody changed the file.
  Schema stored_schema(const std::string& table, const std::string& json) const;
  // Throws unless `table` is a plain table, which runs nothing when it is used.
  void check_plain_table(const std::string& table);
};

class SqliteStore : public stelsel::Store {
 public:
  // `mode` is of enum stelsel_open_mode.
  SqliteStore(const std::string& path, int mode);

  std::string latest() override;
  std::vector<std::string> tables() override;
  std::string schema(const std::string& table) override;
  stelsel::Stream read(const std::string& table, const std::string& revision) override;
  std::unique_ptr<stelsel::Transaction> begin(const stelsel::Commit& commit) override;
  void close() override;

 private:
  // Throws while a commit is being made: what it wrote must not show.
  Connection& quiet();
  std::shared_ptr<File> file_;
};

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_STORE_H_
