// An SQLite database in memory that holds nothing but the tables of a snapshot, to be read.
#ifndef STELSEL_PLUGINS_SQL_CONNECTION_H_
#define STELSEL_PLUGINS_SQL_CONNECTION_H_

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "context.h"
#include "module.h"
#include "stelsel/plugin.hpp"

namespace sql {

// What one query may take.
struct Limits {
  std::int64_t rows = 1'000'000;  // of the answer
  std::int64_t seconds = 600;
  std::int64_t text_bytes = 1'000'000;   // of one value
  std::int64_t cache_megabytes = 64;     // of pages in memory; what does not fit goes to a file
  std::int64_t answer_megabytes = 1024;  // texts of the answer
};

// One thread at a time; any thread after another.
class Connection {
 public:
  // Knows the tables of this snapshot, which it does not keep.
  explicit Connection(const stelsel::Run& run);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // A query is between these; `run` lives that long.
  void begin(const stelsel::Run& run, const Limits& limits);
  void end();

  sqlite3* raw() const { return raw_; }
  // Of what was prepared since begin: whether it is one SELECT that may be weighed.
  bool may_weigh() const { return selects_ == 1 && calls_known_; }
  // Throws what the last failing call means. `text` is the query.
  [[noreturn]] void fail(int code, const std::string& text);

 private:
  void configure();
  void add_tables(const stelsel::Snapshot& snapshot);
  void add_views(const stelsel::Snapshot& snapshot);
  void check(int code);
  void add_table(const std::string& name, bool is_as_of);
  std::string suggestion(const std::string& message) const;
  bool is_to_stop();
  int authorize(int action, const char* function);
  // Outside a query, and while SQLite is told of a table's columns.
  bool may_change() const { return context_.run == nullptr || context_.is_declaring; }

  struct Close {
    void operator()(sqlite3* raw) const { sqlite3_close_v2(raw); }  // of nothing but memory
  };
  Context context_;
  std::deque<TableName> names_;  // their addresses stay
  std::unique_ptr<sqlite3, Close> owned_;
  sqlite3* raw_ = nullptr;
  Limits limits_;
  std::int64_t cache_megabytes_ = 0;  // as it is set
  std::chrono::steady_clock::time_point deadline_, told_;
  std::int64_t tells_ = 0;
  enum class Stopped { no, cancelled, too_slow } stopped_ = Stopped::no;
  int selects_ = 0;
  bool calls_known_ = true;
  std::string denied_;  // what the query asked for and may not do
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_CONNECTION_H_
