#include "sqlite.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>

#include "stelsel/detail/error.hpp"

namespace storage_sqlite {
namespace {

using stelsel::Error;

constexpr int kBusyMilliseconds = 5000;

[[noreturn]] void fail_write_protected(const std::string& file, int extended) {
  switch (extended) {
    case SQLITE_READONLY_DIRECTORY:
      throw Error(STELSEL_PERMISSION_DENIED,
                  file + " cannot be changed: a commit must be able to make a file in its folder");
    case SQLITE_READONLY_ROLLBACK:
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTLOCK:
    case SQLITE_READONLY_CANTINIT:
      throw Error(STELSEL_PERMISSION_DENIED,
                  file +
                      " holds a commit that was cut off, and undoing it needs permission to "
                      "write the file and its folder");
    default:
      throw Error(STELSEL_PERMISSION_DENIED, file + " is write-protected");
  }
}

// What the operating system said, when that is the cause.
[[noreturn]] void fail_in_system(const std::string& file, int system) {
  const std::string reason = system != 0 ? std::strerror(system) : "input or output failed";
  if (system == ENOSPC || system == EDQUOT || system == EFBIG) {
    throw Error(STELSEL_RESOURCE_EXHAUSTED, "there is no room for " + file + ": " + reason);
  }
  if (system == EACCES || system == EPERM || system == EROFS) {
    throw Error(STELSEL_PERMISSION_DENIED, file + " may not be used: " + reason);
  }
  throw Error(STELSEL_UNAVAILABLE, file + " could not be read or written: " + reason);
}

// Where a path cannot be taken for something else: SQLite gives `:memory:` and, when the program
// around us asked for it, `file:` a meaning of their own.
std::string plain(const std::string& path) { return std::filesystem::absolute(path).string(); }

}  // namespace

Connection::Connection(const std::string& path, bool writable) : path_(path) {
  // Read-write in both cases, so that a commit that was cut off can be undone; SQLite falls back to
  // reading by itself. Calls on one store are one at a time, so SQLite needs no locks of its own.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                    SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(plain(path).c_str(), &raw_, flags, nullptr);
  try {
    if (raw_ == nullptr) throw std::bad_alloc();
    check(code);
    check(sqlite3_busy_timeout(raw_, kBusyMilliseconds));
    protect();
    writable ? prepare_writing() : run("PRAGMA query_only = ON");
  } catch (...) {
    sqlite3_close_v2(raw_);
    throw;
  }
}

Connection::~Connection() { sqlite3_close_v2(raw_); }

void Connection::close() {
  check(sqlite3_close(raw_));
  raw_ = nullptr;
}

// The file may be anybody's: nothing in it may run, and no text may pass for a name.
void Connection::protect() {
  set(SQLITE_DBCONFIG_DEFENSIVE, 1);
  set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
  set(SQLITE_DBCONFIG_ENABLE_VIEW, 0);
  set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
  set(SQLITE_DBCONFIG_ENABLE_FKEY, 0);
  set(SQLITE_DBCONFIG_DQS_DDL, 0);
  set(SQLITE_DBCONFIG_DQS_DML, 0);
  sqlite3_limit(raw_, SQLITE_LIMIT_ATTACHED, 0);
  run("PRAGMA mmap_size = 0");
  run("PRAGMA cell_size_check = ON");
  run("PRAGMA cache_size = -16384");
}

// README.md says why these.
void Connection::prepare_writing() {
  if (sqlite3_db_readonly(raw_, "main") != 0) fail(SQLITE_READONLY);
  if (text("PRAGMA journal_mode = DELETE") != "delete") fail(SQLITE_BUSY);
  run("PRAGMA synchronous = EXTRA");
  // What does not fit here goes to the file before the commit, and then nobody can read it.
  run("PRAGMA cache_size = -262144");
}

void Connection::set(int option, int value) {
  int now = -1;
  check(sqlite3_db_config(raw_, option, value, &now));
  if (now != value) throw Error(STELSEL_INTERNAL, "SQLite would not be set up as is needed");
}

void Connection::run(const std::string& sql) { Statement(*this, sql).run(); }

void Connection::run_all(const std::string& sql) {
  check(sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::number(const std::string& sql) {
  Statement statement(*this, sql);
  if (!statement.step() || statement.type(0) != SQLITE_INTEGER) fail_changed("a number is missing");
  return statement.integer(0);
}

std::string Connection::text(const std::string& sql) {
  Statement statement(*this, sql);
  if (!statement.step() || statement.type(0) != SQLITE_TEXT) fail_changed("a text is missing");
  return std::string(statement.text(0));
}

// A COMMIT that fails does not tell the connection why, but the file knows.
int Connection::system_error() const {
  int cause = sqlite3_system_errno(raw_);
  if (cause == 0) sqlite3_file_control(raw_, "main", SQLITE_FCNTL_LAST_ERRNO, &cause);
  return cause;
}

void Connection::fail_changed(const std::string& what) const {
  throw Error(STELSEL_DATA_LOSS, "`" + path_ + "` is not as stelsel left it: " + what);
}

void Connection::fail(int code) const {
  const std::string file = "`" + path_ + "`";
  const std::string said = sqlite3_errmsg(raw_);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(STELSEL_UNAVAILABLE, file + " is in use by somebody else; try again later");
    case SQLITE_READONLY:
      fail_write_protected(file, code);
    case SQLITE_FULL:
      fail_in_system(file, ENOSPC);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      fail_in_system(file, system_error());
    case SQLITE_INTERRUPT:
      throw Error(STELSEL_CANCELLED, "cancelled");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_TOOBIG:
      throw Error(STELSEL_OUT_OF_RANGE, "a text is longer than fits in " + file);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(STELSEL_DATA_LOSS, file + " is damaged: " + said);
    case SQLITE_CONSTRAINT:
      throw Error(STELSEL_FAILED_PRECONDITION, file + " does not take a row: " + said);
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
    case SQLITE_AUTH:
      // Our SQL fits the tables that we make, so they were changed.
      fail_changed(said);
    default:
      throw Error(STELSEL_INTERNAL, file + " failed: " + said);
  }
}

Statement::Statement(Connection& connection, const std::string& sql) : connection_(&connection) {
  connection.check(sqlite3_prepare_v3(connection.raw(), sql.c_str(),
                                      static_cast<int>(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT,
                                      &raw_, nullptr));
}

std::string_view Statement::text(int column) const {
  const unsigned char* data = sqlite3_column_text(raw_, column);
  if (data == nullptr) connection_->fail(SQLITE_NOMEM);
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(raw_, column))};
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

}  // namespace storage_sqlite
