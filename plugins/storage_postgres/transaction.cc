#include "transaction.h"

#include <limits>
#include <utility>

#include "setup.h"

namespace storage_postgres {

using stelsel::Error;

namespace {

// Nobody waits for ever, unless the user said how long; and a commit that was reported is on disk.
constexpr char kSettings[] =
    "SELECT set_config('lock_timeout', '5s', true) WHERE current_setting('lock_timeout') = '0'; "
    "SELECT set_config('synchronous_commit', 'on', true) "
    "WHERE current_setting('synchronous_commit') = 'off'; ";

// YYYY-MM-DDTHH:MM:SSZ; whether the day exists is seen by the server.
bool is_moment(const std::string& text) {
  const std::string shape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

}  // namespace

PostgresTransaction::PostgresTransaction(std::shared_ptr<Database> database,
                                         const stelsel::Commit& commit,
                                         std::shared_ptr<bool> writing)
    : database_(std::move(database)), commit_(commit), writing_(std::move(writing)) {
  if (!is_moment(commit_.time)) {
    throw Error(STELSEL_INVALID_ARGUMENT,
                "the time of a commit must be a moment in UTC: YYYY-MM-DDTHH:MM:SSZ");
  }
  // Nothing was written yet, so that it can be begun again when the session is lost.
  connection_ = database_->start([&](Connection& connection) { begin(connection); });
  *writing_ = true;
}

PostgresTransaction::~PostgresTransaction() {
  roll_back();
  *writing_ = false;
}

void PostgresTransaction::begin(Connection& connection) {
  name_ = connection.name();
  const Result owner = connection.run(
      "SELECT pg_has_role(current_user, nspowner, 'MEMBER'), "
      "quote_ident(pg_get_userbyid(nspowner)) "
      "FROM pg_namespace WHERE nspname = $1",
      {database_->schema()});
  if (owner.rows() == 0) connection.fail_changed("it is gone");
  owner_ = owner.truth(0, 0);
  role_ = owner_ ? "SET LOCAL ROLE " + owner.text(0, 1) + "; " : "";
  lock(connection);
  if (!check_state(connection)) return;
  // One server undoes what was cut off by itself, several do not. In a transaction of its own, so
  // that its locks are gone when tables are changed there.
  connection.run("SELECT " + database_->own("stelsel_sweep") + "()");
  connection.run("COMMIT");
  lock(connection);
  check_state(connection);
}

void PostgresTransaction::lock(Connection& connection) {
  connection.run(std::string("BEGIN; ") + kSettings + role_ + lock_sql(database_->schema()));
}

// In a statement of its own, which sees what was committed while we waited for the lock.
bool PostgresTransaction::check_state(Connection& connection) {
  const std::string revisions = database_->own("stelsel_revision");
  const Result state = connection.run(
      "SELECT gen_random_uuid(), current_setting('transaction_read_only') = 'on', "
      "has_table_privilege(" +
      literal(revisions) + ", 'INSERT'), unfinished, EXISTS (SELECT FROM " +
      database_->own("stelsel_region_server") +
      ") OR EXISTS (SELECT FROM pg_class WHERE relkind = 'f' AND relnamespace = to_regnamespace(" +
      literal(quoted(database_->schema())) + ")) FROM " + database_->own("stelsel_store"));
  if (state.rows() != 1) connection.fail_changed("`stelsel_store` does not have one row");
  if (state.truth(0, 1)) {
    throw Error(STELSEL_PERMISSION_DENIED,
                name_ + " is on a server that can only be read, such as a standby");
  }
  if (!state.truth(0, 2)) {
    throw Error(STELSEL_PERMISSION_DENIED,
                "`" + connection.user() + "` may read " + name_ + ", not write it");
  }
  token_ = state.text(0, 0);
  base_ = newest_revision(connection, database_->schema());
  const std::string newest = base_ > 0 ? std::to_string(base_) : "";
  if (newest != commit_.base) {
    throw Error(STELSEL_ABORTED, "the newest revision of " + name_ + " is `" + newest +
                                     "`, and the changes start from `" + commit_.base +
                                     "`; read it again");
  }
  if (base_ == std::numeric_limits<std::int64_t>::max()) {
    connection.fail_changed("its newest revision has the highest number there is");
  }
  sharded_ = state.truth(0, 4);
  return state.truth(0, 3);
}

// Before anything is written on another server, and in a session of its own, so that it stays when
// this one is cut off. The commit takes it away again, or unmark_unfinished().
void PostgresTransaction::mark_unfinished() {
  if (std::exchange(unfinished_, true)) return;
  connection_->run(keep_lock_sql(database_->schema()));
  database_->use([&](Connection& connection) {
    connection.run("BEGIN; " + role_ + "UPDATE " + database_->own("stelsel_store") +
                   " SET unfinished = true; COMMIT");
  });
}

// After ROLLBACK. No server was told to commit, and each has rolled back: of one that cannot be
// told the server warns. The lock is still ours, so that the mark is as well.
void PostgresTransaction::unmark_unfinished() {
  if (committing_ || cut_off_ || connection_->warned()) return;
  connection_->run("BEGIN; " + role_ + "UPDATE " + database_->own("stelsel_store") +
                   " SET unfinished = false; COMMIT");
}

void PostgresTransaction::end() {
  if (!connection_->quiet()) {
    connection_->run("ROLLBACK");
    if (unfinished_) unmark_unfinished();
  }
  if (unfinished_ && !committing_) connection_->run(give_lock_sql(database_->schema()));
  database_->give(std::move(connection_));
}

// A session that is lost has ended its transaction by itself.
void PostgresTransaction::roll_back() noexcept {
  try {
    if (connection_ != nullptr && !connection_->lost()) end();
  } catch (...) {
    connection_.reset();  // which ends it
  }
}

// What fails leaves the transaction failed.
void PostgresTransaction::change(const std::function<void()>& f) {
  const bool failed_before = std::exchange(failed_, true);
  try {
    f();
  } catch (const Lost&) {
    cut_off_ = true;
    throw;
  }
  failed_ = failed_before;
}

void PostgresTransaction::upsert(const std::string& table, const std::string& schema,
                                 stelsel::Stream rows) {
  change([&] {
    Written& written = settle(table, schema);
    upserted_ += TableWriter(*connection_, *database_, written, base_ + 1).upsert(std::move(rows));
  });
}

void PostgresTransaction::erase(const std::string& table, const std::string& schema,
                                stelsel::Stream keys) {
  change([&] {
    Written& written = settle(table, schema);
    erased_ += TableWriter(*connection_, *database_, written, base_ + 1).erase(std::move(keys));
  });
}

void PostgresTransaction::finish(const std::string& digest) {
  if (failed_ || connection_->lost() || connection_->quiet()) {
    throw Error(STELSEL_FAILED_PRECONDITION,
                "a change to " + name_ + " failed before, so nothing is committed");
  }
  change([&] {
    tend_tables();
    write_revision(digest);
  });
  committing_ = true;
  // Whoever finds out what became of the commit waits for its transaction, not for this session.
  if (unfinished_) connection_->run(give_lock_sql(database_->schema()));
  send_commit();
}

void PostgresTransaction::tend_tables() {
  for (const auto& [table, written] : written_) {
    connection_->run("SELECT " + database_->own("stelsel_tend") + "($1)", {table});
  }
}

// Last of all: with it the revision is there.
void PostgresTransaction::write_revision(const std::string& digest) {
  connection_->run("INSERT INTO " + database_->own("stelsel_revision") +
                       " (number, \"time\", author, message, upserted, erased, digest, token) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                   {std::to_string(base_ + 1), commit_.time, commit_.author, commit_.message,
                    std::to_string(upserted_), std::to_string(erased_), digest, token_});
  if (!unfinished_) return;
  connection_->run("UPDATE " + database_->own("stelsel_store") + " SET unfinished = false");
}

void PostgresTransaction::send_commit() {
  try {
    if (connection_->run("COMMIT").tag() != "COMMIT") {
      throw Error(STELSEL_INTERNAL, name_ + " rolled the commit back");
    }
  } catch (const Lost&) {
    find_out();
  }
}

// The answer was lost, not necessarily the commit. The lock is free once the session that was lost
// has ended, so that what is seen behind it stays so.
void PostgresTransaction::find_out() {
  bool done = false;
  try {
    database_->use([&](Connection& connection) {
      connection.run("BEGIN; SET LOCAL lock_timeout = '30s'; " + lock_sql(database_->schema()));
      // A standby may have it later.
      if (connection.run("SELECT pg_is_in_recovery()").truth(0, 0)) {
        throw Error(STELSEL_UNAVAILABLE, name_ + " can be reached on a standby only");
      }
      done = connection
                 .run("SELECT FROM " + database_->own("stelsel_revision") +
                          " WHERE number = $1 AND token = $2",
                      {std::to_string(base_ + 1), token_})
                 .rows() > 0;
      connection.run("ROLLBACK");
    });
  } catch (const Error& e) {
    throw Error(STELSEL_UNAVAILABLE, "whether revision " + std::to_string(base_ + 1) +
                                         " was committed is not known; " +
                                         "it may have been: " + e.what());
  }
  if (!done) {
    throw Error(STELSEL_UNAVAILABLE, name_ + " was cut off, and nothing was committed");
  }
}

Written& PostgresTransaction::settle(const std::string& table, const std::string& json) {
  const auto it = written_.find(table);
  if (it != written_.end() && it->second.schema.json == json) return it->second;
  Schema given = storage::read_schema(table, json);
  if (sharded_ && is_partitioned(given)) mark_unfinished();
  const std::optional<StoredTable> stored = find_table(*connection_, database_->schema(), table);
  if (!stored) {
    return written_.insert_or_assign(table, make_table(std::move(given))).first->second;
  }
  if (stored->schema == json) {
    Written known{std::move(given), stored->region, false, false, false, {}, {}};
    return written_.insert_or_assign(table, std::move(known)).first->second;
  }
  Written grown = grow_table(*stored, std::move(given));
  if (it != written_.end()) {
    grown.made = it->second.made;
    grown.touched = it->second.touched;
  }
  return written_.insert_or_assign(table, std::move(grown)).first->second;
}

void PostgresTransaction::need_owner(const std::string& table) const {
  if (owner_) return;
  throw Error(STELSEL_PERMISSION_DENIED,
              "table `" + table + "` is to be made or brought forward in " + name_ +
                  ", which only its owner may do, not `" + connection_->user() + "`");
}

namespace {

// A list of names as a value of type text[].
std::string array_of(const std::vector<std::string>& names) {
  std::string out = "{";
  for (const std::string& name : names) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (const char c : name) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + '}';
}

std::string key_array(const Schema& schema) {
  std::vector<std::string> names;
  for (const std::size_t place : schema.key) names.push_back(schema.fields[place].name);
  return array_of(names);
}

}  // namespace

Written PostgresTransaction::make_table(Schema schema) {
  check_names(schema);
  need_owner(schema.table);
  const std::string region = is_partitioned(schema) ? "region" : "";
  connection_->run(create_table(database_->schema(), schema));
  connection_->run(
      "INSERT INTO " + database_->own("stelsel_table") +
          " (position, name, version, schema, key, region, made_at) SELECT coalesce(max(position), "
          "0) + 1, $1, $2, $3, $4, nullif($5, ''), $6 FROM " +
          database_->own("stelsel_table"),
      {schema.table, std::to_string(schema.version), schema.json, key_array(schema), region,
       std::to_string(base_ + 1)});
  make_view(schema);
  grant_table(*connection_, database_->schema(), schema.table);
  // COPY into a table on another server goes row by row.
  const bool straight = !sharded_ || region.empty();
  return Written{std::move(schema), region, true, straight, false, {}, {}};
}

// With the columns in the table's order: a view may get more of them, but only behind those it has.
void PostgresTransaction::make_view(const Schema& schema) {
  const Result found = connection_->run(
      "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT "
      "attisdropped AND attname NOT IN ('rev_from', 'rev_to') ORDER BY attnum",
      {database_->own(schema.table)});
  std::vector<std::string> columns;
  for (int row = 0; row < found.rows(); ++row) columns.push_back(found.text(row, 0));
  connection_->run(create_view(database_->schema(), schema.table, columns));
}

Written PostgresTransaction::grow_table(const StoredTable& stored, Schema schema) {
  const Schema before = stored_schema(*connection_, schema.table, stored);
  const storage::Growth growth = storage::growth(before, schema);
  check_names(schema);
  need_owner(schema.table);
  alter_table(growth, schema.table);
  std::string region = stored.region;
  for (const storage::Growth::Rename& rename : growth.renames) {
    if (rename.from.name == stored.region) region = rename.to.name;
  }
  connection_->run(
      "UPDATE " + database_->own("stelsel_table") +
          " SET version = $2, schema = $3, key = $4, region = nullif($5, '') "
          "WHERE name = $1",
      {schema.table, std::to_string(schema.version), schema.json, key_array(schema), region});
  if (!growth.empty()) make_view(schema);
  return Written{std::move(schema), region, false, false, false, {}, {}};
}

void PostgresTransaction::alter_table(const storage::Growth& growth, const std::string& table) {
  const std::string view = quoted(database_->schema() + "_latest") + '.' + quoted(table);
  for (const storage::Growth::Rename& rename : growth.renames) {
    const std::vector<Column> from = columns_of(rename.from);
    const std::vector<Column> to = columns_of(rename.to);
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::string change =
          " RENAME COLUMN " + quoted(from[i].name) + " TO " + quoted(to[i].name);
      connection_->run("ALTER TABLE " + database_->own(table) + change);
      connection_->run("ALTER VIEW " + view + change);
    }
  }
  for (const Field& field : growth.added) {
    for (const Column& column : columns_of(field)) {
      connection_->run("ALTER TABLE " + database_->own(table) + " ADD COLUMN " +
                       quoted(column.name) + ' ' + column.type +
                       (column.type == "text" ? " COLLATE \"C\"" : ""));
      if (!sharded_) continue;
      connection_->run("SELECT " + database_->own("stelsel_grow_shards") + "($1, $2)",
                       {table, column.name});
    }
  }
}

}  // namespace storage_postgres
