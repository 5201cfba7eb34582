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

std::int64_t newest_revision(Connection& connection, const std::string& store) {
  return connection
      .run("SELECT coalesce(max(number), 0) FROM " + quoted(store) + ".stelsel_revision")
      .integer(0, 0);
}

PostgresStore::PostgresStore(stelsel::Host host, const std::string& path, int mode)
    : host_(host), database_(std::make_shared<Database>(path)), writable_(mode != STELSEL_READ) {
  if (mode != STELSEL_READ && mode != STELSEL_WRITE && mode != STELSEL_CREATE) {
    throw Error(STELSEL_INVALID_ARGUMENT, "a store cannot be opened in this way");
  }
  database_->use([&](Connection& connection) {
    name_ = connection.name();
    if (mode == STELSEL_CREATE) make_store(connection, database_->schema());
    check_store(connection, database_->schema(), writable_);
    if (writable_) let_commit_end(connection, database_->schema());
    pinned_ = newest_revision(connection, database_->schema());
  });
}

std::int64_t PostgresStore::newest(Connection& connection) const {
  return writable_ ? newest_revision(connection, database_->schema()) : pinned_;
}

std::string PostgresStore::latest() {
  std::int64_t number = 0;
  database_->use([&](Connection& connection) { number = newest(connection); });
  return number > 0 ? std::to_string(number) : "";
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
  if (!writable_) schemas_[table] = found->schema;
  return found->schema;
}

// A commit that changes the table waits for this lock, and what it changes is read after it.
Schema PostgresStore::hold(Connection& connection, const std::string& table) {
  connection.run("LOCK TABLE " + database_->own(table) + " IN ACCESS SHARE MODE");
  const std::optional<StoredTable> stored = find_table(connection, database_->schema(), table);
  if (!stored) connection.fail_changed("table `" + table + "` is gone");
  const auto told = schemas_.find(table);
  if (told != schemas_.end() && told->second != stored->schema) {
    throw Error(STELSEL_UNAVAILABLE, "table `" + table + "` of " + name_ +
                                         " was brought forward meanwhile; open it again");
  }
  return stored_schema(connection, table, *stored);
}

stelsel::Stream PostgresStore::stream(
    const std::string& table, bool keys,
    const std::function<std::string(Connection&, const Schema&)>& copy) {
  schema(table);  // that it is there
  Reading reading{{}, keys, {}};
  std::unique_ptr<Connection> connection = database_->start([&](Connection& opened) {
    opened.run("BEGIN TRANSACTION READ ONLY");
    reading.schema = hold(opened, table);
    reading.copy = copy(opened, reading.schema);
    // Servers sort by an index that they have; here all rows would have to come first.
    if (is_partitioned(reading.schema) && has_shards(opened, database_->schema())) {
      reading.copy = "SET LOCAL enable_sort = off; " + reading.copy;
    }
    opened.start_reading(reading.copy);
  });
  return read_rows(database_, std::move(connection), std::move(reading));
}

stelsel::Stream PostgresStore::read(const std::string& table, const std::string& revision) {
  return stream(table, false, [&](Connection& connection, const Schema& held) {
    const std::int64_t number = number_of(revision, newest(connection));
    return copy_rows(database_->schema(), held, number);
  });
}

void PostgresStore::fail_revision(const std::string& revision) const {
  throw Error(STELSEL_NOT_FOUND, name_ + " has no revision `" + revision + "`");
}

std::int64_t PostgresStore::number_of(const std::string& revision, std::int64_t newest) const {
  if (revision == "latest") return newest;
  if (revision.empty() || revision.size() > 18 || revision[0] == '0' ||
      revision.find_first_not_of("0123456789") != std::string::npos ||
      std::stoll(revision) > newest) {
    fail_revision(revision);
  }
  return std::stoll(revision);
}

stelsel::Revision PostgresStore::revision(std::int64_t number) {
  std::optional<stelsel::Revision> out;
  database_->use([&](Connection& connection) {
    if (number < 1 || number > newest(connection)) return;
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
  if (!out) fail_revision(std::to_string(number));
  return *out;
}

stelsel::Changes PostgresStore::changes(const std::string& table, std::int64_t from,
                                        std::int64_t to) {
  if (from < 0 || from > to) {
    throw Error(STELSEL_INVALID_ARGUMENT, "changes lead from a revision to a later one, not from " +
                                              std::to_string(from) + " to " + std::to_string(to));
  }
  database_->use([&](Connection& connection) {
    if (to > newest(connection)) fail_revision(std::to_string(to));
  });
  const std::string& store = database_->schema();
  stelsel::Changes out;
  out.upserts = stream(table, false, [&](Connection&, const Schema& held) {
    return copy_upserts(store, held, from, to);
  });
  out.erasures = stream(table, true, [&](Connection&, const Schema& held) {
    return copy_erasures(store, held, from, to);
  });
  return out;
}

std::unique_ptr<stelsel::Transaction> PostgresStore::begin(const stelsel::Commit& commit) {
  if (!writable_) throw Error(STELSEL_FAILED_PRECONDITION, name_ + " was opened for reading");
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
