// The sessions of an open store.
#ifndef STELSEL_PLUGINS_STORAGE_POSTGRES_DATABASE_H_
#define STELSEL_PLUGINS_STORAGE_POSTGRES_DATABASE_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "address.h"
#include "postgres.h"

namespace storage_postgres {

// Shared by a store, its commit and its streams; each stream has a session of its own, so that
// several can be open. Any thread.
class Database {
 public:
  explicit Database(const std::string& path) : address_(path) {}
  const Address& address() const { return address_; }
  const std::string& schema() const { return address_.schema(); }
  // A table of the store, as SQL wants it.
  std::string own(const std::string& table) const { return quoted(schema()) + '.' + quoted(table); }

  // Runs `f` in a session, which is then the caller's. When the session is lost meanwhile, or none
  // can be had, it tries again in another, a few times: `f` must change nothing that stays.
  using Use = std::function<void(Connection&)>;
  std::unique_ptr<Connection> start(const Use& f);
  // The same, and the session goes back.
  void use(const Use& f) { give(start(f)); }
  // Takes a session back; one that is busy or lost is ended.
  void give(std::unique_ptr<Connection> connection);

 private:
  std::unique_ptr<Connection> take();

  const Address address_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace storage_postgres

#endif  // STELSEL_PLUGINS_STORAGE_POSTGRES_DATABASE_H_
