#include "connection.h"

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "views.h"
#include "weigh.h"

namespace sql {
namespace {

using stelsel::Error;

// Few, since one step may read all rows of a table.
constexpr int kStepsBetweenLooks = 1000;
constexpr std::chrono::milliseconds kBetweenTells(100);

// Whether `name` has rows that hold for a time only: a period, or observations.
bool has_time(const std::string& json) {
  boost::system::error_code wrong;
  const boost::json::value schema = boost::json::parse(json, wrong);
  if (wrong || !schema.is_object()) return false;
  return schema.get_object().contains("stelsel:period") ||
         schema.get_object().contains("stelsel:observed");
}

// What a query may do: read, call functions, recurse.
bool is_allowed(int action) {
  return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
         action == SQLITE_RECURSIVE;
}

const char* words_for(int action) {
  switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return "attach another database";
    case SQLITE_PRAGMA:
      return "set or ask a PRAGMA";
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return "begin or end a transaction";
    default:
      return "change anything";
  }
}

// The line of a text in which byte `offset` stands, from 1.
int line_of(const std::string& text, int offset) {
  const auto end = text.begin() + std::min(offset, static_cast<int>(text.size()));
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

// How many letters must change, come or go for one word to become the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

int to_code(int sqlite) {
  switch (sqlite & 0xff) {
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
    case SQLITE_FULL:
      return STELSEL_RESOURCE_EXHAUSTED;
    case SQLITE_ERROR:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return STELSEL_INVALID_ARGUMENT;
    default:
      return STELSEL_INTERNAL;
  }
}

}  // namespace

Connection::Connection(const stelsel::Run& run) {
  context_.run = &run;
  const int code = sqlite3_open_v2(
      ":memory:", &raw_,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
      nullptr);
  owned_.reset(raw_);
  check(code);
  configure();
  add_tables(run.snapshot);
  add_views(run.snapshot);
  context_.run = nullptr;
}

Connection::~Connection() = default;

void Connection::check(int code) {
  if (code != SQLITE_OK) fail(code, "");
}

void Connection::configure() {
  check(sqlite3_extended_result_codes(raw_, 1));
  check(sqlite3_db_config(raw_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
  check(sqlite3_db_config(raw_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr));
  sqlite3_limit(raw_, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(raw_, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit(raw_, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit(raw_, SQLITE_LIMIT_COMPOUND_SELECT, 200);
  sqlite3_limit(raw_, SQLITE_LIMIT_VDBE_OP, 250'000);
  sqlite3_limit(raw_, SQLITE_LIMIT_WORKER_THREADS, 0);
  // What a query sorts goes into a file when it does not fit into its cache.
  check(sqlite3_exec(raw_, "PRAGMA temp_store=FILE", nullptr, nullptr, nullptr));
  sqlite3_progress_handler(
      raw_, kStepsBetweenLooks,
      [](void* self) { return static_cast<Connection*>(self)->is_to_stop() ? 1 : 0; }, this);
}

void Connection::add_table(const std::string& name, bool is_as_of) {
  names_.push_back({&context_, name, is_as_of});
  check(sqlite3_create_module_v2(raw_, (name + (is_as_of ? "_as_of" : "")).c_str(), &table_module(),
                                 &names_.back(), nullptr));
}

void Connection::add_tables(const stelsel::Snapshot& snapshot) {
  for (const std::string& name : snapshot.tables()) {
    add_table(name, false);
    if (has_time(snapshot.schema(name))) add_table(name, true);
  }
}

void Connection::add_views(const stelsel::Snapshot& snapshot) {
  const std::vector<std::string> tables = snapshot.tables();
  for (const View& view : kViews) {
    if (std::find(tables.begin(), tables.end(), view.name) != tables.end()) continue;
    const std::string text = std::string("CREATE TEMP VIEW ") + view.name + " AS " + view.select;
    check(sqlite3_exec(raw_, text.c_str(), nullptr, nullptr, nullptr));
  }
  // From here on a query may only read.
  check(sqlite3_set_authorizer(
      raw_,
      [](void* self, int action, const char*, const char* function, const char*, const char*) {
        return static_cast<Connection*>(self)->authorize(action, function);
      },
      this));
}

int Connection::authorize(int action, const char* function) {
  if (action == SQLITE_SELECT) ++selects_;
  if (action == SQLITE_FUNCTION) calls_known_ = calls_known_ && may_call(function);
  if (may_change() || is_allowed(action)) return SQLITE_OK;
  denied_ = words_for(action);
  return SQLITE_DENY;
}

void Connection::begin(const stelsel::Run& run, const Limits& limits) {
  if (limits.cache_megabytes != cache_megabytes_) {
    const std::string pragma =
        "PRAGMA cache_size=-" + std::to_string(limits.cache_megabytes * 1024);
    check(sqlite3_exec(raw_, pragma.c_str(), nullptr, nullptr, nullptr));
    cache_megabytes_ = limits.cache_megabytes;
  }
  context_.run = &run;
  limits_ = limits;
  stopped_ = Stopped::no;
  denied_.clear();
  selects_ = 0;
  calls_known_ = true;
  context_.failed_with = STELSEL_OK;
  deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  sqlite3_limit(raw_, SQLITE_LIMIT_LENGTH, static_cast<int>(limits.text_bytes));
}

void Connection::end() {
  context_.run = nullptr;
  context_.as_of.reset();
}

bool Connection::is_to_stop() {
  if (context_.run == nullptr) return false;
  const stelsel::Run& run = *context_.run;
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ >= kBetweenTells) {
    told_ = now;
    run.host.progress().advance(run.progress, "query", ++tells_, 0);
  }
  if (run.host.progress().cancelled(run.progress) != 0) stopped_ = Stopped::cancelled;
  if (now > deadline_) stopped_ = Stopped::too_slow;
  return stopped_ != Stopped::no;
}

// Of a table that is not there: the one that may be meant.
std::string Connection::suggestion(const std::string& message) const {
  constexpr std::string_view kNoTable = "no such table: ";
  if (message.compare(0, kNoTable.size(), kNoTable) != 0) return "";
  const std::string wanted = message.substr(kNoTable.size());
  std::string nearest;
  std::size_t least = wanted.size() / 3 + 1;
  const auto look_at = [&](const std::string& name) {
    const std::size_t steps = distance(wanted, name);
    if (steps < least) {
      least = steps;
      nearest = name;
    }
  };
  for (const TableName& table : names_) look_at(table.name + (table.is_as_of ? "_as_of" : ""));
  for (const View& view : kViews) look_at(view.name);
  return nearest.empty() ? "" : "; perhaps " + nearest + " is meant";
}

void Connection::fail(int code, const std::string& text) {
  if (stopped_ == Stopped::cancelled) throw Error(STELSEL_CANCELLED, "cancelled");
  if (stopped_ == Stopped::too_slow) {
    throw Error(STELSEL_RESOURCE_EXHAUSTED,
                "takes longer than " + std::to_string(limits_.seconds) + " s");
  }
  if (!denied_.empty()) throw Error(STELSEL_INVALID_ARGUMENT, "a query may not " + denied_);
  const int at = raw_ != nullptr ? sqlite3_error_offset(raw_) : -1;
  std::string message = raw_ != nullptr ? sqlite3_errmsg(raw_) : sqlite3_errstr(code);
  if (context_.failed_with != STELSEL_OK) throw Error(context_.failed_with, message);
  if ((code & 0xff) == SQLITE_TOOBIG)
    message = "a text is longer than " + std::to_string(limits_.text_bytes) + " bytes";
  message += suggestion(message);
  if (at >= 0) message = "line " + std::to_string(line_of(text, at)) + ": " + message;
  throw Error(to_code(code), message);
}

}  // namespace sql
