#include "store.h"

#include <utility>

#include "file.h"
#include "reading.h"
#include "transaction.h"

namespace storage_sqlite {
namespace {

using stelsel::Error;

std::shared_ptr<File> open_file(const std::string& path, int mode) {
  if (mode != STELSEL_READ && mode != STELSEL_WRITE && mode != STELSEL_CREATE) {
    throw Error(STELSEL_INVALID_ARGUMENT, "a store cannot be opened in this way");
  }
  if (!is_there(path)) {
    if (mode == STELSEL_CREATE) make_store(path);
    if (mode != STELSEL_CREATE || !is_there(path)) {
      throw Error(STELSEL_NOT_FOUND, "there is no file `" + path + "`");
    }
  }
  const bool writable = mode != STELSEL_READ;
  return std::shared_ptr<File>(new File{Connection(path, writable), writable});
}

}  // namespace

std::int64_t File::latest() {
  return connection.number("SELECT coalesce(max(\"number\"), 0) FROM stelsel_revision");
}

std::optional<std::string> File::find_schema(const std::string& table) {
  Statement statement(connection, "SELECT \"schema\" FROM stelsel_table WHERE \"name\" = ?");
  statement.bind(1, table);
  if (!statement.step()) return std::nullopt;
  if (statement.type(0) != SQLITE_TEXT) connection.fail_changed("a schema is no text");
  return std::string(statement.text(0));
}

Schema File::stored_schema(const std::string& table, const std::string& json) const {
  try {
    return read_schema(table, json);
  } catch (const Error& e) {
    connection.fail_changed(e.what());
  }
}

// A virtual table is code that runs when the table is used. Views and triggers are switched off.
void File::check_plain_table(const std::string& table) {
  Statement statement(connection,
                      "SELECT count(*) FROM sqlite_schema WHERE \"type\" = 'table' AND "
                      "\"name\" = ? AND \"sql\" LIKE 'CREATE TABLE %'");
  statement.bind(1, table);
  if (!statement.step() || statement.integer(0) != 1) {
    connection.fail_changed("`" + table + "` is missing or is no plain table");
  }
}

SqliteStore::SqliteStore(const std::string& path, int mode) : file_(open_file(path, mode)) {
  Connection& connection = file_->connection;
  // For reading, one moment for as long as the store is open.
  if (!file_->writable) connection.run("BEGIN");
  if (connection.number("PRAGMA application_id") != kApplicationId) {
    throw Error(STELSEL_FAILED_PRECONDITION, "`" + path + "` is not a SQLite file of stelsel");
  }
  file_->check_plain_table("stelsel_table");
  file_->check_plain_table("stelsel_revision");
}

Connection& SqliteStore::quiet() {
  if (file_->broken) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "a commit to `" + file_->connection.path() + "` could not be undone; open it anew");
  }
  if (file_->writing) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "a commit to `" + file_->connection.path() + "` must be ended first");
  }
  return file_->connection;
}

std::string SqliteStore::latest() {
  quiet();
  const std::int64_t number = file_->latest();
  return number > 0 ? std::to_string(number) : "";
}

std::vector<std::string> SqliteStore::tables() {
  Statement statement(quiet(), "SELECT \"name\" FROM stelsel_table ORDER BY \"position\"");
  std::vector<std::string> names;
  while (statement.step()) {
    if (statement.type(0) != SQLITE_TEXT) quiet().fail_changed("a table's name is no text");
    names.emplace_back(statement.text(0));
  }
  return names;
}

std::string SqliteStore::schema(const std::string& table) {
  std::optional<std::string> json = (quiet(), file_->find_schema(table));
  if (!json) {
    throw Error(STELSEL_NOT_FOUND,
                "`" + file_->connection.path() + "` has no table `" + table + "`");
  }
  return *std::move(json);
}

stelsel::Stream SqliteStore::read(const std::string& table, const std::string& revision) {
  if (revision != "latest" && revision != latest()) {
    throw Error(STELSEL_UNIMPLEMENTED, "`" + file_->connection.path() +
                                           "` keeps the rows of its newest revision only (`" +
                                           latest() + "`), not those of `" + revision + "`");
  }
  Schema stored = file_->stored_schema(table, schema(table));
  file_->check_plain_table(table);
  return read_rows(file_, std::move(stored));
}

std::unique_ptr<stelsel::Transaction> SqliteStore::begin(const stelsel::Commit& commit) {
  const std::string name = "`" + quiet().path() + "`";
  if (!file_->writable) {
    throw Error(STELSEL_FAILED_PRECONDITION, name + " was opened for reading");
  }
  // A statement that runs would see the rows of a commit that is not there yet.
  if (file_->streams > 0) {
    throw Error(STELSEL_FAILED_PRECONDITION, "streams of " + name + " must be released first");
  }
  return std::make_unique<SqliteTransaction>(file_, commit);
}

void SqliteStore::close() {
  const std::shared_ptr<File> file = std::move(file_);
  if (file.use_count() > 1) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "`" + file->connection.path() + "` was closed before its streams and its commit");
  }
  if (file->broken) {
    throw Error(STELSEL_UNAVAILABLE, "a commit to `" + file->connection.path() +
                                         "` could not be undone; the next that opens it does so");
  }
  file->connection.close();  // ends the moment that was read as well
}

}  // namespace storage_sqlite
