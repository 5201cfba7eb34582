// A commit being made.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_TRANSACTION_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_TRANSACTION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "store.h"

namespace storage_sqlite {

// One transaction of SQLite. Holds the file's write lock from its making until its end, so that
// nobody else can commit on the same base.
class SqliteTransaction : public stelsel::Transaction {
 public:
  SqliteTransaction(std::shared_ptr<File> file, const stelsel::Commit& commit);
  ~SqliteTransaction() override;

  void upsert(const std::string& table, const std::string& schema, stelsel::Stream rows) override;
  void erase(const std::string& table, const std::string& schema, stelsel::Stream keys) override;
  void commit() override;
  void finish(const std::string& digest) override;

 private:
  struct Settled {
    Schema schema;
    bool fresh = false;  // it had no rows before this commit
  };
  // The table, made or grown so that it keeps rows of this schema.
  const Settled& settle(const std::string& table, const std::string& json);
  void make_table(const Schema& schema);
  void grow_table(const Schema& stored, const Schema& given);
  void write_schema(const char* sql, const Schema& schema);
  // Keeps the file as it was before this commit brings something in it forward, once.
  void keep_copy();
  void write_revision(const std::string& digest);
  void bring_layout_forward();
  void roll_back() noexcept;

  std::shared_ptr<File> file_;
  Connection& connection_;
  stelsel::Commit commit_;
  std::int64_t base_ = 0;
  std::map<std::string, Settled> settled_;
  bool copied_ = false;
  std::int64_t upserted_ = 0;
  std::int64_t erased_ = 0;
  bool failed_ = false;
};

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_TRANSACTION_H_
