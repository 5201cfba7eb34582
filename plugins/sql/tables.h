// What is kept with a snapshot for as long as it lives: its tables, and connections that are ready
// for the next query.
#ifndef STELSEL_PLUGINS_SQL_TABLES_H_
#define STELSEL_PLUGINS_SQL_TABLES_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "stelsel/stelsel.hpp"
#include "table.h"

namespace sql {

class Connection;

// Any thread.
class Tables {
 public:
  Tables();
  ~Tables();

  // The table, which must be known.
  Table& table(const std::string& name, const stelsel::Snapshot& snapshot);
  // The same snapshot as of a day. The last day that was asked for is kept.
  stelsel::Snapshot as_of(const std::string& day, const stelsel::Snapshot& snapshot);

  // A connection that nobody uses; null when there is none.
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Table>> tables_;
  std::string day_;
  std::unique_ptr<stelsel::Snapshot> as_of_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_TABLES_H_
