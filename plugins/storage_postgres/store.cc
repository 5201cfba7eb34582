#include "store.h"

#include <utility>

#include "reading.h"
#include "setup.h"
#include "transaction.h"
#include "verify.h"

namespace storage_postgres {

using stelsel::Error;

std::optional<StoredTable> find_table(Connection& connection, const std::string& store,
                                      const std::string& table) {
  const Result found = connection.run("SELECT schema, coalesce(region, ''), made_at FROM " +
                                          quoted(store) + ".stelsel_table WHERE name = $1",
                                      {table});
  if (found.rows() == 0) return std::nullopt;
  return StoredTable{found.text(0, 0), found.text(0, 1), found.integer(0, 2)};
}

Schema stored_schema(const Connection& connection, const std::string& table,
                     const StoredTable& stored) {
  try {
    return storage::read_schema(table, stored.schema);
  } catch (const Error& e) {
    connection.fail_changed(e.what());
  }
}

StoredTable hold_table(Connection& connection, const std::string& store, const std::string& table) {
  connection.run("LOCK TABLE " + quoted(store) + '.' + quoted(table) + " IN ACCESS SHARE MODE");
  std::optional<StoredTable> stored = find_table(connection, store, table);
  if (!stored) connection.fail_changed("table `" + table + "` is gone");
  return *std::move(stored);
}

void fail_grown(const Connection& connection, const std::string& table) {
  throw Error(STELSEL_UNAVAILABLE, "table `" + table + "` of " + connection.name() +
                                       " was brought forward meanwhile; open it again");
}

std::int64_t newest_revision(Connection& connection, const std::string& store) {
  return connection
      .run("SELECT coalesce(max(number), 0) FROM " + quoted(store) + ".stelsel_revision")
      .integer(0, 0);
}

PostgresStore::PostgresStore(stelsel::Host host, const std::string& path, int mode)
    : RevisionStore(mode), host_(host), database_(std::make_shared<Database>(path)) {
  database_->use([&](Connection& connection) {
    name_ = connection.name();
    if (mode == STELSEL_CREATE) make_store(connection, database_->schema());
    check_store(connection, database_->schema(), writable());
    if (writable()) let_commit_end(connection, database_->schema());
    pinned_ = newest_revision(connection, database_->schema());
  });
}

std::int64_t PostgresStore::newest(Connection& connection) const {
  return writable() ? newest_revision(connection, database_->schema()) : pinned_;
}

std::int64_t PostgresStore::newest() {
  if (!writable()) return pinned_;
  std::int64_t number = 0;
  database_->use([&](Connection& connection) { number = newest(connection); });
  return number;
}

std::vector<std::string> PostgresStore::tables() {
  std::vector<std::string> names;
  database_->use([&](Connection& connection) {
    const Result found = connection.run("SELECT name FROM " + database_->own("stelsel_table") +
                                            " WHERE made_at <= $1 ORDER BY position",
                                        {std::to_string(newest(connection))});
    names.clear();
    for (int row = 0; row < found.rows(); ++row) names.push_back(found.text(row, 0));
  });
  return names;
}

std::string PostgresStore::schema(const std::string& table) {
  if (const auto told = schemas_.find(table); told != schemas_.end()) return told->second;
  std::optional<StoredTable> found;
  database_->use([&](Connection& connection) {
    found = find_table(connection, database_->schema(), table);
    if (found && found->made_at > newest(connection)) found.reset();
  });
  if (!found) throw Error(STELSEL_NOT_FOUND, name_ + " has no table `" + table + "`");
  if (!writable()) schemas_[table] = found->schema;
  return found->schema;
}

stelsel::Stream PostgresStore::stream(const std::string& table, bool keys,
                                      const std::function<std::string(const Schema&)>& copy) {
  const std::string known = schema(table);
  Reading reading{{}, keys, {}};
  std::unique_ptr<Connection> connection = database_->start([&](Connection& opened) {
    opened.run("BEGIN TRANSACTION READ ONLY");
    const StoredTable stored = hold_table(opened, database_->schema(), table);
    if (!writable() && stored.schema != known) fail_grown(opened, table);
    reading.schema = stored_schema(opened, table, stored);
    reading.copy = copy(reading.schema);
    // Servers sort by an index that they have; here all rows would have to come first.
    if (is_partitioned(reading.schema) && has_shards(opened, database_->schema())) {
      reading.copy = "SET LOCAL enable_sort = off; " + reading.copy;
    }
    opened.start_reading(reading.copy);
  });
  return read_rows(database_, std::move(connection), std::move(reading));
}

stelsel::Stream PostgresStore::rows_at(const std::string& table, std::int64_t number) {
  return stream(table, false,
                [&](const Schema& held) { return copy_rows(database_->schema(), held, number); });
}

stelsel::Revision PostgresStore::revision_at(std::int64_t number) {
  std::optional<stelsel::Revision> out;
  database_->use([&](Connection& connection) {
    const Result found = connection.run(
        "SELECT upserted, erased, to_char(\"time\" AT TIME ZONE 'UTC', "
        "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), author, message, digest FROM " +
            database_->own("stelsel_revision") + " WHERE number = $1",
        {std::to_string(number)});
    if (found.rows() == 0) connection.fail_changed("a revision is missing");
    out = stelsel::Revision{number,           found.integer(0, 0), found.integer(0, 1),
                            found.text(0, 2), found.text(0, 3),    found.text(0, 4),
                            found.text(0, 5)};
  });
  return *out;
}

stelsel::Changes PostgresStore::changes_between(const std::string& table, std::int64_t from,
                                                std::int64_t to) {
  const std::string& store = database_->schema();
  stelsel::Changes out;
  out.upserts =
      stream(table, false, [&](const Schema& held) { return copy_upserts(store, held, from, to); });
  out.erasures =
      stream(table, true, [&](const Schema& held) { return copy_erasures(store, held, from, to); });
  return out;
}

std::unique_ptr<stelsel::Transaction> PostgresStore::begin(const stelsel::Commit& commit) {
  need_writable();
  if (*writing_) {
    throw Error(STELSEL_FAILED_PRECONDITION, "a commit to " + name_ + " must be ended first");
  }
  return std::make_unique<PostgresTransaction>(database_, commit, writing_);
}

void PostgresStore::verify(stelsel_progress* progress) {
  const auto advance = [&](const std::string& what, std::int64_t done, std::int64_t total) {
    if (progress == nullptr) return;
    host_.progress().advance(progress, what.c_str(), done, total);
    if (host_.progress().cancelled(progress) != 0) throw Error(STELSEL_CANCELLED, "cancelled");
  };
  database_->use(
      [&](Connection& connection) { verify_store(connection, database_->schema(), advance); });
}

void PostgresStore::backup(const std::string&, stelsel_progress*) {
  throw Error(
      STELSEL_UNIMPLEMENTED,
      name_ + " is copied by PostgreSQL's own tools: pg_dump --schema=" + database_->schema() +
          " --schema=" + database_->schema() + "_latest, or pg_basebackup for the whole server");
}

void PostgresStore::close() {
  const std::shared_ptr<Database> database = std::move(database_);
  if (database.use_count() > 1) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                name_ + " was closed before its streams and its commit");
  }
}

}  // namespace storage_postgres
