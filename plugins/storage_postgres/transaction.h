// A commit being made.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_TRANSACTION_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_TRANSACTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "database.h"
#include "store.h"
#include "table_writer.h"

namespace storage_postgres {

// One transaction of PostgreSQL, in a session of its own. Holds the lock of the store's commits
// from its making until its end, so that nobody else can commit on the same base. Where the user is
// a member of the store's owner it works as that one, so that what it makes is the owner's.
class PostgresTransaction : public stelsel::Transaction {
 public:
  // `writing` is true for as long as this lives.
  PostgresTransaction(std::shared_ptr<Database> database, const stelsel::Commit& commit,
                      std::shared_ptr<bool> writing);
  ~PostgresTransaction() override;

  void upsert(const std::string& table, const std::string& schema, stelsel::Stream rows) override;
  void erase(const std::string& table, const std::string& schema, stelsel::Stream keys) override;
  void commit() override { finish(""); }
  void finish(const std::string& digest) override;

 private:
  void begin(Connection& connection);
  void lock(Connection& connection);
  // Gives whether a commit before this one was cut off between several servers.
  bool check_state(Connection& connection);
  void mark_unfinished();
  void unmark_unfinished();

  // The table, made or grown so that it keeps rows of this schema.
  Written& settle(const std::string& table, const std::string& json);
  Written make_table(Schema schema);
  void make_view(const Schema& schema);
  Written grow_table(const StoredTable& stored, Schema schema);
  void alter_table(const storage::Growth& growth, const std::string& table);
  void need_owner(const std::string& table) const;

  void change(const std::function<void()>& f);
  void tend_tables();
  void write_revision(const std::string& digest);
  void send_commit();
  void find_out();
  void end();
  void roll_back() noexcept;

  std::shared_ptr<Database> database_;
  stelsel::Commit commit_;
  std::shared_ptr<bool> writing_;
  std::unique_ptr<Connection> connection_;
  std::string name_;  // of the store, for people
  std::string role_;  // a statement that makes it work as the owner; or none
  bool owner_ = false;
  bool sharded_ = false;     // regions are kept on other servers
  bool unfinished_ = false;  // it is marked that something may come to stand on those
  bool committing_ = false;  // something may stand there
  std::int64_t base_ = 0;
  std::string token_;  // by which this commit is known, should its answer be lost
  std::map<std::string, Written> written_;
  std::int64_t upserted_ = 0;
  std::int64_t erased_ = 0;
  bool failed_ = false;
  bool cut_off_ = false;  // a server was, this one or another
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_TRANSACTION_H_
