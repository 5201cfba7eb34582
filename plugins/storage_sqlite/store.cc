#include "store.h"

#include <utility>

#include "copying.h"
#include "file.h"
#include "reading.h"
#include "transaction.h"

namespace storage_sqlite {
namespace {

using stelsel::Error;

std::shared_ptr<File> open_file(const std::string& path, int mode) {
  if (!is_there(path)) {
    if (mode == STELSEL_CREATE) make_store(path);
    if (mode != STELSEL_CREATE || !is_there(path)) {
      throw Error(STELSEL_NOT_FOUND, "there is no file `" + path + "`");
    }
  }
  const bool writable = mode != STELSEL_READ;
  return std::shared_ptr<File>(new File{Connection(path, writable), writable, {}});
}

// Asks now and then whether to stop, while SQLite works. `progress` may be null.
class Cancellable {
 public:
  Cancellable(Connection& connection, const stelsel::Host& host, stelsel_progress* progress)
      : connection_(connection), progress_(progress) {
    if (progress == nullptr) return;
    service_ = &host.progress();
    sqlite3_progress_handler(
        connection.raw(), kSteps,
        [](void* self) {
          const auto& asked = *static_cast<const Cancellable*>(self);
          return asked.service_->cancelled(asked.progress_) != 0 ? 1 : 0;
        },
        this);
  }
  Cancellable(const Cancellable&) = delete;
  Cancellable& operator=(const Cancellable&) = delete;
  ~Cancellable() { sqlite3_progress_handler(connection_.raw(), 0, nullptr, nullptr); }

 private:
  static constexpr int kSteps = 10'000;
  Connection& connection_;
  const stelsel_progress_v1* service_ = nullptr;
  stelsel_progress* const progress_;
};

}  // namespace

std::int64_t File::latest() {
  return connection.number("SELECT coalesce(max(\"number\"), 0) FROM stelsel_revision");
}

std::optional<File::Stored> File::find_table(const std::string& table) {
  const std::string made_at = layout.keeps_revisions() ? "\"made_at\"" : "0";
  Statement statement(connection,
                      "SELECT \"schema\", " + made_at + " FROM stelsel_table WHERE \"name\" = ?");
  statement.bind(1, table);
  if (!statement.step()) return std::nullopt;
  if (statement.type(0) != SQLITE_TEXT) connection.fail_changed("a schema is no text");
  return Stored{std::string(statement.text(0)), statement.integer(1)};
}

Schema File::stored_schema(const std::string& table, const std::string& json) const {
  try {
    return storage::read_schema(table, json);
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

SqliteStore::SqliteStore(const stelsel::Host& host, const std::string& path, int mode)
    : RevisionStore(mode), host_(host), file_(open_file(path, mode)) {
  Connection& connection = file_->connection;
  if (connection.number("PRAGMA application_id") != kApplicationId) {
    throw Error(STELSEL_FAILED_PRECONDITION, "`" + path + "` is not a SQLite file of stelsel");
  }
  file_->layout = read_layout(connection);
  if (file_->writable && file_->layout.is_newer()) {
    throw Error(
        STELSEL_FAILED_PRECONDITION,
        "`" + path + "` was made by a newer version of stelsel: it can be read, not written");
  }
  file_->check_plain_table("stelsel_table");
  file_->check_plain_table("stelsel_revision");
  if (file_->writable) return;
  // One moment for as long as the store is open. Where the past is kept nobody has to wait for us.
  if (!file_->layout.keeps_revisions()) connection.run("BEGIN");
  shown_ = file_->latest();
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

std::int64_t SqliteStore::newest() {
  quiet();
  return shown_ ? *shown_ : file_->latest();
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

File::Stored SqliteStore::stored(const std::string& table) {
  quiet();
  std::optional<File::Stored> found = file_->find_table(table);
  if (!found) {
    throw Error(STELSEL_NOT_FOUND, name() + " has no table `" + table + "`");
  }
  return *std::move(found);
}

std::string SqliteStore::schema(const std::string& table) { return stored(table).json; }

// Before the first revision there were none.
void SqliteStore::need_rows_of(std::int64_t number) {
  const std::int64_t first =
      file_->layout.keeps_revisions() ? file_->layout.first_revision : newest();
  if (number > 0 && number < first) {
    throw Error(STELSEL_UNIMPLEMENTED,
                name() + " has the rows of revision " + std::to_string(first) +
                    " and later ones: an earlier version of stelsel, which kept only the newest, "
                    "made the others");
  }
}

stelsel::Stream SqliteStore::rows_at(const std::string& table, std::int64_t number) {
  need_rows_of(number);
  const File::Stored found = stored(table);
  const Schema schema = file_->stored_schema(table, found.json);
  file_->check_plain_table(table);
  const bool is_newest = !file_->layout.keeps_revisions() || number == file_->latest();
  return read_rows(file_, table, schema.fields,
                   is_newest ? select_sql(schema) : select_past_sql(schema, number));
}

stelsel::Changes SqliteStore::changes_between(const std::string& table, std::int64_t from,
                                              std::int64_t to) {
  if (!file_->layout.keeps_revisions()) return Store::changes(table, from, to);
  need_rows_of(to);
  need_rows_of(from);
  const File::Stored found = stored(table);
  const Schema schema = file_->stored_schema(table, found.json);
  file_->check_plain_table(table);
  std::vector<Field> key;
  for (const std::size_t place : schema.key) key.push_back(schema.fields[place]);
  return {read_rows(file_, table, schema.fields, upserts_sql(schema, found.made_at, from, to)),
          read_rows(file_, table, key, erasures_sql(schema, from, to))};
}

stelsel::Revision SqliteStore::revision_at(std::int64_t number) {
  if (!file_->layout.keeps_revisions()) return Store::revision(number);
  Statement statement(quiet(),
                      "SELECT \"number\", \"upserted\", \"erased\", \"time\", \"author\", "
                      "\"message\", \"digest\" FROM stelsel_revision WHERE \"number\" = ?");
  statement.bind(1, number);
  if (!statement.step()) quiet().fail_changed("a revision is missing");
  for (int column = 3; column < 7; ++column) {
    if (statement.type(column) != SQLITE_TEXT) quiet().fail_changed("a revision is not whole");
  }
  const auto text = [&](int column) { return std::string(statement.text(column)); };
  return {statement.integer(0),
          statement.integer(1),
          statement.integer(2),
          text(3),
          text(4),
          text(5),
          text(6)};
}

// What the layout promises of the numbers of revisions.
void SqliteStore::verify_table(const std::string& table) {
  const std::string newest_text = std::to_string(newest());
  const std::string past = past_table(table);
  if (quiet().number("SELECT count(*) FROM " + quoted(table) +
                     " WHERE \"rev_from\" < 1 OR "
                     "\"rev_from\" > " +
                     newest_text) != 0 ||
      quiet().number("SELECT count(*) FROM " + quoted(past) +
                     " WHERE \"rev_from\" < 1 OR "
                     "\"rev_to\" <= \"rev_from\" OR \"rev_to\" > " +
                     newest_text) != 0) {
    quiet().fail_changed("table `" + table + "` has rows of no revision");
  }
}

void SqliteStore::verify(stelsel_progress* progress) {
  const Cancellable cancellable(quiet(), host_, progress);
  Statement statement(quiet(), "PRAGMA integrity_check(1)");
  if (!statement.step() || statement.text(0) != "ok") {
    throw Error(STELSEL_DATA_LOSS,
                "`" + quiet().path() + "` is damaged: " + std::string(statement.text(0)));
  }
  while (statement.step()) continue;
  if (!file_->layout.keeps_revisions()) return;
  if (quiet().number("SELECT count(*) FROM stelsel_revision WHERE \"number\" BETWEEN 1 AND " +
                     std::to_string(newest())) != newest()) {
    quiet().fail_changed("a revision is missing");
  }
  for (const std::string& table : tables()) verify_table(table);
}

void SqliteStore::backup(const std::string& path, stelsel_progress* progress) {
  copy_store(quiet().path(), path, Existing::kRefuse, [&](std::int64_t done, std::int64_t total) {
    if (progress == nullptr) return;
    const stelsel_progress_v1& service = host_.progress();
    service.advance(progress, "backup", done, total);
    if (service.cancelled(progress) != 0) throw Error(STELSEL_CANCELLED, "cancelled");
  });
}

std::unique_ptr<stelsel::Transaction> SqliteStore::begin(const stelsel::Commit& commit) {
  quiet();
  need_writable();
  // A statement that runs would see the rows of a commit that is not there yet.
  if (file_->streams > 0) {
    throw Error(STELSEL_FAILED_PRECONDITION, "streams of " + name() + " must be released first");
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
