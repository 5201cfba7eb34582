// SQLite's C interface with owners and with errors that a user can read. Every result code is
// looked at: what is not fine is thrown as stelsel::Error, one sentence that names the file.
// No values of cells stand in a sentence.
#ifndef STELSEL_PLUGINS_STORAGE_SQLITE_SQLITE_H_
#define STELSEL_PLUGINS_STORAGE_SQLITE_SQLITE_H_

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace storage_sqlite {

// A file opened by SQLite. Statements and streams must go before it. One thread at a time.
class Connection {
 public:
  // Opens a file that was recognised as ours (file.h); never makes one. `path` stands in errors.
  // Unless `writable`, nothing in it can be changed through this connection, but a commit that was
  // cut off is undone first where the file's permissions allow it.
  Connection(const std::string& path, bool writable);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();
  // Ends it, and says so when that fails. Nothing else may be called afterwards.
  void close();

  sqlite3* raw() const { return raw_; }
  const std::string& path() const { return path_; }

  // Runs one statement that gives no rows we want.
  void run(const std::string& sql);
  // Several statements, each ending with a semicolon.
  void run_all(const std::string& sql);
  // The first column of the first row, which must be there and have that type.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);
  // True between BEGIN and its end.
  bool in_transaction() const { return sqlite3_get_autocommit(raw_) == 0; }

  // Throws that the file is not as stelsel left it.
  [[noreturn]] void fail_changed(const std::string& what) const;
  // Throws what `code`, a result of SQLite on this connection, means.
  [[noreturn]] void fail(int code) const;
  void check(int code) const {
    if (code != SQLITE_OK) fail(code);
  }

 private:
  void protect();
  void prepare_writing();
  void set(int option, int value);
  int system_error() const;
  sqlite3* raw_ = nullptr;
  std::string path_;
};

// A prepared statement. Texts that are bound are borrowed until the next step; the texts of a row
// live until the next call.
class Statement {
 public:
  Statement(Connection& connection, const std::string& sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(raw_); }  // its result was seen by the step that failed

  int parameters() const { return sqlite3_bind_parameter_count(raw_); }
  // Parameters count from 1.
  void bind(int parameter, std::string_view text) {
    connection_->check(sqlite3_bind_text64(raw_, parameter,
                                           text.data() != nullptr ? text.data() : "", text.size(),
                                           SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind(int parameter, std::int64_t value) {
    connection_->check(sqlite3_bind_int64(raw_, parameter, value));
  }
  void bind_null(int parameter) { connection_->check(sqlite3_bind_null(raw_, parameter)); }

  // Moves to the next row; false at the end.
  bool step() {
    const int code = sqlite3_step(raw_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) connection_->fail(code);
    return false;
  }
  // Runs to the end and makes ready for the next set of values.
  void run() {
    while (step()) continue;
    connection_->check(sqlite3_reset(raw_));
  }

  // Columns count from 0.
  int type(int column) const { return sqlite3_column_type(raw_, column); }
  std::int64_t integer(int column) const { return sqlite3_column_int64(raw_, column); }
  // Of a column whose type is SQLITE_TEXT.
  std::string_view text(int column) const;

 private:
  Connection* connection_;
  sqlite3_stmt* raw_ = nullptr;
};

// A name as SQL wants it.
std::string quoted(std::string_view name);

}  // namespace storage_sqlite

#endif  // STELSEL_PLUGINS_STORAGE_SQLITE_SQLITE_H_
